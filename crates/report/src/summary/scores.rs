//! How far the run is off in all, and whether a naive forecast would have done as well.

use refuge_core::World;
use refuge_core::observe::{Forecasts, Naive, Results, Score};
use refuge_core::settings::OnsetMode;
use refuge_core::world::Measure;

use super::layout::aligned;
use crate::words::how_far;

const HEADING: [&str; 9] = [
    "Scores over all places",
    "how many",
    "where",
    "when, days",
    "ard",
    "persistence",
    "nearest",
    "gravity",
    "line",
];

const SKILL: &str = "\
`ard`: people too many or too few, by place, as a share of those observed.
The last four: skill, 1 - ard / ard of that naive forecast; below 0 the forecast beats the run.
";

/// What is to be known of the scores of a Flee instance.
pub(crate) const AS_FLEE: &str = "\
Counts are interpolated to a number for each day, as Flee does; persistence repeats that of the
day before, and so knows the next count.
";

/// Why a run of a branch that changes something is not judged.
pub(crate) const OF_A_WHAT_IF: &str = "\
The branch changes events or settings: a what-if is not meant to agree with what was counted.
";

/// A row a measure and what is to be known of the scores, or nothing where nothing was observed.
pub(super) fn scores(world: &World, results: &Results) -> String {
    let of_all = results.scores.iter().filter(|score| score.place.is_empty());
    let of_all: Vec<&Score> = of_all.collect();
    let by_measure = of_all.chunk_by(|a, b| a.measure == b.measure);
    let rows: Vec<Vec<String>> = by_measure.map(|scores| row(world, scores)).collect();
    let skill = if rows.is_empty() { "" } else { SKILL };
    [
        aligned(&HEADING, rows),
        skill.to_owned(),
        fitted(world),
        made_then(world, &of_all),
        interpolated(world),
    ]
    .concat()
}

fn row(world: &World, scores: &[&Score]) -> Vec<String> {
    let measure = scores[0].measure;
    let find = |metric: &str| scores.iter().find(|score| score.metric == metric);
    let share = |metric: &str| {
        find(metric).map_or_else(String::new, |score| format!("{:.1}%", 100.0 * score.value))
    };
    let days = find("when_days").map_or_else(String::new, |score| format!("{:.1}", score.value));
    let label = if is_followed(world, measure) {
        format!("{measure} (followed)")
    } else {
        measure.to_owned()
    };
    let mut row = vec![label, share("how_many"), share("where"), days, share("ard")];
    let skill = find("ard").map_or_else(Forecasts::default, |score| score.skill);
    let signed = |skill: f64| format!("{skill:+.2}");
    row.extend(skill.map(|skill| skill.map_or_else(String::new, signed)));
    row
}

/// Whether a measure is one that the run follows.
fn is_followed(world: &World, measure: &str) -> bool {
    world.settings.onset.mode == OnsetMode::Prescribed && measure == Measure::Displaced.word()
}

/// How the forecasts do that were made on the last day that the scenario was fitted to, if it was.
fn made_then(world: &World, scores: &[&Score]) -> String {
    let Some(until) = world.calibrated_until else {
        return String::new();
    };
    let date = world.calendar.date(until);
    let judged = scores.iter().filter(|score| score.metric == "ard");
    let rows = judged.filter_map(|score| {
        let over = |naive: Naive, words: &str| {
            let skill = score.skill[naive as usize]?;
            Some(format!("{words} {}", how_far(skill)))
        };
        let both = [
            over(Naive::Persistence, "last count"),
            over(Naive::Line, "line"),
        ];
        let both: Vec<String> = both.into_iter().flatten().collect();
        let counts = !both.is_empty() && !is_followed(world, score.measure);
        let measure = score.measure;
        counts.then(|| format!("{measure}: {}\n", both.join(", ")))
    });
    let rows: String = rows.collect();
    if rows.is_empty() {
        return rows;
    }
    format!(
        "Forecasts made on {date} too, from the last count and the line through the last two, are\n{rows}"
    )
}

/// Says which days count, if the scenario was fitted to observations.
fn fitted(world: &World) -> String {
    let Some(until) = world
        .calibrated_until
        .filter(|_| !world.observed.is_empty())
    else {
        return String::new();
    };
    let date = world.calendar.date(until);
    if world
        .observed
        .iter()
        .all(|observation| observation.day <= until)
    {
        return format!(
            "There are no scores: the scenario was fitted to all observations, up to {date}.\n"
        );
    }
    let days = match world.calendar.days() - 1 - until {
        1 => "day".to_owned(),
        days => format!("{days} days"),
    };
    format!("Scores count the {days} after {date}, up to which the scenario was fitted.\n")
}

/// Says that numbers which nobody counted are scored as if somebody had, if they are.
fn interpolated(world: &World) -> String {
    let between = world
        .observed
        .iter()
        .filter(|seen| seen.interpolated)
        .count();
    if between > 0 {
        let all = world.observed.len();
        format!(
            "Of the {all} numbers compared with, {between} were not observed but interpolated.\n"
        )
    } else if world.flee.is_some() {
        AS_FLEE.to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use refuge_core::Calendar;

    use super::*;
    use crate::testing::world;

    fn result(measure: &'static str, metric: &'static str, value: f64) -> Score {
        Score {
            measure,
            place: String::new(),
            metric,
            value,
            skill: [Some(value), None, Some(-1.234), Some(0.5)],
        }
    }

    #[test]
    fn each_measure_has_a_row_with_skill() {
        let mut world = world();
        world.settings.onset.mode = OnsetMode::Prescribed;
        let of_a_place = Score {
            place: "Atma".to_owned(),
            ..result("present", "ard", 0.9)
        };
        let results = Results {
            scores: vec![
                result("displaced", "ard", 0.01),
                result("displaced", "when_days", 3.04),
                result("present", "ard", 0.345),
                result("present", "how_many", 0.2),
                result("present", "where", 0.1),
                of_a_place,
            ],
            ..Results::default()
        };
        insta::assert_snapshot!(scores(&world, &results), @"
        Scores over all places  how many  where  when, days    ard  persistence  nearest  gravity   line
        displaced (followed)                            3.0   1.0%        +0.01             -1.23  +0.50
        present                    20.0%  10.0%              34.5%        +0.34             -1.23  +0.50
        `ard`: people too many or too few, by place, as a share of those observed.
        The last four: skill, 1 - ard / ard of that naive forecast; below 0 the forecast beats the run.
        ");
    }

    #[test]
    fn what_the_scenario_was_fitted_to_and_what_nobody_counted_is_told() {
        let mut world = world();
        world.calendar = Calendar::new(world.calendar.start(), 9).unwrap();
        let told = |world: &World| scores(world, &Results::default());
        assert_eq!(told(&world), "");
        world.calibrated_until = Some(1);
        insta::assert_snapshot!(told(&world), @"There are no scores: the scenario was fitted to all observations, up to 2019-12-02.");
        world.observed[0].day = 5;
        world.observed[1].interpolated = true;
        insta::assert_snapshot!(told(&world), @r"
        Scores count the 7 days after 2019-12-02, up to which the scenario was fitted.
        Of the 2 numbers compared with, 1 were not observed but interpolated.
        ");
        world.observed.clear();
        assert_eq!(told(&world), "");
    }

    #[test]
    fn forecasts_of_the_day_up_to_which_it_was_fitted_are_told() {
        let mut world = world();
        world.calendar = Calendar::new(world.calendar.start(), 9).unwrap();
        world.observed[0].day = 5;
        world.calibrated_until = Some(1);
        world.settings.onset.mode = OnsetMode::Prescribed;
        let with = |measure, skill| Score {
            skill,
            ..result(measure, "ard", 0.1)
        };
        let results = Results {
            scores: vec![
                with("displaced", [Some(0.1), None, None, Some(0.5)]),
                with("abroad", [Some(0.2), None, None, None]),
                with("present", [Some(0.2), None, None, Some(-0.25)]),
                with("returned", [None, Some(0.3), None, None]),
            ],
            ..Results::default()
        };
        let told = scores(&world, &results);
        let said: Vec<&str> = told
            .lines()
            .skip_while(|line| !line.starts_with("Scores count"))
            .collect();
        insta::assert_snapshot!(said.join("\n"), @"
        Scores count the 7 days after 2019-12-02, up to which the scenario was fitted.
        Forecasts made on 2019-12-02 too, from the last count and the line through the last two, are
        abroad: last count 25% further off
        present: last count 25% further off, line 20% closer
        ");
    }
}
