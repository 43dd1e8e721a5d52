//! attributes.csv: what persons are besides their sex and age band, and how often.

use std::collections::BTreeMap;
use std::sync::Arc;

use refuge_core::place::PlaceId;
use refuge_core::world::Attribute;

use super::places::{Atlas, is_remark, labelled};
use crate::problem::Problems;
use crate::row::Row;
use crate::source::Source;
use crate::table::{Columns, Table};

/// The name of the file.
pub(super) const FILE: &str = "attributes.csv";

const COLUMNS: Columns = Columns {
    required: &["attribute", "value", "place", "weight"],
    optional: &[],
    unread: is_remark,
};

/// An attribute while its rows are read.
struct Draft<'t> {
    values: Vec<&'t str>,
    /// The places with weights of their own, in order of appearance.
    places: Vec<PlaceId>,
    weights: BTreeMap<(Option<PlaceId>, &'t str), (f64, Row<'t>)>,
}

/// The attributes and their values, in order of appearance.
pub(super) fn read(source: Arc<Source>, atlas: &Atlas, problems: &mut Problems) -> Vec<Attribute> {
    let Some(table) = Table::parse(source, &COLUMNS, problems) else {
        return Vec::new();
    };
    let mut drafts: Vec<(&str, Draft<'_>)> = Vec::new();
    for row in table.whole_rows() {
        let name = row.cell("attribute");
        if name.is_empty() {
            problems.add(name.expected("the name of an attribute, such as `ethnicity`"));
            continue;
        }
        let known = drafts.iter().position(|(known, _)| *known == name.text);
        let index = known.unwrap_or_else(|| {
            drafts.push((name.text, Draft::new()));
            drafts.len() - 1
        });
        drafts[index].1.add(row, atlas, problems);
    }
    let finished = drafts.into_iter();
    finished
        .map(|(name, draft)| draft.finish(name, atlas, problems))
        .collect()
}

impl<'t> Draft<'t> {
    fn new() -> Self {
        Self {
            values: Vec::new(),
            places: Vec::new(),
            weights: BTreeMap::new(),
        }
    }

    fn add(&mut self, row: Row<'t>, atlas: &Atlas, problems: &mut Problems) {
        let (value, place) = (row.cell("value"), row.cell("place"));
        if value.is_empty() {
            problems.add(value.expected("a value of the attribute"));
        }
        let weight = problems.keep(row.cell("weight").not_negative());
        let place = place.optional(|cell| Ok(atlas.find(cell.text, *cell, problems)));
        let (Some(weight), Some(place)) = (weight, problems.keep(place)) else {
            return;
        };
        let place = match place {
            Some(None) => return,
            Some(place) => place,
            None => None,
        };
        if !self.values.contains(&value.text) {
            self.values.push(value.text);
        }
        if let Some(place) = place
            && !self.places.contains(&place)
        {
            self.places.push(place);
        }
        let earlier = self.weights.insert((place, value.text), (weight, row));
        if let Some((_, earlier)) = earlier {
            problems.add(
                value
                    .error(format!(
                        "`{}` is given a weight for the same place twice.",
                        value.text
                    ))
                    .at(labelled(earlier.cell("value").mark(), "first given here")),
            );
        }
    }

    fn finish(self, name: &str, atlas: &Atlas, problems: &mut Problems) -> Attribute {
        let weights = |place: Option<PlaceId>| -> Vec<f64> {
            let weight = |value: &&'t str| self.weights.get(&(place, *value)).map_or(0.0, |w| w.0);
            self.values.iter().map(weight).collect()
        };
        let places = std::iter::once(None).chain(self.places.iter().copied().map(Some));
        for place in places.filter(|&place| weights(place).iter().sum::<f64>() <= 0.0) {
            let rows = self.weights.iter().filter(|((at, _), _)| *at == place);
            let rows = rows.chain(&self.weights).map(|(_, (_, row))| row);
            let whose = place.map_or_else(
                || "places without weights of their own".to_owned(),
                |place| format!("`{}`", atlas.place(place).id),
            );
            if let Some(row) = rows.min_by_key(|row| row.index) {
                problems.add(
                    row.cell("attribute")
                        .error(format!(
                            "The weights of `{name}` for {whose} add up to 0, so no value can be drawn there."
                        ))
                        .help("Give at least one value a weight above 0; a row with an empty `place` is for all places without rows of their own."),
                );
            }
        }
        Attribute {
            name: name.to_owned(),
            weights: weights(None),
            by_place: self
                .places
                .iter()
                .map(|&place| (place, weights(Some(place))))
                .collect(),
            values: self.values.iter().map(|&value| value.to_owned()).collect(),
        }
    }
}
