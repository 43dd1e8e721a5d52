//! Today: how the state of a day is made from the spells in force.

use super::Conditions;
use crate::calendar::Day;
use crate::event::{Change, Event, Targets};
use crate::timeline::{Part, Spell};
use crate::world::World;

impl Conditions {
    /// Makes the state of a day anew.
    pub(super) fn make(&mut self, world: &World, spells: &[Spell], day: Day) {
        let ways_before = self.ways();
        let intensity_before = self.intensity.clone();
        let since_before = self.conflict_since.clone();
        let truces = self.ceasefire_since.clone();
        self.reset(world);
        let mut roads_open = vec![true; world.network.links().len()];
        let in_force = || spells.iter().filter(|spell| spell.covers(day));
        for spell in in_force() {
            self.apply(&world.events[spell.event as usize], spell, &mut roads_open);
        }
        let hostile_before = self.hostile.clone();
        self.find_hostile();
        self.note_taken(&hostile_before, day);
        self.exposed = self.exposure(world, spells, day);
        let mut fought: Vec<bool> = self
            .intensity
            .iter()
            .map(|&intensity| intensity > 0.0)
            .collect();
        let mut lowered = vec![1.0; world.places.len()];
        for spell in in_force() {
            self.hold_fire(
                &world.events[spell.event as usize],
                spell.from,
                &mut lowered,
            );
        }
        let factors = lowered.iter().zip(&self.exposed);
        for (intensity, (lowered, exposed)) in self.intensity.iter_mut().zip(factors) {
            *intensity *= lowered * exposed;
        }
        self.carry_on(&truces);
        for spell in in_force() {
            self.shell(&world.events[spell.event as usize], &mut fought);
        }
        self.find_danger_nearby();
        self.note_new_conflict(fought, day);
        self.note_turns(&intensity_before, &since_before);
        for spell in spells.iter().filter(|spell| spell.from <= day) {
            self.build_shelter(&world.events[spell.event as usize], spell, day);
        }
        let usable_before = self.usable.clone();
        self.find_usable(world, &roads_open);
        self.note_closed(&usable_before);
        if self.ways() != ways_before {
            self.epoch += 1;
        }
    }

    fn reset(&mut self, world: &World) {
        let places = &world.places;
        let links = world.network.links();
        self.kind = places.iter().map(|place| place.kind).collect();
        self.intensity = places.iter().map(|place| place.traits.conflict).collect();
        if self.as_flee {
            self.conflict_since.fill(-1);
        }
        self.calmed = vec![false; places.len()];
        self.reshaped = vec![false; places.len()];
        self.air_strikes = vec![0.0; places.len()];
        self.weather = vec![0.0; places.len()];
        self.flood = vec![0; places.len()];
        self.hunger = vec![None; places.len()];
        self.control = places.iter().map(|place| place.control).collect();
        self.open = vec![true; places.len()];
        self.capacity = places.iter().map(|place| place.capacity).collect();
        self.shelter = places.iter().map(|place| place.traits.shelter).collect();
        self.ceasefire_since = vec![None; places.len()];
        self.permeability = vec![1.0; links.len()];
        self.speed_limit = links.iter().map(|link| link.max_speed_km_per_day).collect();
    }

    /// What replaces an earlier state: everything but ceasefires, shelling and shelter.
    fn apply(&mut self, event: &Event, spell: &Spell, roads_open: &mut [bool]) {
        match (&event.targets, event.change) {
            (Targets::Places(places), change) => {
                for place in self.reached(event, places) {
                    match change {
                        Change::Conflict(intensity) => self.fight(place, intensity, spell.from),
                        Change::Capture(_) if self.has_failed(spell.event, place) => {}
                        Change::Capture(side) => self.control[place] = Some(side),
                        Change::Ultimatum { to, .. } if spell.part == Part::Met => {
                            self.control[place] = Some(to);
                            self.fight(place, 0.0, spell.from);
                        }
                        Change::Kind(kind) => {
                            self.kind[place] = kind;
                            self.intensity[place] = 0.0;
                            self.calmed[place] = false;
                            self.reshaped[place] = true;
                        }
                        Change::Weather(share) => self.weather[place] = share,
                        Change::Flood(level) => self.flood[place] = level,
                        Change::Hunger(percent) => self.hunger[place] = Some(percent),
                        Change::CampOpens => self.open[place] = true,
                        Change::CampCloses => self.open[place] = false,
                        Change::Capacity(persons) => self.set_capacity(place, persons),
                        _ => {}
                    }
                }
            }
            (Targets::Links(links), change) => self.change_ways(links, change, roads_open),
        }
    }
}
