//! Real instances, where they are at hand: `REFUGE_SHARED` names the folder that holds `flee`.

use std::fs;
use std::path::{Path, PathBuf};

use refuge_core::place::PlaceKind;
use refuge_scenario::{Options, Scenario, load};

/// Days; places, camps, hubs; links; people of the first day, of the last; the divisor of the reference.
const KNOWN: [(&str, u16, [usize; 3], usize, u32); 6] = [
    ("burundi2015", 396, [30, 5, 1], 82, 20),
    ("car2013", 820, [63, 14, 7], 172, 50),
    ("mali2012", 300, [23, 7, 0], 70, 10),
    ("nigeria2016", 1885, [40, 3, 0], 124, 50),
    ("ssudan2013", 604, [51, 10, 0], 120, 50),
    ("syria2013", 1095, [18, 4, 0], 64, 500),
];

fn shared() -> Option<PathBuf> {
    let path = std::env::var_os("REFUGE_SHARED").map(|path| PathBuf::from(path).join("flee"));
    let found = path.filter(|path| path.is_dir());
    if found.is_none() {
        println!("not checked: REFUGE_SHARED names no folder with real instances in `flee`");
    }
    found
}

fn instance(shared: &Path, name: &str, hasten: u32) -> Scenario {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("settings.yml");
    let text = fs::read_to_string(shared.join("settings/simsetting.yml")).unwrap();
    fs::write(&settings, text.replace("hasten: 1", &format!("hasten: {hasten}"))).unwrap();
    let options = Options {
        settings: Some(settings),
        ..Options::default()
    };
    load(&shared.join("instances").join(name), &options)
        .unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn real_instances_load_as_they_are() {
    let Some(shared) = shared() else { return };
    for (name, days, [places, camps, hubs], links, _) in KNOWN {
        let world = instance(&shared, name, 1).world;
        let count = |kind| world.places.iter().filter(|place| place.kind == kind).count();
        assert_eq!(world.calendar.days(), days, "{name}");
        assert_eq!(world.places.len(), places, "{name}");
        assert_eq!(count(PlaceKind::Camp), camps, "{name}");
        assert_eq!(count(PlaceKind::Hub), hubs, "{name}");
        assert_eq!(world.network.links().len(), links, "{name}");
        let flee = world.flee.unwrap();
        println!("{name} {} {:?} {}", flee.raw[0], flee.raw.last(), world.newcomers.iter().sum::<u32>());
    }
}

#[test]
fn the_data_are_those_of_flee() {
    let Some(shared) = shared() else { return };
    for (name, .., hasten) in KNOWN {
        let world = instance(&shared, name, hasten).world;
        let flee = world.flee.as_ref().unwrap();
        let file = shared.join(format!("reference/{name}__simsetting-h{hasten}.csv"));
        let mut reader = csv::Reader::from_path(&file).unwrap();
        let mut rows = 0;
        for row in reader.records() {
            let row = row.unwrap();
            let camp = world.places.iter().position(|place| place.name == row[1]).unwrap();
            let column = flee.camps.iter().position(|place| place.index() == camp).unwrap();
            let day: usize = row[0].parse().unwrap();
            let data: f64 = row[5].parse().unwrap();
            assert_eq!(flee.data[column][day] as f64, data, "{name}, {}, day {day}", &row[1]);
            rows += 1;
        }
        assert!(rows > 0, "{}", file.display());
    }
}
