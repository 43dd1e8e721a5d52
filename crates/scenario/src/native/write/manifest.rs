//! scenario.toml of a world.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use refuge_core::World;
use refuge_core::event::Change;
use refuge_core::place::Side;
use refuge_core::settings::Settings;
use refuge_core::uncertain::Uncertain;
use toml::{Table, Value};

use crate::Scenario;
use crate::native::sides::is_plain;
use crate::native::uncertain::written;

/// The text of it: what is as by default is left out.
pub(super) fn text(scenario: &Scenario, world: &World) -> Result<String, toml::ser::Error> {
    let mut text = String::new();
    let mut line = |key: &str, value: &Value| {
        let _ = writeln!(text, "{key} = {value}");
    };
    line("title", &Value::from(world.title.as_str()));
    if !world.caveats.is_empty() {
        line("caveats", &Value::from(world.caveats.clone()));
    }
    line("country", &Value::from(world.home.code()));
    if scenario.seed != 1 {
        line("seed", &Value::from(scenario.seed as i64));
    }
    if scenario.replicates != 1 {
        line("replicates", &Value::from(i64::from(scenario.replicates)));
    }
    if !are_found_in_order(world) || !world.sides.iter().all(|side| is_plain(side)) {
        line("sides", &Value::from(world.sides.clone()));
    }
    let (start, end) = (world.calendar.start(), world.calendar.end());
    let _ = writeln!(text, "start = {start}\nend = {end}");
    if let Some(day) = world.calibrated_until {
        let _ = writeln!(text, "calibrated_until = {}", world.calendar.date(day));
    }
    add_settings(&mut text, &world.settings)?;
    if !world.uncertain.is_empty() {
        let _ = writeln!(text, "\n[uncertain]");
    }
    for Uncertain { key, distribution } in &world.uncertain {
        let _ = writeln!(text, "\"{key}\" = {}", written(distribution));
    }
    Ok(text)
}

/// Whether places and events, read in their order, name the sides in this order.
fn are_found_in_order(world: &World) -> bool {
    let of_places = world.places.iter().filter_map(|place| place.control);
    let of_events = world.events.iter().filter_map(|event| match event.change {
        Change::Capture(side) | Change::Ultimatum { to: side, .. } => Some(side),
        _ => None,
    });
    let mut seen = BTreeSet::new();
    let found = of_places.chain(of_events).filter(|&side| seen.insert(side));
    found.eq((0..world.sides.len() as u16).map(Side))
}

fn add_settings(text: &mut String, settings: &Settings) -> Result<(), toml::ser::Error> {
    let usual = Table::try_from(Settings::default())?;
    let settings = Table::try_from(settings)?;
    let mut last = "";
    for (section, field) in Settings::knobs().filter_map(|knob| knob.key.split_once('.')) {
        let value = settings.get(section).and_then(|section| section.get(field));
        let default = usual.get(section).and_then(|section| section.get(field));
        if let Some(value) = value.filter(|value| Some(*value) != default) {
            if section != last {
                let _ = writeln!(text, "\n[{section}]");
                last = section;
            }
            let _ = writeln!(text, "{field} = {value}");
        }
    }
    Ok(())
}
