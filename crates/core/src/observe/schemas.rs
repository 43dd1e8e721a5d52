//! The shape of every sheet, and with it the meaning of every number that is written.

use super::sheet::{Column, KeyPart, Schema};

/// Place index in a key for people who are on the way.
pub const ON_THE_WAY: u32 = u32::MAX;

const fn persons(name: &'static str, meaning: &'static str) -> Column {
    Column {
        name,
        unit: "persons",
        meaning,
    }
}

/// Every sheet of a run.
pub static ALL: [&Schema; 9] = [
    &TOTALS,
    &PLACES,
    &FLOWS,
    &MOVEMENTS,
    &CONFLICT,
    &ORIGINS,
    &DEMOGRAPHICS,
    &SHELTER,
    &VALIDATION,
];

/// One row a day: the whole world.
pub static TOTALS: Schema = Schema {
    name: "totals",
    row: "a day",
    keys: &[KeyPart::DateAndDay],
    columns: &[
        persons(
            "displaced",
            "Persons displaced since the first day, each counted once.",
        ),
        persons("newly_displaced", "Persons who became displaced this day."),
        persons(
            "in_transit",
            "Persons on the way between places at the end of the day.",
        ),
        persons("in_camps", "Persons in camps of either kind."),
        persons(
            "in_host_communities",
            "Persons in any other place, not back home.",
        ),
        persons(
            "internally_displaced",
            "Persons in the home country, on the way or in a place, not back home.",
        ),
        persons(
            "abroad",
            "Persons in other countries, those hosted since before the first day included.",
        ),
        persons(
            "returned",
            "Persons who are back in the place they were displaced from.",
        ),
        persons(
            "movements",
            "Movements since the first day: persons who left a place and came to stay in another, each counted every time; flight from home included, return home not.",
        ),
        persons(
            "moved_again",
            "Persons displaced since the first day who have moved a second time after they fled.",
        ),
        persons(
            "moved_on",
            "Persons who came to stay in a country of `onward.to` from another country since the first day, each counted every time; 0 where nobody moves on.",
        ),
    ],
};

/// One row a place and day.
pub static PLACES: Schema = Schema {
    name: "places",
    row: "a place and day",
    keys: &[KeyPart::DateAndDay, KeyPart::PlaceInFull],
    columns: &[
        persons(
            "present",
            "Displaced or hosted persons in the place at the end of the day, not those back home.",
        ),
        persons(
            "arrivals",
            "Persons who arrived this day, those passing through included.",
        ),
        persons(
            "departures",
            "Persons who left this day, the newly displaced included.",
        ),
        persons(
            "capacity",
            "Persons it can shelter this day, 0 for a closed camp; empty where there is no limit.",
        ),
        Column {
            name: "occupancy",
            unit: "share",
            meaning: "`present` over `capacity`; empty where there is no limit, or a capacity of 0.",
        },
        persons(
            "in_open",
            "Persons there without shelter; empty where shelter.csv of the scenario has no rows for the place.",
        ),
        Column {
            name: "accepting",
            unit: "share of runs",
            meaning: "1 if it takes people in at the end of the day, 0 if it is full or closed; empty for crossings, hubs and markers, and where those whom people flee stand.",
        },
    ],
};

/// One row a directed connection and interval, where people set out on it.
pub static FLOWS: Schema = Schema {
    name: "flows",
    row: "a link and week (or `observe.flow_days`) with people on it; the date is the first day",
    keys: &[KeyPart::Date, KeyPart::From, KeyPart::To],
    columns: &[persons(
        "persons",
        "Persons who set out on the link in these days.",
    )],
};

/// One row an ordered pair of first-level units and interval, where people moved from the one to the other.
pub static MOVEMENTS: Schema = Schema {
    name: "movements",
    row: "two first-level units, or one, and a calendar month (or `observe.movement_days`) with movements from the one to the other; the date is the first day",
    keys: &[KeyPart::Date, KeyPart::FromUnit, KeyPart::ToUnit],
    columns: &[persons(
        "persons",
        "Persons who came to stay in a place of the one in these days, and had stayed in a place of the other before.",
    )],
};

/// One row a place and day, where there is conflict.
pub static CONFLICT: Schema = Schema {
    name: "conflict",
    row: "a place and day with conflict",
    keys: &[KeyPart::Date, KeyPart::Place],
    columns: &[Column {
        name: "intensity",
        unit: "ratio",
        meaning: "Conflict intensity that day, above 0 to 1, ceasefires and shelling counted in.",
    }],
};

/// One row an origin and a place where its people are at the end.
pub static ORIGINS: Schema = Schema {
    name: "origins",
    row: "an origin and where its people are at the end",
    keys: &[KeyPart::Origin, KeyPart::Place],
    columns: &[persons(
        "persons",
        "Persons of the origin who are there at the end.",
    )],
};

/// One row a day and group of people.
pub static DEMOGRAPHICS: Schema = Schema {
    name: "demographics",
    row: "a day and group: girls and boys are under 18, women and men 18 and over",
    keys: &[KeyPart::Date, KeyPart::Group],
    columns: &[
        persons(
            "displaced",
            "Persons of the group displaced since the first day.",
        ),
        persons("in_camps", "Persons of the group in camps of either kind."),
    ],
};

/// One row a day and kind of shelter.
pub static SHELTER: Schema = Schema {
    name: "shelter",
    row: "a day and kind of shelter",
    keys: &[KeyPart::Date, KeyPart::Shelter],
    columns: &[persons(
        "persons",
        "Displaced or hosted persons in places of the home country who sleep there at the end of the day; those on the way are left out.",
    )],
};

/// One row an observation: what was simulated for it.
pub static VALIDATION: Schema = Schema {
    name: "validation",
    row: "a day, place and measure that was observed",
    keys: &[KeyPart::Observation],
    columns: &[
        persons(
            "simulated",
            "What the run gives for the observation; for `displaced`, its number of `onset.lag_days` days earlier.",
        ),
        persons("observed", "What was observed."),
        persons("difference", "`simulated` less `observed`."),
    ],
};
