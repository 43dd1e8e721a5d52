//! What the results were made of, and how to make and to cite them again.

use std::collections::BTreeSet;

use refuge_core::settings::Settings;
use serde::Serialize;
use serde_json::Value;

use super::result::period;
use super::words::{count, in_full, known};
use crate::reports::source::{RunRecord, Source};

/// How many characters of the hash tell a scenario from any other.
const OF_HASH: usize = 12;

/// Where the results come from.
#[derive(Debug, Serialize)]
pub(super) struct Provenance {
    facts: Vec<(&'static str, String)>,
    command: String,
    /// Key, value, unit and meaning of each setting.
    settings: Vec<(String, String, &'static str, &'static str)>,
    /// Of a comparison, each setting in which branches differ and its value in each of them.
    differing: Vec<(&'static str, Vec<String>)>,
    branches: Vec<String>,
    citation: String,
    bibtex: String,
}

pub(super) fn provenance(source: &Source) -> Provenance {
    let run = &source.run;
    Provenance {
        facts: facts(run),
        command: command(run),
        settings: settings(first_settings(run)),
        differing: differing(run),
        branches: names(run),
        citation: citation(run),
        bibtex: bibtex(run),
    }
}

fn facts(run: &RunRecord) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("Program", format!("refuge {}", run.refuge_version)),
        ("Scenario", run.scenario.clone()),
        ("Hash of its files", run.scenario_hash.clone()),
        ("Period", period(run)),
        ("Home country", run.home.clone()),
    ];
    match &run.branch {
        _ if run.is_comparison() => facts.push(("Branches", names(run).join(", "))),
        Some(branch) => facts.push(("Branch", branch.clone())),
        None => facts.push(("Branch", "none: the scenario as it stands".to_owned())),
    }
    if !run.changes.is_empty() {
        facts.push(("Changed by the command", run.changes.join(", ")));
    }
    facts.push(("Seed", seed(run)));
    facts.push(("Replicates", replicates(run)));
    facts.extend(run.quantiles.clone().map(|how| ("Quantiles", how)));
    let of_branches = run.branches.iter().flat_map(|branch| &branch.uncertain);
    let uncertain: BTreeSet<&str> = run
        .uncertain
        .iter()
        .chain(of_branches)
        .map(|key| &**key)
        .collect();
    if !uncertain.is_empty() {
        facts.push((
            "Uncertain settings",
            uncertain.into_iter().collect::<Vec<_>>().join(", "),
        ));
    }
    let until = run.calibrated_until.map(in_full);
    facts.extend(until.map(|until| ("Fitted to observations up to", until)));
    if let (Some(persons), Some(households)) = (run.persons, run.households) {
        let households = count(households, "household");
        let people = format!(
            "{} displaced or hosted, in {households}",
            count(persons, "person")
        );
        facts.push(("People", people));
    }
    let machine = &run.machine;
    let threads = count(machine.threads as u64, "thread");
    facts.push((
        "Machine",
        format!("{} on {}, {threads}", machine.os, machine.arch),
    ));
    facts.push((
        "Time it took",
        known(run.wall_s, |s| format!("{s:.1} seconds")),
    ));
    facts
}

fn replicates(run: &RunRecord) -> String {
    match (run.replicates, run.replicates_asked) {
        (n, asked) if n < asked => format!("the first {n} of {asked}"),
        (n, _) => n.to_string(),
    }
}

/// The seed as run.json has it, in text where it is too large for a number.
fn seed(run: &RunRecord) -> String {
    run.seed
        .as_str()
        .map_or_else(|| run.seed.to_string(), str::to_owned)
}

/// The names of the branches of a comparison.
pub(super) fn names(run: &RunRecord) -> Vec<String> {
    run.branches
        .iter()
        .map(|branch| branch.name.clone())
        .collect()
}

/// The command that makes the same results of the same scenario.
fn command(run: &RunRecord) -> String {
    let mut words = vec!["refuge".to_owned()];
    if run.is_comparison() {
        words.extend(["compare".to_owned(), quoted(&run.scenario)]);
        words.push(format!("--branches {}", quoted(&names(run).join(","))));
    } else {
        words.extend(["run".to_owned(), quoted(&run.scenario)]);
        words.extend(
            run.branch
                .iter()
                .map(|name| format!("--branch {}", quoted(name))),
        );
    }
    words.push(format!(
        "--seed {} --replicates {}",
        seed(run),
        run.replicates
    ));
    words.extend(run.changes.iter().map(|change| option(change)));
    words.join(" ")
}

/// A change as the option that makes it.
fn option(change: &str) -> String {
    match change.split_once('=') {
        Some((name @ ("preset" | "overlay" | "days"), value)) => {
            format!("--{name} {}", quoted(value))
        }
        None if change == "interpolate" => "--interpolate".to_owned(),
        _ => format!("--set {}", quoted(change)),
    }
}

/// A word of a shell's command line.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./,=:+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// The settings of a run, or of the first branch of a comparison.
fn first_settings(run: &RunRecord) -> &Value {
    run.branches
        .first()
        .map_or(&run.settings, |branch| &branch.settings)
}

fn settings(settings: &Value) -> Vec<(String, String, &'static str, &'static str)> {
    Settings::knobs()
        .filter_map(|knob| {
            let value = value(settings, knob.key)?;
            let unit = if knob.unit == "-" { "" } else { knob.unit };
            Some((knob.key.to_owned(), value.to_string(), unit, knob.meaning))
        })
        .collect()
}

/// The value of a setting by its dotted key.
fn value<'a>(settings: &'a Value, key: &str) -> Option<&'a Value> {
    settings.pointer(&format!("/{}", key.replace('.', "/")))
}

/// The settings that are not the same in all branches, with the value of each branch.
fn differing(run: &RunRecord) -> Vec<(&'static str, Vec<String>)> {
    let in_branches = Settings::knobs().map(|knob| {
        let values = run.branches.iter();
        let values = values.map(|branch| value(&branch.settings, knob.key));
        let shown = values.map(|value| value.map_or_else(String::new, Value::to_string));
        (knob.key, shown.collect::<Vec<_>>())
    });
    let differs = |(_, values): &(_, Vec<String>)| values.windows(2).any(|two| two[0] != two[1]);
    in_branches.filter(differs).collect()
}

fn hash(run: &RunRecord) -> String {
    run.scenario_hash.chars().take(OF_HASH).collect()
}

/// What the results are, for a reference.
fn note(run: &RunRecord) -> String {
    let branches = match &run.branch {
        _ if run.is_comparison() => format!(", branches {}", names(run).join(", ")),
        Some(branch) => format!(", branch {branch}"),
        None => String::new(),
    };
    let changes = match run.changes.as_slice() {
        [] => String::new(),
        changes => format!(" with {}", changes.join(", ")),
    };
    format!(
        "Simulation with refuge {}: scenario {} (hash {}){branches}{changes}, seed {}, {}",
        run.refuge_version,
        run.scenario,
        hash(run),
        seed(run),
        count(run.replicates.into(), "replicate"),
    )
}

fn citation(run: &RunRecord) -> String {
    format!("{}. {}.", run.title, note(run))
}

fn bibtex(run: &RunRecord) -> String {
    let of_key = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let scenario: String = run.scenario.chars().filter(|&c| of_key(c)).collect();
    format!(
        "@misc{{refuge-{scenario}-{},\n  title = {{{{{}}}}},\n  note = {{{}}}\n}}",
        hash(run),
        of_latex(&run.title),
        of_latex(&note(run)),
    )
}

/// Text as LaTeX takes it literally.
fn of_latex(text: &str) -> String {
    let mut latex = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => latex.push_str(r"\textbackslash{}"),
            '~' => latex.push_str(r"\textasciitilde{}"),
            '^' => latex.push_str(r"\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => latex.extend(['\\', character]),
            other => latex.push(other),
        }
    }
    latex
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::literal::source;
    use super::*;

    #[test]
    fn changes_are_options_again() {
        assert_eq!(
            option("movement.camp_weight=2"),
            "--set movement.camp_weight=2"
        );
        assert_eq!(option("preset=six-conflicts"), "--preset six-conflicts");
        assert_eq!(option("overlay=my file.toml"), "--overlay 'my file.toml'");
        assert_eq!(option("days=30"), "--days 30");
        assert_eq!(option("interpolate"), "--interpolate");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }

    #[test]
    fn latex_takes_text_literally() {
        assert_eq!(
            of_latex(r"50% & {a_b} \ ~"),
            r"50\% \& \{a\_b\} \textbackslash{} \textasciitilde{}"
        );
    }

    #[test]
    fn a_run_is_repeated_and_cited_from_its_record() {
        let run = json!({
            "scenario": "idlib_2020", "scenario_hash": "0123456789abcdef", "seed": "18446744073709551615",
            "branch": "no-ceasefire", "changes": ["movement.camp_weight=2"], "replicates": 20, "replicates_asked": 20,
        });
        let made = provenance(&source(&run, &[]));
        insta::assert_snapshot!([made.command, made.citation, made.bibtex].join("\n"), @r#"
    refuge run idlib_2020 --branch no-ceasefire --seed 18446744073709551615 --replicates 20 --set movement.camp_weight=2
    A winter. Simulation with refuge 0.1.0: scenario idlib_2020 (hash 0123456789ab), branch no-ceasefire with movement.camp_weight=2, seed 18446744073709551615, 20 replicates.
    @misc{refuge-idlib2020-0123456789ab,
      title = {{A winter}},
      note = {Simulation with refuge 0.1.0: scenario idlib\_2020 (hash 0123456789ab), branch no-ceasefire with movement.camp\_weight=2, seed 18446744073709551615, 20 replicates}
    }
    "#);
    }

    #[test]
    fn a_comparison_names_its_branches() {
        let run = json!({
            "command": "compare", "branches": [
                {"name": "main", "settings": {"people": {"household_size": 5.5}}}, {"name": "truce", "settings": {"people": {"household_size": 6.0}}, "uncertain": ["people.household_size"]},
            ],
        });
        let made = provenance(&source(&run, &[]));
        assert_eq!(
            made.command,
            "refuge compare winter --branches main,truce --seed 1 --replicates 1"
        );
        let (key, value, unit, _) = &made.settings[0];
        assert_eq!(
            (key.as_str(), value.as_str(), *unit),
            ("people.household_size", "5.5", "persons")
        );
        let values = ["5.5", "6.0"].map(str::to_owned).to_vec();
        assert_eq!(made.differing, [("people.household_size", values)]);
        let uncertain = ("Uncertain settings", "people.household_size".to_owned());
        assert!(made.facts.contains(&uncertain));
    }
}
