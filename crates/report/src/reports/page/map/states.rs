//! Who holds a place, where it is fought, which borders are closed and when the weapons rest.

use std::collections::BTreeMap;

use refuge_core::observe::Remark;
use serde::Serialize;

use super::super::frames::Frames;
use super::places::Places;
use super::steps::{Spell, Steps, most};
use crate::finished::tables::Table;
use crate::reports::source::Source;

/// How far a border is open.
const OPEN: usize = 0;
const IN_PART: usize = 1;
const CLOSED: usize = 2;
/// A crossing of which no event speaks is as open as its border.
const AS_ITS_BORDER: usize = 3;

/// Who holds which place.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Control {
    /// The sides by their number less one; 0 is nobody.
    sides: Vec<String>,
    /// The number of the side, by place; empty where there are no sides.
    places: Vec<Steps>,
}

/// A border in one direction, or a crossing, that is not always open.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Border {
    /// The countries, by ISO 3166-1 alpha-3; empty for a crossing.
    pub(super) from: String,
    pub(super) to: String,
    /// The crossing, as the index of its place.
    at: Option<usize>,
    /// 0 open, 1 in part, 2 closed, 3 as its border.
    steps: Steps,
}

/// A ceasefire.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Ceasefire {
    /// Where, as indices of places; `null` for all places of the home country.
    places: Option<Vec<usize>>,
    /// 1 while it is in force.
    steps: Steps,
}

/// What a run says of events, as it holds in at least half of its replicates.
pub(super) struct States<'a> {
    pub(super) source: &'a Source,
    pub(super) places: &'a Places,
    pub(super) frames: &'a Frames,
}

/// An event that happened in a replicate.
struct Event<'a> {
    target: &'a str,
    value: &'a str,
    note: &'a str,
    replicate: u32,
    from: i64,
    until: i64,
}

impl States<'_> {
    /// Who holds the places on each frame.
    pub(super) fn control(&self) -> Control {
        let captures = self.taken();
        let drawn = &self.places.drawn;
        let held = drawn.iter().map(|place| place.control.as_str());
        let mut sides: Vec<&str> = Vec::new();
        for side in held.chain(captures.iter().map(|event| event.value)) {
            if !side.is_empty() && !sides.contains(&side) {
                sides.push(side);
            }
        }
        if sides.is_empty() {
            return Control::default();
        }
        let number = |side: &str| {
            sides
                .iter()
                .position(|&known| known == side)
                .map_or(0, |n| n + 1)
        };
        let mut spells = vec![Vec::new(); drawn.len()];
        for event in &captures {
            let [places, withstood] = [event.target, event.withstood()]
                .map(|target| self.places.targeted(target, &self.source.run.home));
            for place in places.iter().filter(|place| !withstood.contains(place)) {
                spells[*place].push(event.spell(number(event.value)));
            }
        }
        let steps = drawn.iter().zip(&mut spells);
        Control {
            places: steps
                .map(|(place, spells)| self.most(spells, number(&place.control)))
                .collect(),
            sides: sides.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Captures that did not fail, and what was left to a side that asked for it, named by that side.
    fn taken(&self) -> Vec<Event<'_>> {
        let became = |event: &Event<'_>, what: Remark| event.note.ends_with(what.words());
        let mut taken = self.events("capture");
        taken.retain(|event| !became(event, Remark::CaptureFails));
        let mut left = self.events("ultimatum");
        left.retain(|event| became(event, Remark::UltimatumMet));
        taken.extend(left.into_iter().map(|event| {
            Event {
                value: event
                    .value
                    .rsplit_once("met=")
                    .map_or(event.value, |(side, _)| side.trim()),
                ..event
            }
        }));
        taken
    }

    /// The borders and crossings that are closed on any frame, in part or in full.
    pub(super) fn borders(&self) -> Vec<Border> {
        let mut spells: BTreeMap<(&str, &str), Vec<Spell>> = BTreeMap::new();
        let events = self.events("border");
        for event in &events {
            for target in event.target.split(';').map(str::trim) {
                for ends in directions(target).into_iter().flatten() {
                    spells
                        .entry(ends)
                        .or_default()
                        .push(event.spell(openness(event.value)));
                }
            }
        }
        let by_id = self.places.by_id();
        let borders = spells.into_iter().map(|((from, to), mut spells)| {
            let at = by_id.get(from).copied().filter(|_| to.is_empty());
            let otherwise = if to.is_empty() { AS_ITS_BORDER } else { OPEN };
            Border {
                from: if to.is_empty() {
                    String::new()
                } else {
                    from.to_owned()
                },
                to: to.to_owned(),
                at,
                steps: self.most(&mut spells, otherwise),
            }
        });
        let told = |border: &Border| border.at.is_some() || !border.to.is_empty();
        borders
            .filter(|border| told(border) && !border.steps.is_always(OPEN as i64))
            .collect()
    }

    /// The ceasefires that are in force on any frame.
    pub(super) fn ceasefires(&self) -> Vec<Ceasefire> {
        let mut spells: BTreeMap<&str, Vec<Spell>> = BTreeMap::new();
        let events = self.events("ceasefire");
        for event in &events {
            spells.entry(event.target).or_default().push(event.spell(1));
        }
        let ceasefires = spells.into_iter().map(|(target, mut spells)| Ceasefire {
            places: (target != "*").then(|| self.places.targeted(target, &self.source.run.home)),
            steps: self.most(&mut spells, 0),
        });
        ceasefires
            .filter(|ceasefire| !ceasefire.steps.is_always(0))
            .collect()
    }

    /// The places under attack on any frame, and the mean intensity in percent.
    pub(super) fn attacks(&self) -> Vec<(usize, Steps)> {
        let Some(conflict) = self.source.tables.get("conflict") else {
            return Vec::new();
        };
        let intensities = self.places.numbers(conflict, "intensity", self.frames);
        let percent = |intensity: &f64| (intensity * 100.0).round() as i64;
        let steps = intensities
            .iter()
            .map(|row| Steps::of(row.iter().map(percent)));
        steps
            .enumerate()
            .filter(|(_, steps)| !steps.is_always(0))
            .collect()
    }

    fn most(&self, spells: &mut [Spell], otherwise: usize) -> Steps {
        most(spells, otherwise, self.source.run.replicates, self.frames)
    }

    fn events(&self, kind: &str) -> Vec<Event<'_>> {
        let timeline = self.source.tables.get("timeline");
        timeline
            .and_then(|table| self.events_of(table, kind))
            .unwrap_or_default()
    }

    fn events_of<'a>(&self, table: &'a Table, kind: &str) -> Option<Vec<Event<'a>>> {
        let (kinds, targets, values) = (
            table.texts("kind")?,
            table.texts("target")?,
            table.texts("value")?,
        );
        let (dates, untils) = (table.dates("date")?, table.dates("until")?);
        let replicates = table.numbers("replicate")?;
        let notes = table.texts("note");
        let rows = (0..table.rows).filter(|&row| kinds.get(row) == kind);
        let events = rows.filter_map(|row| {
            let until = untils[row].map_or(i64::MAX, |date| self.frames.day(date));
            Some(Event {
                target: targets.get(row),
                value: values.get(row),
                note: notes.map_or("", |notes| notes.get(row)),
                replicate: replicates[row] as u32,
                from: self.frames.day(dates[row]?),
                until,
            })
        });
        Some(events.collect())
    }
}

impl Event<'_> {
    /// The places in which it failed, as a target, if it is a capture that failed in some.
    fn withstood(&self) -> &str {
        let fails = self.note.rsplit_once(Remark::CaptureFailsInPart.words());
        fails.map_or("", |(_, places)| places.trim())
    }

    fn spell(&self, value: usize) -> Spell {
        Spell {
            replicate: self.replicate,
            from: self.from,
            until: self.until,
            value,
        }
    }
}

/// The countries a border target leads from and to, in each of its directions; a crossing has no second.
fn directions(target: &str) -> [Option<(&str, &str)>; 2] {
    let ends = |between: &str| {
        let (from, to) = target.split_once(between)?;
        Some((from.trim(), to.trim()))
    };
    match (ends("<->"), ends("->")) {
        (Some((a, b)), _) => [Some((a, b)), Some((b, a))],
        (None, Some(ends)) => [Some(ends), None],
        (None, None) => [Some((target, "")), None],
    }
}

/// How far a value of a border event leaves it open.
fn openness(value: &str) -> usize {
    match value.trim() {
        "open" => OPEN,
        "closed" => CLOSED,
        share => match share.parse::<f64>() {
            Ok(share) if share >= 1.0 => OPEN,
            Ok(share) if share > 0.0 => IN_PART,
            _ => CLOSED,
        },
    }
}
