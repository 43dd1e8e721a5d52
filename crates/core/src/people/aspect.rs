//! An attribute of persons that is drawn, and what its values mean.

use std::collections::BTreeMap;

use crate::place::PlaceId;
use crate::random::{Draws, Purpose, Subject, unit};
use crate::world::{Attribute, World};

/// An attribute that something reads.
#[derive(Clone, Debug)]
pub(super) struct Aspect<M> {
    attribute: u16,
    /// Weights of the values, added up.
    usual: Vec<f64>,
    /// The same for people from some places.
    by_place: BTreeMap<PlaceId, Vec<f64>>,
    meanings: Vec<M>,
}

impl<M: Copy> Aspect<M> {
    /// The attribute of a name, its values understood by `mean`; `None` if the world has none.
    pub(super) fn of(
        world: &World,
        name: &str,
        mut mean: impl FnMut(usize, &str) -> M,
    ) -> Option<Self> {
        let has_name = |attribute: &Attribute| attribute.name == name;
        let index = world.attributes.iter().position(has_name)?;
        let attribute = &world.attributes[index];
        let by_place = attribute.by_place.iter();
        let values = attribute.values.iter().enumerate();
        (!attribute.values.is_empty()).then(|| Self {
            attribute: index as u16,
            usual: added_up(&attribute.weights),
            by_place: by_place
                .map(|(place, weights)| (*place, added_up(weights)))
                .collect(),
            meanings: values.map(|(index, value)| mean(index, value)).collect(),
        })
    }

    /// What the values mean, in their order.
    pub(super) fn meanings(&self) -> &[M] {
        &self.meanings
    }

    /// The value of a person from a place, unless it is known.
    ///
    /// It is drawn by person and attribute, so that no other draw changes it.
    pub(super) fn draw(
        &self,
        draws: &Draws,
        who: Subject,
        place: PlaceId,
        known: &[(u16, u16)],
    ) -> M {
        let known = known.iter().find(|(of, _)| *of == self.attribute);
        let value = known.map_or_else(
            || self.drawn(draws, who, place),
            |&(_, value)| value as usize,
        );
        self.meanings[value.min(self.meanings.len() - 1)]
    }

    fn drawn(&self, draws: &Draws, who: Subject, place: PlaceId) -> usize {
        let (step, word) = (self.attribute / 4, self.attribute as usize % 4);
        let words = draws.words(who, 0, Purpose::Attribute, step as u8);
        let sums = self.by_place.get(&place).unwrap_or(&self.usual);
        let at = unit(words[word]) * sums.last().copied().unwrap_or(0.0);
        sums.partition_point(|&sum| sum <= at)
    }
}

fn added_up(weights: &[f64]) -> Vec<f64> {
    let add = |sum: &mut f64, weight: &f64| {
        *sum += weight;
        Some(*sum)
    };
    weights.iter().scan(0.0, add).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic;

    fn aspect() -> Aspect<usize> {
        let world = World {
            attributes: vec![Attribute {
                name: "ethnicity".into(),
                values: ["red", "green", "blue"].map(String::from).to_vec(),
                weights: vec![1.0, 0.0, 3.0],
                by_place: vec![(PlaceId(1), vec![0.0, 2.0, 0.0])],
            }],
            ..synthetic::world(0, 3, 1)
        };
        assert!(Aspect::of(&world, "religion", |index, _| index).is_none());
        Aspect::of(&world, "ethnicity", |index, _| index).unwrap()
    }

    #[test]
    fn values_have_their_shares_in_the_place_people_come_from() {
        let (aspect, source) = (aspect(), Draws::new(5, 0));
        let mut drawn = [0; 3];
        for serial in 0..10_000 {
            let who = Subject { origin: 0, serial };
            drawn[aspect.draw(&source, who, PlaceId(0), &[])] += 1;
            assert_eq!(aspect.draw(&source, who, PlaceId(1), &[]), 1);
        }
        assert_eq!(drawn[1], 0);
        assert!((2_350..2_650).contains(&drawn[0]), "{drawn:?}");
    }

    #[test]
    fn what_is_known_is_not_drawn() {
        let somebody = Subject {
            origin: 0,
            serial: 0,
        };
        let draw = |known| aspect().draw(&Draws::new(5, 0), somebody, PlaceId(1), known);
        assert_eq!(draw(&[(0, 2)]), 2);
        assert_eq!(draw(&[(1, 2)]), 1, "that is another attribute");
    }
}
