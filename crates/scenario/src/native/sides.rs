//! The sides of the conflict, as places and captures name them.

use std::collections::BTreeMap;

use refuge_core::place::Side;

use super::settings::Overlay;
use crate::problem::{Mark, Problem, Problems, nearest, one_of};

/// The names of the sides in order of appearance.
#[derive(Debug, Default)]
pub(super) struct Sides {
    names: Vec<String>,
    by_name: BTreeMap<String, Side>,
    uses: Vec<Use>,
}

/// How a side is spoken of.
#[derive(Debug)]
struct Use {
    /// Where it was named first.
    mark: Mark,
    times: u32,
    /// Whether a place or `sides` of scenario.toml has it.
    is_known: bool,
    /// Whether it holds a place on the first day or takes one.
    holds: bool,
}

impl Sides {
    /// The side of a name, new or known.
    pub(super) fn side(&mut self, name: &str, mark: Mark) -> Side {
        if let Some(&side) = self.by_name.get(name) {
            self.uses[side.0 as usize].times += 1;
            return side;
        }
        let side = Side(self.names.len() as u16);
        self.names.push(name.to_owned());
        self.by_name.insert(name.to_owned(), side);
        self.uses.push(Use {
            mark,
            times: 1,
            is_known: false,
            holds: false,
        });
        side
    }

    /// The side that holds a place on the first day; any name is one.
    pub(super) fn holder(&mut self, name: &str, mark: Mark) -> Side {
        let side = self.taker(name, mark);
        self.uses[side.0 as usize].is_known = true;
        side
    }

    /// The side that takes a place.
    pub(super) fn taker(&mut self, name: &str, mark: Mark) -> Side {
        let side = self.side(name, mark);
        self.uses[side.0 as usize].holds = true;
        side
    }

    /// Whether an event may name this side: a plain word, or what a place or `sides` has.
    pub(super) fn may_be(&self, name: &str) -> bool {
        let known = self.by_name.get(name);
        is_plain(name) || known.is_some_and(|side| self.uses[side.0 as usize].is_known)
    }

    /// Names sides in their order before any place or event does.
    pub(super) fn announce(&mut self, sides: &[(String, Mark)]) {
        for (name, mark) in sides {
            let side = self.side(name, mark.clone());
            let announced = &mut self.uses[side.0 as usize];
            (announced.times, announced.is_known) = (0, true);
        }
    }

    pub(super) fn into_names(self) -> Vec<String> {
        self.names
    }

    /// A side that is named once and nearly like another is probably misspelt.
    pub(super) fn check(&self, problems: &mut Problems) {
        for (name, named) in self.names.iter().zip(&self.uses) {
            if let Some(near) = self.meant(name, named) {
                problems.add(
                    Problem::warning(format!(
                        "The side `{name}` is named only once, and nearly like `{near}`."
                    ))
                    .at(named.mark.clone())
                    .help(format!("Write `{near}` if it is the same side.")),
                );
            }
        }
    }

    /// What a side that is named once was probably meant to be.
    fn meant(&self, name: &str, named: &Use) -> Option<&str> {
        let others = self.names.iter().filter(|other| *other != name);
        (named.times == 1)
            .then(|| nearest(name, others.map(String::as_str)))
            .flatten()
    }

    /// A side that is given places, but has none and takes none, is probably none.
    pub(super) fn check_held(&self, problems: &mut Problems) {
        let all = || self.names.iter().zip(&self.uses);
        let holders = || all().filter(|(_, named)| named.holds);
        let known = one_of(holders().map(|(name, _)| name.as_str()));
        for (name, named) in all().filter(|(_, named)| !named.holds && named.times > 0) {
            if self.meant(name, named).is_some() {
                continue;
            }
            let problem = Problem::warning(format!(
                "No place is held by the side `{name}`, neither on the first day nor by a capture."
            ))
            .at(named.mark.clone());
            problems.add(if known.is_empty() {
                problem.help("Name it in the column `control` of places.csv where it holds places on the first day.")
            } else {
                problem.help(format!("Write a side that holds places: {known}."))
            });
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

/// Whether a name is a word with a letter in it, which no number and no slip of the pen is.
pub(in crate::native) fn is_plain(name: &str) -> bool {
    name.contains(char::is_alphabetic) && !name.contains(char::is_whitespace)
}
