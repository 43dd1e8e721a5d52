//! The names of places, which the tables know by their ids.

use std::collections::BTreeMap;

use crate::finished::tables::Tables;

/// How many places of a list are named.
const NAMED: usize = 3;

/// The name of each place by its id.
pub(super) struct Names<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Names<'a> {
    pub(super) fn of(tables: &'a Tables) -> Self {
        let mut names = BTreeMap::new();
        if let Some(table) = tables.get("locations")
            && let (Some(ids), Some(known)) = (table.texts("place"), table.texts("name"))
        {
            names.extend((0..table.rows).map(|row| (ids.get(row), known.get(row))));
        }
        Self(names)
    }

    /// The name of a place or of a first-level unit in a list.
    fn part<'b>(&'b self, part: &'b str) -> &'b str {
        part.strip_prefix("admin1:")
            .map_or_else(|| self.get(part), str::trim)
    }

    /// The name of a place; the id itself where nothing is known of it.
    pub(super) fn get<'b>(&'b self, id: &'b str) -> &'b str {
        match self.0.get(id) {
            Some(name) if !name.is_empty() => name,
            _ => id,
        }
    }

    /// What a target or list of places names, the first of many and how many more there are.
    pub(super) fn target(&self, target: &str) -> String {
        if let Some((from, to)) = target.split_once("->") {
            return format!(
                "{} \u{2192} {}",
                self.target(from.trim()),
                self.target(to.trim())
            );
        }
        if target == "*" {
            return "all places of the home country".to_owned();
        }
        let ids: Vec<&str> = target.split(';').map(str::trim).collect();
        let named: Vec<&str> = ids.iter().take(NAMED).map(|id| self.part(id)).collect();
        match ids.len() - named.len() {
            0 => named.join(", "),
            more => format!("{} and {more} more", named.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_named_as_far_as_they_are_known() {
        let names = Names([("Dana", "Ad-Dana"), ("Qah", "")].into_iter().collect());
        assert_eq!(names.target("Dana"), "Ad-Dana");
        assert_eq!(
            names.target("Dana; Qah;Afrin;Azaz;Rajo"),
            "Ad-Dana, Qah, Afrin and 2 more"
        );
        assert_eq!(names.target("SYR->TUR"), "SYR \u{2192} TUR");
        assert_eq!(names.target("admin1:Idleb"), "Idleb");
        assert_eq!(
            names.target("admin1:Idleb;admin1:Aleppo -> admin1: Aleppo; Dana"),
            "Idleb, Aleppo \u{2192} Aleppo, Ad-Dana"
        );
        assert_eq!(names.target("*"), "all places of the home country");
    }
}
