//! Every connection that people took, a row an interval of days.

use serde::{Deserialize, Serialize};

use super::{Observer, Sheet, are_sums, is_of_days, schemas};
use crate::calendar::Day;
use crate::simulation::Today;
use crate::world::World;

/// Makes the sheet `flows`; links between the same two places are one connection.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Flows {
    sheet: Sheet,
    #[serde(skip)]
    connections: Connections,
    persons: Vec<u64>,
    since: Day,
}

/// The ordered pairs of places that links join.
#[derive(Clone, Debug, Default)]
struct Connections {
    ends: Vec<[u32; 2]>,
    /// The connection of each link.
    of_link: Vec<u32>,
}

impl Connections {
    fn new(world: &World) -> Self {
        let of_links: Vec<[u32; 2]> = world
            .network
            .links()
            .iter()
            .map(|link| [link.from.0, link.to.0])
            .collect();
        let mut ends = of_links.clone();
        ends.sort_unstable();
        ends.dedup();
        let number = |link: &[u32; 2]| ends.partition_point(|known| known < link) as u32;
        Self {
            of_link: of_links.iter().map(number).collect(),
            ends,
        }
    }
}

impl Flows {
    fn close(&mut self) {
        for (&[from, to], persons) in self.connections.ends.iter().zip(&mut self.persons) {
            if *persons > 0 {
                self.sheet
                    .push([self.since as u32, from, to], &[*persons as f64]);
                *persons = 0;
            }
        }
    }
}

impl Observer for Flows {
    fn new(world: &World) -> Self {
        let connections = Connections::new(world);
        Self {
            sheet: Sheet::new(&schemas::FLOWS),
            persons: vec![0; connections.ends.len()],
            connections,
            since: 0,
        }
    }

    fn day(&mut self, today: &Today<'_>) {
        if today.day - self.since == interval(today.world) {
            self.close();
            self.since = today.day;
        }
        for (&connection, &persons) in self.connections.of_link.iter().zip(&today.counts.set_out) {
            self.persons[connection as usize] += persons as u64;
        }
    }

    fn finish(mut self) -> Sheet {
        self.close();
        self.sheet
    }

    fn take_up(&mut self, world: &World, next_day: Day) -> bool {
        self.connections = Connections::new(world);
        let begun = next_day.saturating_sub(1);
        is_of_days(&self.sheet, &schemas::FLOWS, self.since)
            && self.persons.len() == self.connections.ends.len()
            && are_sums(&self.persons, next_day)
            && self.since == begun - begun % interval(world)
    }
}

/// Days in a row.
fn interval(world: &World) -> Day {
    world.settings.observe.flow_days.max(1) as Day
}
