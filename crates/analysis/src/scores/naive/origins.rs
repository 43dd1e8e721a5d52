//! Where people flee from as far as a scenario says so beforehand.

use refuge_core::event::{Event, Targets};
use refuge_core::place::PlaceId;
use refuge_core::{Day, World};

/// A place that people flee, and its residents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Origin {
    pub(super) place: PlaceId,
    pub(super) residents: f64,
}

/// Every origin, in the order in which conflict is certain to have reached it.
#[derive(Debug)]
pub(super) struct Origins {
    since: Vec<Day>,
    fled: Vec<Origin>,
    everyone: Vec<Origin>,
}

impl Origins {
    pub(super) fn of(world: &World) -> Self {
        let residents = |place: PlaceId| Origin {
            place,
            residents: f64::from(world.places[place.index()].population),
        };
        let everyone: Vec<Origin> = (0..world.places.len() as u32)
            .map(PlaceId)
            .filter(|&place| !world.is_abroad(place))
            .map(residents)
            .filter(|origin| origin.residents > 0.0)
            .collect();
        let days = conflict_days(world);
        let reached = everyone
            .iter()
            .filter_map(|origin| Some((days[origin.place.index()]?, *origin)));
        let mut reached: Vec<(Day, Origin)> = reached.collect();
        reached.sort_by_key(|(day, origin)| (*day, origin.place));
        let (since, fled) = reached.into_iter().unzip();
        Self {
            since,
            fled,
            everyone,
        }
    }

    /// Those that conflict has reached by a day; if there is none, every place with residents.
    pub(super) fn on(&self, day: Day) -> &[Origin] {
        match self.since.partition_point(|&since| since <= day) {
            0 => &self.everyone,
            reached => &self.fled[..reached],
        }
    }
}

/// The first day on which each place is certain to have come into conflict, if it ever is.
fn conflict_days(world: &World) -> Vec<Option<Day>> {
    let mut days: Vec<Option<Day>> = world
        .places
        .iter()
        .map(|place| (place.traits.conflict > 0.0).then_some(0))
        .collect();
    for event in world
        .events
        .iter()
        .filter(|event| is_certain_conflict(event))
    {
        if let Targets::Places(places) = &event.targets {
            for place in places {
                let day = days[place.index()].get_or_insert(event.window.1);
                *day = event.window.1.min(*day);
            }
        }
    }
    days
}

fn is_certain_conflict(event: &Event) -> bool {
    event.change.is_attack() && event.probability >= 1.0 && event.only_if.is_none()
}
