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

/// Prints the man page of a command, or of the program.
pub(crate) fn man(name: Option<&str>) -> Result<(), Ending> {
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    let command = name.and_then(|name| program.find_subcommand(name));
    let mut page = Vec::new();
    clap_mangen::Man::new(command.unwrap_or(&program).clone())
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
        let commands: Vec<&str> = program
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        assert_eq!(pages, commands);
    }
}
