//! What `refuge calibrate` is asked for: the scenarios, loaded, and what to fit.

use std::fmt::Display;
use std::path::PathBuf;

use jiff::civil::Date;
use refuge_analysis::calibrate::Plan;
use refuge_analysis::{Metric, Parameter};
use refuge_core::world::Measure;
use refuge_core::{Calendar, Day};
use refuge_scenario::Options;
use serde_json::json;

use crate::args::Calibrate;
use crate::ending::Ending;
use crate::load::{self, Loaded};
use crate::{memory, study};

/// The name of the results of several scenarios.
const SUITE: &str = "calibration";

/// A calibration that is ready to begin.
pub(super) struct Task {
    pub(super) scenarios: Vec<Loaded>,
    /// The last day fitted of each; none is all of them.
    pub(super) until: Vec<Option<Day>>,
    pub(super) until_date: Option<Date>,
    pub(super) plan: Plan,
    pub(super) seed: u64,
    /// The name of the only scenario, or of the suite.
    pub(super) name: String,
    pub(super) target: PathBuf,
    /// The command as it can be typed again.
    pub(super) command: String,
    changes: Vec<String>,
}

impl Task {
    /// Loads the scenarios and checks what is asked of them.
    pub(super) fn prepare(order: &Calibrate) -> Result<Self, Ending> {
        let parameters = study::parameters(&order.parameters, &order.set)?;
        let paths: Vec<&PathBuf> = order.scenario.iter().chain(&order.further).collect();
        let scenarios = load(order, &paths)?;
        let until_date = order.until.as_deref().map(date).transpose()?;
        let until = scenarios
            .iter()
            .map(|loaded| last_day(loaded, until_date))
            .collect::<Result<_, _>>()?;
        if order.leave_one_out && scenarios.len() < 2 {
            return Err(Ending::wrong(
                "Leaving one scenario out takes several: name them with `--scenario`, once for each.",
            ));
        }
        let world = &scenarios[0].scenario().world;
        let name = if scenarios.len() == 1 {
            world.name.clone()
        } else {
            SUITE.to_owned()
        };
        let folder: &[&str] = if scenarios.len() == 1 {
            &[&name, SUITE]
        } else {
            &[SUITE]
        };
        let target = study::target(&order.work, folder);
        let seed = order.work.seed.unwrap_or(scenarios[0].scenario().seed);
        let plan = plan(order, parameters, &scenarios)?;
        Ok(Self {
            command: command(order, &plan, seed),
            seed,
            plan,
            target,
            changes: changes(order),
            scenarios,
            until,
            until_date,
            name,
        })
    }

    /// Everything that the results follow from, for the memory of unfinished work.
    pub(super) fn order(&self) -> String {
        let plan = &self.plan;
        let scenarios: Vec<_> = self
            .scenarios
            .iter()
            .map(|loaded| json!([loaded.scenario().world.name, loaded.scenario().hash]))
            .collect();
        let parameters: Vec<_> = plan
            .parameters
            .iter()
            .map(|parameter| json!([parameter.key, parameter.low, parameter.high]))
            .collect();
        memory::order(
            "calibrate",
            [
                ("scenarios", scenarios.into()),
                ("changes", json!(self.changes)),
                ("parameters", parameters.into()),
                ("observed", plan.measure.word().into()),
                ("metric", plan.metric.name().into()),
                ("until", json!(self.until_date.map(|date| date.to_string()))),
                ("evaluations", plan.evaluations.into()),
                ("draws", plan.draws.into()),
                ("replicates", plan.replicates.into()),
                ("leave_one_out", plan.leave_one_out.into()),
                ("seed", self.seed.into()),
            ],
        )
    }
}

fn plan(
    order: &Calibrate,
    parameters: Vec<Parameter>,
    scenarios: &[Loaded],
) -> Result<Plan, Ending> {
    let asked = scenarios.iter().map(|loaded| loaded.scenario().replicates);
    let measure = Measure::ALL
        .into_iter()
        .find(|measure| measure.word() == order.observed);
    let unknown = |what: &str| Ending::wrong(format_args!("There is no {what} of this name."));
    Ok(Plan {
        measure: measure.ok_or_else(|| unknown("measure"))?,
        metric: Metric::of(&order.metric).ok_or_else(|| unknown("metric"))?,
        evaluations: order
            .evaluations
            .unwrap_or(100 + 100 * parameters.len() as u32),
        parameters,
        draws: order.draws,
        replicates: order.replicates.or(asked.max()).unwrap_or(1),
        leave_one_out: order.leave_one_out,
    })
}

fn load(order: &Calibrate, paths: &[&PathBuf]) -> Result<Vec<Loaded>, Ending> {
    let options = Options {
        branch: order.branch.clone(),
        preset: order.preset.clone(),
        overlay: order.overlay.clone(),
        set: order.set.clone(),
        days: order.days,
        settings: order.settings.clone(),
        interpolate: false,
    };
    let scenarios = load::scenarios(paths, &options)?.warned(order.work.quiet);
    for (nth, loaded) in scenarios.iter().enumerate() {
        let name = &loaded.scenario().world.name;
        if scenarios[..nth]
            .iter()
            .any(|earlier| &earlier.scenario().world.name == name)
        {
            return Err(Ending::wrong(format_args!(
                "Two of the scenarios are called `{name}`, so that their results could not be told apart: leave out one, or rename its folder."
            )));
        }
    }
    Ok(scenarios)
}

fn date(text: &str) -> Result<Date, Ending> {
    text.parse().map_err(|_| {
        Ending::wrong(format_args!(
            "--until {text}: expected a date such as 2020-02-05."
        ))
    })
}

/// The last day fitted in a scenario; none if that is its last day or later.
fn last_day(loaded: &Loaded, until: Option<Date>) -> Result<Option<Day>, Ending> {
    let calendar: Calendar = loaded.scenario().world.calendar;
    let Some(until) = until else {
        return Ok(None);
    };
    if until < calendar.start() {
        return Err(Ending::wrong(format_args!(
            "--until {until}: `{}` begins only on {}, so there is nothing to fit to.",
            loaded.scenario().world.name,
            calendar.start()
        )));
    }
    Ok(calendar.day(until).filter(|_| until < calendar.end()))
}

/// What is changed of the scenarios, as it was typed.
fn changes(order: &Calibrate) -> Vec<String> {
    let branch = order.branch.iter().map(|name| format!("branch={name}"));
    let preset = order.preset.iter().map(|name| format!("preset={name}"));
    let overlay = order.overlay.iter();
    let overlay = overlay.map(|file| format!("overlay={}", file.display()));
    let days = order.days.iter().map(|days| format!("days={days}"));
    let laid_over = branch.chain(preset).chain(overlay);
    laid_over.chain(order.set.clone()).chain(days).collect()
}

/// The command as it can be typed again, without the name of the program and what changes no result.
fn command(order: &Calibrate, plan: &Plan, seed: u64) -> String {
    let shown = |path: &PathBuf| quoted(&path.display().to_string());
    let option =
        |name: &str, value: &dyn Display| format!("--{name} {}", quoted(&value.to_string()));
    let mut words = vec!["calibrate".to_owned()];
    words.extend(order.scenario.iter().map(shown));
    words.extend(
        order
            .further
            .iter()
            .map(|path| option("scenario", &path.display())),
    );
    words.extend(
        order
            .parameters
            .iter()
            .map(|text| option("parameter", text)),
    );
    words.push(option("observed", &order.observed));
    words.push(option("metric", &order.metric));
    words.extend(order.until.iter().map(|date| option("until", date)));
    words.push(option("evaluations", &plan.evaluations));
    words.push(option("draws", &plan.draws));
    words.push(option("replicates", &plan.replicates));
    words.extend(order.leave_one_out.then(|| "--leave-one-out".to_owned()));
    words.extend(order.branch.iter().map(|name| option("branch", name)));
    words.extend(order.preset.iter().map(|name| option("preset", name)));
    words.extend(
        order
            .overlay
            .iter()
            .map(|path| option("overlay", &path.display())),
    );
    words.extend(order.set.iter().map(|text| option("set", text)));
    words.extend(
        order
            .settings
            .iter()
            .map(|path| option("settings", &path.display())),
    );
    words.extend(order.days.iter().map(|days| option("days", days)));
    words.push(option("seed", &seed));
    words.join(" ")
}

/// A word as a shell takes it: in quotes if it has any other sign than those of plain names and numbers.
fn quoted(word: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || "-_./=,:@%+".contains(sign);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_take_them_apart() {
        let all = ["movement.camp_weight=0.3..8", "my winter", "it's", ""].map(quoted);
        let expected = [
            "movement.camp_weight=0.3..8",
            "'my winter'",
            r"'it'\''s'",
            "''",
        ];
        assert_eq!(all, expected);
    }
}
