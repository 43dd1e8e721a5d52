//! Onward movement: when people who are abroad set out for further countries.
//!
//! The form is that of the diffusion of an innovation (Bass, Management Science 15, 1969): some set out
//! of themselves, and word of those who made it brings others, here word of the last days alone, since news
//! ages. That those who would go at all are a share of all is what ends the growth. Season,
//! weather and what varies from month to month as factors are our judgement.

use crate::calendar::{Calendar, Day};
use crate::conditions::Conditions;
use crate::counts::Counts;
use crate::network::LinkId;
use crate::people::Status;
use crate::place::PlaceId;
use crate::random::{Draws, Purpose, Subject};
use crate::rules::circumstances::Circumstances;
use crate::settings;
use crate::world::World;

/// Days for which the news is that of the first of them: at each change the waiting times of all
/// who are abroad are drawn again, which for millions a day would take longer than all the rest.
const NEWS_EVERY_DAYS: Day = 7;

/// Who moves on and where, and how many did on each day.
#[derive(Clone, Debug)]
pub struct Onward {
    /// Whether people move on to each place.
    goals: Vec<bool>,
    /// Whether people move on from each place.
    sources: Vec<bool>,
    /// The links that lead into the countries people move on to.
    entries: Vec<LinkId>,
    /// Whether a way leads from each place to one that people move on to, by links that can be used today.
    leads_on: Vec<bool>,
    /// Persons who are where they can move on from before the first day.
    there: u64,
    /// Serial numbers, scattered over all of 32 bits, below which a household would go at all.
    willing_below: u64,
    /// Factor on the rate on each day for what season and word do not tell.
    spread: Vec<f64>,
    /// Persons who set out into these countries on each day so far; empty where nobody moves on.
    crossed: Vec<u32>,
}

impl Onward {
    /// Who could move on in a world, before its first day.
    pub fn new(world: &World, draws: &Draws) -> Self {
        let settings = &world.settings.onward;
        let is_goal = |country: &str| settings.to.iter().any(|to| to == country);
        let goals: Vec<bool> = (world.places.iter())
            .map(|place| is_goal(place.country.code()))
            .collect();
        let links = world.network.links().iter().enumerate();
        let entries: Vec<LinkId> = links
            .filter(|(_, link)| goals[link.to.index()] && !goals[link.from.index()])
            .map(|(index, _)| LinkId(index as u32))
            .collect();
        let moves_on =
            |place: PlaceId| !entries.is_empty() && world.is_abroad(place) && !goals[place.index()];
        let all = (0..world.places.len() as u32).map(PlaceId);
        let sources: Vec<bool> = all.map(moves_on).collect();
        let there = world.present.iter();
        let there = there.filter(|present| sources[present.place.index()]);
        Self {
            there: there.map(|present| present.persons as u64).sum(),
            willing_below: (settings.willing * SERIALS as f64) as u64,
            spread: spread(settings.spread, world.calendar, draws),
            goals,
            sources,
            entries,
            leads_on: vec![false; world.places.len()],
            crossed: Vec::new(),
        }
    }

    /// Looks at today's ways.
    pub fn look(&mut self, world: &World, conditions: &Conditions) {
        self.leads_on.copy_from_slice(&self.goals);
        let mut is_done = self.entries.is_empty();
        while !is_done {
            is_done = true;
            let links = world.network.links().iter().zip(&conditions.usable);
            for (link, _) in links.filter(|&(_, &usable)| usable) {
                if self.leads_on[link.to.index()] && !self.leads_on[link.from.index()] {
                    self.leads_on[link.from.index()] = true;
                    is_done = false;
                }
            }
        }
    }

    /// Whether people move on to a place.
    #[inline]
    pub fn leads_to(&self, place: PlaceId) -> bool {
        self.goals[place.index()]
    }

    /// Whether people who stayed in the one place and come to stay in the other have come into these countries.
    #[inline]
    pub fn is_moving_on(&self, from: PlaceId, to: PlaceId) -> bool {
        self.goals[to.index()] && !self.goals[from.index()]
    }

    /// Whether a household would move on at all: a share of those of each origin, spread evenly over their
    /// serial numbers, and of two shares the smaller one's are among the larger one's.
    #[inline]
    pub fn would_go(&self, serial: u32) -> bool {
        (serial.wrapping_mul(GOLDEN) as u64) < self.willing_below
    }

    /// Rate a day at which households in a place set out, of those who would go at all: 0 while
    /// no way leads on.
    ///
    /// Those hosted since before the first day and those displaced in the run are alike: our judgement.
    /// Who is back home or has settled stays.
    pub fn rate(
        &self,
        world: &World,
        place: PlaceId,
        status: Status,
        now: &Circumstances<'_>,
    ) -> f64 {
        let may_go = matches!(status, Status::Hosted | Status::Displaced);
        if !may_go || !self.sources[place.index()] || !self.leads_on[place.index()] {
            return 0.0;
        }
        let settings = &world.settings.onward;
        let month = world.calendar.date(now.day).month();
        let spread = self.spread.get(now.day as usize).copied().unwrap_or(1.0);
        rate(settings, month, self.news(settings, now.day)) * spread * (1.0 - now.weather)
    }

    /// Persons who moved on in the days that are news on a day, as a share of those there before the first;
    /// none where nobody was.
    fn news(&self, settings: &settings::Onward, day: Day) -> f64 {
        let until = (day - day % NEWS_EVERY_DAYS) as usize;
        let from = until.saturating_sub(settings.news_days as usize);
        let persons: u64 = (self.crossed.get(from..until).into_iter().flatten())
            .map(|&persons| persons as u64)
            .sum();
        if self.there == 0 {
            return 0.0;
        }
        persons as f64 / self.there as f64
    }

    /// Notes how many moved on today.
    pub fn note(&mut self, counts: &Counts) {
        if !self.entries.is_empty() {
            let set_out = self.entries.iter().map(|link| counts.set_out[link.index()]);
            self.crossed.push(set_out.fold(0, u32::saturating_add));
        }
    }

    /// Persons who moved on, on each day so far.
    pub fn crossed(&self) -> &[u32] {
        &self.crossed
    }

    /// Takes up what was noted in the first `days`; false if it cannot be of this world.
    pub fn take_up(&mut self, crossed: Vec<u32>, days: Day) -> bool {
        let noted = if self.entries.is_empty() { 0 } else { days };
        self.crossed = crossed;
        self.crossed.len() == noted as usize
    }
}

/// A lognormal factor of mean 1 for each day, drawn anew for each calendar month.
fn spread(sigma: f64, calendar: Calendar, draws: &Draws) -> Vec<f64> {
    let of = |day: Day| {
        let first = day.saturating_sub(calendar.date(day).day() as Day - 1);
        draws.factor(sigma, Subject::world(), first, Purpose::Onward)
    };
    (0..calendar.days()).map(of).collect()
}

/// How many serial numbers there are.
const SERIALS: u64 = 1 << 32;

/// 2^32 over the golden ratio: multiples of it fall evenly, however many there are (Weyl; Knuth, TAOCP 3, 6.4).
const GOLDEN: u32 = 0x9E37_79B9;

/// Rate a day in a month, 1 to 12, when a share `news` of all who were there moved on lately.
///
/// It is that of those who would go: so many more that all together begin at the rate of the settings.
fn rate(settings: &settings::Onward, month: i8, news: f64) -> f64 {
    if settings.willing == 0.0 {
        return 0.0;
    }
    let season = settings.season.get(month as usize - 1).copied();
    let of_all = settings.rate * season.unwrap_or(1.0) * (1.0 + settings.news_factor * news);
    of_all / settings.willing
}

#[cfg(test)]
mod tests;
