//! Whether the onset of displacement has what it follows.

use refuge_core::event::Change;
use refuge_core::place::Place;
use refuge_core::settings::OnsetMode;
use refuge_core::world::{Measure, Observation};

use super::Parts;
use crate::problem::{Mark, Problem, Problems};

/// The setting that all of this is about.
const MODE: &str = "onset.mode";

/// Tells what the chosen mode lacks.
pub(super) fn check(parts: &Parts, problems: &mut Problems) {
    let mode = parts.settings.onset.mode;
    let residents = parts.map_is_whole.then(|| residents(parts));
    if residents == Some(0) && mode != OnsetMode::None {
        let problem = Problem::warning(
            "Nobody can be displaced: no place of the home country has residents.",
        )
        .help("Give the towns that people flee from a `population`.");
        problems.add(parts.overlay.blame(MODE, problem));
    }
    match mode {
        OnsetMode::Sampled | OnsetMode::Constant | OnsetMode::Share | OnsetMode::Poisson => {}
        OnsetMode::None => ignored_series(parts, problems),
        OnsetMode::Prescribed => prescribed(parts, residents, problems),
        OnsetMode::Hazard => hazard(parts, problems),
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
            problems.add(parts.overlay.blame(MODE, problem));
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

fn hazard(parts: &Parts, problems: &mut Problems) {
    let mut changes = parts.events.iter().map(|event| &event.change);
    let is_violent = |change: &Change| matches!(change, Change::Conflict(_) | Change::Shelling(_));
    if parts.events_are_whole && !changes.any(is_violent) {
        let problem = Problem::warning(
            "Nobody becomes displaced: `onset.mode` is `hazard`, but no event is a conflict or shelling.",
        )
        .help("Add events of the kind `conflict` or `shelling` to events.csv.");
        problems.add(parts.overlay.blame(MODE, problem));
    }
}
