//! An instance of Flee, run here and, where Python has the package `flee`, there: agent-days a second, and the ratio.
//!
//! `REFUGE_FLEE_INSTANCE` names the instance and `REFUGE_FLEE_SETTINGS` its settings; without them a made-up
//! one is run. `REFUGE_FLEE_PYTHON` names the Python to use. Flee runs one agent for each [`HASTEN`] persons.
#![allow(
    clippy::expect_used,
    reason = "a bench that cannot be set up should stop"
)]
#![expect(clippy::print_stdout, reason = "a bench prints what it measures")]

mod instance;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

/// Persons that an agent stands for in Flee, which would take too long with one.
const HASTEN: u32 = 20;

/// Runs of which the median is told.
const RUNS: usize = 5;

fn main() {
    let desk = tempfile::tempdir().expect("a temporary folder");
    let (instance, settings) = named().unwrap_or_else(|| instance::make_up(desk.path()));
    println!("{}", instance.display());

    let mut fastest: f64 = 0.0;
    for threads in [1, 2] {
        let (seconds, agent_days) = here(&instance, &settings, threads, desk.path());
        let speed = agent_days / seconds;
        fastest = fastest.max(speed);
        println!(
            "refuge, {threads} thread(s): {agent_days:.3e} agent-days in {seconds:.3} s (median of {RUNS}): {speed:.3e} a second"
        );
    }
    match there(&instance, &settings, desk.path()) {
        Some((seconds, agent_days)) => {
            let speed = agent_days / seconds;
            println!(
                "flee, {HASTEN} persons an agent: {agent_days:.3e} agent-days in {seconds:.3} CPU s: {speed:.3e} a second"
            );
            println!("ratio {:.0}", fastest / speed);
        }
        None => println!("flee is not there: `pip install flee` brings it."),
    }
}

fn named() -> Option<(PathBuf, PathBuf)> {
    let instance = PathBuf::from(env::var_os("REFUGE_FLEE_INSTANCE")?);
    let settings = env::var_os("REFUGE_FLEE_SETTINGS")
        .map_or_else(|| instance.join("simsetting.yml"), PathBuf::from);
    Some((instance, settings))
}

/// Median wall time from start to last byte, and agent-days.
fn here(instance: &Path, settings: &Path, threads: u32, desk: &Path) -> (f64, f64) {
    let out = desk.join("out");
    let mut seconds: Vec<f64> = (0..RUNS)
        .map(|_| {
            let began = Instant::now();
            let status = Command::new(env!("CARGO_BIN_EXE_refuge"))
                .arg("run")
                .arg(instance)
                .arg("--settings")
                .arg(settings)
                .arg("--out")
                .arg(&out)
                .args(["--force", "--quiet", "--threads", &threads.to_string()])
                .status()
                .expect("the program starts");
            assert!(status.success());
            began.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    (seconds[RUNS / 2], agent_days(&out.join("out.csv")))
}

/// The agents of every day, by out.csv.
fn agent_days(out: &Path) -> f64 {
    let mut table = csv::Reader::from_path(out).expect("out.csv");
    let headers = table.headers().expect("a header");
    let agents = headers
        .iter()
        .position(|name| name == "total refugees (simulation)")
        .expect("the column of agents");
    let rows = table.records().map(|row| row.expect("a row"));
    rows.map(|row| row[agents].parse::<f64>().expect("a number"))
        .sum()
}

/// CPU seconds and agent-days of the Python package; none where it is not there.
fn there(instance: &Path, settings: &Path, desk: &Path) -> Option<(f64, f64)> {
    let hastened = desk.join("hastened.yml");
    let text = fs::read_to_string(settings).expect("settings");
    let hasten = format!("hasten: {HASTEN}");
    fs::write(
        &hastened,
        text.replace("hasten: 1\n", &format!("{hasten}\n")),
    )
    .expect("settings");
    let python = env::var_os("REFUGE_FLEE_PYTHON").unwrap_or_else(|| "python3".into());
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/flee/drive.py");
    let ran = Command::new(python)
        .arg(driver)
        .arg(instance)
        .arg(&hastened)
        .output()
        .ok()?;
    let printed = String::from_utf8_lossy(&ran.stdout);
    let words: Vec<&str> = printed.lines().last()?.split(' ').collect();
    match words.as_slice() {
        ["agent-days", agent_days, "seconds", seconds] => {
            Some((seconds.parse().ok()?, agent_days.parse().ok()?))
        }
        _ => None,
    }
}
