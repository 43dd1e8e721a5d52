//! Who holds what.

use super::Conditions;
use crate::place::Side;

impl Conditions {
    pub(super) fn find_hostile(&mut self) {
        let fled =
            |control: Option<Side>| control.is_some_and(|side| self.fled_sides[side.0 as usize]);
        self.hostile = self.control.iter().map(|&control| fled(control)).collect();
    }
}
