//! Instances of Flee, read: real ones, and a made-up one that is spoilt.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod closures;
mod conflicts;
mod exact;
mod floods;
mod hunger;
mod instances;
mod limits;
mod people;
mod places;
mod problems;
mod reading;
mod roads;
mod room;
mod settings;
mod slips;
mod spawning;
mod upstream;
mod varied;

use std::fs;
use std::path::PathBuf;

use refuge_core::conditions::Conditions;
use refuge_core::event::{Change, Event, Targets};
use refuge_core::place::PlaceId;
use refuge_core::random::Draws;
use refuge_core::timeline::Timeline;
use refuge_core::{Day, Sampling, Simulation, World};
use refuge_scenario::{Options, Problems, Scenario, load};
use tempfile::TempDir;

const FILES: [(&str, &str); 9] = [
    (
        "input_csv/locations.csv",
        "#name,region,country,latitude,longitude,location_type,conflict_date,population\n\
         Anvar,North,Utopia,1.5,30.25,conflict_zone,0,5000\n\
         Old Brook,North,Utopia,1.6,30.5,town,,2000\n\
         Ford,East,Elsewhere,1.7,30.75,forwarding_hub,,\n\
         Camp One,East,Elsewhere,1.8,31,camp,,1000\n\
         Camp_Two,East,Elsewhere,1.9,31.25,camp,,300\n",
    ),
    (
        "input_csv/routes.csv",
        "#name1,name2,distance,forced_redirection\n\
         Anvar,Old Brook,50,\n\
         Old Brook,Ford,20.5,2\n\
         Ford,Camp One,30,0\n\
         Ford,Camp_Two,40,0\n",
    ),
    (
        "input_csv/closures.csv",
        "#closure_type,name1,name2,closure_start,closure_end\n\
         country,Utopia,Elsewhere,1,3\n\
         location,Camp One,,0,2\n\
         camp,Camp_Two,,2,-1\n",
    ),
    (
        "input_csv/conflicts.csv",
        "#Day,Anvar,Old Brook\n0,1,0\n1,1,0.4\n2,1,0.9\n3,1,0\n4,0,0\n",
    ),
    (
        "input_csv/sim_period.csv",
        "StartDate,2020-02-05\nLength,4\n",
    ),
    (
        "source_data/data_layout.csv",
        "total,all.csv\nCamp One,one.csv\nCamp_Two,two.csv\n",
    ),
    (
        "source_data/all.csv",
        "Date,count\n2020-02-05,450\n2020-02-09,600\n",
    ),
    ("source_data/one.csv", "2020-02-05,100\n2020-02-09,140\n"),
    ("source_data/two.csv", "2020-02-05,350\n2020-02-09,450\n"),
];

const LOCATIONS: &str = "input_csv/locations.csv";
const SETTINGS: &str = "simsetting.yml";

/// What happens to a place, in order: the day and the change.
fn happens(world: &World, place: u32) -> Vec<(Day, Change)> {
    let here = |event: &&Event| match &event.targets {
        Targets::Places(places) => places.contains(&PlaceId(place)),
        Targets::Links(_) => false,
    };
    let events = world.events.iter().filter(here);
    events.map(|event| (event.window.0, event.change)).collect()
}

/// The state of places and links on each day.
fn conditions(world: &World) -> Vec<Conditions> {
    let timeline = Timeline::draw(world, &Draws::new(1, 0));
    let mut conditions = Conditions::new(world);
    let days = 0..world.calendar.days();
    let advance = |day| {
        conditions.advance(world, &timeline, day);
        conditions.clone()
    };
    days.map(advance).collect()
}

/// The people in each place at the end of each day of a run.
fn by_day(world: &World) -> Vec<Vec<u32>> {
    let mut simulation = run_of(world);
    let mut days = Vec::new();
    while let Some(today) = simulation.step(&mut ()) {
        let places = today.counts.present.iter();
        days.push(places.map(|groups| groups.iter().sum()).collect());
    }
    days
}

/// A run that has ended.
fn ended(world: &World) -> Simulation<'_> {
    let mut simulation = run_of(world);
    while simulation.step(&mut ()).is_some() {}
    simulation
}

fn run_of(world: &World) -> Simulation<'_> {
    Simulation::new(world, 1, 0, Sampling::Sleeping)
}

/// A place of a small instance: its name, country, type, and residents or capacity.
type Place = (&'static str, &'static str, &'static str, u32);

/// An instance of these places and roads, where nobody is counted anywhere and conflict goes on only
/// in places that have it from the start.
fn small(days: u16, places: &[Place], roads: &[(&str, &str, f64)]) -> Instance {
    let location = |(name, country, kind, people): &Place| {
        let date = if kind.contains("conflict") { "0" } else { "" };
        format!("{name},{name}-region,{country},0,0,{kind},{date},{people}\n")
    };
    let layout = |(name, ..): &Place| format!("{name},none.csv\n");
    let road = |(a, b, km): &(&str, &str, f64)| format!("{a},{b},{km},0\n");
    let header = "#name,region,country,latitude,longitude,location_type,conflict_date,population\n";
    let locations: String = places.iter().map(location).collect();
    let rows: String = places.iter().map(layout).collect();
    let routes: String = roads.iter().map(road).collect();
    Instance::new()
        .write(LOCATIONS, &format!("{header}{locations}"))
        .write("input_csv/routes.csv", &routes)
        .write("input_csv/closures.csv", "")
        .write(
            "input_csv/conflicts.csv",
            &format!("#Day\n{}", "0\n".repeat(days as usize)),
        )
        .write(
            "input_csv/sim_period.csv",
            &format!("StartDate,2020-02-05\nLength,{days}\n"),
        )
        .write(
            "source_data/data_layout.csv",
            &format!("total,none.csv\n{rows}"),
        )
        .write("source_data/none.csv", "2020-02-05,0\n")
}

/// As many people in a place, by agents.csv.
fn agents(place: &str, persons: usize) -> String {
    format!("location\n{}", format!("{place}\n").repeat(persons))
}

/// The instance with a further column, given for all places.
fn with_column(name: &str, cells: [&str; 5]) -> Instance {
    let ends = [
        "0,5000\n",
        "town,,2000\n",
        "hub,,\n",
        "camp,,1000\n",
        "camp,,300\n",
    ];
    let header = Instance::new().replace(LOCATIONS, ",population", &format!(",population,{name}"));
    let rows = ends.iter().zip(cells);
    rows.fold(header, |instance, (end, cell)| {
        instance.replace(LOCATIONS, end, &format!("{},{cell}\n", end.trim_end()))
    })
}

/// An instance without an error, to be spoilt.
struct Instance(TempDir);

impl Instance {
    fn new() -> Self {
        let instance = Self(tempfile::tempdir().unwrap());
        let settings = instance.write(SETTINGS, "move_rules:\n  max_move_speed: 200\n");
        FILES.iter().fold(settings, |instance, (file, text)| {
            instance.write(file, text)
        })
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join("utopia").join(file)
    }

    fn write(self, file: &str, text: &str) -> Self {
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
        self.write(file, &text.replace(old, new))
    }

    fn settings(self, text: &str) -> Self {
        self.write(SETTINGS, text)
    }

    fn load(&self) -> Result<Scenario, Problems> {
        self.load_with(&[])
    }

    /// Loads it under settings as typed.
    fn load_with(&self, set: &[&str]) -> Result<Scenario, Problems> {
        let options = Options {
            set: set.iter().copied().map(String::from).collect(),
            ..Options::default()
        };
        load(&self.path(""), &options)
    }

    /// The scenario, warnings or not.
    fn scenario(&self) -> Scenario {
        self.load().unwrap_or_else(|problems| panic!("{problems}"))
    }

    fn world(&self) -> World {
        self.scenario().world
    }

    /// What is said of it.
    fn problems(&self) -> String {
        let problems = match self.load() {
            Ok(scenario) => scenario.warnings,
            Err(problems) => problems,
        };
        let folder = self.0.path().display().to_string();
        problems.to_string().replace(&folder, "..")
    }
}
