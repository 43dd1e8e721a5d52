//! The two ways to speak: messages to stderr, what was asked for to stdout.

use std::io::{self, ErrorKind, IsTerminal, Write};

use refuge_scenario::Problems;

use crate::ending::Ending;

/// Tells a message on stderr.
pub(crate) fn say(message: &str) {
    // Nobody is left to be told when stderr is closed.
    drop(writeln!(io::stderr(), "{}", message.trim_end()));
}

/// Gives on stdout what was asked for; a reader who leaves early has seen enough.
pub(crate) fn give(text: &[u8]) -> Result<(), Ending> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Ending::failed(format_args!(
            "The output could not be written to stdout: {error}."
        ))),
        _ => Ok(()),
    }
}

/// The problems of a scenario as the terminal, if it is one, shows them best.
pub(crate) fn rendered(problems: &Problems) -> String {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    problems.render(io::stderr().is_terminal() && !plain)
}

/// A number of things, as in `1 file` and `12 files`.
pub(crate) fn count(number: usize, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {one}s"),
    }
}
