//! Help, completions, man pages and what the command line refuses.

use std::io;

use crate::cli::Desk;

#[test]
fn help_of_the_program() {
    insta::assert_snapshot!(Desk::empty().refuge("--help").done().stdout);
}

#[test]
fn help_of_run() {
    insta::assert_snapshot!(Desk::empty().refuge("run --help").done().stdout);
}

#[test]
fn help_of_check() {
    insta::assert_snapshot!(Desk::empty().refuge("check --help").done().stdout);
}

#[test]
fn a_misspelt_command_suggests_the_nearest() {
    let ended = Desk::empty().refuge("rum small").with_code(2);
    assert!(ended.stdout.is_empty());
    insta::assert_snapshot!(ended.stderr, @r"
    error: unrecognized subcommand 'rum'

      tip: a similar subcommand exists: 'run'

    Usage: refuge <COMMAND>

    For more information, try '--help'.
    ");
}

#[test]
fn nobody_runs_on_no_thread() {
    let desk = Desk::with_starter();
    let ended = desk.refuge("run small --threads 0").with_code(2);
    assert!(!desk.has("out"));
    insta::assert_snapshot!(ended.stderr, @r"
    error: invalid value '0' for '--threads <N>': expected a whole number from 1 to 1024, without separators

    For more information, try '--help'.
    ");
}

#[test]
fn completions_are_for_the_shell_that_was_named() {
    let desk = Desk::empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = desk.refuge(&format!("completions {shell}")).done().stdout;
        assert!(
            script.contains("replicates"),
            "{shell} does not know --replicates"
        );
    }
    desk.refuge("completions tcl").with_code(2);
}

#[test]
fn man_pages_tell_the_options() {
    let desk = Desk::empty();
    let page = desk.refuge("man").done().stdout;
    assert!(page.contains(".TH refuge 1") && page.contains("refuge\\-run(1)"));
    let page = desk.refuge("man run").done().stdout;
    assert!(page.contains(".TH refuge-run 1") && page.contains("\\-\\-timings"));
}

#[test]
fn man_pages_tell_of_each_form_to_import() {
    let desk = Desk::empty();
    let page = desk.refuge("man import-flee").done().stdout;
    assert!(page.contains(".TH refuge-import-flee 1") && page.contains("\\-\\-settings"));
    assert_eq!(desk.refuge("man import flee").done().stdout, page);
    let ended = desk.refuge("man run flee").with_code(2);
    insta::assert_snapshot!(ended.stderr, @"error: There is no command `run flee`. Name one that `refuge --help` shows.");
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let (reader, writer) = io::pipe().expect("a pipe");
    drop(reader);
    let desk = Desk::empty();
    let mut command = desk.command("completions bash");
    let output = command.stdout(writer).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_new_scenario_has_no_problem_and_runs() {
    let desk = Desk::empty();
    let ended = desk.refuge("new a/small").done();
    assert_eq!(ended.stdout, "");
    insta::assert_snapshot!(ended.stderr, @"A small scenario is in a/small; run it with `refuge run a/small`.");
    insta::assert_snapshot!(desk.refuge("check a/small").done().stdout, @"scenario `small` has no problems: 10 places, 24 links, 9 events, 60 days.");
    desk.refuge("run a/small").done();
    assert!(desk.has("out/small/totals.csv"));
}

#[test]
fn a_folder_with_a_blank_is_told_as_a_shell_takes_it() {
    let desk = Desk::empty();
    let mut command = desk.command("new");
    let output = command
        .arg("my winter")
        .output()
        .expect("the program starts");
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stderr), @r#"A small scenario is in "my winter"; run it with `refuge run "my winter"`."#);
}

#[test]
fn a_new_scenario_is_never_written_over_something() {
    let desk = Desk::with_starter();
    let before = desk.read("small/scenario.toml");
    let ended = desk.refuge("new small").with_code(2);
    assert!(ended.stderr.starts_with("error: "), "{}", ended.stderr);
    assert_eq!(desk.read("small/scenario.toml"), before);
}
