//! What a calibration comes to, in the words of the report.

use std::path::Path;

use refuge_analysis::calibrate::{
    COLLINEAR, Calibration, Distinction, Failure, FittedOn, Posterior, SuiteScore,
};
use refuge_analysis::weighted_quantile;
use refuge_core::settings::Settings;
use refuge_report::{Finished, Machine};

use super::task::Task;
use crate::study;

/// What is to be said where there is no posterior.
const NOT_LOOKED_AT: &str = "Whether the observations tell the parameters apart was not looked at: other values may do as well. `--draws` above 0 asks.";

/// The results as they are written.
pub(super) fn report(
    fitted: Calibration,
    task: &Task,
    machine: Machine,
) -> refuge_report::Calibration {
    let posterior = fitted.posterior.as_ref();
    let distinction = fitted.distinction.as_ref();
    let parameters = task.plan.parameters.iter().enumerate();
    let parameters = parameters.map(|(nth, parameter)| refuge_report::FittedParameter {
        key: parameter.key.clone(),
        unit: unit(&parameter.key),
        low: parameter.low,
        high: parameter.high,
        whole: parameter.whole,
        best: fitted.best[nth],
        posterior: posterior
            .filter(|posterior| posterior.meets())
            .map_or([f64::NAN; 4], |posterior| summed_up(posterior, nth)),
        reach: distinction.map_or(f64::NAN, |distinction| distinction.reach[nth]),
    });
    refuge_report::Calibration {
        parameters: parameters.collect(),
        scenario: task.name.clone(),
        scenarios: names(task).zip(hashes(task)).collect(),
        command: task.command.clone(),
        measure: task.plan.measure.word().to_owned(),
        metric: task.plan.metric.name().to_owned(),
        until: task.until_date.map(|date| date.to_string()),
        calibrated_until: calibrated_until(task),
        seed: task.seed,
        replicates: task.plan.replicates,
        evaluations: fitted.evaluations,
        collinearity: distinction.map_or(f64::NAN, |distinction| distinction.collinearity),
        doubts: distinction.map_or_else(
            || vec![NOT_LOOKED_AT.to_owned()],
            |distinction| doubts(distinction, task),
        ),
        posterior: posterior.map(|posterior| refuge_report::PosteriorFacts {
            effective_draws: posterior.effective_draws(),
            tolerance: posterior.tolerance,
            meets: posterior.meets(),
            generations: posterior.generations,
            runs: posterior.runs,
        }),
        suite: fitted
            .suite
            .into_iter()
            .map(|score| suite_row(score, task))
            .collect(),
        draws: fitted.posterior.map(draws).unwrap_or_default(),
        machine,
        wall_s: 0.0,
    }
}

/// Why there is no calibration, and what to do.
pub(super) fn told(failure: &Failure, task: &Task) -> String {
    match failure {
        Failure::Stopped => "The calibration was stopped.".to_owned(),
        Failure::Wrong(reason) => reason.clone(),
        Failure::Alike { best, distinction } => {
            let best = task.plan.parameters.iter().zip(best);
            let best: Vec<String> = best
                .map(|(parameter, value)| format!("{}={value}", parameter.key))
                .collect();
            format!(
                "{} The best values found are {}, but others do as well. Fix a parameter with `--set` in place of `--parameter`, observe more, or take the best values alone with `--draws 0`.",
                doubts(distinction, task).join(" "),
                best.join(", ")
            )
        }
    }
}

/// A sentence for each parameter that does not show, and one for those that act alike.
fn doubts(distinction: &Distinction, task: &Task) -> Vec<String> {
    let name = |&nth: &usize| format!("`{}`", task.plan.parameters[nth].key);
    let unseen = distinction.unseen();
    let unseen = unseen
        .iter()
        .map(|nth| format!("The observations say nothing about {}.", name(nth)));
    let mut doubts: Vec<String> = unseen.collect();
    if !distinction.alike.is_empty() {
        let alike: Vec<String> = distinction.alike.iter().map(name).collect();
        let index = if distinction.collinearity < 1e4 {
            format!("{:.0}", distinction.collinearity)
        } else {
            "beyond bounds".to_owned()
        };
        doubts.push(format!(
            "The observations do not tell {} apart: what one does, the others undo (collinearity index {index}, above {COLLINEAR}).",
            alike.join(" and ")
        ));
    }
    doubts
}

/// The files that were written.
pub(super) fn files(finished: &Finished, target: &Path) -> String {
    format!(
        "{}\n`refuge run SCENARIO --overlay {}/calibrated.toml` takes the best values.",
        study::written(finished, target, "fit.csv and suite.csv"),
        target.display()
    )
}

/// The date that the overlay names, after which scores count: the one given if it is a day of every
/// scenario, else that of the last observation of the only one.
fn calibrated_until(task: &Task) -> Option<String> {
    let worlds = || task.scenarios.iter().map(|loaded| &loaded.scenario().world);
    if let Some(date) = task.until_date
        && worlds().all(|world| world.calendar.day(date).is_some())
    {
        return Some(date.to_string());
    }
    let only = worlds().next().filter(|_| task.scenarios.len() == 1)?;
    let of_measure = only
        .observed
        .iter()
        .filter(|o| o.measure == task.plan.measure);
    let last = of_measure
        .map(|o| o.day)
        .max()?
        .min(only.calendar.days() - 1);
    Some(only.calendar.date(last).to_string())
}

fn suite_row(score: SuiteScore, task: &Task) -> refuge_report::SuiteRow {
    refuge_report::SuiteRow {
        scenario: score.case.and_then(|case| names(task).nth(case)),
        fitted_on: match score.fitted_on {
            FittedOn::Nothing => refuge_report::FittedOn::Default,
            FittedOn::All => refuge_report::FittedOn::All,
            FittedOn::AllButIt => refuge_report::FittedOn::AllButIt,
        },
        after: score.after,
        value: score.value,
        naive: score.naive,
        values: score.values,
    }
}

fn draws(posterior: Posterior) -> Vec<refuge_report::PosteriorDraw> {
    let draws = posterior.draws.into_iter();
    draws
        .map(|draw| refuge_report::PosteriorDraw {
            weight: draw.weight,
            distance: draw.distance,
            values: draw.values,
        })
        .collect()
}

/// Mean, and 5, 50 and 95% quantiles of a parameter.
fn summed_up(posterior: &Posterior, parameter: usize) -> [f64; 4] {
    let draws = posterior.draws.iter();
    let draws: Vec<(f64, f64)> = draws
        .map(|draw| (draw.values[parameter], draw.weight))
        .collect();
    let mean = draws.iter().map(|(value, weight)| value * weight).sum();
    let [low, middle, high] = [0.05, 0.5, 0.95].map(|share| weighted_quantile(&draws, share));
    [mean, low, middle, high]
}

fn unit(key: &str) -> String {
    let knob = Settings::knobs().find(|knob| knob.key == key);
    knob.map(|knob| knob.unit.to_owned()).unwrap_or_default()
}

fn names(task: &Task) -> impl Iterator<Item = String> {
    task.scenarios
        .iter()
        .map(|loaded| loaded.scenario().world.name.clone())
}

fn hashes(task: &Task) -> impl Iterator<Item = String> {
    task.scenarios
        .iter()
        .map(|loaded| loaded.scenario().hash.clone())
}
