//! What a person wants to know when a calibration ends.

use super::{Calibration, FittedOn, FittedParameter};

/// The best values with their intervals, and the scores in and out of sample beside the scenario as it stands.
pub fn calibration_summary(fit: &Calibration) -> String {
    let mut lines = vec![title(fit), String::new()];
    lines.extend(fit.parameters.iter().map(parameter));
    lines.push(String::new());
    lines.extend(scores(fit));
    if let Some(facts) = &fit.posterior {
        lines.push(format!(
            "Posterior: {} draws, as good as {:.0} of equal weight, from {} runs.",
            fit.draws.len(),
            facts.effective_draws,
            facts.runs
        ));
        if !facts.meets {
            lines.push(format!(
                "No values in these ranges bring the model near the observations: the nearest runs are up to {:.1} standard deviations of a run's noise away. They are the draws, and there are no intervals. Widen the ranges, or fit other settings.",
                facts.tolerance
            ));
        }
    }
    if is_no_better(fit) {
        lines.push("The scenario does as well as it stands: the search found nothing better. Try more `--evaluations`, other ranges, or more `--replicates` if chance decides.".to_owned());
    }
    lines.extend(fit.doubts.iter().cloned());
    lines.join("\n")
}

/// Whether the scenarios score as well on the fitted days with the values that they had.
fn is_no_better(fit: &Calibration) -> bool {
    let only = fit.scenarios.first().filter(|_| fit.scenarios.len() == 1);
    let whole = only.map(|(name, _)| name.as_str());
    let score = |fitted_on| fit.score(whole, fitted_on, false);
    score(FittedOn::Default)
        .zip(score(FittedOn::All))
        .is_some_and(|(before, fitted)| before <= fitted)
}

fn title(fit: &Calibration) -> String {
    let names: Vec<&str> = fit
        .scenarios
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let until = fit.until.as_ref().map(|date| format!(" up to {date}"));
    format!(
        "{}: fitted to `{}`{}, {} evaluations, seed {}",
        names.join(", "),
        fit.measure,
        until.unwrap_or_default(),
        fit.evaluations,
        fit.seed
    )
}

fn parameter(parameter: &FittedParameter) -> String {
    let [_, p05, _, p95] = parameter.posterior;
    let interval = if p05.is_nan() {
        String::new()
    } else {
        format!(", 90% between {} and {}", short(p05), short(p95))
    };
    format!("{} = {}{interval}", parameter.key, short(parameter.best))
}

/// Four significant digits.
fn short(value: f64) -> String {
    let rounded: f64 = format!("{value:.3e}").parse().unwrap_or(value);
    rounded.to_string()
}

fn scores(fit: &Calibration) -> Vec<String> {
    let mut lines = Vec::new();
    let several = fit.scenarios.len() > 1;
    let names = fit.scenarios.iter().map(|(name, _)| Some(name.as_str()));
    let all = names.chain(several.then_some(None));
    for scenario in all {
        for after in [false, true] {
            lines.extend(score_line(fit, scenario, after));
        }
    }
    lines
}

fn score_line(fit: &Calibration, scenario: Option<&str>, after: bool) -> Option<String> {
    let score = |fitted_on| fit.score(scenario, fitted_on, after);
    let fitted = score(FittedOn::All)?;
    let days = if after {
        "after the fitted days"
    } else {
        "on the fitted days"
    };
    let left_out = score(FittedOn::AllButIt);
    let left_out = left_out.map(|value| format!(", {value:.3} when fitted on the others alone"));
    let default = score(FittedOn::Default);
    let default = default.map(|value| format!(", {value:.3} as it stands"));
    Some(format!(
        "{} {} {days}: {fitted:.3}{}{}",
        scenario.unwrap_or("mean"),
        fit.metric,
        left_out.unwrap_or_default(),
        default.unwrap_or_default()
    ))
}
