//! report.html: one page that holds all it needs, for people who read and send results on.
//!
//! Each section is a file here, which gives the numbers as they are shown, and a template, which has
//! the words around them. Charts and map are drawn in the browser, from data in the page.

mod charts;
mod compared;
mod comparison;
mod course;
mod differing;
mod embedded;
mod estimates;
mod frames;
#[cfg(test)]
mod literal;
mod map;
mod measures;
mod movements;
mod names;
mod observed;
mod people;
mod places;
mod provenance;
mod result;
mod scores;
mod shelter;
#[cfg(test)]
mod tests;
mod timeline;
mod verdict;

use std::io::{BufWriter, Write};

use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;

use super::source::Source;
use crate::error::Error;
use crate::folder::Folder;
use crate::words;
use comparison::Comparison;
use embedded::embedded;
use names::Names;
use result::Head;

const FILE: &str = "report.html";

/// The chart library, packed; the page unpacks it (see build.rs).
const PLOTLY: &str = include_str!(concat!(env!("OUT_DIR"), "/plotly.js.gz.base64"));

const STYLE: &str = concat!(include_str!("style.css"), include_str!("map.css"));

/// The templates by their names; the first includes the others.
const TEMPLATES: [(&str, &str); 10] = [
    (FILE, include_str!("template/page.html")),
    ("head.html", include_str!("template/head.html")),
    ("run.html", include_str!("template/run.html")),
    ("comparison.html", include_str!("template/comparison.html")),
    ("places.html", include_str!("template/places.html")),
    ("movements.html", include_str!("template/movements.html")),
    ("people.html", include_str!("template/people.html")),
    ("scores.html", include_str!("template/scores.html")),
    ("timeline.html", include_str!("template/timeline.html")),
    ("about.html", include_str!("template/about.html")),
];

/// The scripts of the page, in the order in which they run.
const SCRIPTS: [&str; 10] = [
    include_str!("script/page.js"),
    include_str!("script/chart-draw.js"),
    include_str!("script/charts.js"),
    include_str!("script/map-data.js"),
    include_str!("script/map-front.js"),
    include_str!("script/map-draw.js"),
    include_str!("script/map-legend.js"),
    include_str!("script/map-play.js"),
    include_str!("script/map.js"),
    include_str!("script/tables.js"),
];

/// What the templates know.
#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    scenario: &'a str,
    version: &'a str,
    /// What no run of the scenario can know.
    caveats: &'a [String],
    is_uncertain: bool,
    /// The tables that were changed after the run.
    changed: &'a [String],
    /// The id and heading of each section.
    sections: Vec<(&'static str, &'static str)>,
    head: Head,
    evaluation: String,
    course: Option<course::Course>,
    places: Option<places::Places>,
    movements: Option<movements::Movements>,
    groups: Option<people::Groups>,
    origins: Option<people::Origins>,
    sleeping: Option<shelter::Sleeping>,
    observed: Option<observed::Observed>,
    scores: Option<scores::Scores>,
    timeline: Option<timeline::Timeline>,
    comparison: Option<Comparison>,
    provenance: provenance::Provenance,
    charts: String,
    map: String,
    style: &'static str,
    scripts: [&'static str; 10],
    plotly: &'static str,
}

pub(super) fn write(source: &Source, folder: &mut Folder) -> Result<(), Error> {
    let text =
        render(source).map_err(|error| folder.unfinished(FILE, std::io::Error::other(error)))?;
    let mut file = BufWriter::new(folder.create(FILE)?);
    let written = file.write_all(text.as_bytes()).and_then(|()| file.flush());
    written.map_err(|error| folder.unfinished(FILE, error))?;
    folder.add_file(FILE, 0);
    Ok(())
}

fn render(source: &Source) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    for (name, template) in TEMPLATES {
        environment.add_template(name, template)?;
    }
    environment.get_template(FILE)?.render(Serde(page(source)?))
}

fn page(source: &Source) -> Result<Page<'_>, minijinja::Error> {
    let run = &source.run;
    let names = Names::of(&source.tables);
    let (head, evaluation, comparison) = if run.is_comparison() {
        let (head, comparison) = comparison::comparison(source, &names);
        (head, EVALUATION.to_owned(), Some(comparison))
    } else {
        (result::head(source), verdict::verdict(source), None)
    };
    let mut page = Page {
        title: &run.title,
        scenario: &run.scenario,
        version: &run.refuge_version,
        caveats: &run.caveats,
        is_uncertain: !run.uncertain.is_empty()
            || run
                .branches
                .iter()
                .any(|branch| !branch.uncertain.is_empty()),
        changed: &source.changed,
        sections: Vec::new(),
        head,
        evaluation,
        course: course::course(source),
        places: places::places(source, &names),
        movements: movements::movements(source),
        groups: people::groups(source),
        origins: people::origins(source, &names),
        sleeping: shelter::sleeping(source),
        observed: observed::observed(source, &names),
        scores: scores::scores(source, &names),
        timeline: timeline::timeline(source, &names),
        comparison,
        provenance: provenance::provenance(source),
        charts: embedded(&charts::data(source))?,
        map: embedded(&map::data(source))?,
        style: STYLE,
        scripts: SCRIPTS,
        plotly: PLOTLY,
    };
    page.sections = sections(&page);
    Ok(page)
}

const EVALUATION: &str = "Branches are compared with each other and not with what was observed: the page of a run of the first branch says how far that may be trusted.";

/// The sections that the page has.
fn sections(page: &Page) -> Vec<(&'static str, &'static str)> {
    let is_run = page.comparison.is_none();
    [
        (true, ("result", "Result")),
        (!is_run, ("branches", "Over time")),
        (!is_run, ("differences", "Differences")),
        (page.course.is_some(), ("displaced", "Over time")),
        (is_run, ("map", "Map")),
        (page.places.is_some(), ("places", "Places")),
        (page.movements.is_some(), ("movements", "Movements")),
        (
            page.groups.is_some() || page.origins.is_some() || page.sleeping.is_some(),
            ("people", "People"),
        ),
        (is_run, ("scores", "Observed")),
        (page.timeline.is_some(), ("timeline", "Events")),
        (true, ("provenance", "Provenance")),
        (true, ("card", "What it can carry")),
        (true, ("cite", "Cite")),
    ]
    .into_iter()
    .filter_map(|(is_there, section)| is_there.then_some(section))
    .collect()
}
