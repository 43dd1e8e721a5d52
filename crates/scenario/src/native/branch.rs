//! A [[branch]] of scenario.toml as written.

use std::sync::Arc;

use toml::Spanned;
use toml::de::DeValue;

use super::document::{Field, Section, mark};
use super::settings::Overlay;
use crate::problem::{Mark, Problem, Problems, nearest};
use crate::source::Source;
use crate::spreadsheet::taken_for;

const KEYS: [&str; 6] = ["name", "title", "caveat", "remove_events", "events", "set"];

/// A branch as written.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) name: String,
    pub(super) title: Option<String>,
    /// What no run of the branch can know.
    pub(super) caveat: Option<String>,
    pub(super) remove_events: Vec<(String, Mark)>,
    pub(super) events: Option<(String, Mark)>,
    pub(super) set: Overlay,
}

impl Branch {
    /// Whether it changes events or settings.
    pub(super) fn changes_anything(&self) -> bool {
        !self.remove_events.is_empty() || self.events.is_some() || !self.set.is_empty()
    }
}

/// Every branch of the file.
pub(super) fn branches(root: Section<'_>, problems: &mut Problems) -> Vec<Branch> {
    let tables = root
        .get("branch")
        .and_then(|field| problems.keep(field.tables()))
        .unwrap_or_default();
    let mut branches: Vec<Branch> = Vec::new();
    for table in tables {
        if let Some((branch, name)) = branch(root.source, table, problems) {
            if branches.iter().any(|earlier| earlier.name == branch.name) {
                problems.add(
                    Problem::error(format!("The branch `{}` is defined twice.", branch.name))
                        .at(name),
                );
            }
            branches.push(branch);
        }
    }
    branches
}

fn branch(
    source: &Arc<Source>,
    written: &Spanned<DeValue<'_>>,
    problems: &mut Problems,
) -> Option<(Branch, Mark)> {
    let section = Section {
        source,
        table: written.get_ref().as_table()?,
        prefix: "",
    };
    for (key, at, _) in section.entries().filter(|(key, ..)| !KEYS.contains(key)) {
        problems.add(
            Problem::error(format!("A branch has no key `{key}`."))
                .at(at)
                .suggest(nearest(key, KEYS)),
        );
    }
    let mut text = |key| {
        let field = section.get(key)?;
        problems.keep(field.text()).map(ToOwned::to_owned)
    };
    let (title, caveat) = (text("title"), text("caveat"));
    let remove_events = section
        .get("remove_events")
        .and_then(|field| problems.keep(field.texts()))
        .unwrap_or_default();
    let events = section.get("events").and_then(|field| {
        let file = problems.keep(field.text())?;
        Some((file.to_owned(), field.mark()))
    });
    let set = section
        .get("set")
        .map(|field| overlay(source, &field, problems))
        .unwrap_or_default();
    let Some(name) = section.get("name") else {
        problems.add(
            Problem::error("A branch needs a `name`.")
                .at(mark(source, source.line(written.span().start).1))
                .help("Add one, such as `name = \"no-ceasefire\"`."),
        );
        return None;
    };
    let text = problems.keep(branch_name(&name))?;
    let branch = Branch {
        name: text.to_owned(),
        title,
        caveat,
        remove_events,
        events,
        set,
    };
    Some((branch, name.mark()))
}

/// A branch's name; results are written to folders of that name.
fn branch_name<'d>(field: &Field<'d>) -> Result<&'d str, Problem> {
    let text = field.text()?;
    let plain = text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if !plain {
        return Err(field.expected("made of the letters a to z, digits, `-`, `_` and `.`"));
    }
    taken_for(text).map_or(Ok(text), |other| {
        Err(field
            .expected("a name that heads a column")
            .help(format!(
                "A spreadsheet or a statistics program takes `{text}` for {other}: write it so that every table keeps it, such as `branch_{text}`."
            )))
    })
}

fn overlay(source: &Arc<Source>, field: &Field<'_>, problems: &mut Problems) -> Overlay {
    let mut overlay = Overlay::default();
    match field.value().as_table() {
        Some(table) => overlay.read(
            Section {
                source,
                table,
                prefix: "",
            },
            problems,
        ),
        None => problems.add(field.expected("a table such as { \"movement.camp_weight\" = 2.0 }")),
    }
    overlay
}
