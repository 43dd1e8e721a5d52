//! calibrated.toml: the best values as an overlay, which a run lays over its scenario.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use super::{Calibration, FittedOn, FittedParameter};
use crate::error::Error;
use crate::folder::Folder;

const NAME: &str = "calibrated.toml";

pub(super) fn write(folder: &mut Folder, fit: &Calibration) -> Result<(), Error> {
    let mut file = folder.create(NAME)?;
    let done = file.write_all(text(fit).as_bytes());
    done.map_err(|source| folder.unfinished(NAME, source))?;
    folder.note(
        NAME,
        "The best values as settings: `refuge run SCENARIO --overlay calibrated.toml` takes them."
            .to_owned(),
    );
    folder.add_file(NAME, 0);
    Ok(())
}

/// The overlay: where it comes from, then the settings by section.
pub(super) fn text(fit: &Calibration) -> String {
    let mut text = comments(fit);
    if let Some(date) = &fit.calibrated_until {
        let _ = writeln!(text, "\ncalibrated_until = {date}");
    }
    let mut sections: BTreeMap<&str, Vec<(&str, &FittedParameter)>> = BTreeMap::new();
    for parameter in &fit.parameters {
        let (section, field) = parameter
            .key
            .split_once('.')
            .unwrap_or(("", &parameter.key));
        sections
            .entry(section)
            .or_default()
            .push((field, parameter));
    }
    for (section, fields) in sections {
        let _ = writeln!(text, "\n[{section}]");
        for (field, parameter) in fields {
            let _ = writeln!(text, "{field} = {}", value(parameter));
        }
    }
    text
}

fn comments(fit: &Calibration) -> String {
    let score = |fitted_on, after| fit.score(fit.whole(), fitted_on, after);
    let mut lines = vec![
        "Settings fitted by refuge; `refuge run SCENARIO --overlay calibrated.toml` takes them."
            .to_owned(),
        format!(
            "Made by: refuge {} (version {}).",
            fit.command,
            env!("CARGO_PKG_VERSION")
        ),
    ];
    lines.extend(
        fit.scenarios
            .iter()
            .map(|(name, hash)| format!("Scenario {name}, hash {hash}.")),
    );
    for (after, days) in [(false, "on the days fitted"), (true, "on the days after")] {
        let pair = score(FittedOn::All, after).zip(score(FittedOn::Default, after));
        if let Some((fitted, default)) = pair {
            let (metric, measure) = (&fit.metric, &fit.measure);
            lines.push(format!(
                "{metric} of `{measure}` {days}: {fitted:.4}, and {default:.4} without these settings."
            ));
        }
    }
    if let Some(left_out) = score(FittedOn::AllButIt, false) {
        lines.push(format!(
            "Fitted on all scenarios but one and scored on that one: {left_out:.4} on average."
        ));
    }
    lines.extend(fit.doubts.iter().cloned());
    // A line break in what was typed must not end the comment.
    let comment = |line: String| format!("# {}\n", line.replace(['\n', '\r'], " "));
    lines.into_iter().map(comment).collect()
}

fn value(parameter: &FittedParameter) -> String {
    if parameter.whole {
        format!("{}", parameter.best)
    } else {
        format!("{:?}", parameter.best)
    }
}
