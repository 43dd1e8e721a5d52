//! The tables of a world.

use refuge_core::network::Link;
use refuge_core::place::PlaceId;
use refuge_core::shelter::ShelterKind;
use refuge_core::world::{FleeData, Observation};
use refuge_core::{Day, World};

use super::super::{
    attributes, counted, dependence, events, major_routes, newcomers, observed, people, places,
    routes, shelter,
};
use super::table::{Sheet, if_any, unless_zero};
use super::words::ids;

/// The bytes of a table.
type Text = Result<Vec<u8>, csv::Error>;

/// The name of a file, whether the world needs it, and what writes it.
type File<'n> = (&'n str, bool, fn(&World) -> Text);

/// The name and bytes of every table that the world needs.
pub(super) fn all(world: &World) -> Result<Vec<(String, Vec<u8>)>, csv::Error> {
    let counts = format!("{}/counts.csv", observed::FOLDER);
    let has_attributes = !world.attributes.is_empty();
    let has_newcomers = !world.newcomers.is_empty();
    let has_routes = !world.major_routes.is_empty();
    let files: [File<'_>; 10] = [
        (places::FILE, true, places),
        (shelter::FILE, world.tells_shelter_apart(), shelter),
        (routes::FILE, true, routes),
        (events::FILE, !world.events.is_empty(), events),
        (attributes::FILE, has_attributes, attributes),
        (people::FILE, !world.present.is_empty(), people),
        (newcomers::FILE, has_newcomers, newcomers),
        (major_routes::FILE, has_routes, major_routes),
        (counted::FILE, world.flee.is_some(), counted),
        (&counts, !stated(world).is_empty(), observed),
    ];
    let needed = files.into_iter().filter(|(_, is_needed, _)| *is_needed);
    needed
        .map(|(name, _, text)| Ok((name.to_owned(), text(world)?)))
        .collect()
}

fn places(world: &World) -> Text {
    Sheet::of(&world.places)
        .column("id", |place| place.id.clone())
        .column("name", |place| place.name.clone())
        .column("kind", |place| place.kind.word().to_owned())
        .column("country", |place| place.country.to_string())
        .column("admin1", |place| place.admin1.clone())
        .column("latitude", |place| place.latitude.to_string())
        .column("longitude", |place| place.longitude.to_string())
        .column("population", |place| place.population.to_string())
        .column("capacity", |place| if_any(place.capacity))
        .optional("control", |place| {
            if_any(place.control.map(|side| &world.sides[side.0 as usize]))
        })
        .optional("conflict", |place| unless_zero(place.traits.conflict))
        .optional("leave", |place| if_any(place.traits.leave))
        .optional("settle", |place| if_any(place.traits.settle))
        .optional("trade_volume", |place| {
            unless_zero(place.traits.trade_volume)
        })
        .optional("hdi", |place| unless_zero(place.traits.hdi))
        .text()
}

fn shelter(world: &World) -> Text {
    let places = world.places.iter();
    let sheltering = places.filter_map(|place| Some((&place.id, place.traits.shelter?)));
    let rows: Vec<_> = sheltering
        .flat_map(|(id, room)| ShelterKind::ALL.map(|kind| (id, kind, room.of(kind))))
        .collect();
    Sheet::of(&rows)
        .column("place", |(id, ..)| (*id).clone())
        .column("kind", |(_, kind, _)| kind.word().to_owned())
        .column("persons", |(.., persons)| persons.to_string())
        .text()
}

fn routes(world: &World) -> Text {
    let id = |place: PlaceId| world.places[place.index()].id.clone();
    let one_way = |one_way: bool| if one_way { "yes" } else { "" };
    Sheet::of(&ways(world.network.links()))
        .column("from", |(link, _)| id(link.from))
        .column("to", |(link, _)| id(link.to))
        .column("distance_km", |(link, _)| link.distance_km.to_string())
        .column("mode", |(link, _)| link.mode.word().to_owned())
        .optional("oneway", |(_, is)| one_way(*is).to_owned())
        .optional("max_speed_km_per_day", |(link, _)| {
            if_any(link.max_speed_km_per_day)
        })
        .optional("walk_probability", |(link, _)| {
            unless_zero(link.walk_probability)
        })
        .text()
}

/// The links, each with whether it is one-way; one that its way back follows stands for both.
fn ways(links: &[Link]) -> Vec<(&Link, bool)> {
    let mut ways = Vec::new();
    let mut rest = links;
    while let [link, after @ ..] = rest {
        let both = after.first().is_some_and(|back| is_back(link, back));
        ways.push((link, !both));
        rest = if both { &after[1..] } else { after };
    }
    ways
}

fn is_back(link: &Link, back: &Link) -> bool {
    (link.from, link.to) == (back.to, back.from)
        && link.distance_km == back.distance_km
        && link.mode == back.mode
        && link.max_speed_km_per_day == back.max_speed_km_per_day
        && link.walk_probability == back.walk_probability
}

fn events(world: &World) -> Text {
    let date = |day: Day| world.calendar.date(day).to_string();
    Sheet::of(&world.events)
        .column("date", |event| match event.window {
            (first, last) if first == last => date(first),
            (first, last) => format!("{}..{}", date(first), date(last)),
        })
        .column("kind", |event| event.change.kind().to_owned())
        .column("target", |event| event.target.clone())
        .column("value", |event| event.value.clone())
        .column("until", |event| if_any(event.until.map(date)))
        .column("probability", |event| {
            if_any(Some(event.probability).filter(|&chance| chance != 1.0))
        })
        .column("note", |event| event.note.clone())
        .column("source", |_| String::new())
        .optional("name", |event| event.name.clone())
        .optional("if", |event| {
            if_any(
                event
                    .only_if
                    .map(|other| dependence::written(other, &world.events)),
            )
        })
        .text()
}

fn attributes(world: &World) -> Text {
    let mut rows = Vec::new();
    for attribute in &world.attributes {
        let own = attribute.by_place.iter();
        let own = own.map(|(place, weights)| (ids(world, &[*place]), weights));
        for (place, weights) in std::iter::once((String::new(), &attribute.weights)).chain(own) {
            for (value, weight) in attribute.values.iter().zip(weights) {
                rows.push((&attribute.name, value, place.clone(), *weight));
            }
        }
    }
    Sheet::of(&rows)
        .column("attribute", |(name, ..)| (*name).clone())
        .column("value", |(_, value, ..)| (*value).clone())
        .column("place", |(_, _, place, _)| place.clone())
        .column("weight", |(.., weight)| weight.to_string())
        .text()
}

fn people(world: &World) -> Text {
    let mut sheet = Sheet::of(&world.present)
        .column("place", |present| ids(world, &[present.place]))
        .column("status", |present| present.status.word().to_owned())
        .column("persons", |present| present.persons.to_string());
    for (index, attribute) in world.attributes.iter().enumerate() {
        sheet = sheet.optional(&attribute.name, move |present| {
            let known = present.known.iter();
            let mut known = known.filter(|(known, _)| *known as usize == index);
            if_any(
                known
                    .next()
                    .map(|(_, value)| &attribute.values[*value as usize]),
            )
        });
    }
    sheet.text()
}

fn newcomers(world: &World) -> Text {
    let days: Vec<(Day, u32)> = (0..).zip(world.newcomers.iter().copied()).collect();
    Sheet::of(&days)
        .column("date", |(day, _)| world.calendar.date(*day).to_string())
        .column("persons", |(_, persons)| persons.to_string())
        .text()
}

fn major_routes(world: &World) -> Text {
    let routes = (1..).zip(&world.major_routes);
    let rows: Vec<(u32, PlaceId)> = routes
        .flat_map(|(number, places)| places.iter().map(move |&place| (number, place)))
        .collect();
    Sheet::of(&rows)
        .column("route", |(number, _)| number.to_string())
        .column("place", |(_, place)| ids(world, &[*place]))
        .text()
}

fn counted(world: &World) -> Text {
    let none = FleeData::default();
    let flee = world.flee.as_ref().unwrap_or(&none);
    let days: Vec<Day> = (0..flee.raw.len() as Day).collect();
    let on = |counts: &[i64], day: &Day| if_any(counts.get(*day as usize));
    let mut sheet = Sheet::of(&days)
        .column("date", |day| world.calendar.date(*day).to_string())
        .column("raw", |day| on(&flee.raw, day))
        .column("debt", |day| on(&flee.debt, day));
    for (camp, data) in flee.camps.iter().zip(&flee.data) {
        let id = &world.places[camp.index()].id;
        sheet = sheet.column(id, move |day| on(data, day));
    }
    sheet.text()
}

/// The observations that stand in a file of their own: those of a Flee instance are in flee.csv.
fn stated(world: &World) -> &[Observation] {
    let flee = world.flee.as_ref();
    let counted = flee.map_or(0, |flee| flee.observed(&world.places).len());
    &world.observed[..world.observed.len().saturating_sub(counted)]
}

fn observed(world: &World) -> Text {
    Sheet::of(stated(world))
        .column("date", |seen| world.calendar.date(seen.day).to_string())
        .column("measure", |seen| seen.measure.word().to_owned())
        .column("place", |seen| seen.place.clone())
        .column("value", |seen| seen.value.to_string())
        .column("source", |_| String::new())
        .optional("since", |seen| {
            if_any(seen.since.map(|day| world.calendar.date(day)))
        })
        .text()
}
