//! `refuge calibrate`: load the scenarios, fit, write, tell.

mod results;
mod task;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use refuge_analysis::calibrate::{Case, Failure, calibrate as fit, check};
use refuge_analysis::{Step, Surroundings, Values};

use crate::args::Calibrate;
use crate::console;
use crate::ending::Ending;
use crate::memory::{self, Remembered};
use crate::progress::Bar;
use crate::{interrupt, study};

use task::Task;

/// Fits the parameters to the observations of all scenarios.
pub(crate) fn calibrate(order: &Calibrate) -> Result<(), Ending> {
    let began = Instant::now();
    let stop = interrupt::flag()?;
    let task = Task::prepare(order)?;
    order.work.target(&task.target).check(&task.name)?;
    let pool = study::threads(order.work.threads)?;

    let makers: Vec<_> = task
        .scenarios
        .iter()
        .map(|loaded| |values: &Values| loaded.world(values))
        .collect();
    let cases: Vec<Case<'_>> = task
        .scenarios
        .iter()
        .zip(&makers)
        .zip(&task.until)
        .map(|((loaded, make), &until)| Case {
            world: &loaded.scenario().world,
            make,
            until,
        })
        .collect();
    check(&cases, &task.plan).map_err(|failure| Ending::wrong(results::told(&failure, &task)))?;
    let memory = Remembered::open(&task.target, &task.order(), &order.work, &stop)?;
    let bar = Bar::new(order.work.quiet);
    let done = AtomicU64::new(0);
    let tell = |step: Step| {
        done.fetch_max(step.done, Ordering::Relaxed);
        bar.tell(&step);
    };
    let around = Surroundings {
        seed: task.seed,
        memory: &memory,
        stop: &stop,
        tell: &tell,
    };
    let fitted = pool.install(|| fit(&cases, &task.plan, around));
    drop(bar);
    memory.check()?;
    let fitted = match fitted {
        Ok(fitted) => fitted,
        Err(Failure::Stopped) => {
            return Err(Ending::Interrupted(format!(
                "Interrupted after {} evaluations; {} {}",
                done.load(Ordering::Relaxed),
                study::left(&task.target, false),
                memory.advice()
            )));
        }
        Err(failure) => {
            let reason = results::told(&failure, &task);
            return Err(memory::refused(Some(memory), reason));
        }
    };
    let mut report = results::report(fitted, &task, study::machine(&pool));
    report.wall_s = began.elapsed().as_secs_f64();
    let finished = refuge_report::write_calibration(&order.work.target(&task.target), &report)?;
    memory.done()?;
    if !order.work.quiet {
        console::say(&refuge_report::calibration_summary(&report));
        console::say(&results::files(&finished, &task.target));
    }
    Ok(())
}
