//! What `refuge score` understands.

use std::path::PathBuf;

use jiff::civil::Date;

#[derive(Debug, clap::Args)]
pub(crate) struct Score {
    /// Folder of the run: the one that `refuge run` wrote.
    pub(crate) run_dir: PathBuf,

    /// Score observations from this date on, such as 2020-02-05 [default: the second day, or the day
    /// after those that the scenario was fitted to].
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) from: Option<Date>,

    /// Score observations up to this date [default: the last day].
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) until: Option<Date>,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "expected a date such as 2020-02-05".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_iso_dates() {
        assert_eq!(date("2020-02-05"), Ok(jiff::civil::date(2020, 2, 5)));
        assert!(date("5 Feb 2020").is_err() && date("2020-02-30").is_err());
    }
}
