//! The persons of a household, counted by group in one word.

use serde::{Deserialize, Serialize};

use super::Group;

/// How many girls, boys, women and men a household has, a byte each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Composition(u32);

impl Composition {
    /// Adds a person; a household has at most 255 of a group.
    pub fn add(&mut self, group: Group) {
        self.0 += 1 << (8 * group as u32);
    }

    /// The numbers in the order of [`Group::ALL`].
    #[inline]
    pub fn counts(self) -> [u32; 4] {
        // Spelled out: `map` over an array is not inlined here, and this is called at every step of every journey.
        let [girls, boys, women, men] = self.0.to_le_bytes();
        [girls.into(), boys.into(), women.into(), men.into()]
    }

    /// The number of persons.
    #[inline]
    pub fn persons(self) -> u32 {
        self.counts().iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_counted_by_group() {
        let mut household = Composition::default();
        for group in [Group::Women, Group::Girls, Group::Girls, Group::Men] {
            household.add(group);
        }
        assert_eq!(household.counts(), [2, 0, 1, 1]);
        assert_eq!(household.persons(), 4);
    }
}
