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
use crate::console;
use crate::ending::Ending;
use crate::load::{self, Loaded};
use crate::memory::{self, Remembered};
use crate::progress::Bar;
use crate::{interrupt, study};

/// Studies a scenario, after all that is asked is known to be sound.
pub(crate) fn sensitivity(order: &Sensitivity) -> Result<(), Ending> {
    let stop = interrupt::flag()?;
    let began = Instant::now();
    let job = prepare(order)?;
    let pool = study::threads(order.work.threads)?;
    let memory = Remembered::open(&job.target, &job.asked(), &order.work, &stop)?;
    let findings = match simulate(&job, &pool, &memory, &stop)? {
        Ok(findings) => findings,
        Err(reason) => return Err(memory::refused(Some(memory), reason)),
    };
    match findings {
        Findings::Found(found) => {
            write(&job, &found, &pool, began)?;
            memory.done()
        }
        Findings::Stopped { done, of } => Err(Ending::Interrupted(format!(
            "Interrupted after {done} of {of} runs; {} {}",
            study::left(&job.target, false),
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
    if order.parameters.len() > MOST_PARAMETERS {
        return Err(Ending::wrong(format_args!(
            "A study varies at most {MOST_PARAMETERS} settings, but {} are given.",
            order.parameters.len()
        )));
    }
    let parameters = study::parameters(&order.parameters, &order.input.set)?;
    let further = Options {
        days: order.days,
        ..Options::default()
    };
    let loaded = load::variants_of(&order.input, &further)?.warned(order.work.quiet);
    let Some(loaded) = loaded.into_iter().next() else {
        return Err(Ending::failed("No scenario was loaded."));
    };
    let world = &loaded.scenario().world;
    let read = |text: &String| {
        let output = Output::read(text, world);
        output.map_err(|why| Ending::wrong(format_args!("--output {text}: {why}")))
    };
    let outputs: Vec<Output> = order.outputs.iter().map(read).collect::<Result<_, _>>()?;
    let branch = loaded.scenario().branch.as_deref();
    let name = [Some(world.name.as_str()), branch, Some("sensitivity")];
    let name: Vec<&str> = name.into_iter().flatten().collect();
    let target = study::target(&order.work, &name);
    order.work.target(&target).check(&world.name)?;
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
            replicates: order.replicates.unwrap_or(loaded.scenario().replicates),
        },
        target,
        loaded,
    })
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
        let cut = study::cut(self.order.days, self.scenario().world.calendar.days());
        self.order.input.changes().into_iter().chain(cut).collect()
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
) -> Result<Result<Findings, String>, Ending> {
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
    Ok(findings)
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
        machine: study::machine(pool),
        wall_s: began.elapsed().as_secs_f64(),
    };
    let finished = about.write(&job.order.work.target(&job.target), found)?;
    if !job.order.work.quiet {
        console::say(&about.summary(found));
        console::say(&study::written(&finished, &job.target, "sensitivity.csv"));
    }
    Ok(())
}
