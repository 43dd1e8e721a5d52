//! How the run compares with what was observed: a row for each series, with its worst day.

use refuge_core::observe::{Results, Sheet};
use refuge_core::settings::OnsetMode;
use refuge_core::world::{Measure, Observation};
use refuge_core::{Day, World};

use super::layout::aligned;
use crate::cell::with_separators;

/// The most series shown; of more, those that differ most.
const MOST_SERIES: usize = 12;

/// The most first-level units of a list that are named.
const MOST_UNITS: usize = 3;

const HEADING: [&str; 8] = [
    "Against what was observed",
    "n",
    "last date",
    "simulated",
    "observed",
    "differs",
    "at most",
    "on",
];

/// The observations of a measure in the same places, each with what was simulated for it.
struct Series<'a> {
    measure: Measure,
    /// As the scenario names them; empty for the whole world.
    places: &'a str,
    points: Vec<Point>,
}

struct Point {
    day: Day,
    simulated: f64,
    observed: f64,
}

impl Point {
    /// How far simulated is above observed, as a share; none where nobody was observed.
    fn difference(&self) -> Option<f64> {
        (self.observed > 0.0).then(|| (self.simulated - self.observed) / self.observed)
    }
}

impl Series<'_> {
    fn worst(&self) -> Option<&Point> {
        self.points
            .iter()
            .filter(|point| point.difference().is_some())
            .max_by(|a, b| size_of(a).total_cmp(&size_of(b)))
    }
}

fn size_of(point: &Point) -> f64 {
    point.difference().unwrap_or(0.0).abs()
}

/// A row a series, or nothing where nothing was observed after the first day.
pub(super) fn comparison(world: &World, results: &Results) -> String {
    let Some(estimate) = results.estimate("validation") else {
        return String::new();
    };
    let mut series = all_series(world, &estimate.mean);
    let left_out = keep_the_worst(&mut series);
    let rows = series.iter().map(|series| row(world, series));
    let table = aligned(&HEADING, rows.collect());
    match left_out {
        0 => table,
        more => format!("{table}and {more} more in validation.csv, which differ less\n"),
    }
}

/// Every series in the order of the measures; day zero, where the truth is put in, is left out, and so
/// is what nobody counted.
fn all_series<'a>(world: &'a World, validation: &Sheet) -> Vec<Series<'a>> {
    let mut observed: Vec<(&Observation, Point)> = validation
        .keys
        .iter()
        .filter_map(|&key| {
            let observation = &world.observed[key[0] as usize];
            let point = Point {
                day: observation.day,
                simulated: validation.get(key, "simulated")?,
                observed: validation.get(key, "observed")?,
            };
            let counts = point.day > 0 && point.simulated.is_finite() && !observation.interpolated;
            counts.then_some((observation, point))
        })
        .collect();
    observed.sort_by_key(|(o, point)| (o.measure, o.place.as_str(), point.day));
    let mut all: Vec<Series> = Vec::new();
    for (observation, point) in observed {
        let (measure, places) = (observation.measure, observation.place.as_str());
        match all.last_mut() {
            Some(last) if (last.measure, last.places) == (measure, places) => {
                last.points.push(point);
            }
            _ => all.push(Series {
                measure,
                places,
                points: vec![point],
            }),
        }
    }
    all
}

/// Drops the series that differ least and says how many they were; the others keep their order.
fn keep_the_worst(series: &mut Vec<Series>) -> usize {
    let left_out = series.len().saturating_sub(MOST_SERIES);
    for _ in 0..left_out {
        let size = |series: &Series| series.worst().map_or(0.0, size_of);
        let least =
            (0..series.len()).min_by(|&a, &b| size(&series[a]).total_cmp(&size(&series[b])));
        series.remove(least.unwrap_or(0));
    }
    left_out
}

fn row(world: &World, series: &Series) -> Vec<String> {
    let date = |point: &Point| world.calendar.date(point.day).to_string();
    let difference = |point: &Point| {
        let share = point.difference();
        share.map_or_else(String::new, |share| format!("{:+.1}%", 100.0 * share))
    };
    let text = |point: Option<&Point>, cell: &dyn Fn(&Point) -> String| {
        point.map_or_else(String::new, cell)
    };
    let (last, worst) = (series.points.last(), series.worst());
    vec![
        label(world, series),
        series.points.len().to_string(),
        text(last, &date),
        text(last, &|point| with_separators(point.simulated)),
        text(last, &|point| with_separators(point.observed)),
        text(last, &difference),
        text(worst, &difference),
        text(worst, &date),
    ]
}

fn label(world: &World, series: &Series) -> String {
    let measure = series.measure.word();
    let is_followed = world.settings.onset.mode == OnsetMode::Prescribed;
    match series.places {
        _ if series.measure == Measure::Displaced && is_followed => format!("{measure} (followed)"),
        "" => measure.to_owned(),
        places => {
            let told = match places.split_once("->") {
                Some((from, to)) if from.trim() == to.trim() && from.contains(';') => {
                    format!("in {}", in_short(from))
                }
                Some((from, to)) => format!("{}->{}", in_short(from), in_short(to)),
                None => in_short(places),
            };
            format!("{measure}: {told}")
        }
    }
}

/// A list of places by its first, one of first-level units by all, and how many more there are.
fn in_short(places: &str) -> String {
    let parts: Vec<&str> = places.split(';').map(str::trim).collect();
    let units = parts.iter().map_while(|part| part.strip_prefix("admin1:"));
    let named: Vec<&str> = units.take(MOST_UNITS).map(str::trim).collect();
    let named = match named.as_slice() {
        [] => &parts[..1],
        units => units,
    };
    match parts.len() - named.len() {
        0 => named.join(", "),
        more => format!("{} +{more}", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use refuge_core::Calendar;
    use refuge_core::observe::Estimate;
    use refuge_core::observe::schemas::VALIDATION;

    use super::*;
    use crate::testing::world;

    #[test]
    fn lists_of_places_are_named_by_their_first_and_of_units_by_all() {
        let said = |places| {
            let series = Series {
                measure: Measure::Movements,
                places,
                points: Vec::new(),
            };
            label(&world(), &series)
        };
        assert_eq!(
            said("admin1:Idleb -> admin1:Aleppo"),
            "movements: Idleb->Aleppo"
        );
        assert_eq!(said("A;B->C;D;E"), "movements: A +1->C +2");
        assert_eq!(
            said("admin1:Idleb;admin1:Aleppo->admin1:A; admin1:B;admin1:C;admin1:D;E"),
            "movements: Idleb, Aleppo->A, B, C +2"
        );
        assert_eq!(
            said("admin1:Idleb;admin1:Aleppo->admin1:Idleb;admin1:Aleppo"),
            "movements: in Idleb, Aleppo"
        );
    }

    /// The comparison of observations in order: measure, place, day, simulated and observed.
    fn compared(mode: OnsetMode, rows: &[(Measure, &str, Day, f64, f64)]) -> String {
        let mut world = world();
        world.calendar = Calendar::new(world.calendar.start(), 100).unwrap();
        world.settings.onset.mode = mode;
        let mut sheet = Sheet::new(&VALIDATION);
        world.observed.clear();
        for (index, &(measure, place, day, simulated, observed)) in rows.iter().enumerate() {
            world.observed.push(Observation {
                place: place.to_owned(),
                ..Observation::of_world(day, measure, observed)
            });
            let key = [index as u32, 0, 0];
            sheet.push(key, &[simulated, observed, simulated - observed]);
        }
        let mut results = Results::default();
        results.estimates.push(Estimate {
            mean: sheet,
            quantiles: Vec::new(),
        });
        comparison(&world, &results)
    }

    #[test]
    fn every_series_has_its_last_and_its_worst_day() {
        let arrived = "Afrin;Jandairis;Azaz";
        let text = compared(
            OnsetMode::Prescribed,
            &[
                (Measure::PresentSinceStart, arrived, 38, 40_994.0, 30_000.0),
                (Measure::PresentSinceStart, arrived, 44, 45_020.0, 45_000.0),
                (Measure::PresentSinceStart, "Dana", 81, 265_897.0, 267_000.0),
                (Measure::Displaced, "", 0, 5.0, 1.0),
                (Measure::Displaced, "", 24, 235_020.0, 235_000.0),
                (Measure::Displaced, "", 10, 0.0, 1000.0),
                (Measure::Returned, "", 20, 12.0, 0.0),
                (Measure::Abroad, "", 99, f64::NAN, 3_587_779.0),
            ],
        );
        insta::assert_snapshot!(text, @r"
        Against what was observed      n   last date  simulated  observed  differs  at most          on
        displaced (followed)           2  2019-12-25    235,020   235,000    +0.0%  -100.0%  2019-12-11
        returned                       1  2019-12-21         12         0
        present_since_start: Afrin +2  2  2020-01-14     45,020    45,000    +0.0%   +36.6%  2020-01-08
        present_since_start: Dana      1  2020-02-20    265,897   267,000    -0.4%    -0.4%  2020-02-20
        ");
    }

    #[test]
    fn only_the_onset_that_follows_a_series_says_so() {
        let text = compared(
            OnsetMode::Hazard,
            &[(Measure::Displaced, "", 1, 110.0, 100.0)],
        );
        assert!(!text.contains("followed"), "{text}");
    }

    #[test]
    fn what_was_observed_on_the_first_day_alone_is_no_comparison() {
        let rows = [(Measure::Displaced, "", 0, 0.0, 0.0)];
        assert_eq!(compared(OnsetMode::Prescribed, &rows), "");
        assert_eq!(compared(OnsetMode::Hazard, &[]), "");
    }

    #[test]
    fn of_many_series_those_that_differ_least_are_left_out() {
        let names: Vec<String> = (0..14).map(|place| format!("camp_{place}")).collect();
        let rows: Vec<_> = names
            .iter()
            .zip([
                9.0, 1.0, 8.0, -7.0, 6.0, 5.0, -0.5, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0,
            ])
            .map(|(name, off)| (Measure::Present, name.as_str(), 1, 100.0 + off, 100.0))
            .collect();
        let text = compared(OnsetMode::None, &rows);
        assert_eq!(text.lines().count(), 14);
        assert!(
            !text.contains("camp_1 ") && !text.contains("camp_6 "),
            "{text}"
        );
        assert!(
            text.ends_with("\nand 2 more in validation.csv, which differ less\n"),
            "{text}"
        );
    }
}
