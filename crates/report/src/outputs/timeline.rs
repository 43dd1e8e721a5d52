//! timeline.csv: the events that happened.

use refuge_core::World;
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
        table.text(&remarked(run.world, happened))?;
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
            "The date on which the event began, or on which a ceasefire broke or an ultimatum was decided, by ISO 8601.",
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

/// The note of the scenario, and what became of the event.
fn remarked(world: &World, happened: &Happened) -> String {
    let places = happened.withstood.iter();
    let places: Vec<&str> = places
        .map(|place| world.places[place.index()].id.as_str())
        .collect();
    let remark = [happened.remark.words(), &places.join(";")].join(" ");
    match (
        world.events[happened.event as usize].note.as_str(),
        remark.trim(),
    ) {
        (note, "") => note.to_owned(),
        ("", remark) => remark.to_owned(),
        (note, remark) => format!("{note}; {remark}"),
    }
}

#[cfg(test)]
mod tests {
    use refuge_core::observe::Remark;
    use refuge_core::place::PlaceId;

    use super::*;
    use crate::testing::{results, world};

    #[test]
    fn the_places_in_which_a_capture_failed_are_named() {
        let mut world = world();
        let mut said = |note: &str, remark, withstood: &[u32]| {
            world.events[0].note = note.to_owned();
            let happened = Happened {
                remark,
                withstood: withstood.iter().copied().map(PlaceId).collect(),
                ..results().timeline[0].clone()
            };
            remarked(&world, &happened)
        };
        let told = [
            said("", Remark::Nothing, &[]),
            said("by night", Remark::Nothing, &[]),
            said("by night", Remark::CaptureFails, &[]),
            said("", Remark::CaptureFailsInPart, &[0, 2]),
        ];
        assert_eq!(
            told,
            [
                "",
                "by night",
                "by night; the capture fails",
                "the capture fails in Saraqib;Qah",
            ]
        );
    }
}
