//! scenario.toml: title, country, period, settings and branches.

use std::sync::Arc;

use refuge_core::place::Country;
use refuge_core::settings::Settings;
use refuge_core::{Calendar, calendar};
use toml::de::DeTable;

use super::branch::{Branch, branches};
use super::document::{Field, Section, mark};
use super::settings::Overlay;
use crate::countries::{country, nearest_code};
use crate::problem::{Mark, Problem, Problems, nearest};
use crate::source::Source;

/// The name of the file.
pub(super) const FILE: &str = "scenario.toml";
const KEYS: [&str; 8] = [
    "title",
    "country",
    "start",
    "end",
    "seed",
    "replicates",
    "sides",
    "branch",
];
/// TOML integers end here.
const LARGEST: u64 = i64::MAX as u64;

/// scenario.toml as written; what is missing or wrong is absent and told.
#[derive(Debug)]
pub(super) struct Manifest {
    pub(super) title: String,
    pub(super) home: Option<(Country, Mark)>,
    pub(super) calendar: Option<Calendar>,
    pub(super) seed: u64,
    pub(super) replicates: u32,
    /// Sides in an order that places and events do not give.
    pub(super) sides: Vec<(String, Mark)>,
    pub(super) settings: Overlay,
    pub(super) branches: Vec<Branch>,
}

impl Manifest {
    pub(super) fn read(source: &Arc<Source>, problems: &mut Problems) -> Self {
        let (document, errors) = DeTable::parse_recoverable(&source.text);
        let root = Section {
            source,
            table: document.get_ref(),
            prefix: "",
        };
        let dates = ["start", "end"].map(|key| root.get(key));
        // Of a date that is none, more is said where it is read.
        let wrong_date = |at: usize| {
            let mut dates = dates.iter().flatten();
            dates.any(|field| field.mark().span.contains(&at) && field.date().is_err())
        };
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            if !wrong_date(span.start) {
                problems.add(
                    Problem::error(format!("The file is not valid TOML: {}.", error.message()))
                        .at(mark(source, span)),
                );
            }
        }
        let mut settings = Overlay::default();
        read_sections(root, &mut settings, problems);
        Self {
            title: required(root, "title", problems)
                .and_then(|field| problems.keep(field.text()))
                .unwrap_or_default()
                .to_owned(),
            home: required(root, "country", problems).and_then(|field| {
                let home = problems.keep(home(&field))?;
                Some((home, field.mark()))
            }),
            calendar: period(root, problems),
            seed: optional_whole(root, "seed", 0, LARGEST, problems),
            replicates: optional_whole(root, "replicates", 1, 1_000_000, problems) as u32,
            sides: root
                .get("sides")
                .and_then(|field| problems.keep(field.texts()))
                .unwrap_or_default(),
            settings,
            branches: branches(root, problems),
        }
    }
}

/// Every table of settings; keys that are neither one nor known are told.
fn read_sections(root: Section<'_>, settings: &mut Overlay, problems: &mut Problems) {
    for (key, at, field) in root.entries().filter(|(key, ..)| !KEYS.contains(key)) {
        let sections = || Settings::knobs().filter_map(|knob| knob.key.split_once('.'));
        if !sections().any(|(section, _)| section == key) {
            let known = KEYS
                .into_iter()
                .chain(sections().map(|(section, _)| section));
            problems.add(
                Problem::error(format!("The key `{key}` is unknown."))
                    .at(at)
                    .suggest(nearest(key, known)),
            );
            continue;
        }
        match field.value().as_table() {
            Some(table) => settings.read(
                Section {
                    table,
                    prefix: &format!("{key}."),
                    ..root
                },
                problems,
            ),
            None => problems.add(field.expected(&format!("a table, under [{key}]"))),
        }
    }
}

fn required<'d>(root: Section<'d>, key: &str, problems: &mut Problems) -> Option<Field<'d>> {
    let field = root.get(key);
    if field.is_none() {
        let example = match key {
            "title" => "title = \"Winter in the hills\"",
            "country" => "country = \"SYR\"",
            "start" => "start = 2019-12-01",
            _ => "end = 2020-03-31",
        };
        problems.add(
            Problem::error(format!("The key `{key}` is missing."))
                .in_file(&root.source.path)
                .help(format!(
                    "Add it above the first table, such as `{example}`."
                )),
        );
    }
    field
}

fn home(field: &Field<'_>) -> Result<Country, Problem> {
    let code = field.text()?;
    country(code).ok_or_else(|| {
        field
            .expected("a country's code of three letters by ISO 3166-1")
            .suggest(nearest_code(code, &[]))
    })
}

fn period(root: Section<'_>, problems: &mut Problems) -> Option<Calendar> {
    let start = required(root, "start", problems);
    let end = required(root, "end", problems);
    let (start, end) = (start?, end?);
    let dates = (problems.keep(start.date()), problems.keep(end.date()));
    let (first, last) = (dates.0?, dates.1?);
    let period = Calendar::between(first, last);
    if period.is_none() {
        problems.add(if last < first {
            Problem::error(format!(
                "The period ends on {last}, before it starts on {first}."
            ))
            .at(end.mark())
            .at(start.mark())
        } else {
            let longest = calendar::LONGEST_RUN;
            Problem::error(format!("The period is longer than {longest} days."))
                .at(end.mark())
                .at(start.mark())
        });
    }
    period
}

fn optional_whole(
    root: Section<'_>,
    key: &str,
    min: u64,
    max: u64,
    problems: &mut Problems,
) -> u64 {
    root.get(key)
        .and_then(|field| problems.keep(field.whole(min, max)))
        .unwrap_or(1)
}
