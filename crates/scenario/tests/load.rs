//! A scenario that is right becomes the world that it describes.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]
#![expect(clippy::float_cmp, reason = "settings are passed on as written")]

use std::fs;
use std::path::Path;

use refuge_core::calendar::Calendar;
use refuge_core::event::{Change, Targets};
use refuge_core::network::{LinkId, Mode};
use refuge_core::place::{PlaceId, PlaceKind, Side};
use refuge_scenario::{Options, Scenario, load, write_starter};

fn starter(options: &Options) -> Scenario {
    starter_with(options, |_| ())
}

fn starter_with(options: &Options, change: impl Fn(&Path)) -> Scenario {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("valley");
    write_starter(&dir).unwrap();
    change(&dir);
    load(&dir, options).unwrap_or_else(|problems| panic!("{problems}"))
}

fn with(options: impl Fn(&mut Options)) -> Options {
    let mut all = Options::default();
    options(&mut all);
    all
}

#[test]
fn the_starter_loads_without_a_word() {
    let scenario = starter(&Options::default());
    assert!(scenario.warnings.is_empty(), "{}", scenario.warnings);
    assert_eq!((scenario.seed, scenario.replicates), (1, 1));
    assert_eq!(scenario.branches, ["no-ceasefire", "open-border"]);
    let world = scenario.world;
    assert_eq!(world.name, "valley");
    assert_eq!(world.title, "A winter in a made-up valley");
    assert_eq!(world.home.code(), "XAA");
    let winter = Calendar::between(
        jiff::civil::date(2020, 1, 1),
        jiff::civil::date(2020, 2, 29),
    );
    assert_eq!(Some(world.calendar), winter);
    assert_eq!(world.sides, ["militia", "army"]);
    assert_eq!(world.settings.onset.conflict_rate, 0.08);
    assert_eq!(world.settings.people.flee_from, ["army"]);
    assert_eq!(world.present.len(), 2);
    assert_eq!(world.observed.len(), 5);
    assert_eq!(
        world.observed[4].places,
        [PlaceId(
            world
                .places
                .iter()
                .position(|place| place.id == "high_fields")
                .unwrap() as u32
        )]
    );
}

#[test]
fn places_and_links_keep_the_order_of_their_rows() {
    let world = starter(&Options::default()).world;
    assert_eq!(world.places.len(), 10);
    let camp = &world.places[5];
    assert_eq!(
        (camp.id.as_str(), camp.kind),
        ("high_fields", PlaceKind::IdpCamp)
    );
    assert_eq!((camp.capacity, camp.control), (Some(15_000), Some(Side(0))));
    assert_eq!(world.places[0].capacity, None);
    let path = world.network.link(LinkId(8));
    assert_eq!(
        (path.from, path.to, path.mode),
        (PlaceId(2), PlaceId(3), Mode::Walk)
    );
    let back = world.network.link(LinkId(9));
    assert_eq!((back.from, back.to), (PlaceId(3), PlaceId(2)));
}

#[test]
fn events_are_resolved_to_days_and_targets() {
    let world = starter(&Options::default()).world;
    let event = |kind: &'static str| world.events.iter().filter(move |e| e.change.kind() == kind);
    let attack = event("conflict").nth(1).unwrap();
    assert_eq!(attack.window, (11, 15));
    let shelling = event("shelling").next().unwrap();
    assert_eq!((shelling.until, shelling.probability), (Some(21), 0.7));
    let border = event("border").next().unwrap();
    assert_eq!(border.targets, Targets::Links(vec![LinkId(20)]));
    let road = event("road").next().unwrap();
    assert_eq!(road.targets, Targets::Links(vec![LinkId(8), LinkId(9)]));
    let ceasefire = event("ceasefire").next().unwrap();
    let expected = Change::Ceasefire {
        factor: 0.1,
        break_chance: 0.02,
    };
    assert_eq!(ceasefire.change, expected);
    let home: Vec<PlaceId> = (0..8).map(PlaceId).collect();
    assert_eq!(ceasefire.targets, Targets::Places(home));
}

#[test]
fn a_branch_removes_events_and_changes_settings() {
    let base = starter(&Options::default()).world;
    let scenario = starter(&with(|o| o.branch = Some("open-border".to_owned())));
    assert_eq!(scenario.branch.as_deref(), Some("open-border"));
    assert_eq!(scenario.world.events.len(), base.events.len() - 1);
    assert_eq!(scenario.world.settings.movement.foreign_weight, 2.0);
    assert_eq!(base.settings.movement.foreign_weight, 1.0);
}

#[test]
fn a_branch_adds_events_of_a_file() {
    let scenario = starter_with(&with(|o| o.branch = Some("more".to_owned())), |dir| {
        let manifest = dir.join("scenario.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        let branch = "\n[[branch]]\nname = \"more\"\nevents = \"more.csv\"\n";
        fs::write(manifest, text + branch).unwrap();
        let more = "date,kind,target,value,until,probability,note,source\n\
                    2020-02-20,camp,riverside,capacity=500,,,,\n";
        fs::write(dir.join("more.csv"), more).unwrap();
    });
    let last = scenario.world.events.last().unwrap();
    assert_eq!(last.change, Change::Capacity(500));
}

#[test]
fn the_command_line_overrides_the_branch() {
    let scenario = starter(&with(|o| {
        o.branch = Some("open-border".to_owned());
        o.set = vec![
            "movement.foreign_weight=5".to_owned(),
            "movement.route_choice=local".to_owned(),
            "movement.conflict_decay=1,0.5".to_owned(),
            "people.flee_from=militia, army".to_owned(),
        ];
    }));
    let settings = scenario.world.settings;
    assert_eq!(settings.movement.foreign_weight, 5.0);
    assert_eq!(
        settings.movement.route_choice,
        refuge_core::settings::RouteChoice::Local
    );
    assert_eq!(settings.movement.conflict_decay, [1.0, 0.5]);
    assert_eq!(settings.people.flee_from, ["militia", "army"]);
}

#[test]
fn a_shorter_run_drops_what_lies_beyond_it() {
    let world = starter(&with(|o| o.days = Some(20))).world;
    assert_eq!(world.calendar.days(), 20);
    assert!(world.events.iter().all(|event| event.window.0 < 20));
    assert_eq!(world.observed.len(), 2);
}

#[test]
fn the_file_itself_names_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    write_starter(folder.path()).unwrap();
    let by_file = load(&folder.path().join("scenario.toml"), &Options::default()).unwrap();
    let by_folder = load(folder.path(), &Options::default()).unwrap();
    assert_eq!(by_file.world.name, by_folder.world.name);
    assert_eq!(by_file.hash, by_folder.hash);
}

#[test]
fn the_hash_is_of_the_files_alone() {
    let base = starter(&Options::default()).hash;
    assert_eq!(base.len(), 64);
    assert_eq!(starter(&with(|o| o.days = Some(3))).hash, base);
    let changed = starter_with(&Options::default(), |dir| {
        let people = "place,status,persons\nharbour,hosted,1\n";
        fs::write(dir.join("people.csv"), people).unwrap();
    });
    assert_ne!(changed.hash, base);
}

#[test]
fn byte_order_marks_and_windows_line_ends_are_accepted() {
    let scenario = starter_with(&Options::default(), |dir| {
        for file in ["scenario.toml", "places.csv", "routes.csv", "events.csv"] {
            let text = fs::read_to_string(dir.join(file)).unwrap();
            let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
            fs::write(dir.join(file), windows).unwrap();
        }
    });
    assert!(scenario.warnings.is_empty(), "{}", scenario.warnings);
    assert_eq!(scenario.world.places.len(), 10);
}

#[test]
fn a_full_folder_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let problems = write_starter(folder.path()).unwrap_err();
    assert!(
        problems.to_string().contains("not overwritten"),
        "{problems}"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
