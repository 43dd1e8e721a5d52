//! The state of the world on a day: what the events so far have made of places and links.

mod control;
mod danger;
mod fighting;
mod shelter;
mod today;
mod ways;
mod zone;

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::event::Change;
use crate::forecast::Forecast;
use crate::nearby::Nearby;
use crate::network::LinkId;
use crate::place::{PlaceId, PlaceKind, Side};
use crate::shelter::Shelter;
use crate::timeline::{Spell, Timeline};
use crate::world::World;

/// The state of places and links today.
///
/// It is made anew from the spells in force whenever one begins or ends, so that nothing needs undoing.
#[derive(Clone, Debug)]
pub struct Conditions {
    /// What each place is now.
    pub kind: Vec<PlaceKind>,
    /// Conflict intensity of each place, 0 to 1.
    pub intensity: Vec<f64>,
    /// Intensity of air strikes on each place, 0 to 1, which conflict intensity is at least.
    pub air_strikes: Vec<f64>,
    /// The day on which the conflict now going on in a place began; -1 is before the first.
    pub conflict_since: Vec<i32>,
    /// Whether a conflict began or ended anywhere today.
    pub conflict_turned: bool,
    /// Whether people leave each place as they leave a town, because a conflict there is over (Flee).
    pub calmed: Vec<bool>,
    /// Whether each place has become another kind since the first day, be it the one it was.
    pub reshaped: Vec<bool>,
    /// What is near each place.
    pub nearby: Nearby,
    /// Conflict intensity near each place, weighed and added up; not bounded.
    pub danger_nearby: Vec<f64>,
    /// Share of movement, 0 to 1, that weather keeps back in each place.
    pub weather: Vec<f64>,
    /// Flood level of each place; 0 is none.
    pub flood: Vec<u32>,
    /// Flood levels that people know in advance.
    pub forecast: Forecast,
    /// Share of people in need of food in each place, in percent; `None` where that is not known.
    pub hunger: Vec<Option<f64>>,
    /// The side that holds each place.
    pub control: Vec<Option<Side>>,
    /// Whether each place takes people in; false for a closed camp.
    pub open: Vec<bool>,
    /// Displaced persons each place can shelter; `None` means no limit.
    pub capacity: Vec<Option<u32>>,
    /// The same by kind of shelter; `None` where kinds are not told apart.
    pub shelter: Vec<Option<Shelter>>,
    /// The day on which the ceasefire that holds in a place began.
    pub ceasefire_since: Vec<Option<Day>>,
    /// Whether a side that people flee holds the place.
    pub hostile: Vec<bool>,
    /// The day of the run on which a side that people flee took each place that one holds now.
    pub taken_on: Vec<Option<Day>>,
    /// Share of conflict, shelling and air strikes that a demilitarised zone lets into each place.
    pub exposed: Vec<f64>,
    /// Chance a day that a household is let through each link; 1 where there is no border.
    pub permeability: Vec<f64>,
    /// Speed limit of each link in km a day.
    pub speed_limit: Vec<Option<f64>>,
    /// Whether each link can be used: open, let through, and not into a hostile place.
    pub usable: Vec<bool>,
    /// The links that have become unusable today.
    pub just_closed: Vec<LinkId>,
    /// Whether any usable link leaves each place.
    pub has_way_out: Vec<bool>,
    /// Counts up when a link, a border, a camp or a place's side changes: routes are found again.
    pub epoch: u32,
    /// Whether there is conflict in each place, be it under a ceasefire.
    contested: Vec<bool>,
    fled_sides: Vec<bool>,
    /// Whether there are demilitarised zones at all.
    has_zones: bool,
    /// Captures that failed, by event and place.
    failed: BTreeSet<(u32, PlaceId)>,
    /// Whether Flee's rules hold: see `movement.flee_quirks`.
    as_flee: bool,
}

impl Conditions {
    /// The state before the first day's events.
    pub fn new(world: &World) -> Self {
        let flee_from = &world.settings.people.flee_from;
        let places = world.places.iter();
        let started: Vec<f64> = places.map(|place| place.traits.conflict).collect();
        let mut conditions = Self {
            kind: Vec::new(),
            intensity: started.clone(),
            air_strikes: Vec::new(),
            conflict_since: vec![-1; started.len()],
            conflict_turned: false,
            calmed: Vec::new(),
            reshaped: Vec::new(),
            nearby: Nearby::new(world),
            danger_nearby: Vec::new(),
            weather: Vec::new(),
            flood: Vec::new(),
            forecast: Forecast::default(),
            hunger: Vec::new(),
            control: Vec::new(),
            open: Vec::new(),
            capacity: Vec::new(),
            shelter: Vec::new(),
            ceasefire_since: Vec::new(),
            hostile: Vec::new(),
            taken_on: vec![None; started.len()],
            exposed: Vec::new(),
            permeability: Vec::new(),
            speed_limit: Vec::new(),
            usable: Vec::new(),
            just_closed: Vec::new(),
            has_way_out: Vec::new(),
            epoch: 0,
            contested: started.iter().map(|&intensity| intensity > 0.0).collect(),
            has_zones: world
                .events
                .iter()
                .any(|event| matches!(event.change, Change::DemilitarisedZone(_))),
            failed: BTreeSet::new(),
            as_flee: world.settings.movement.flee_quirks,
            fled_sides: world
                .sides
                .iter()
                .map(|side| flee_from.contains(side))
                .collect(),
        };
        conditions.make(world, &[], 0);
        // What was held before the first day is no news.
        conditions.taken_on.fill(None);
        conditions
    }

    /// Brings the state to a day.
    pub fn advance(&mut self, world: &World, timeline: &Timeline, day: Day) {
        let builds = |spell: &Spell| {
            matches!(
                world.events[spell.event as usize].change,
                Change::SafeArea(_)
            )
        };
        if timeline.turns_on(day) || timeline.spells().iter().any(|s| s.covers(day) && builds(s)) {
            self.note_failed_captures(world, timeline, day);
            self.make(world, timeline.spells(), day);
        } else {
            self.conflict_turned = false;
            self.just_closed.clear();
        }
    }

    /// Whether a place is a town to people who arrive; to Flee it is none while there is conflict, but
    /// afterwards whatever it was before.
    pub fn is_town(&self, place: PlaceId) -> bool {
        let place = place.index();
        let quiet = !self.as_flee || self.intensity[place] == 0.0;
        (self.kind[place] == PlaceKind::Town && quiet) || self.calmed[place]
    }
}
