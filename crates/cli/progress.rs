//! The progress bar of a run, shown on a terminal only.

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use refuge_analysis::Progress;
use refuge_core::Calendar;

const LAYOUT: &str = "{bar:24.cyan} {msg}, {eta} left";

/// A bar that advances by a day of a replicate at a time.
pub(crate) struct Bar {
    bar: ProgressBar,
    calendar: Calendar,
}

impl Bar {
    /// A bar for some replicates of a run.
    pub(crate) fn new(calendar: Calendar, replicates: u32, quiet: bool) -> Self {
        let target = if quiet {
            ProgressDrawTarget::hidden()
        } else {
            // Hides itself when stderr is no terminal.
            ProgressDrawTarget::stderr()
        };
        let length = u64::from(calendar.days()) * u64::from(replicates);
        let style =
            ProgressStyle::with_template(LAYOUT).unwrap_or_else(|_| ProgressStyle::default_bar());
        Self {
            bar: ProgressBar::with_draw_target(Some(length), target).with_style(style),
            calendar,
        }
    }

    /// Shows that a day is done.
    pub(crate) fn tell(&self, progress: &Progress) {
        if !self.bar.is_hidden() {
            self.bar.set_message(message(self.calendar, progress));
        }
        self.bar.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn message(calendar: Calendar, progress: &Progress) -> String {
    let replicate = if progress.replicates > 1 {
        format!(
            "replicate {} of {}, ",
            progress.replicate + 1,
            progress.replicates
        )
    } else {
        String::new()
    };
    format!(
        "{replicate}day {} of {}, {}, {} displaced so far",
        progress.day + 1,
        calendar.days(),
        calendar.date(progress.day),
        HumanCount(progress.displaced),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_bar_says_the_day_the_date_and_the_displaced() {
        let calendar = Calendar::new(date(2019, 12, 1), 122).unwrap();
        let mut progress = Progress {
            replicate: 0,
            replicates: 1,
            day: 81,
            displaced: 901_234,
        };
        insta::assert_snapshot!(message(calendar, &progress),
            @"day 82 of 122, 2020-02-20, 901,234 displaced so far");
        progress.replicates = 20;
        progress.replicate = 2;
        insta::assert_snapshot!(message(calendar, &progress),
            @"replicate 3 of 20, day 82 of 122, 2020-02-20, 901,234 displaced so far");
    }
}
