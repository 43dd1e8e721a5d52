//! `refuge completions` and `refuge man`: texts made from the command line's own description.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Args;
use crate::console;
use crate::ending::Ending;

/// Prints the completions for a shell.
pub(crate) fn completions(shell: Shell) -> Result<(), Ending> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "refuge", &mut script);
    console::give(&script)
}

/// Prints the man page of a command, such as `import-flee`, or without a name of the program.
pub(crate) fn man(name: &str) -> Result<(), Ending> {
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    let mut command = &program;
    for word in name.split('-').filter(|word| !word.is_empty()) {
        command = command.find_subcommand(word).ok_or_else(|| {
            Ending::wrong(format_args!(
                "There is no command `{}`. Name one that `refuge --help` shows.",
                name.replace('-', " ")
            ))
        })?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone())
        .render(&mut page)
        .map_err(|error| {
            Ending::failed(format_args!("The man page could not be made: {error}."))
        })?;
    console::give(&page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::builder::ValueParser;

    fn with_inner(command: &clap::Command) -> Vec<String> {
        let name = command.get_name();
        let inner = command.get_subcommands().map(clap::Command::get_name);
        let inner = inner.map(|inner| format!("{name}-{inner}"));
        std::iter::once(name.to_owned()).chain(inner).collect()
    }

    #[test]
    fn every_command_has_a_man_page() {
        let program = Args::command();
        let man = program.find_subcommand("man").unwrap();
        let argument = man
            .get_arguments()
            .find(|a| a.get_id() == "command")
            .unwrap();
        let known: ValueParser = argument.get_value_parser().clone();
        let pages: Vec<String> = known
            .possible_values()
            .unwrap()
            .map(|value| value.get_name().to_owned())
            .collect();
        let commands: Vec<String> = program.get_subcommands().flat_map(with_inner).collect();
        assert_eq!(pages, commands);
    }
}
