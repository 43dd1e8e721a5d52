//! `refuge sensitivity`: load, check what is asked, run every point, write the indices, tell.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use rayon::ThreadPool;
use refuge_analysis::{Findings, MOST_PARAMETERS, Output, Parameter, Question, Surroundings};
use refuge_core::observe;
use refuge_report::{Range, Studied};
use refuge_scenario::{Options, Scenario};

use crate::args::Sensitivity;
use crate::console::{self, count};
use crate::ending::Ending;
use crate::load::{self, Loaded};
use crate::memory::{self, Remembered};
use crate::progress::Bar;
use crate::{interrupt, run};

/// Studies a scenario, after all that is asked is known to be sound.
pub(crate) fn sensitivity(order: &Sensitivity) -> Result<(), Ending> {
    let stop = interrupt::flag()?;
    let began = Instant::now();
    let job = prepare(order)?;
    let pool = run::threads(order.work.threads)?;
    let memory = Remembered::open(&job.target, &job.asked(), &order.work, &stop)?;
    match simulate(&job, &pool, &memory, &stop)? {
        Findings::Found(found) => {
            write(&job, &found, &pool, began)?;
            memory.done()
        }
        Findings::Stopped { done, of } => Err(Ending::Interrupted(format!(
            "Interrupted after {done} of {of} runs; nothing was written to {}. {}",
            job.target.display(),
            memory.advice()
        ))),
    }
}

/// A scenario, what is asked of it, and where the results go.
struct Job<'o> {
    order: &'o Sensitivity,
    loaded: Loaded,
    question: Question,
    target: PathBuf,
}

fn prepare(order: &Sensitivity) -> Result<Job<'_>, Ending> {
    if order.input.branches.len() > 1 {
        return Err(Ending::wrong(
            "Name one branch at a time: each has indices of its own.",
        ));
    }
    let parameters = parameters(order)?;
    let further = Options {
        days: order.days,
        ..Options::default()
    };
    let variants = load::variants_of(&order.input, &further)?;
    if !order.work.quiet && !variants.warnings.is_empty() {
        console::say(&variants.warnings);
    }
    let Some(loaded) = variants.loaded.into_iter().next() else {
        return Err(Ending::failed("No scenario was loaded."));
    };
    let world = &loaded.scenario().world;
    let read = |text: &String| {
        let output = Output::read(text, world);
        output.map_err(|why| Ending::wrong(format_args!("--output {text}: {why}")))
    };
    let outputs: Vec<Output> = order.outputs.iter().map(read).collect::<Result<_, _>>()?;
    let target = target(order, loaded.scenario());
    refuge_report::check_target(&target, &world.name, order.work.force)?;
    Ok(Job {
        order,
        question: Question {
            parameters,
            outputs: if outputs.is_empty() {
                Output::usual(world)
            } else {
                outputs
            },
            trajectories: order.trajectories(),
            samples: order.samples(),
            replicates: order.replicates,
        },
        target,
        loaded,
    })
}

/// The settings to vary, each once and not set to a number as well.
fn parameters(order: &Sensitivity) -> Result<Vec<Parameter>, Ending> {
    if order.parameters.len() > MOST_PARAMETERS {
        return Err(Ending::wrong(format_args!(
            "A study varies at most {MOST_PARAMETERS} settings, but {} are given.",
            order.parameters.len()
        )));
    }
    let mut all: Vec<Parameter> = Vec::new();
    for text in &order.parameters {
        let range = refuge_scenario::range(text);
        let range = range.map_err(|problems| Ending::Problems(console::rendered(&problems)))?;
        if all.iter().any(|known| known.key == range.key) {
            return Err(Ending::wrong(format_args!(
                "--parameter {text}: `{}` is varied twice. Leave out one of the two.",
                range.key
            )));
        }
        let set = |set: &&String| set.split('=').next().map(str::trim) == Some(range.key);
        if let Some(set) = order.input.set.iter().find(set) {
            return Err(Ending::wrong(format_args!(
                "--parameter {text}: `{}` is set as well, by --set {set}. Leave out one of the two.",
                range.key
            )));
        }
        all.push(Parameter {
            key: range.key.to_owned(),
            low: range.low,
            high: range.high,
            whole: range.whole,
        });
    }
    Ok(all)
}

fn target(order: &Sensitivity, scenario: &Scenario) -> PathBuf {
    let name = &scenario.world.name;
    let usual = match &scenario.branch {
        Some(branch) => format!("out/{name}-{branch}-sensitivity"),
        None => format!("out/{name}-sensitivity"),
    };
    order.work.out.clone().unwrap_or_else(|| usual.into())
}

impl Job<'_> {
    fn scenario(&self) -> &Scenario {
        self.loaded.scenario()
    }

    fn seed(&self) -> u64 {
        self.order.work.seed.unwrap_or(self.scenario().seed)
    }

    /// What the command line changed of the scenario, as it was typed.
    fn changes(&self) -> Vec<String> {
        let days = u32::from(self.scenario().world.calendar.days());
        let cut = self.order.days.filter(|&wanted| wanted == days);
        let changes = self.order.input.changes().into_iter();
        changes
            .chain(cut.map(|days| format!("days={days}")))
            .collect()
    }

    fn ranges(&self) -> Vec<Range> {
        let of = |parameter: &Parameter| Range {
            parameter: parameter.key.clone(),
            low: parameter.low,
            high: parameter.high,
        };
        self.question.parameters.iter().map(of).collect()
    }

    /// All that the results follow from.
    fn asked(&self) -> String {
        let scenario = self.scenario();
        let outputs: Vec<&str> = self.question.outputs.iter().map(Output::name).collect();
        memory::order(
            "sensitivity",
            [
                ("scenario", scenario.world.name.clone().into()),
                ("scenario_hash", scenario.hash.clone().into()),
                ("branch", scenario.branch.clone().into()),
                ("changes", self.changes().into()),
                ("days", scenario.world.calendar.days().into()),
                ("seed", self.seed().into()),
                ("settings", memory::json(&scenario.world.settings)),
                ("parameters", memory::json(&self.ranges())),
                ("outputs", outputs.into()),
                ("trajectories", self.question.trajectories.into()),
                ("samples", self.question.samples.into()),
                ("replicates", self.question.replicates.into()),
            ],
        )
    }
}

fn simulate(
    job: &Job<'_>,
    pool: &ThreadPool,
    memory: &Remembered<'_>,
    stop: &AtomicBool,
) -> Result<Findings, Ending> {
    let bar = Bar::new(job.order.work.quiet);
    let around = Surroundings {
        seed: job.seed(),
        memory,
        stop,
        tell: &|step| bar.tell(&step),
    };
    let worlds = |values: &refuge_analysis::Values| job.loaded.world(values);
    let findings = pool.install(|| refuge_analysis::sensitivity(&job.question, &worlds, &around));
    drop(bar);
    memory.check()?;
    findings.map_err(Ending::wrong)
}

fn write(
    job: &Job<'_>,
    found: &observe::Sensitivity,
    pool: &ThreadPool,
    began: Instant,
) -> Result<(), Ending> {
    let scenario = job.scenario();
    let about = Studied {
        world: &scenario.world,
        scenario_hash: scenario.hash.clone(),
        branch: scenario.branch.clone(),
        changes: job.changes(),
        seed: job.seed(),
        replicates: job.question.replicates,
        ranges: job.ranges(),
        trajectories: job.question.trajectories,
        samples: job.question.samples,
        machine: run::machine(pool),
        wall_s: began.elapsed().as_secs_f64(),
    };
    let finished = about.write(&job.target, found, job.order.work.force)?;
    if !job.order.work.quiet {
        console::say(&about.summary(found));
        let replaced = if finished.replaced {
            " They took the place of the earlier results there."
        } else {
            ""
        };
        console::say(&format!(
            "\n{} in {}: start with sensitivity.csv; columns.csv explains each column.{replaced}",
            count(finished.files.len(), "file"),
            job.target.display()
        ));
    }
    Ok(())
}
