//! What the results were made of, and what the workbook leaves out.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_xlsxwriter::XlsxError;
use serde_json::Value;

use super::frame::Frame;
use super::limits::{Plan, files};
use crate::cell::with_separators;
use crate::reports::source::{RunRecord, Source};

/// The last date of a run.
pub(super) fn last_date(run: &RunRecord) -> Date {
    let days = i64::from(run.days.saturating_sub(1));
    run.start.saturating_add(days.days())
}

/// The two lines below the title.
pub(super) fn subtitle(run: &RunRecord) -> [String; 2] {
    let days = match run.days {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    let replicates = match run.replicates {
        0 | 1 => "a single run".to_owned(),
        replicates => format!("mean of {replicates} replicates"),
    };
    let branch = match &run.branch {
        Some(branch) => format!(", branch {branch}"),
        None => String::new(),
    };
    let (start, end) = (run.start, last_date(run));
    [
        format!(
            "{}{branch}: {start} to {end} ({days}), {replicates}",
            run.scenario
        ),
        format!(
            "Simulated by refuge {}, a model of forced displacement. Read the numbers beside what was observed and with their uncertainty.",
            run.refuge_version
        ),
    ]
}

/// Writes what is too large for the workbook, if anything is, and where the results come from.
pub(super) fn write(frame: &mut Frame, source: &Source, plan: &Plan) -> Result<(), XlsxError> {
    if !plan.left_out.is_empty() {
        frame.heading("Too large for this workbook", &[])?;
        for table in &plan.left_out {
            let count = with_separators(table.cells() as f64);
            let text = format!("{count} cells: open {} instead.", files(table));
            frame.fact(&table.name, &text)?;
        }
        frame.row += 1;
    }
    frame.heading("Where these numbers come from", &[])?;
    if !source.changed.is_empty() {
        frame.fact("Changed since", &source.changed.join(", "))?;
    }
    for (label, text) in facts(&source.run) {
        frame.fact(label, &text)?;
    }
    Ok(())
}

fn facts(run: &RunRecord) -> Vec<(&'static str, String)> {
    let seed = match &run.seed {
        Value::String(seed) => seed.clone(),
        seed => seed.to_string(),
    };
    let mut facts = vec![("Scenario", run.scenario.clone())];
    if let Some(branch) = &run.branch {
        facts.push(("Branch", branch.clone()));
    }
    let branches: Vec<&str> = run.branches.iter().map(|b| b.name.as_str()).collect();
    if !branches.is_empty() {
        facts.push(("Branches", branches.join(", ")));
    }
    for change in &run.changes {
        facts.push(("Changed", change.clone()));
    }
    facts.push(("Period", format!("{} to {}", run.start, last_date(run))));
    facts.push(("Seed", seed));
    facts.push(("Replicates", replicates(run)));
    if let Some(quantiles) = run.quantiles.as_ref().filter(|_| run.replicates > 1) {
        facts.push(("Quantiles", quantiles.clone()));
    }
    if !run.uncertain.is_empty() {
        facts.push(("Uncertain settings", run.uncertain.join(", ")));
    }
    if let Some(until) = run.calibrated_until {
        facts.push(("Fitted to observations until", until.to_string()));
    }
    for (label, count) in [("Persons", run.persons), ("Households", run.households)] {
        if let Some(count) = count {
            facts.push((label, with_separators(count as f64)));
        }
    }
    let machine = &run.machine;
    facts.push(("Program", format!("refuge {}", run.refuge_version)));
    facts.push(("Hash of the scenario", run.scenario_hash.clone()));
    facts.push((
        "Machine",
        format!(
            "{} {}, {} threads",
            machine.os, machine.arch, machine.threads
        ),
    ));
    facts.push(("Wall time", format!("{} s", run.wall_s)));
    facts
}

fn replicates(run: &RunRecord) -> String {
    match (run.replicates, run.replicates_asked) {
        (done, asked) if done < asked => format!("the first {done} of {asked}"),
        (done, _) => done.to_string(),
    }
}
