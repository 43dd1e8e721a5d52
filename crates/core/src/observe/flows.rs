//! Every connection that people took, a row an interval of days.

use crate::calendar::Day;
use crate::observe::{Observer, Sheet, schemas};
use crate::simulation::Today;
use crate::world::World;

/// Makes the sheet `flows`; links between the same two places are one connection.
pub(super) struct Flows {
    sheet: Sheet,
    interval: Day,
    connections: Vec<[u32; 2]>,
    /// The connection of each link.
    of_link: Vec<u32>,
    persons: Vec<u64>,
    since: Day,
}

impl Flows {
    /// Nothing observed yet.
    pub(super) fn new(world: &World) -> Self {
        let ends: Vec<[u32; 2]> = world
            .network
            .links()
            .iter()
            .map(|link| [link.from.0, link.to.0])
            .collect();
        let mut connections = ends.clone();
        connections.sort_unstable();
        connections.dedup();
        let of_link = ends
            .iter()
            .map(|ends| connections.partition_point(|c| c < ends) as u32)
            .collect();
        Self {
            sheet: Sheet::new(&schemas::FLOWS),
            interval: world.settings.observe.flow_days.max(1) as Day,
            persons: vec![0; connections.len()],
            connections,
            of_link,
            since: 0,
        }
    }

    fn close(&mut self) {
        for (&[from, to], persons) in self.connections.iter().zip(&mut self.persons) {
            if *persons > 0 {
                self.sheet
                    .push([self.since as u32, from, to], &[*persons as f64]);
                *persons = 0;
            }
        }
    }
}

impl Observer for Flows {
    fn day(&mut self, today: &Today<'_>) {
        if today.day - self.since == self.interval {
            self.close();
            self.since = today.day;
        }
        for (&connection, &persons) in self.of_link.iter().zip(&today.counts.set_out) {
            self.persons[connection as usize] += persons as u64;
        }
    }

    fn finish(mut self: Box<Self>) -> Sheet {
        self.close();
        self.sheet
    }
}
