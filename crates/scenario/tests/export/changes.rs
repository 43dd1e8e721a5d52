//! One event of every change.

use refuge_core::event::{Change, Condition, Event, Targets};
use refuge_core::network::LinkId;
use refuge_core::place::{PlaceId, PlaceKind, Side};
use refuge_core::settings::Settings;
use refuge_core::shelter::ShelterKind;

pub(super) fn event(change: Change, targets: Targets) -> Event {
    Event {
        window: (3, 3),
        until: None,
        lasts: None,
        probability: 1.0,
        change,
        targets,
        target: String::new(),
        value: String::new(),
        note: String::new(),
        name: String::new(),
        only_if: None,
    }
}

/// One of every change; their texts are left to the writer.
pub(super) fn events(settings: &Settings) -> Vec<Event> {
    let places = |ids: &[u32]| Targets::Places(ids.iter().copied().map(PlaceId).collect());
    let links = |ids: &[u32]| Targets::Links(ids.iter().copied().map(LinkId).collect());
    let truce = Change::Ceasefire {
        factor: 1.0 / 3.0,
        break_chance: 0.01,
    };
    let ultimatum = Change::Ultimatum {
        to: Side(2),
        met: 1.0 / 3.0,
    };
    vec![
        Event {
            window: (0, 4),
            until: Some(6),
            probability: 1.0 / 3.0,
            note: "said, \"so\"".to_owned(),
            ..event(Change::Conflict(0.7), places(&[0, 2]))
        },
        Event {
            lasts: Some(settings.events.shelling_days as u16),
            ..event(Change::Shelling(0.5), places(&[1]))
        },
        event(Change::Capture(Side(1)), places(&[0])),
        event(truce, places(&[0, 1, 2])),
        event(Change::Border(0.0), links(&[6, 7])),
        event(Change::Border(0.25), links(&[7])),
        event(Change::CampOpens, places(&[2])),
        event(Change::CampCloses, places(&[3])),
        event(Change::Capacity(70), places(&[0])),
        event(Change::Kind(PlaceKind::FloodZone), places(&[5])),
        event(Change::Flood(3), places(&[1])),
        event(Change::Hunger(100.0 / 3.0), places(&[1, 2])),
        event(Change::SafeArea(2.5), places(&[4])),
        event(Change::RoadOpens, links(&[4, 5])),
        Event {
            window: (4, 4),
            ..event(Change::RoadCloses, links(&[0, 1, 2, 3, 8]))
        },
        event(Change::RoadSpeed(60.5), links(&[4])),
        Event {
            name: "talks, \"so\"".to_owned(),
            ..event(Change::Summit, places(&[0]))
        },
        Event {
            name: "notice".to_owned(),
            until: Some(5),
            only_if: Some(waits(TALKS, true)),
            ..event(ultimatum, places(&[0]))
        },
        Event {
            window: (6, 6),
            only_if: Some(waits(TALKS + 1, false)),
            ..event(Change::Conflict(0.9), places(&[0]))
        },
        Event {
            lasts: Some(settings.events.shelling_days as u16),
            ..event(Change::AirStrike(0.6), places(&[0]))
        },
        event(Change::ObservationPost, places(&[1])),
        event(Change::DemilitarisedZone(0.3), places(&[0])),
        event(Change::Weather(0.2), places(&[0, 1])),
        event(Change::Shelter(ShelterKind::Tent, 500), places(&[3])),
    ]
}

/// The index of the summit among the events.
pub(super) const TALKS: u32 = 16;

fn waits(event: u32, in_force: bool) -> Condition {
    Condition { event, in_force }
}

/// What the target and value of each event are called.
pub(super) const TEXTS: [(&str, &str); 24] = [
    ("p0;p2", "0.7"),
    ("p1", "0.5"),
    ("p0", "nobody"),
    ("p0;p1;p2", "0.3333333333333333 break=0.01"),
    ("SYR<->XAA", "closed"),
    ("SYR->XAA", "0.25"),
    ("p2", "open"),
    ("p3", "closed"),
    ("p0", "capacity=70"),
    ("p5", "flood_zone"),
    ("p1", "3"),
    ("p1;p2", "33.333333333333336"),
    ("p4", "2.5"),
    ("p1<->p2", "open"),
    ("p0<->p1;p3->p4", "closed"),
    ("p1->p2", "speed=60.5"),
    ("p0", ""),
    ("p0", "the \"east\" met=0.3333333333333333"),
    ("p0", "0.9"),
    ("p0", "0.6"),
    ("p1", ""),
    ("p0", "0.3"),
    ("p0;p1", "0.2"),
    ("p3", "tent=500"),
];
