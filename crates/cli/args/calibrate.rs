//! The arguments of `refuge calibrate`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use refuge_analysis::Metric;
use refuge_core::world::Measure;

use super::Work;
use super::common::at_least_one;

#[derive(Debug, clap::Args)]
#[command(mut_arg("out", |arg| arg
    .help("Folder for the results [default: out/<scenario>-calibration, of several out/calibration]")))]
pub(crate) struct Calibrate {
    /// Folder of the scenario, or its scenario.toml; an instance of Flee is taken as well.
    #[arg(required_unless_present = "further")]
    pub(crate) scenario: Option<PathBuf>,

    /// A scenario of a suite, all of which are fitted together; may be given several times.
    #[arg(id = "further", long = "scenario", value_name = "SCENARIO")]
    pub(crate) further: Vec<PathBuf>,

    /// A setting to fit and where to search, as in `--parameter movement.camp_weight=0.5..8`; may be
    /// given several times.
    #[arg(long = "parameter", value_name = "NAME=LOW..HIGH", required = true)]
    pub(crate) parameters: Vec<String>,

    /// The observed measure to fit to.
    #[arg(long, value_name = "MEASURE", value_parser = PossibleValuesParser::new(Measure::ALL.map(Measure::word)))]
    pub(crate) observed: String,

    /// The metric that the best values make least.
    #[arg(long, value_parser = PossibleValuesParser::new(errors()), default_value = "ard")]
    pub(crate) metric: String,

    /// Fit to observations up to this date; later ones show how well the values do out of sample.
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,

    /// Candidates that the search tries [default: 100, and 100 more for each parameter].
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(crate) evaluations: Option<u32>,

    /// Draws from the posterior; 0 asks for the best values alone.
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = draws)]
    pub(crate) draws: u32,

    /// Runs of each candidate in the search, with the same random numbers for all candidates [default: the
    /// most that a scenario asks for].
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(crate) replicates: Option<u32>,

    /// Also fit on all scenarios but one and score on that one, for each of them.
    #[arg(long)]
    pub(crate) leave_one_out: bool,

    /// Branch of the scenarios to take instead of their main course.
    #[arg(long, value_name = "NAME")]
    pub(crate) branch: Option<String>,

    /// Settings that come with the program, laid over those of the scenarios.
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(super::common::preset_names()))]
    pub(crate) preset: Option<String>,

    /// TOML file of settings, laid over those of the scenarios, their branch and the preset.
    #[arg(long, value_name = "FILE")]
    pub(crate) overlay: Option<PathBuf>,

    /// Change a setting of all scenarios; may be given several times.
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,

    /// Settings file of instances of Flee [default: the simsetting.yml in or above their folder].
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,

    /// Take the first days of the scenarios alone.
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(crate) days: Option<u32>,

    #[command(flatten)]
    pub(crate) work: Work,
}

/// The metrics that can be made least.
fn errors() -> Vec<&'static str> {
    let is_error = |name: &&str| Metric::of(name).is_some_and(|metric| metric.is_error());
    Metric::names().filter(is_error).collect()
}

/// Fewer draws than this make no interval; more than a Sobol' sequence has points cannot begin.
const DRAWS: std::ops::RangeInclusive<u32> = 20..=32_768;

fn draws(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(0) => Ok(0),
        Ok(number) if DRAWS.contains(&number) => Ok(number),
        _ => Err(format!(
            "expected 0 for none, or a whole number from {} to {}",
            DRAWS.start(),
            DRAWS.end()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_none_or_enough_for_an_interval() {
        assert_eq!(["0", "20", "32768"].map(draws), [Ok(0), Ok(20), Ok(32_768)]);
        assert!(
            ["1", "19", "32769", "-5", "many"]
                .map(draws)
                .iter()
                .all(Result::is_err)
        );
    }
}
