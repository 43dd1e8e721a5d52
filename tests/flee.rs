//! Instances of Flee as they are: they agree with Flee, and repeat.
//!
//! Real instances and Flee's own results on them are third-party data, so they are no part of the
//! repository: `REFUGE_SHARED` names the folder that holds them in `flee`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::{Desk, Table, read};
use crate::import;

/// Largest difference of means over the people in camps, over all camps and days.
const TOLERANCE: f64 = 0.015;

/// Largest difference of averaged relative differences to the counts.
const ARD_TOLERANCE: f64 = 0.01;

/// Seeds of Flee's own mean, and of ours beside it.
const SEEDS: usize = 10;

/// Seeds of ours where Flee's mean is of fewer, so that the noise is theirs alone.
const MORE_SEEDS: usize = 40;

/// People in a camp on a day.
type ByCampAndDay = BTreeMap<(String, usize), f64>;

/// What Flee gives on an instance with one of its settings files.
struct Reference {
    instance: String,
    setting: String,
    hasten: String,
    /// Seeds that our mean is taken of.
    seeds: usize,
    mean: ByCampAndDay,
    data: ByCampAndDay,
}

impl Reference {
    fn read(path: &Path) -> Self {
        let name = path.file_stem().expect("a name").to_string_lossy();
        let (instance, rest) = name.split_once("__").expect("an instance");
        let (setting, hasten) = rest.rsplit_once("-h").expect("a divisor");
        let table = Table::parse(&read(path));
        let column = |column: &str| -> ByCampAndDay {
            let days = table.texts("day").into_iter().zip(table.texts("camp"));
            let key = |(day, camp): (&str, &str)| (camp.to_owned(), day.parse().expect("a day"));
            days.map(key).zip(table.numbers(column)).collect()
        };
        Self {
            instance: instance.to_owned(),
            setting: setting.to_owned(),
            hasten: hasten.to_owned(),
            seeds: if table.counts("n")[0] < SEEDS as i64 {
                MORE_SEEDS
            } else {
                SEEDS
            },
            mean: column("mean"),
            data: column("data"),
        }
    }

    /// Mean over days of the summed differences to the counts over the sum of the counts.
    fn ard(&self, people: &ByCampAndDay) -> f64 {
        let mut days: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for (key, data) in &self.data {
            let (off, counted) = days.entry(key.1).or_default();
            *off += (people[key] - data).abs();
            *counted += data;
        }
        let daily = days.values().map(|(off, counted)| off / counted.max(1.0));
        daily.sum::<f64>() / days.len() as f64
    }
}

fn flee() -> Option<PathBuf> {
    let flee = PathBuf::from(std::env::var_os("REFUGE_SHARED")?).join("flee");
    flee.is_dir().then_some(flee)
}

/// The people in camps by out.csv.
fn in_camps(out: &Table) -> ByCampAndDay {
    let camps = out
        .header
        .iter()
        .filter_map(|name| name.strip_suffix(" sim"));
    let series = |camp: &str| -> Vec<((String, usize), f64)> {
        let people = out.numbers(&format!("{camp} sim")).into_iter().enumerate();
        people
            .map(|(day, people)| ((camp.to_owned(), day), people))
            .collect()
    };
    camps.flat_map(series).collect()
}

/// Runs an instance with its settings at a divisor of people, and tells how it agrees.
fn compare(flee: &Path, reference: &Reference) -> (f64, f64) {
    let desk = Desk::empty();
    let settings = read(&flee.join(format!("settings/{}.yml", reference.setting)));
    let hasten = format!("hasten: {}", reference.hasten);
    desk.write("settings.yml", &settings.replace("hasten: 1", &hasten));
    let instance = flee.join("instances").join(&reference.instance);
    let seeds = reference.seeds;
    let words = format!("--settings settings.yml --replicates {seeds} --out out --quiet");
    let mut command = desk.command(&format!("run {}", instance.display()));
    let ended = command.args(words.split_whitespace()).output();
    assert!(ended.expect("the program starts").status.success());

    let ours = in_camps(&desk.table("out/out.csv"));
    assert_eq!(ours.len(), reference.mean.len());
    let off = |(key, mean): (&(String, usize), &f64)| (ours[key] - mean).abs();
    let difference = reference.mean.iter().map(off).sum::<f64>();
    let people: f64 = reference.mean.values().sum();
    let ard = reference.ard(&ours) - reference.ard(&reference.mean);
    (difference / people, ard)
}

#[test]
fn a_run_leaves_a_row_for_each_of_its_days() {
    let desk = import::desk();
    for days in [5, 10] {
        desk.refuge(&format!("run utopia --days {days} --out out{days} --quiet"))
            .done();
        let out = desk.table(&format!("out{days}/out.csv"));
        assert_eq!(out.counts("Day"), (0..days).collect::<Vec<i64>>());
    }
}

#[test]
fn a_run_repeats_to_the_byte_as_flee_cannot() {
    let desk = import::desk();
    let files = |options: &str| {
        desk.refuge(&format!("run utopia --quiet --force --out out {options}"))
            .done();
        desk.csv_files("out")
    };
    let first = files("--seed 3 --threads 1");
    assert_eq!(first, files("--seed 3 --threads 1"));
    assert_eq!(first, files("--seed 3 --threads 2"));
    assert_ne!(first["out.csv"], files("--seed 4")["out.csv"]);
}

#[test]
fn camps_fill_as_in_flee() {
    let Some(flee) = flee() else {
        println!("not checked: REFUGE_SHARED names no folder with Flee's results in `flee`");
        return;
    };
    let references = fs::read_dir(flee.join("reference")).expect("Flee's results");
    let mut paths: Vec<PathBuf> = references
        .map(|entry| entry.expect("a file").path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 15, "{paths:?}");
    let mut apart = Vec::new();
    for reference in paths.iter().map(|path| Reference::read(path)) {
        let (difference, ard) = compare(&flee, &reference);
        let told = format!(
            "{} with {}: {:.2}% of people apart, ard {ard:+.4}",
            reference.instance,
            reference.setting,
            100.0 * difference
        );
        println!("{told}");
        if difference > TOLERANCE || ard.abs() > ARD_TOLERANCE {
            apart.push(told);
        }
    }
    assert!(apart.is_empty(), "{apart:#?}");
}
