//! A made-up world that has everything.

use jiff::civil::date;
use refuge_core::calendar::Calendar;
use refuge_core::event::{Change, Event, Targets};
use refuge_core::network::{Link, Mode, Network};
use refuge_core::people::Status;
use refuge_core::place::{Country, Place, PlaceId, PlaceKind, Side, Traits};
use refuge_core::settings::{Range, Settings};
use refuge_core::shelter::{Shelter, ShelterKind};
use refuge_core::world::{Attribute, FleeData, Measure, Observation, Present};
use refuge_core::{World, synthetic};
use refuge_scenario::{Options, export, load};
use toml::{Table, Value};

use super::changes::{TALKS, TEXTS, event, events};
use super::{scenario, there_and_back, uncertain};

/// The largest count that a table may have.
const LARGEST: i64 = 1_000_000_000_000;

fn places() -> Vec<Place> {
    let place = |(index, kind): (usize, PlaceKind)| Place {
        id: format!("p{index}"),
        name: format!("\u{642} \"the {index}th\", \n a place"),
        kind,
        country: Country::new(if index < 6 { "XAA" } else { "SYR" }).unwrap(),
        admin1: "North, upper".to_owned(),
        latitude: 0.1 + 0.2,
        longitude: -1.0 / 3.0 + index as f64,
        population: index as u32 * 1000,
        capacity: (index % 2 == 1).then_some(index as u32),
        control: [None, Some(Side(2)), Some(Side(0))][index % 3],
        traits: Traits {
            conflict: if index == 2 { 1.0 / 7.0 } else { 0.0 },
            leave: (index == 3).then_some(0.0),
            settle: (index == 4).then_some(1e-300),
            trade_volume: if index == 7 { 1e15 / 7.0 } else { 0.0 },
            hdi: if index == 7 { 0.745 } else { 0.0 },
            shelter: (index == 5).then(room),
        },
    };
    PlaceKind::ALL.into_iter().enumerate().map(place).collect()
}

/// Room for five persons.
fn room() -> Shelter {
    let mut room = Shelter::default();
    room.add(ShelterKind::HostFamily, 2);
    room.add(ShelterKind::Open, 3);
    room
}

fn links() -> Vec<Link> {
    let link = |from, to, distance_km, mode| Link {
        from: PlaceId(from),
        to: PlaceId(to),
        distance_km,
        mode,
        max_speed_km_per_day: (mode == Mode::Sea).then_some(50.5),
        walk_probability: if mode == Mode::Walk { 0.1 } else { 0.0 },
    };
    vec![
        link(0, 1, 10.0 / 3.0, Mode::Road),
        link(1, 0, 10.0 / 3.0, Mode::Road),
        link(1, 0, 10.0 / 3.0, Mode::Road),
        link(0, 1, 10.0, Mode::Road),
        link(1, 2, 5.0, Mode::Walk),
        link(2, 1, 5.0, Mode::Sea),
        link(5, 6, 7.0, Mode::Road),
        link(6, 5, 7.0, Mode::Road),
        link(3, 4, 1e-9, Mode::Road),
    ]
}

fn present() -> Vec<Present> {
    let present = |place, status, known: &[(u16, u16)]| Present {
        place: PlaceId(place),
        status,
        persons: 5,
        known: known.to_vec(),
    };
    vec![
        present(3, Status::Displaced, &[(0, 1), (1, 0)]),
        present(3, Status::Displaced, &[]),
        present(4, Status::Hosted, &[(1, 1)]),
    ]
}

fn attributes() -> Vec<Attribute> {
    let attribute = |name: &str, values: &[&str], by_place| Attribute {
        name: name.to_owned(),
        values: values.iter().map(|&value| value.to_owned()).collect(),
        weights: vec![1.0 / 3.0, 0.0],
        by_place,
    };
    let own = vec![(PlaceId(4), vec![0.0, 7.0]), (PlaceId(0), vec![1.0, 1e-5])];
    vec![
        attribute("age", &["30", "4"], own),
        attribute("note", &["b, c", "\u{645}"], Vec::new()),
    ]
}

fn observed() -> Vec<Observation> {
    let seen = |day, measure, place: &str, places: &[u32], value| Observation {
        places: places.iter().copied().map(PlaceId).collect(),
        place: place.to_owned(),
        ..Observation::of_world(day, measure, value)
    };
    vec![
        seen(4, Measure::Displaced, "", &[], 900.0),
        seen(0, Measure::Displaced, "", &[], 4e9),
        seen(0, Measure::Present, "p1;SYR", &[1, 6, 7], 0.0),
        Observation {
            since: Some(2),
            ..seen(4, Measure::Arrivals, "p1", &[1], 7.0)
        },
        Observation {
            since: Some(0),
            to: vec![PlaceId(1)],
            ..seen(4, Measure::Movements, "SYR -> p1", &[6, 7], 8.0)
        },
        seen(3, Measure::Movements, "", &[], 9.0),
    ]
}

/// Settings of which none is as by default.
fn settings() -> Settings {
    let mut sections = Table::try_from(Settings::default()).unwrap();
    for knob in Settings::knobs() {
        let (section, field) = knob.key.split_once('.').unwrap();
        let old = &sections[section][field];
        let between = |low: f64, high: f64| Value::Float(low + (high.min(10.0) - low) / 3.0);
        let new = match knob.range {
            Range::Number(low, high) => between(low, high),
            Range::Whole(low, high) => Value::Integer(i64::from(low.midpoint(high)) + 1),
            Range::Switch => Value::Boolean(!old.as_bool().unwrap()),
            Range::Word(words) => Value::from(words[words.len() - 1]),
            Range::Numbers(low, high) => Value::Array(vec![between(low, high), Value::Float(low)]),
            Range::Wholes(low, high) => {
                Value::Array(vec![i64::from(high).into(), i64::from(low).into()])
            }
            Range::Texts => Value::from(vec!["the \"east\"", "south"]),
        };
        let new = if *old == new {
            Value::from("local")
        } else {
            new
        };
        sections[section][field] = new;
    }
    let mut settings: Settings = sections.try_into().unwrap();
    settings.onward.to = vec!["SYR".to_owned()];
    settings.onward.season = vec![0.1; 12];
    settings
}

fn flee() -> FleeData {
    FleeData {
        camps: vec![PlaceId(3), PlaceId(2)],
        data: vec![
            vec![1, 2, 3, 4, 5, 6, 7],
            vec![0, -2, LARGEST, -LARGEST, 0, 0, 0],
        ],
        raw: vec![-5, 0, 0, 0, 0, 0, 9],
        debt: vec![0, 1, 2, 3, 4, 5, 6],
    }
}

fn world() -> World {
    let (settings, flee) = (settings(), flee());
    World {
        title: "Every \"thing\"\tthere \\ is".to_owned(),
        caveats: vec!["Nobody knows what the hills decide.".into()],
        calendar: Calendar::between(date(2020, 2, 27), date(2020, 3, 4)).unwrap(),
        home: Country::new("XAA").unwrap(),
        sides: ["south", "nobody", "the \"east\""]
            .map(str::to_owned)
            .to_vec(),
        places: places(),
        network: Network::new(places().len(), links()),
        events: events(&settings),
        present: present(),
        observed: [observed(), flee.observed(&places())].concat(),
        prescribed: vec![(0, 4e9), (4, 900.0)],
        newcomers: vec![5, 0, 0, 7, 1, 0, 4_000_000_000],
        attributes: attributes(),
        major_routes: vec![
            vec![PlaceId(0), PlaceId(1), PlaceId(2)],
            vec![PlaceId(5), PlaceId(6)],
        ],
        flee: Some(flee),
        settings,
        uncertain: uncertain(),
        calibrated_until: Some(2),
        ..synthetic::world(10, 3, 1)
    }
}

#[test]
fn no_setting_of_the_made_up_world_is_as_by_default() {
    let (usual, ours) = (
        Table::try_from(Settings::default()).unwrap(),
        Table::try_from(settings()).unwrap(),
    );
    for knob in Settings::knobs() {
        let (section, field) = knob.key.split_once('.').unwrap();
        assert_ne!(usual[section][field], ours[section][field], "{}", knob.key);
    }
}

#[test]
fn a_world_with_everything_comes_back() {
    let mut world = world();
    for (event, (target, value)) in world.events.iter_mut().zip(TEXTS) {
        (event.target, event.value) = (target.to_owned(), value.to_owned());
    }
    there_and_back(&scenario(world));
}

#[test]
fn events_without_words_are_given_them() {
    let folder = tempfile::tempdir().unwrap();
    export(&scenario(world()), &folder.path().join("copy")).unwrap();
    let copy = load(&folder.path().join("copy"), &Options::default()).unwrap();
    let events = copy.world.events.iter();
    let texts: Vec<_> = events
        .map(|event| (&*event.target, &*event.value))
        .collect();
    assert_eq!(texts, TEXTS);
}

#[test]
fn events_act_on_places_once_and_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut world = world();
    let ids = |ids: &[u32]| Targets::Places(ids.iter().copied().map(PlaceId).collect());
    world.events = vec![
        event(Change::Flood(1), ids(&[2, 1, 2])),
        event(Change::Flood(2), ids(&[])),
        Event {
            until: Some(700),
            ..event(Change::Capture(Side(2)), ids(&[0]))
        },
    ];
    export(&scenario(world), &folder.path().join("copy")).unwrap();
    let copy = load(&folder.path().join("copy"), &Options::default()).unwrap();
    let events = copy.world.events;
    assert_eq!(
        (&events[0].targets, &*events[0].target),
        (&ids(&[1, 2]), "p1;p2")
    );
    assert_eq!(
        (events[1].change, events[1].until),
        (Change::Capture(Side(2)), Some(6))
    );
    assert_eq!(events.len(), 2);
}

#[test]
fn events_wait_for_those_that_are_left() {
    let mut world = world();
    // The summit acts on nothing, so that it is left out, and with it what waits for it.
    world.events[TALKS as usize].targets = Targets::Places(Vec::new());
    let folder = tempfile::tempdir().unwrap();
    export(&scenario(world), &folder.path().join("copy")).unwrap();
    let copy = load(&folder.path().join("copy"), &Options::default()).unwrap();
    let events = copy.world.events;
    assert_eq!(events.len(), 22);
    assert_eq!((&*events[16].value, events[16].only_if), ("0.9", None));
}

#[test]
fn a_synthetic_world_comes_back_once_its_series_is_observed() {
    let mut world = synthetic::world(1000, 40, 120);
    let observed = world.prescribed.iter();
    let observed =
        observed.map(|&(day, value)| Observation::of_world(day, Measure::Displaced, value));
    world.observed = observed.collect();
    // The unrest of its towns is said to be everywhere.
    let everywhere = (0..40).map(PlaceId).collect();
    world.events[0].targets = Targets::Places(everywhere);
    there_and_back(&scenario(world));
}

#[test]
fn a_shorter_run_has_the_newcomers_and_counts_of_its_days() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("copy");
    export(&scenario(world()), &dir).unwrap();
    let options = Options {
        days: Some(4),
        ..Options::default()
    };
    let short = load(&dir, &options).unwrap().world;
    assert_eq!(short.newcomers, [5, 0, 0, 7]);
    let flee = short.flee.unwrap();
    assert_eq!(flee.data[1], [0, -2, LARGEST, -LARGEST]);
    assert_eq!((flee.raw, flee.debt), (vec![-5, 0, 0, 0], vec![0, 1, 2, 3]));
    assert_eq!((short.events.len(), short.events[0].until), (22, Some(3)));
}
