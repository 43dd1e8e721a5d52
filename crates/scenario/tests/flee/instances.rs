//! Real instances, where they are at hand: `REFUGE_SHARED` names the folder that holds `flee`.

use std::fs;
use std::path::{Path, PathBuf};

use refuge_core::place::PlaceKind;
use refuge_scenario::{Options, Scenario, load};

/// What is known of a real instance.
struct Known {
    name: &'static str,
    days: u16,
    /// Places, and camps and hubs among them.
    places: [usize; 3],
    links: usize,
    home: &'static str,
    /// The count of refugees on the first and the last day.
    raw: [i64; 2],
    /// What the numbers of people are divided by in Flee's own results.
    hasten: u32,
}

const KNOWN: [Known; 6] = [
    known(
        "burundi2015",
        396,
        [30, 5, 1],
        82,
        "BDI",
        [12_309, 217_563],
        20,
    ),
    known(
        "car2013",
        820,
        [63, 14, 7],
        172,
        "CAF",
        [18_054, 424_499],
        50,
    ),
    known(
        "mali2012",
        300,
        [23, 7, 0],
        70,
        "MLI",
        [30_913, 110_066],
        10,
    ),
    known(
        "nigeria2016",
        1885,
        [40, 3, 0],
        124,
        "NGA",
        [78_497, 382_460],
        50,
    ),
    known(
        "ssudan2013",
        604,
        [51, 10, 0],
        120,
        "SSD",
        [34_672, 467_972],
        50,
    ),
    known(
        "syria2013",
        1095,
        [18, 4, 0],
        64,
        "SYR",
        [0, 3_813_502],
        500,
    ),
];

const fn known(
    name: &'static str,
    days: u16,
    places: [usize; 3],
    links: usize,
    home: &'static str,
    raw: [i64; 2],
    hasten: u32,
) -> Known {
    Known {
        name,
        days,
        places,
        links,
        home,
        raw,
        hasten,
    }
}

#[expect(
    clippy::print_stdout,
    reason = "who runs the tests is told what is missing"
)]
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
    fs::write(
        &settings,
        text.replace("hasten: 1", &format!("hasten: {hasten}")),
    )
    .unwrap();
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
    for known in KNOWN {
        let name = known.name;
        let world = instance(&shared, name, 1).world;
        let count = |kind| {
            let places = world.places.iter();
            places.filter(|place| place.kind == kind).count()
        };
        let places = [
            world.places.len(),
            count(PlaceKind::Camp),
            count(PlaceKind::Hub),
        ];
        assert_eq!(world.calendar.days(), known.days, "{name}");
        assert_eq!(places, known.places, "{name}");
        assert_eq!(world.network.links().len(), known.links, "{name}");
        assert_eq!(world.home.code(), known.home, "{name}");
        let raw = world.flee.unwrap().raw;
        assert_eq!([raw[0], raw[raw.len() - 1]], known.raw, "{name}");
    }
}

#[test]
fn the_data_are_those_of_flee() {
    let Some(shared) = shared() else { return };
    for Known { name, hasten, .. } in KNOWN {
        let world = instance(&shared, name, hasten).world;
        let flee = world.flee.as_ref().unwrap();
        let file = shared.join(format!("reference/{name}__simsetting-h{hasten}.csv"));
        let mut reader = csv::Reader::from_path(&file).unwrap();
        let mut rows = 0;
        for row in reader.records() {
            let row = row.unwrap();
            let camp = world
                .places
                .iter()
                .position(|place| place.name == row[1])
                .unwrap();
            let column = flee
                .camps
                .iter()
                .position(|place| place.index() == camp)
                .unwrap();
            let day: usize = row[0].parse().unwrap();
            let data: f64 = row[5].parse().unwrap();
            assert_eq!(
                flee.data[column][day] as f64, data,
                "{name}, {}, day {day}",
                &row[1]
            );
            rows += 1;
        }
        assert!(rows > 0, "{}", file.display());
    }
}
