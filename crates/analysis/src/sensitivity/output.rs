//! What of a run a study looks at: a number at its end.

use refuge_core::observe::Results;
use refuge_core::place::PlaceId;
use refuge_core::world::Measure;
use refuge_core::{Day, World};

/// The metric by which runs are scored against what was observed.
const METRIC: &str = "ard";

/// The measures of the whole world that are looked at unless others are asked for.
const USUAL: [Measure; 5] = [
    Measure::Displaced,
    Measure::Abroad,
    Measure::InCamps,
    Measure::InternallyDisplaced,
    Measure::Returned,
];

/// A number of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    what: What,
    name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// Persons in the whole world on the last day.
    World(Measure),
    /// Persons in a place on the last day, or movements since the first.
    Place(Measure, PlaceId),
    /// The average relative difference from what was observed.
    Score(Measure),
}

impl Output {
    /// Reads `MEASURE`, `MEASURE@PLACE` or `ard:MEASURE`.
    ///
    /// # Errors
    ///
    /// A sentence that says what was expected, if it is none of these for the world.
    pub fn read(text: &str, world: &World) -> Result<Self, String> {
        let what = match (text.strip_prefix(METRIC), text.split_once('@')) {
            (Some(measure), _) if measure.starts_with(':') => score(&measure[1..], world)?,
            (_, Some((measure, place))) => in_place(measure, place, world)?,
            (_, None) => in_world(text)?,
        };
        Ok(Self {
            what,
            name: text.to_owned(),
        })
    }

    /// What is looked at unless it is said: people at the end, and the score of each observed measure.
    pub fn usual(world: &World) -> Vec<Self> {
        let persons = USUAL.map(|measure| (What::World(measure), measure.word().to_owned()));
        let observed = Measure::ALL.into_iter().filter(|of| is_scored(*of, world));
        let scores = observed.map(|of| (What::Score(of), format!("{METRIC}:{}", of.word())));
        let all = persons.into_iter().chain(scores);
        all.map(|(what, name)| Self { what, name }).collect()
    }

    /// Its name in files: as [`read`](Self::read) takes it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of a run, the mean over its replicates; NaN if the run has none.
    pub(super) fn of(&self, results: &Results, last: Day) -> f64 {
        let found = match self.what {
            What::World(Measure::Sleeping(kind)) => {
                let key = [u32::from(last), kind as u32, 0];
                cell(results, "shelter", key, "persons")
            }
            What::World(measure) => {
                cell(results, "totals", [u32::from(last), 0, 0], measure.word())
            }
            What::Place(measure, place) => {
                let on = |day: Day, column| {
                    cell(results, "places", [u32::from(day), place.0, 0], column)
                };
                let since_start = |column| (0..=last).map(|day| on(day, column)).sum();
                match measure {
                    Measure::ArrivalsSinceStart => since_start(Measure::Arrivals.word()),
                    Measure::DeparturesSinceStart => since_start(Measure::Departures.word()),
                    _ => on(last, measure.word()),
                }
            }
            What::Score(measure) => {
                let mut scores = results.scores.iter();
                let of_all = scores.find(|score| {
                    score.metric == METRIC
                        && score.measure == measure.word()
                        && score.place.is_empty()
                });
                of_all.map(|score| score.value)
            }
        };
        found.unwrap_or(f64::NAN)
    }
}

fn cell(results: &Results, sheet: &str, key: [u32; 3], column: &str) -> Option<f64> {
    results.estimate(sheet)?.mean.get(key, column)
}

/// Whether a measure is observed on a day that is scored.
fn is_scored(measure: Measure, world: &World) -> bool {
    let fitted = world.calibrated_until.unwrap_or(0);
    let mut observed = world.observed.iter();
    observed.any(|seen| seen.measure == measure && seen.day > fitted)
}

fn measure(word: &str, fits: impl Fn(Measure) -> bool) -> Result<Measure, String> {
    let fitting = || Measure::ALL.into_iter().filter(|measure| fits(*measure));
    fitting()
        .find(|measure| measure.word() == word)
        .ok_or_else(|| {
            let known: Vec<&str> = fitting().map(Measure::word).collect();
            match known.as_slice() {
                [] => "The scenario has no observations to be scored against.".to_owned(),
                _ => format!("`{word}` is none of the measures {}.", known.join(", ")),
            }
        })
}

fn in_world(word: &str) -> Result<What, String> {
    measure(word, |measure| !measure.is_local())
        .map(What::World)
        .map_err(|why| {
            format!("{why} Write MEASURE@PLACE for one in a place, such as present@PLACE, and {METRIC}:MEASURE for a score.")
        })
}

fn in_place(named: &str, place: &str, world: &World) -> Result<What, String> {
    let is_summed = |measure: Measure| measure != Measure::PresentSinceStart;
    let measure = measure(named, |measure| measure.is_local() && is_summed(measure))?;
    let mut places = world.places.iter();
    let found = places.position(|known| known.id == place);
    let index = found.ok_or_else(|| {
        format!("The scenario has no place `{place}`: name one by its id in places.csv.")
    })?;
    Ok(What::Place(measure, PlaceId(index as u32)))
}

fn score(named: &str, world: &World) -> Result<What, String> {
    measure(named, |measure| is_scored(measure, world)).map(What::Score)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{observation, sheet, world};
    use refuge_core::observe::Estimate;
    use refuge_core::observe::schemas::{PLACES, SHELTER, TOTALS};
    use refuge_core::shelter::ShelterKind;
    use refuge_core::synthetic;

    #[test]
    fn outputs_are_read_as_they_are_named() {
        let mut world = synthetic::world(100, 10, 5);
        world.observed = vec![observation(3, Measure::Abroad, "", 7.0)];
        let place = world.places[2].id.clone();
        let whats = [
            ("abroad".to_owned(), What::World(Measure::Abroad)),
            (
                format!("present@{place}"),
                What::Place(Measure::Present, PlaceId(2)),
            ),
            ("ard:abroad".to_owned(), What::Score(Measure::Abroad)),
        ];
        for (text, what) in whats {
            let output = Output::read(&text, &world).unwrap();
            assert_eq!((output.what, output.name()), (what, text.as_str()));
        }
        let wrong = [
            "arrivals",
            "abroad@p1",
            "present@nowhere",
            "ard:displaced",
            "ard",
        ];
        let said = wrong.map(|text| Output::read(text, &world).unwrap_err());
        insta::assert_snapshot!(said.join("\n"), @"
        `arrivals` is none of the measures displaced, newly_displaced, in_transit, in_camps, in_host_communities, internally_displaced, abroad, returned, movements, moved_again, moved_on, in_host_families, in_rented, in_built_shelter, in_public_buildings, in_unfinished, in_tents, in_open. Write MEASURE@PLACE for one in a place, such as present@PLACE, and ard:MEASURE for a score.
        `abroad` is none of the measures present, arrivals, departures, arrivals_since_start, departures_since_start.
        The scenario has no place `nowhere`: name one by its id in places.csv.
        `displaced` is none of the measures abroad.
        `ard` is none of the measures displaced, newly_displaced, in_transit, in_camps, in_host_communities, internally_displaced, abroad, returned, movements, moved_again, moved_on, in_host_families, in_rented, in_built_shelter, in_public_buildings, in_unfinished, in_tents, in_open. Write MEASURE@PLACE for one in a place, such as present@PLACE, and ard:MEASURE for a score.
        ");
    }

    #[test]
    fn the_score_of_every_observed_measure_is_usual() {
        let observed = vec![
            observation(0, Measure::Abroad, "", 7.0),
            observation(3, Measure::Present, "gate", 7.0),
        ];
        let usual = Output::usual(&world(observed));
        let names: Vec<&str> = usual.iter().map(Output::name).collect();
        insta::assert_snapshot!(names.join(" "), @"displaced abroad in_camps internally_displaced returned ard:present");
    }

    #[test]
    fn numbers_are_those_of_the_last_day_or_the_sum_of_all() {
        let totals = sheet(&TOTALS, &[([0, 0, 0], &[1.0; 11]), ([1, 0, 0], &[2.0; 11])]);
        let places = sheet(
            &PLACES,
            &[
                ([0, 4, 0], &[5.0, 10.0, 1.0, 0.0, 0.0, 0.0, 1.0]),
                ([1, 4, 0], &[6.0, 20.0, 2.0, 0.0, 0.0, 0.0, 1.0]),
            ],
        );
        let shelter = sheet(&SHELTER, &[([1, ShelterKind::Open as u32, 0], &[8.0])]);
        let estimate = |mean| Estimate {
            mean,
            quantiles: Vec::new(),
        };
        let results = Results {
            estimates: [totals, places, shelter].map(estimate).to_vec(),
            ..Results::default()
        };
        let of = |what| {
            let output = Output {
                what,
                name: String::new(),
            };
            output.of(&results, 1)
        };
        assert_eq!(of(What::World(Measure::Abroad)), 2.0);
        let in_open = Measure::Sleeping(ShelterKind::Open);
        assert_eq!(of(What::World(in_open)), 8.0);
        assert_eq!(of(What::Place(Measure::Present, PlaceId(4))), 6.0);
        assert_eq!(
            of(What::Place(Measure::ArrivalsSinceStart, PlaceId(4))),
            30.0
        );
        assert_eq!(of(What::Place(Measure::Departures, PlaceId(4))), 2.0);
        assert!(of(What::Place(Measure::Present, PlaceId(5))).is_nan());
        assert!(of(What::Score(Measure::Present)).is_nan());
    }
}
