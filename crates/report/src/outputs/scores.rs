//! scores.csv: how well the run fits what was observed.

use std::io;

use refuge_core::observe::{METRICS, Naive, Score};

use super::Run;
use crate::cell::{MOST_DECIMALS, push_number, without_formula};
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
        for number in numbers(score) {
            table.number(number, MOST_DECIMALS)?;
        }
        table.end_row()?;
    }
    table.finish()
}

/// Scores as the text of a scores.csv.
///
/// # Errors
///
/// None that memory has room for.
pub fn scores_csv(scores: &[Score]) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headings().into_iter().map(|heading| heading.name))?;
    for score in scores {
        writer.write_field(score.measure)?;
        writer.write_field(without_formula(&score.place).as_bytes())?;
        writer.write_field(score.metric)?;
        for number in numbers(score) {
            let mut text = Vec::new();
            push_number(&mut text, number, MOST_DECIMALS);
            writer.write_field(text)?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// The value and the skills of a score; NaN where there is none.
fn numbers(score: &Score) -> impl Iterator<Item = f64> {
    let skills = score.skill.map(|skill| skill.unwrap_or(f64::NAN));
    std::iter::once(score.value).chain(skills)
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
        text("metric", &format!("The metric: {}.", METRICS.join(", "))),
        Heading::new(
            "value",
            "by metric",
            "The value over all replicates: persons for mae, bias, crps and wis, days for when_days, a ratio for those that begin with mase, a share for the others.",
        ),
    ];
    headings.extend(Naive::ALL.map(skill));
    headings
}
