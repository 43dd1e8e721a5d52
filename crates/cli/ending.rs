//! How the program ends: the one place where exit codes are decided.

use std::fmt::Display;
use std::process::ExitCode;

use crate::console;

/// The end of a command.
#[derive(Debug)]
pub(crate) enum Ending {
    /// All that was asked for is done.
    Done,
    /// The command line was not understood, or asked for help or the version.
    CommandLine(clap::Error),
    /// Problems of the input, already told in full.
    Problems(String),
    /// Something in what was asked for must be changed first.
    WrongInput(String),
    /// Anything else that went wrong.
    Failed(String),
    /// Stopped by Ctrl-C.
    Interrupted(String),
}

impl Ending {
    /// An input that must be changed.
    pub(crate) fn wrong(reason: impl Display) -> Self {
        Self::WrongInput(reason.to_string())
    }

    /// Something that went wrong beside the input.
    pub(crate) fn failed(reason: impl Display) -> Self {
        Self::Failed(reason.to_string())
    }

    /// Says why the program ends, if there is anything to say.
    pub(crate) fn tell(&self) {
        match self {
            Self::Done => {}
            // Nobody is left to be told when the terminal is gone.
            Self::CommandLine(error) => drop(error.print()),
            Self::Problems(text) | Self::Interrupted(text) => console::say(text),
            Self::WrongInput(reason) | Self::Failed(reason) => {
                console::say(&format!("error: {reason}"));
            }
        }
    }

    /// The exit code: 0 done, 2 wrong input, 1 anything else, 130 interrupted.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::CommandLine(error) if !error.use_stderr() => 0,
            Self::CommandLine(_) | Self::Problems(_) | Self::WrongInput(_) => 2,
            Self::Failed(_) => 1,
            Self::Interrupted(_) => INTERRUPTED,
        })
    }
}

/// The exit code of a program that Ctrl-C ended, as shells report it.
pub(crate) const INTERRUPTED: u8 = 130;

impl From<clap::Error> for Ending {
    fn from(error: clap::Error) -> Self {
        Self::CommandLine(error)
    }
}

/// A folder that may not be replaced is wrong input; one that cannot be written is a failure.
impl From<refuge_report::Error> for Ending {
    fn from(error: refuge_report::Error) -> Self {
        if error.is_refusal() {
            Self::wrong(error)
        } else {
            Self::failed(error)
        }
    }
}
