//! The folder of a finished run, read back for those who work on its results.

mod cells;
mod rows;
pub(crate) mod run_file;
pub(crate) mod tables;

use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use refuge_core::observe::{Compared, Forecasts, METRICS, Naive, Score};
use refuge_core::world::Measure;
use refuge_core::{Calendar, Day};
use serde::Deserialize;

use rows::{Row, rows};
use run_file::RunFile;

/// Why the folder of a run could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unread {
    /// There is no run.json.
    #[error("`{}` is not the folder of a finished run, which has a `run.json`: name a folder that `refuge run` wrote.", path.display())]
    NotARun {
        /// The folder.
        path: PathBuf,
    },
    /// The results are those of another command.
    #[error("`{}` holds the results of `refuge {command}`, which are not scored: name a folder that `refuge run` wrote.", path.display())]
    OfACommand {
        /// The folder.
        path: PathBuf,
        /// The command.
        command: String,
    },
    /// The results are those of another command.
    #[error("`{}` holds the results of `refuge {command}`, of which no report is made: name a folder that `refuge run` or `refuge compare` wrote.", path.display())]
    WithoutReport {
        /// The folder.
        path: PathBuf,
        /// The command.
        command: String,
    },
    /// run.json is not as a run writes it.
    #[error("`{}` does not say what is needed of the run: {reason}. Run the scenario again with this version of refuge.", path.display())]
    RunFile {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A file could not be read.
    #[error("`{}` could not be read: {source}. Run the scenario again if it is gone.", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// columns.csv does not describe what a report is made of.
    #[error(
        "columns.csv does not describe {what}, of which a report is made. Run the scenario again with this version of refuge."
    )]
    NotDescribed {
        /// The table or column.
        what: String,
    },
    /// A row is not as a run writes it.
    #[error("{}:{line}: {reason}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line.
        line: u64,
        /// What was expected.
        reason: String,
    },
}

impl Unread {
    fn malformed(path: &Path, line: u64, reason: String) -> Self {
        Self::Malformed {
            path: path.to_owned(),
            line,
            reason,
        }
    }
}

/// What run.json says of a run.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct About {
    /// The name of the scenario.
    pub scenario: String,
    /// The first date.
    pub start: Date,
    /// The number of days.
    pub days: u32,
    /// The number of replicates.
    pub replicates: u32,
    /// The last date whose observations the scenario was fitted to.
    pub calibrated_until: Option<Date>,
}

/// The folder of a finished run.
#[derive(Debug)]
pub struct RunFolder {
    dir: PathBuf,
    about: About,
    calendar: Calendar,
}

impl RunFolder {
    /// The folder that a run left.
    ///
    /// # Errors
    ///
    /// If it has no run.json, or one of another command or that does not say what is needed.
    pub fn open(dir: &Path) -> Result<Self, Unread> {
        let file = RunFile::read(dir)?;
        if let Some(command) = file.command() {
            return Err(Unread::OfACommand {
                path: dir.to_owned(),
                command,
            });
        }
        let about: About = file.content()?;
        let calendar = Calendar::new(about.start, about.days)
            .ok_or_else(|| file.wrong(format!("a run cannot have {} days", about.days)))?;
        Ok(Self {
            dir: dir.to_owned(),
            about,
            calendar,
        })
    }

    /// What run.json says.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// The days of the run.
    pub fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// validation.csv: each observation beside what was simulated, which is NaN where the cell is empty.
    ///
    /// # Errors
    ///
    /// If it is missing, or a row is not as a run writes it.
    pub fn validation(&self) -> Result<Vec<Compared>, Unread> {
        rows(&self.dir, "validation", |row| self.compared(row))
    }

    /// scores.csv; metrics that are not known are left out.
    ///
    /// # Errors
    ///
    /// If it is missing, or a row is not as a run writes it.
    pub fn scores(&self) -> Result<Vec<Score>, Unread> {
        let scores = rows(&self.dir, "scores", |row| {
            let metric = METRICS
                .into_iter()
                .find(|metric| row.text("metric") == Ok(*metric));
            metric.map(|metric| score(row, metric)).transpose()
        });
        Ok(scores?.into_iter().flatten().collect())
    }

    fn compared(&self, row: &Row) -> Result<Compared, String> {
        let interval = if row.has("simulated_p05") {
            let bounds = [row.number("simulated_p05")?, row.number("simulated_p95")?];
            bounds[0].zip(bounds[1]).map(<[f64; 2]>::from)
        } else {
            None
        };
        Ok(Compared {
            day: self.day(row)?,
            measure: measure(row)?,
            place: row.text("place")?.to_owned(),
            simulated: row.number("simulated")?.unwrap_or(f64::NAN),
            interval,
            observed: row
                .number("observed")?
                .ok_or("`observed` is empty, but must be a number.")?,
            naive: forecasts(row, "")?,
        })
    }

    fn day(&self, row: &Row) -> Result<Day, String> {
        let text = row.text("date")?;
        let date: Date = text
            .parse()
            .map_err(|_| format!("`date` must be a date such as 2020-02-05, but is `{text}`."))?;
        let (start, end) = (self.calendar.start(), self.calendar.end());
        let outside = || format!("{date} is no day of the run, which is from {start} to {end}.");
        self.calendar.day(date).ok_or_else(outside)
    }
}

fn score(row: &Row, metric: &'static str) -> Result<Score, String> {
    Ok(Score {
        measure: measure(row)?.word(),
        place: row.text("place")?.to_owned(),
        metric,
        value: row
            .number("value")?
            .ok_or("`value` is empty, but must be a number.")?,
        skill: forecasts(row, "skill_")?,
    })
}

fn measure(row: &Row) -> Result<Measure, String> {
    let word = row.text("measure")?;
    let known = Measure::ALL
        .into_iter()
        .find(|measure| measure.word() == word);
    known.ok_or_else(|| format!("`{word}` is no measure: write one such as `present`."))
}

/// The numbers in the columns of the naive forecasts.
fn forecasts(row: &Row, prefix: &str) -> Result<Forecasts, String> {
    let mut forecasts = Forecasts::default();
    for naive in Naive::ALL {
        forecasts[naive as usize] = row.number(&format!("{prefix}{}", naive.word()))?;
    }
    Ok(forecasts)
}

#[cfg(test)]
mod tests;
