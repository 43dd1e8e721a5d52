//! The documentation says what the program knows: settings, kinds and columns.

use refuge_core::observe::schemas;
use refuge_core::settings::{Knob, Range, Settings};
use refuge_core::world::Measure;
use refuge_core::{event, place};
use serde_json::Value;

use crate::cli::{read, repository};

fn formats() -> String {
    read(&repository("docs/formats.md"))
}

/// The row of a setting in the table of its section.
fn row(knob: &Knob, defaults: &Value) -> String {
    let (section, name) = knob.key.split_once('.').expect("a dotted key");
    let default = defaults[section][name].to_string();
    let words = |words: &[&str]| {
        words
            .iter()
            .map(|w| format!("`{w}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let range = match knob.range {
        Range::Number(low, high) => format!("{low} to {high}"),
        Range::Whole(low, high) => format!("whole, {low} to {high}"),
        Range::Switch => "`true` or `false`".to_owned(),
        Range::Word(all) => words(all),
        Range::Numbers(low, high) => format!("list of numbers, {low} to {high}"),
        Range::Wholes(low, high) => format!("list of whole numbers, {low} to {high}"),
        Range::Texts => "list of texts".to_owned(),
    };
    format!(
        "| `{name}` | {} | {range} | `{default}` | {} |",
        knob.unit, knob.meaning
    )
}

#[test]
fn every_setting_has_its_row() {
    let formats = formats();
    let defaults = serde_json::to_value(Settings::default()).expect("settings are plain data");
    for knob in Settings::knobs() {
        let row = row(knob, &defaults);
        assert!(
            formats.contains(&row),
            "docs/formats.md should have the row\n{row}"
        );
    }
}

#[test]
fn every_word_of_the_files_is_explained() {
    let formats = formats();
    let kinds = place::PlaceKind::ALL.map(place::PlaceKind::word);
    let measures = Measure::ALL.map(Measure::word);
    let columns = [
        &schemas::TOTALS,
        &schemas::PLACES,
        &schemas::FLOWS,
        &schemas::ORIGINS,
        &schemas::DEMOGRAPHICS,
        &schemas::VALIDATION,
    ];
    let columns = columns
        .iter()
        .flat_map(|schema| schema.columns)
        .map(|column| column.name);
    for word in kinds
        .into_iter()
        .chain(measures)
        .chain(event::KINDS)
        .chain(columns)
    {
        assert!(
            formats.contains(&format!("`{word}`")),
            "docs/formats.md should explain `{word}`"
        );
    }
}

#[test]
fn every_preset_is_explained() {
    for preset in refuge_scenario::presets() {
        let row = format!("| `{}` |", preset.name);
        assert!(
            formats().contains(&row),
            "docs/formats.md should have {row}"
        );
    }
}
