//! The progress bar of a run or study, shown on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use refuge_analysis::Step;

const LAYOUT: &str = "{wide_bar:.cyan} {msg}, {eta} left";

/// A bar that shows how far a study is, and how long it will take.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    /// A bar for a study that has told nothing yet.
    pub(crate) fn new(quiet: bool) -> Self {
        let target = if quiet {
            ProgressDrawTarget::hidden()
        } else {
            // Hides itself when stderr is no terminal.
            ProgressDrawTarget::stderr()
        };
        let style =
            ProgressStyle::with_template(LAYOUT).unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(ProgressBar::with_draw_target(None, target).with_style(style))
    }

    /// Shows a step of it.
    pub(crate) fn tell(&self, step: &Step) {
        self.0.set_length(step.of);
        self.0.set_message(step.stage.clone());
        self.0.set_position(step.done);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_says_what_is_done_of_what() {
        let bar = Bar::new(true);
        bar.tell(&Step {
            done: 366,
            of: 2440,
            stage: "replicate 3 of 20".to_owned(),
        });
        let shown = (bar.0.position(), bar.0.length(), bar.0.message());
        assert_eq!(shown, (366, Some(2440), "replicate 3 of 20".to_owned()));
    }
}
