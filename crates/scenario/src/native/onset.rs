//! Whether the onset of displacement has what it follows.

use refuge_core::event::Change;
use refuge_core::place::Place;
use refuge_core::settings::OnsetMode;
use refuge_core::world::{Measure, Observation};

use super::Parts;
use crate::problem::{Mark, Problem, Problems};

/// The setting that all of this is about.
const MODE: &str = "onset.mode";
const FROM_RESIDENTS: &str = "onset.from_residents";

/// Tells what the chosen mode lacks.
pub(super) fn check(parts: &Parts, problems: &mut Problems) {
    let mode = parts.settings.onset.mode;
    let residents = parts.map_is_whole.then(|| residents(parts));
    if residents == Some(0) && mode != OnsetMode::None {
        let problem = Problem::warning(
            "Nobody can be displaced: no place of the home country has residents.",
        )
        .help("Give the towns that people flee from a `population`.");
        problems.add(parts.layer.settings.blame(MODE, problem));
    }
    if !parts.settings.onset.from_residents
        && matches!(mode, OnsetMode::Prescribed | OnsetMode::Hazard)
    {
        let problem = Problem::warning(format!(
            "`{FROM_RESIDENTS}` changes nothing: with `{MODE}` at `{}` newcomers are always residents.",
            word(mode)
        ))
        .help("Leave it out: only Flee's ways to count newcomers can make them of nobody.");
        problems.add(parts.layer.settings.blame(FROM_RESIDENTS, problem));
    }
    match mode {
        OnsetMode::None => ignored_series(parts, problems),
        OnsetMode::Prescribed => prescribed(parts, residents, problems),
        // The hungry flee as well, wherever they are.
        OnsetMode::Sampled if parts.settings.onset.from_hunger => {}
        OnsetMode::Hazard
        | OnsetMode::Sampled
        | OnsetMode::Constant
        | OnsetMode::Share
        | OnsetMode::Poisson => driven(parts, problems),
    }
}

/// Persons at home in the home country on the first day.
fn residents(parts: &Parts) -> u64 {
    let home = parts.manifest.home.as_ref().map(|(home, _)| *home);
    let at_home = |place: &&Place| Some(place.country) == home;
    let places = parts.atlas.places.iter().filter(at_home);
    places.map(|place| u64::from(place.population)).sum()
}

fn series(parts: &Parts) -> impl Iterator<Item = &(Observation, Mark)> {
    let observed = parts.observed.iter();
    observed.filter(|(observation, _)| observation.measure == Measure::Displaced)
}

fn ignored_series(parts: &Parts, problems: &mut Problems) {
    // The mode may be one that was not understood, which is told already.
    if problems.errors() > 0 {
        return;
    }
    if let Some((_, mark)) = series(parts).next() {
        problems.add(
            Problem::warning(
                "`displaced` is observed, but nobody becomes displaced: `onset.mode` is `none`.",
            )
            .at(mark.clone())
            .help("Choose `prescribed` to follow the series, or `hazard` to be compared with it."),
        );
    }
}

fn prescribed(parts: &Parts, residents: Option<u64>, problems: &mut Problems) {
    let highest = series(parts).max_by(|(a, _), (b, _)| a.value.total_cmp(&b.value));
    let Some((highest, mark)) = highest else {
        if parts.observed_are_whole {
            let problem = Problem::error(
                "`onset.mode` is `prescribed`, but no observed series `displaced` is there to follow.",
            )
            .help("Add rows of the measure `displaced` to a file in observed/, or choose `hazard`.");
            problems.add(parts.layer.settings.blame(MODE, problem));
        }
        return;
    };
    if let Some(residents) = residents.filter(|&n| n > 0 && highest.value > n as f64) {
        problems.add(
            Problem::warning(format!(
                "The series to follow rises to {} displaced persons, but the home country has only {residents} residents.",
                highest.value
            ))
            .at(mark.clone())
            .help("Check the count and every `population`: the run ends short of the series."),
        );
    }
}

/// Modes in which people flee conflict, or floods.
fn driven(parts: &Parts, problems: &mut Problems) {
    let onset = &parts.settings.onset;
    let follows_flood = onset.by_flood && by_rate(onset.mode);
    let rates: &[f64] = if follows_flood {
        &onset.per_flood_day
    } else {
        std::slice::from_ref(&onset.per_conflict_day)
    };
    let (what, kinds) = if follows_flood {
        ("a flood", "`flood`")
    } else {
        (
            "a conflict, shelling or air strike",
            "`conflict`, `shelling` or `air_strike`",
        )
    };
    let problem = if by_rate(onset.mode) && rates.iter().all(|&rate| rate == 0.0) {
        let key = if follows_flood {
            "per_flood_day"
        } else {
            "per_conflict_day"
        };
        Problem::warning(format!("Nobody becomes displaced: `onset.{key}` is 0."))
            .help("Give the persons, or the share of residents, who are displaced in a day.")
    } else if parts.events_are_whole && !is_driven(parts, follows_flood) {
        Problem::warning(format!(
            "Nobody becomes displaced: `onset.mode` is `{}`, but no event is {what}.",
            word(onset.mode)
        ))
        .help(format!("Add events of the kind {kinds} to events.csv."))
    } else {
        return;
    };
    problems.add(parts.layer.settings.blame(MODE, problem));
}

/// Whether people flee a place by a number of its own.
fn by_rate(mode: OnsetMode) -> bool {
    use OnsetMode::{Constant, Poisson, Share};
    matches!(mode, Constant | Share | Poisson)
}

/// The word for a mode that people are displaced by.
fn word(mode: OnsetMode) -> &'static str {
    match mode {
        OnsetMode::Prescribed => "prescribed",
        OnsetMode::Sampled => "sampled",
        OnsetMode::Constant => "constant",
        OnsetMode::Share => "share",
        OnsetMode::Poisson => "poisson",
        _ => "hazard",
    }
}

/// Whether there is a conflict, or a flood, that people may flee.
fn is_driven(parts: &Parts, by_flood: bool) -> bool {
    let mut changes = parts.events.iter().map(|event| &event.change);
    if by_flood {
        return changes.any(|change| matches!(change, Change::Flood(_)));
    }
    let mut places = parts.atlas.places.iter();
    places.any(|place| place.traits.conflict > 0.0) || changes.any(Change::is_attack)
}
