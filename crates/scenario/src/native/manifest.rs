//! scenario.toml: title, country, period, settings and branches.

use std::sync::Arc;

use refuge_core::place::Country;
use refuge_core::{Calendar, calendar};

use super::branch::{Branch, branches};
use super::document::{Field, Section, parse};
use super::layer::Layer;
use crate::countries::{country, nearest_code};
use crate::problem::{Mark, Problem, Problems};
use crate::source::Source;

/// The name of the file.
pub(super) const FILE: &str = "scenario.toml";
const KEYS: [&str; 9] = [
    "title",
    "caveats",
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
    /// What no run of the scenario can know.
    pub(super) caveats: Vec<String>,
    pub(super) home: Option<(Country, Mark)>,
    pub(super) calendar: Option<Calendar>,
    pub(super) seed: u64,
    pub(super) replicates: u32,
    /// Sides in an order that places and events do not give.
    pub(super) sides: Vec<(String, Mark)>,
    pub(super) layer: Layer,
    pub(super) branches: Vec<Branch>,
}

impl Manifest {
    pub(super) fn read(source: &Arc<Source>, problems: &mut Problems) -> Self {
        let document = parse(source, problems);
        let root = Section {
            source,
            table: document.get_ref(),
            prefix: "",
        };
        let layer = Layer::read(root, &KEYS, problems);
        Self {
            title: required(root, "title", problems)
                .and_then(|field| problems.keep(field.text()))
                .unwrap_or_default()
                .to_owned(),
            caveats: texts(root, "caveats", problems),
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
            layer,
            branches: branches(root, problems),
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

fn texts(root: Section<'_>, key: &str, problems: &mut Problems) -> Vec<String> {
    let field = root.get(key);
    let texts = field.and_then(|field| problems.keep(field.texts()));
    let texts = texts.unwrap_or_default().into_iter();
    texts.map(|(text, _)| text).collect()
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
