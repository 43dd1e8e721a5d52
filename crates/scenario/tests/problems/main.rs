//! What is wrong with a scenario, and how it is said: each message as printed.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod attributes;
mod borders;
mod branches;
mod events;
mod files;
mod further;
mod manifest;
mod misspelt;
mod onset;
mod onward;
mod overlay;
mod people;
mod places;
mod quirks;
mod routes;
mod settings;
mod shelter;
mod sides;
mod uncertain;
mod waiting;

use std::fs;
use std::path::PathBuf;

use refuge_scenario::{Options, Problems, load};
use tempfile::TempDir;

const FILES: [(&str, &str); 7] = [
    (
        "scenario.toml",
        "title = \"Test\"\ncountry = \"SYR\"\nstart = 2020-01-01\nend = 2020-01-31\n",
    ),
    (
        "places.csv",
        "id,name,kind,country,admin1,latitude,longitude,population,capacity\n\
         ariha,Ariha,town,SYR,Idleb,35.81,36.61,40000,\n\
         idleb,Idleb,town,SYR,Idleb,35.93,36.63,160000,\n\
         atma,Atma camps,idp_camp,SYR,Idleb,36.30,36.68,,100000\n\
         gate,Bab al-Hawa,crossing,SYR,Idleb,36.24,36.68,,\n\
         hatay,Hatay,host,TUR,Hatay,36.40,36.35,,400000\n",
    ),
    (
        "routes.csv",
        "from,to,distance_km,mode\n\
         ariha,idleb,14,road\n\
         idleb,atma,50,road\n\
         idleb,gate,38,road\n\
         gate,hatay,45,road\n",
    ),
    (
        "events.csv",
        "date,kind,target,value,until,probability,note,source,name\n\
         2020-01-03,conflict,ariha,0.8,,,,,attack\n\
         2020-01-12,ceasefire,*,,2020-01-15,,,,truce\n",
    ),
    ("people.csv", "place,status,persons\nhatay,hosted,300000\n"),
    (
        "observed/counts.csv",
        "date,measure,place,value,source\n2020-01-10,present,hatay,300000,\n",
    ),
    ("SOURCES.md", "All made up.\n"),
];

/// A scenario without a problem, to be spoilt.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        FILES
            .iter()
            .fold(folder, |folder, (file, text)| folder.write(file, text))
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join("test").join(file)
    }

    fn write(self, file: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn without(self, file: &str) -> Self {
        fs::remove_file(self.path(file)).unwrap();
        self
    }

    /// Replaces a text that the file has once.
    fn replace(self, file: &str, old: &str, new: &str) -> Self {
        let text = fs::read_to_string(self.path(file)).unwrap();
        assert_eq!(text.matches(old).count(), 1, "`{old}` in {file}");
        self.write(file, text.replace(old, new))
    }

    fn add(self, file: &str, line: &str) -> Self {
        let text = fs::read_to_string(self.path(file)).unwrap();
        self.write(file, format!("{text}{line}\n"))
    }

    /// What is said of it; nothing if it is right.
    fn problems(&self) -> String {
        self.problems_with(&Options::default())
    }

    fn problems_with(&self, options: &Options) -> String {
        let problems: Problems = match load(&self.path(""), options) {
            Ok(scenario) => scenario.warnings,
            Err(problems) => problems,
        };
        let folder = self.path("").display().to_string();
        problems.to_string().replace(&folder, "test/")
    }
}

/// What is said of a scenario with a line more in one of its files.
fn with_line(file: &str, line: &str) -> String {
    Folder::new().add(file, line).problems()
}

#[test]
fn the_scenario_to_be_spoilt_has_no_problem() {
    assert_eq!(Folder::new().problems(), "");
}

#[test]
fn the_problems_of_all_files_come_in_one_go_in_their_order() {
    let said = Folder::new()
        .replace("scenario.toml", "SYR", "SRY")
        .replace("places.csv", "idp_camp", "idp-camp")
        .add("routes.csv", "ariha,idlib,12,road")
        .replace("events.csv", "0.8", "1.8")
        .replace("people.csv", "hosted", "host")
        .replace("observed/counts.csv", "present", "presnt")
        .problems();
    let firsts: Vec<&str> = said.lines().filter(|line| line.contains(" --> ")).collect();
    insta::assert_snapshot!(firsts.join("\n"), @"
    --> test/scenario.toml:2:11
    --> test/places.csv:4:17
    --> test/routes.csv:6:7
    --> test/events.csv:2:27
    --> test/people.csv:2:7
    --> test/observed/counts.csv:2:12
    ");
}
