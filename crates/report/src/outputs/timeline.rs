//! timeline.csv: the events that happened.

use refuge_core::observe::Happened;

use super::Run;
use crate::error::Error;
use crate::folder::{Folder, Heading};
use crate::table::Table;

pub(super) fn write(run: &Run, folder: &mut Folder) -> Result<(), Error> {
    let mut table = Table::create(folder, "timeline", headings())?;
    let calendar = run.world.calendar;
    for happened in &run.results.timeline {
        let event = &run.world.events[happened.event as usize];
        table.start_row()?;
        table.text(&calendar.date(happened.day).to_string())?;
        table.whole(happened.replicate as u64)?;
        table.text(event.change.kind())?;
        table.text(&event.target)?;
        table.text(&event.value)?;
        table.text(&remarked(&event.note, happened))?;
        let until = happened.until.filter(|&day| day < calendar.days());
        table.text(&until.map_or_else(String::new, |day| calendar.date(day).to_string()))?;
        table.end_row()?;
    }
    table.finish()
}

fn headings() -> Vec<Heading> {
    let text = |name: &str, meaning: &str| Heading::new(name, "text", meaning);
    vec![
        Heading::new(
            "date",
            "date",
            "The date on which the event began, by ISO 8601.",
        ),
        Heading::new(
            "replicate",
            "number",
            "The replicate in which it happened, from 0.",
        ),
        text("kind", "The kind of the event."),
        text("target", "What it acted on, as the scenario names it."),
        text("value", "Its value, as the scenario writes it."),
        text(
            "note",
            "The note of the scenario, and what became of the event.",
        ),
        Heading::new(
            "until",
            "date",
            "The last date on which it is in force; empty where that is the end of the run, or the day before another event of its kind replaces it.",
        ),
    ]
}

fn remarked(note: &str, happened: &Happened) -> String {
    match (note, happened.remark.words()) {
        (note, "") => note.to_owned(),
        ("", remark) => remark.to_owned(),
        (note, remark) => format!("{note}; {remark}"),
    }
}
