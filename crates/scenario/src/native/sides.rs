//! The sides of the conflict, as places and captures name them.

use std::collections::BTreeMap;

use refuge_core::place::Side;

use super::settings::Overlay;
use crate::problem::{Mark, Problem, Problems, nearest};

/// The names of the sides in order of appearance.
#[derive(Debug, Default)]
pub(super) struct Sides {
    names: Vec<String>,
    by_name: BTreeMap<String, Side>,
    /// Where each was named first, and how often it was.
    uses: Vec<(Mark, u32)>,
}

impl Sides {
    /// The side of a name, new or known.
    pub(super) fn side(&mut self, name: &str, mark: Mark) -> Side {
        if let Some(&side) = self.by_name.get(name) {
            self.uses[side.0 as usize].1 += 1;
            return side;
        }
        let side = Side(self.names.len() as u16);
        self.names.push(name.to_owned());
        self.by_name.insert(name.to_owned(), side);
        self.uses.push((mark, 1));
        side
    }

    /// Names sides in their order before any place or event does.
    pub(super) fn announce(&mut self, sides: &[(String, Mark)]) {
        for (name, mark) in sides {
            let side = self.side(name, mark.clone());
            self.uses[side.0 as usize].1 = 0;
        }
    }

    pub(super) fn into_names(self) -> Vec<String> {
        self.names
    }

    /// A side that is named once and nearly like another is probably misspelt.
    pub(super) fn check(&self, problems: &mut Problems) {
        for (name, (mark, _)) in self.names.iter().zip(&self.uses).filter(|(_, u)| u.1 == 1) {
            let others = self.names.iter().filter(|other| *other != name);
            if let Some(near) = nearest(name, others.map(String::as_str)) {
                problems.add(
                    Problem::warning(format!(
                        "The side `{name}` is named only once, and nearly like `{near}`."
                    ))
                    .at(mark.clone())
                    .help(format!("Write `{near}` if it is the same side.")),
                );
            }
        }
    }

    /// Whether people flee from sides that the scenario has.
    pub(super) fn check_fled(&self, fled: &[String], overlay: &Overlay, problems: &mut Problems) {
        for name in fled.iter().filter(|name| !self.by_name.contains_key(*name)) {
            let problem = Problem::error(format!(
                "`people.flee_from` names the side `{name}`, but no place and no capture does."
            ))
            .suggest(nearest(name, self.names.iter().map(String::as_str)));
            problems.add(overlay.blame("people.flee_from", problem));
        }
    }
}
