//! `refuge score`: read a finished run, score it again, give the scores.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use refuge_core::Day;
use refuge_core::calendar::days_from;
use refuge_core::observe::Compared;
use refuge_report::RunFolder;

use crate::args::Score;
use crate::console::{self, count};
use crate::ending::Ending;

/// Scores what the folder tells of the days asked for.
pub(crate) fn score(order: &Score) -> Result<(), Ending> {
    let run = RunFolder::open(&order.run_dir).map_err(Ending::wrong)?;
    let compared = run.validation().map_err(Ending::wrong)?;
    let earlier = run.scores().map_err(Ending::wrong)?;
    let days = days(&run, order)?;
    let scores = refuge_analysis::score_again(&compared, &days, &earlier);
    if let Some(remark) = remark(&run, &compared, &days) {
        console::say(&remark);
    }
    let text = refuge_report::scores_csv(&scores).map_err(|error| {
        Ending::failed(format_args!("The scores could not be written: {error}."))
    })?;
    console::give(&text)
}

/// The days to score, of which those that the scenario was fitted to are none.
fn days(run: &RunFolder, order: &Score) -> Result<RangeInclusive<Day>, Ending> {
    let calendar = run.calendar();
    let day = |date: Date| days_from(calendar.start(), date).clamp(0, i64::from(Day::MAX)) as Day;
    if let (Some(from), Some(until)) = (order.from, order.until)
        && until < from
    {
        return Err(Ending::wrong(format_args!(
            "There is no day from {from} until {until}: give `--from` a date that is not after that of `--until`."
        )));
    }
    let fitted = run.about().calibrated_until.map_or(0, day);
    let from = order.from.map_or(1, day).max(fitted.saturating_add(1));
    let until = order.until.map_or(calendar.days() - 1, day);
    Ok(from..=until)
}

/// What keeps observations from being scored, if anything does.
fn remark(run: &RunFolder, compared: &[Compared], days: &RangeInclusive<Day>) -> Option<String> {
    let wanted = compared.iter().filter(|row| days.contains(&row.day));
    let (scored, empty): (Vec<_>, Vec<_>) = wanted.partition(|row| row.simulated.is_finite());
    let fitted = run.about().calibrated_until.map(|until| {
        format!("Observations up to {until} are not scored: the scenario was fitted to them.")
    });
    let unscored = (!empty.is_empty()).then(|| {
        let observations = count(empty.len(), "observation");
        format!("{observations} without a simulated number cannot be scored.")
    });
    let none = "There are no scores, since these days have no observation with a simulated number.";
    let none = scored.is_empty().then(|| none.to_owned());
    let remarks: Vec<String> = [fitted, unscored, none].into_iter().flatten().collect();
    (!remarks.is_empty()).then(|| remarks.join("\n"))
}
