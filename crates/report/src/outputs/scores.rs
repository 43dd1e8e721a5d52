//! scores.csv: how well the run fits what was observed.

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
        table.end_row()?;
    }
    table.finish()
}

fn headings() -> Vec<Heading> {
    let text = |name: &str, meaning: &str| Heading::new(name, "text", meaning);
    vec![
        text("measure", "The measure that is scored."),
        text(
            "place",
            "The place that is scored, as the scenario names it; empty for all of them or the whole world.",
        ),
        text(
            "metric",
            "The metric: ard, ard_rescaled, mape, mae, bias, mase, crps or coverage_90.",
        ),
        Heading::new(
            "value",
            "by metric",
            "The value over all replicates: persons for mae, bias and crps, a share for the others but mase, which is a ratio.",
        ),
    ]
}
