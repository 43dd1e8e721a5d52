//! Whether the settings of onward movement fit each other and the places.

use refuge_core::settings::Settings;

use super::Parts;
use crate::countries::{country, nearest_code};
use crate::problem::{Problem, Problems};

const TO: &str = "onward.to";
const SEASON: &str = "onward.season";
const MONTHS: usize = 12;

/// Tells of countries nobody can move on to, and of a year that has not twelve months.
pub(super) fn check(parts: &Parts, problems: &mut Problems) {
    let overlay = &parts.layer.settings;
    for code in &parts.settings.onward.to {
        if let Some(problem) = goal(parts, code) {
            problems.add(overlay.blame(TO, problem));
        }
    }
    if let Some(problem) = season(&parts.settings) {
        problems.add(overlay.blame(SEASON, problem));
    }
}

fn goal(parts: &Parts, code: &str) -> Option<Problem> {
    let home = parts.manifest.home.as_ref().map(|(home, _)| home.code());
    let codes = || parts.atlas.places.iter().map(|place| place.country.code());
    if country(code).is_none() {
        let codes: Vec<&str> = codes().collect();
        return Some(
            Problem::error(format!("`{TO}` names `{code}`, which is no country."))
                .suggest(nearest_code(code, &codes)),
        );
    }
    if home == Some(code) {
        return Some(
            Problem::error(format!("`{TO}` names `{code}`, the home country.")).help(
                "Hosted people move on to further countries; `[returns]` is about going home.",
            ),
        );
    }
    let has_place = codes().any(|known| known == code);
    (parts.map_is_whole && !has_place).then(|| {
        Problem::error(format!("`{TO}` names `{code}`, but no place lies there."))
            .help("Add a place of this country to places.csv, with a route that leads there.")
    })
}

fn season(settings: &Settings) -> Option<Problem> {
    let months = settings.onward.season.len();
    (months != 0 && months != MONTHS).then(|| {
        Problem::error(format!(
            "`{SEASON}` must have twelve numbers, one for each month from January on, but has {months}."
        ))
        .help("Leave it empty where the rate is the same all year.")
    })
}
