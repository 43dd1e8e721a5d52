//! Runs of scenarios at candidate values, each remembered by what was asked.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use refuge_core::observe::{Sheet, Validating};
use refuge_core::{Sampling, Simulation, World};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::target::Target;
use super::{Case, Failure};
use crate::parameter::Parameter;
use crate::scores::Judge;
use crate::study::{Step, Surroundings};

/// A scenario, and what of it is fitted.
pub(super) struct Fitted<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) target: &'a Target,
    /// Those who score the days fitted, and those after them.
    pub(super) judges: [Judge<'a>; 2],
}

/// How well a scenario is met on the days fitted and on those after them; NaN where nothing can be scored.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Scored {
    pub(super) fitted: f64,
    pub(super) after: f64,
}

/// Runs scenarios at candidate values.
pub(super) struct Evaluator<'a> {
    pub(super) cases: &'a [Fitted<'a>],
    pub(super) parameters: &'a [Parameter],
    /// Every candidate of the search is run with the replicates from 0 to this one.
    pub(super) replicates: u32,
    pub(super) around: Surroundings<'a>,
    pub(super) progress: Progress,
}

/// Pieces of work done and to be done, told as they come.
#[derive(Default)]
pub(super) struct Progress {
    done: AtomicU64,
    of: AtomicU64,
}

impl Progress {
    /// Adds work that is to come.
    pub(super) fn expect(&self, pieces: u64) {
        self.of.fetch_add(pieces, Ordering::Relaxed);
    }

    /// Takes work off that will not be needed.
    pub(super) fn spare(&self, pieces: u64) {
        self.of.fetch_sub(pieces, Ordering::Relaxed);
    }

    /// Pieces done.
    pub(super) fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
}

/// What is asked of a scenario: part of the name under which the answer is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Question {
    /// The score of the days fitted.
    Fitted,
    /// The scores of all days.
    Whole,
    /// The features of one replicate.
    Features(u32),
}

/// What is kept of a piece: the question and the values with the answer, since pieces are found by a digest.
#[derive(Serialize, Deserialize)]
struct Kept<A> {
    case: u32,
    question: Question,
    values: Vec<f64>,
    answer: A,
}

impl Evaluator<'_> {
    /// The values of a point of the unit cube.
    pub(super) fn values(&self, shares: &[f64]) -> Vec<f64> {
        let at = |(parameter, &share): (&Parameter, &f64)| parameter.evenly(share);
        self.parameters.iter().zip(shares).map(at).collect()
    }

    /// Tells how far the work is after one more piece.
    pub(super) fn step(&self, stage: impl FnOnce() -> String) {
        let done = self.progress.done.fetch_add(1, Ordering::Relaxed) + 1;
        let of = self.progress.of.load(Ordering::Relaxed).max(done);
        (self.around.tell)(Step {
            done,
            of,
            stage: stage(),
        });
    }

    /// The scores of some scenarios on the days fitted at a point of the unit cube.
    pub(super) fn scores(&self, cases: &[usize], shares: &[f64]) -> Result<Vec<f64>, Failure> {
        let values = self.values(shares);
        let score = |&case: &usize| Ok(self.scored(case, Some(&values), false)?.fitted);
        cases.par_iter().map(score).collect()
    }

    /// The scores of a scenario at some values, or as it stands.
    pub(super) fn scored(
        &self,
        case: usize,
        values: Option<&[f64]>,
        whole: bool,
    ) -> Result<Scored, Failure> {
        let question = if whole {
            Question::Whole
        } else {
            Question::Fitted
        };
        self.remembered(case, question, values, |world| {
            let runs = self.runs(case, world, 0..self.replicates, whole)?;
            let on = |judge: &Judge| judge.judge(&runs).unwrap_or(f64::NAN);
            let [fitted, after] = &self.cases[case].judges;
            Ok(Scored {
                fitted: on(fitted),
                after: if whole { on(after) } else { f64::NAN },
            })
        })
    }

    /// The features of all scenarios, one after the other, in one replicate at a point of the unit cube.
    pub(super) fn features(&self, shares: &[f64], replicate: u32) -> Result<Vec<f64>, Failure> {
        let values = self.values(shares);
        let of_case = |case: usize| {
            self.remembered(
                case,
                Question::Features(replicate),
                Some(&values),
                |world| {
                    let runs = self.runs(case, world, replicate..replicate + 1, false)?;
                    let numbers: Vec<f64> = (0..runs[0].keys.len())
                        .map(|row| runs[0].row(row)[0])
                        .collect();
                    Ok(self.cases[case].target.features(&numbers))
                },
            )
        };
        let all: Result<Vec<Vec<f64>>, Failure> =
            (0..self.cases.len()).into_par_iter().map(of_case).collect();
        Ok(all?.concat())
    }

    /// An answer that was kept, or found now and kept.
    fn remembered<A: Serialize + DeserializeOwned>(
        &self,
        case: usize,
        question: Question,
        values: Option<&[f64]>,
        find: impl FnOnce(&World) -> Result<A, Failure>,
    ) -> Result<A, Failure> {
        let piece = piece(case, question, values);
        let kept = self.around.memory.recall(piece);
        let kept = kept.and_then(|bytes| postcard::from_bytes::<Kept<A>>(&bytes).ok());
        let given = values.unwrap_or_default();
        if let Some(kept) = kept
            && (kept.case as usize, kept.question) == (case, question)
            && kept.values == given
        {
            return Ok(kept.answer);
        }
        let keys = self
            .parameters
            .iter()
            .map(|parameter| parameter.key.clone());
        let settings: Vec<(String, f64)> = keys.zip(given.iter().copied()).collect();
        let mut world = (self.cases[case].case.make)(&settings).map_err(Failure::Wrong)?;
        world.observed.clone_from(&self.cases[case].target.observed);
        let answer = find(&world)?;
        let kept = Kept {
            case: case as u32,
            question,
            values: given.to_vec(),
            answer,
        };
        if let Ok(bytes) = postcard::to_allocvec(&kept) {
            self.around.memory.keep(piece, &bytes);
        }
        Ok(kept.answer)
    }

    /// What replicates give for each observation: sheets `validation`, in order of replicate.
    fn runs(
        &self,
        case: usize,
        world: &World,
        replicates: Range<u32>,
        whole: bool,
    ) -> Result<Vec<Sheet>, Failure> {
        let days = self.cases[case].target.days(whole);
        let seed = self.around.seed;
        let run = |replicate| {
            let mut simulation = Simulation::new(world, seed, replicate, Sampling::Sleeping);
            let mut observer = Validating::new(world);
            for _ in 0..days {
                if self.around.is_stopped() {
                    return Err(Failure::Stopped);
                }
                if let Some(today) = simulation.step(&mut ()) {
                    observer.day(&today);
                }
            }
            Ok(observer.finish())
        };
        replicates.into_par_iter().map(run).collect()
    }
}

/// The number of a piece: a digest (FNV-1a, 64 bits) of what is asked.
fn piece(case: usize, question: Question, values: Option<&[f64]>) -> u64 {
    let question: [u64; 2] = match question {
        Question::Fitted => [0, 0],
        Question::Whole => [1, 0],
        Question::Features(replicate) => [2, replicate.into()],
    };
    let values = values
        .unwrap_or_default()
        .iter()
        .map(|value| value.to_bits());
    let words = [case as u64].into_iter().chain(question).chain(values);
    words
        .flat_map(u64::to_le_bytes)
        .fold(0xcbf2_9ce4_8422_2325, |digest, byte| {
            (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
}

#[cfg(test)]
mod tests {
    use super::super::search::sobol;
    use super::*;
    use crate::memory::Forgetful;
    use std::sync::atomic::AtomicBool;

    #[test]
    fn whole_numbers_are_as_likely_as_each_other() {
        let whole = Parameter {
            key: "movement.awareness_level".to_owned(),
            low: 1.0,
            high: 4.0,
            whole: true,
        };
        let stop = AtomicBool::new(false);
        let on = Evaluator {
            cases: &[],
            parameters: &[whole],
            replicates: 1,
            around: Surroundings {
                seed: 1,
                memory: &Forgetful,
                stop: &stop,
                tell: &|_| {},
            },
            progress: Progress::default(),
        };
        let mut tried = [0; 4];
        for nth in 0..256 {
            tried[on.values(&sobol(nth, 1, 1))[0] as usize - 1] += 1;
        }
        assert_eq!(tried, [64; 4]);
    }
}
