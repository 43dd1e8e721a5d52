//! Work that is killed or interrupted goes on where it stopped, and ends with the same bytes.

use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::cli::{Desk, wait_until};

/// Moments after the start at which the program is killed, as shares of what it takes undisturbed.
const MOMENTS: [f64; 8] = [0.15, 0.4, 0.2, 0.6, 0.05, 0.5, 0.3, 0.7];

/// Kills the program (SIGKILL on Unix) at several moments, taking the work up again each time; the
/// last time it goes on to the end. Says how often it was killed before it was done.
fn killed_again_and_again(desk: &Desk, words: &str, undisturbed: Duration) -> usize {
    let mut killed = 0;
    for moment in MOMENTS {
        let mut child = desk
            .command(&format!("{words} --resume"))
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        sleep(undisturbed.mul_f64(moment));
        child.kill().expect("a child can be killed");
        if child.wait().expect("an end").success() {
            return killed;
        }
        killed += 1;
    }
    desk.refuge(&format!("{words} --resume")).done();
    killed
}

/// How long the program takes for some words.
fn took(desk: &Desk, words: &str) -> Duration {
    let began = Instant::now();
    desk.refuge(words).done();
    began.elapsed()
}

#[test]
fn an_ensemble_that_is_killed_again_and_again_ends_with_the_same_bytes() {
    let desk = Desk::with_starter();
    let ensemble = "run small --replicates 300 --threads 2";
    let undisturbed = took(&desk, &format!("{ensemble} --out undisturbed"));
    let killed = killed_again_and_again(&desk, &format!("{ensemble} --out killed"), undisturbed);
    assert!(killed > 1, "it was done before it could be killed");
    assert!(desk.csv_files("killed") == desk.csv_files("undisturbed"));
    assert_eq!(desk.names("."), ["killed", "small", "undisturbed"]);
}

#[test]
fn a_long_run_that_is_killed_again_and_again_ends_with_the_same_bytes() {
    let desk = Desk::with_starter();
    let run = "run small --set people.household_size=1 --checkpoint-every 2";
    let undisturbed = took(&desk, &format!("{run} --out undisturbed"));
    let killed = killed_again_and_again(&desk, &format!("{run} --out killed"), undisturbed);
    assert!(killed > 1, "it was done before it could be killed");
    assert!(desk.csv_files("killed") == desk.csv_files("undisturbed"));
    desk.refuge("run small --set people.household_size=1 --out plain")
        .done();
    assert!(desk.csv_files("plain") == desk.csv_files("undisturbed"));
}

#[test]
fn what_is_taken_up_must_be_what_was_begun() {
    let desk = Desk::with_starter();
    let mut child = desk
        .command("run small --replicates 100000")
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    wait_until(|| desk.has("out/small.unfinished/order.json"));
    let busy = desk.refuge("run small --replicates 2").with_code(2);
    assert!(
        busy.stderr.contains("Another refuge is at work"),
        "{}",
        busy.stderr
    );
    child.kill().expect("a child can be killed");
    child.wait().expect("an end");
    let other = desk
        .refuge("run small --replicates 9 --resume --seed 77 --set movement.camp_weight=3")
        .with_code(2);
    let told = "`seed` was 1 and is 77, `settings.movement.camp_weight` was 2.0 and is 3.0. \
                Ask for the same as then, or leave out `--resume` to begin anew.";
    assert!(other.stderr.contains(told), "{}", other.stderr);
    // The number of replicates is no part of what each of them is.
    let fewer = desk.refuge("run small --replicates 3 --resume").done();
    assert!(
        fewer
            .stderr
            .starts_with("Going on with the unfinished work in "),
        "{}",
        fewer.stderr
    );
    assert_eq!(desk.names("out"), ["small"]);
}

#[test]
fn a_series_of_branches_goes_on_with_the_one_that_was_interrupted() {
    let desk = Desk::with_starter();
    let series = "run small --branch no-ceasefire --branch open-border --replicates 150";
    desk.refuge(&format!("{series} --out undisturbed")).done();
    let words = format!("{series} --out killed");
    let mut child = desk
        .command(&words)
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    wait_until(|| desk.has("killed/open-border.unfinished/pieces"));
    child.kill().expect("a child can be killed");
    child.wait().expect("an end");
    let said = desk.refuge(&format!("{words} --resume")).done().stderr;
    assert!(
        said.contains("killed/no-ceasefire.unfinished: 150 pieces done, 0 begun."),
        "{said}"
    );
    for branch in ["no-ceasefire", "open-border"] {
        let files = |folder| desk.csv_files(&format!("{folder}/{branch}"));
        assert!(files("killed") == files("undisturbed"), "{branch}");
    }
    assert_eq!(desk.names("killed"), ["no-ceasefire", "open-border"]);
}

#[test]
fn a_run_that_was_killed_a_moment_ago_is_taken_up() {
    let desk = Desk::with_starter();
    let words = "run small --set people.household_size=1 --checkpoint-every 1 --quiet";
    let mut child = desk.command(words).spawn().expect("the program starts");
    wait_until(|| desk.has("out/small.unfinished/state-0"));
    child.kill().expect("a child can be killed");
    // Not waited for: the system may still be busy with what it was writing.
    let ended = desk.refuge(&format!("{words} --resume"));
    child.wait().expect("an end");
    ended.done();
}

#[test]
fn work_that_is_not_taken_up_is_dropped_and_that_is_said() {
    let desk = Desk::with_starter();
    let mut child = desk
        .command("run small --replicates 100000 --quiet")
        .spawn()
        .expect("the program starts");
    let pieces = desk.path("out/small.unfinished/pieces");
    wait_until(|| std::fs::metadata(&pieces).is_ok_and(|file| file.len() > 100_000));
    child.kill().expect("a child can be killed");
    child.wait().expect("an end");
    let said = desk.refuge("run small --replicates 2").done().stderr;
    assert!(
        said.contains(" begun) was dropped, since only `--resume` goes on with it."),
        "{said}"
    );
}

#[test]
fn without_unfinished_work_a_run_begins_at_the_start_and_says_so() {
    let desk = Desk::with_starter();
    let ended = desk.refuge("run small --resume").done();
    let first = ended.stderr.lines().next().unwrap_or_default();
    assert!(
        first.starts_with("There is no unfinished work in ")
            && first.ends_with("out/small.unfinished: beginning from the start."),
        "{first}"
    );
    desk.refuge("run small --out plain").done();
    assert!(desk.csv_files("out/small") == desk.csv_files("plain"));
}

#[test]
fn a_folder_for_unfinished_work_that_holds_other_files_is_left_alone() {
    let desk = Desk::with_starter();
    std::fs::create_dir_all(desk.path("out/small.unfinished")).expect("a folder");
    desk.write("out/small.unfinished/thesis.doc", "years of work");
    for option in ["", "--resume", "--force"] {
        let ended = desk
            .refuge(&format!("run small --replicates 2 {option}"))
            .with_code(2);
        assert!(ended.stderr.contains("thesis.doc"), "{}", ended.stderr);
    }
    assert_eq!(desk.names("out/small.unfinished"), ["thesis.doc"]);
}
