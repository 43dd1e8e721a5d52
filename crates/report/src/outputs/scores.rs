//! scores.csv: how well the run fits what was observed.

use refuge_core::observe::Naive;

use super::Run;
use crate::cell::MOST_DECIMALS;
use crate::error::Error;
use crate::folder::{Folder, Heading};
use crate::table::Table;

pub(super) fn write(run: &Run, folder: &mut Folder) -> Result<(), Error> {
    let mut table = Table::create(folder, "scores", headings())?;
    for score in &run.results.scores {
        table.start_row()?;
        table.text(score.measure)?;
        table.text(&score.place)?;
        table.text(score.metric)?;
        table.number(score.value, MOST_DECIMALS)?;
        for skill in score.skill {
            table.number(skill.unwrap_or(f64::NAN), MOST_DECIMALS)?;
        }
        table.end_row()?;
    }
    table.finish()
}

fn headings() -> Vec<Heading> {
    let text = |name: &str, meaning: &str| Heading::new(name, "text", meaning);
    let skill = |naive: Naive| {
        let word = naive.word();
        let meaning = format!(
            "1 - score / score of the naive forecast `{word}` on the same observations: above 0 the run is better than it; empty where that says nothing."
        );
        Heading::new(format!("skill_{word}"), "ratio", meaning)
    };
    let mut headings = vec![
        text("measure", "The measure that is scored."),
        text(
            "place",
            "The place that is scored, as the scenario names it; empty for all of them or the whole world.",
        ),
        text(
            "metric",
            "The metric: ard, ard_rescaled, mape, mae, bias, mase, mase_nearest, mase_gravity, how_many, where, when_days, crps, wis, coverage_50 or coverage_90.",
        ),
        Heading::new(
            "value",
            "by metric",
            "The value over all replicates: persons for mae, bias, crps and wis, days for when_days, a ratio for those that begin with mase, a share for the others.",
        ),
    ];
    headings.extend(Naive::ALL.map(skill));
    headings
}
