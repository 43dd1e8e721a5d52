//! Fits settings to what was observed: the best values, whether the observations tell them apart, the
//! posterior, and how well the values do where they were not fitted.

mod adjust;
mod alike;
mod evaluate;
mod kernel;
mod linear;
mod posterior;
mod search;
mod suite;
mod target;
#[cfg(test)]
mod tests;

use refuge_core::world::Measure;
use refuge_core::{Day, World};

pub use alike::{COLLINEAR, Distinction};
pub use posterior::{Draw, Posterior};
pub use suite::{FittedOn, SuiteScore};

use crate::parameter::Parameter;
use crate::scores::{Judge, Metric};
use crate::study::{MakeWorld, Surroundings};
use evaluate::{Evaluator, Fitted, Progress};
use target::Target;

/// A scenario to fit to.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// Its world as it stands.
    pub world: &'a World,
    /// Its worlds at other settings.
    pub make: &'a MakeWorld<'a>,
    /// The last day whose observations are fitted to; all if none.
    pub until: Option<Day>,
}

/// What is to be fitted, and with how much work.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The settings to fit, and where to search.
    pub parameters: Vec<Parameter>,
    /// The measure that they are fitted to.
    pub measure: Measure,
    /// The metric that the best values make least.
    pub metric: Metric,
    /// Candidates that the search may try.
    pub evaluations: u32,
    /// Draws from the posterior; 0 asks for no posterior.
    pub draws: u32,
    /// Replicates of each candidate, the same for all.
    pub replicates: u32,
    /// Whether to fit on all scenarios but one, for each.
    pub leave_one_out: bool,
}

/// What a calibration comes to.
#[derive(Clone, Debug)]
pub struct Calibration {
    /// The best value of each parameter.
    pub best: Vec<f64>,
    /// Their score: the mean over scenarios, on the days fitted.
    pub score: f64,
    /// Candidates and runs of the posterior that were tried, over all of the work.
    pub evaluations: u64,
    /// What the observations say about each parameter; looked at only where a posterior is asked for.
    pub distinction: Option<Distinction>,
    /// What they leave possible, if that was asked for.
    pub posterior: Option<Posterior>,
    /// The scores of every scenario, as it stands and with the best values.
    pub suite: Vec<SuiteScore>,
}

/// Why there is no calibration.
#[derive(Clone, Debug)]
pub enum Failure {
    /// It was told to stop.
    Stopped,
    /// Something in what was asked for does not allow it, in a sentence.
    Wrong(String),
    /// The observations do not tell the parameters apart, so that a posterior would only show the ranges.
    Alike {
        /// The best values that were found all the same.
        best: Vec<f64>,
        /// What the observations say about each.
        distinction: Distinction,
    },
}

impl Failure {
    fn no_score() -> Self {
        Self::Wrong(
            "No candidate could be scored: with every value that was tried, nobody was where people were observed. Check the ranges after `--parameter`, or choose another `--metric`."
                .to_owned(),
        )
    }
}

/// Whether there is anything to fit to, so that a long study can ask before it begins.
///
/// # Errors
///
/// If a scenario has no observation that counts, or the metric judges replicates and there is but one.
pub fn check(cases: &[Case<'_>], plan: &Plan) -> Result<(), Failure> {
    let metric = plan.metric.name();
    if ["crps", "wis"].contains(&metric) && plan.replicates < 2 {
        return Err(Failure::Wrong(format!(
            "`{metric}` judges how replicates spread: give `--replicates` above 1, or choose another `--metric`."
        )));
    }
    targets(cases, plan).map(drop)
}

/// Fits the parameters of a plan to all scenarios at once.
///
/// The same bytes come out for any number of threads, and after any number of interruptions.
///
/// # Errors
///
/// If there is nothing to fit to, a world cannot be made, the parameters cannot be told apart
/// although a posterior was asked for, or the work was told to stop.
pub fn calibrate(
    cases: &[Case<'_>],
    plan: &Plan,
    around: Surroundings<'_>,
) -> Result<Calibration, Failure> {
    let targets = targets(cases, plan)?;
    let judged: Vec<World> = cases.iter().zip(&targets).map(judged).collect();
    let fitted: Vec<Fitted<'_>> = cases
        .iter()
        .zip(&targets)
        .zip(&judged)
        .map(|((case, target), world)| Fitted {
            case,
            target,
            judges: target
                .spans()
                .map(|days| Judge::new(world, plan.measure, &days, plan.metric)),
        })
        .collect();
    let on = Evaluator {
        cases: &fitted,
        parameters: &plan.parameters,
        replicates: plan.replicates,
        around,
        progress: Progress::default(),
    };
    let all: Vec<usize> = (0..cases.len()).collect();
    let spread = (plan.evaluations / 2).max(1);
    let budget = u64::from(plan.evaluations - spread);
    let folds = if plan.leave_one_out {
        cases.len() as u64
    } else {
        0
    };
    on.progress.expect(u64::from(spread) + budget * (1 + folds));

    let pool = search::pool(&on, spread)?;
    let best = search::search(&on, &all, &pool, budget)?;
    let (distinction, posterior) = if plan.draws > 0 {
        let distinction = alike::look(&on, &best.shares)?;
        if !distinction.is_clear() {
            return Err(Failure::Alike {
                best: on.values(&best.shares),
                distinction,
            });
        }
        let observed = fitted
            .iter()
            .map(|fitted| fitted.target.observed_features());
        let observed = observed.collect::<Vec<_>>().concat();
        let posterior = posterior::posterior(&on, &observed, plan.draws)?;
        (Some(distinction), Some(posterior))
    } else {
        (None, None)
    };
    let mut left_out = Vec::new();
    if plan.leave_one_out {
        for case in 0..cases.len() {
            let others: Vec<usize> = all.iter().copied().filter(|&other| other != case).collect();
            let best = search::search(&on, &others, &pool, budget)?;
            left_out.push(on.values(&best.shares));
        }
    }
    let best_values = on.values(&best.shares);
    Ok(Calibration {
        suite: suite::suite(&on, &best_values, &left_out)?,
        best: best_values,
        score: best.score,
        evaluations: on.progress.done(),
        distinction,
        posterior,
    })
}

/// The observations of each scenario.
fn targets(cases: &[Case<'_>], plan: &Plan) -> Result<Vec<Target>, Failure> {
    let rescaled = ["ard_rescaled", "where"].contains(&plan.metric.name());
    let target = |case: &Case<'_>| {
        let target = Target::new(case.world, plan.measure, case.until, rescaled);
        if target.fitted().is_empty() {
            return Err(Failure::Wrong(nothing_observed(case, plan.measure)));
        }
        Ok(target)
    };
    cases.iter().map(target).collect()
}

/// A world with the observations of the target alone, in its order, fitted as long as the case is.
fn judged((case, target): (&Case<'_>, &Target)) -> World {
    World {
        observed: target.observed.clone(),
        calibrated_until: case.until,
        ..case.world.clone()
    }
}

fn nothing_observed(case: &Case<'_>, measure: Measure) -> String {
    let measure = measure.word();
    let name = &case.world.name;
    let day = case.until.unwrap_or(case.world.calendar.days() - 1);
    let date = case.world.calendar.date(day);
    let mut known: Vec<&str> = case
        .world
        .observed
        .iter()
        .map(|o| o.measure.word())
        .collect();
    known.sort_unstable();
    known.dedup();
    let known = match known.as_slice() {
        [] => "it has no observations at all".to_owned(),
        known => format!("it observes {}", known.join(", ")),
    };
    format!(
        "There is no observation of `{measure}` in `{name}` after its first day up to {date}: {known}. Name another measure with `--observed`, or a later day with `--until`."
    )
}
