//! Random numbers that are a pure function of who draws, when and what for.
//!
//! Nothing is drawn from a shared stream: every draw names its subject (a household, a place, an
//! event), the day, the purpose and a step, and so is the same whatever else is drawn before it.

mod philox;

use std::convert::Infallible;

use rand::TryRng;
use rand_distr::{Distribution, LogNormal};

use crate::calendar::Day;

pub use philox::philox4x32;

/// What a draw is for. A new purpose takes a new number and shifts no other draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Purpose {
    /// Words: size of a household.
    HouseholdSize = 0,
    /// A step for four persons of a household, a word each: age band in the low half, sex in the high half.
    Composition = 1,
    /// Words 0 and 1: days until the next decision; step 0 on arrival, step 1 when chances change.
    Wait = 2,
    /// Words: 0 which chance came true, 1 the route, 2 the route again if 1 fell on home, 3 whether the border lets through.
    Decision = 3,
    /// As `Decision`, on the way during a day; the step is the leg.
    Leg = 4,
    /// A stream: persons of a place who become displaced.
    Onset = 5,
    /// Words: 0 whether an event happens, 1 on which day; 2 and 3 when a ceasefire breaks.
    Event = 6,
    /// A stream: for generated worlds.
    World = 7,
    /// Word 0: whether the last household of a place's number for the day leaves whole or stays.
    LastHousehold = 8,
    /// Word 0: whether a household walks today on a link where some days are walked; the step is the leg.
    Walk = 9,
    /// A step for four attributes of a person, a word each.
    Attribute = 10,
    /// Words: the design of a study, and what its intervals are drawn from; the step is the use.
    Study = 11,
    /// A stream: how much more or less than the conflict tells people flee a place, from the first day of a period on.
    Spread = 12,
    /// Word 0: whether a place that is attacked on a day is saved.
    Capture = 13,
    /// A stream: how much more or fewer people move on than season and word tell, from the first day of a month on.
    Onward = 14,
}

/// The subject of a draw: a household by origin and serial number, or a place or event by its own kind of origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The origin code of a household, or one of the marks below.
    pub origin: u32,
    /// The number within that origin.
    pub serial: u32,
}

impl Subject {
    /// A place.
    pub fn place(place: u32) -> Self {
        Self {
            origin: u32::MAX,
            serial: place,
        }
    }

    /// The world as a whole.
    pub fn world() -> Self {
        Self {
            origin: u32::MAX - 2,
            serial: 0,
        }
    }

    /// An event, by a number made of its text.
    pub fn event(code: u32) -> Self {
        Self {
            origin: u32::MAX - 1,
            serial: code,
        }
    }
}

/// The source of all draws of one replicate.
#[derive(Clone, Copy, Debug)]
pub struct Draws {
    key: [u32; 2],
    replicate: u32,
}

impl Draws {
    /// The draws of a replicate under a seed.
    pub fn new(seed: u64, replicate: u32) -> Self {
        Self {
            key: [seed as u32, (seed >> 32) as u32],
            replicate,
        }
    }

    /// Four random words.
    #[inline]
    pub fn words(&self, who: Subject, day: Day, purpose: Purpose, step: u8) -> [u32; 4] {
        let when = day as u32 | (purpose as u32) << 16 | (step as u32) << 24;
        philox4x32([who.serial, who.origin, when, self.replicate], self.key)
    }

    /// A lognormal factor of mean 1, with the standard deviation `sigma` of its logarithm: 1 where that is 0.
    pub fn factor(&self, sigma: f64, who: Subject, day: Day, purpose: Purpose) -> f64 {
        if sigma == 0.0 {
            return 1.0;
        }
        let mut stream = self.stream(who, day, purpose);
        LogNormal::new(-0.5 * sigma * sigma, sigma).map_or(1.0, |factor| factor.sample(&mut stream))
    }

    /// An endless stream, for distributions that take an unknown number of words.
    pub fn stream(&self, who: Subject, day: Day, purpose: Purpose) -> Stream {
        Stream {
            draws: *self,
            who,
            day,
            purpose,
            step: 0,
            words: [0; 4],
            left: 0,
        }
    }
}

/// A number in the open interval (0, 1) from one word.
#[inline]
pub fn unit(word: u32) -> f64 {
    (word as f64 + 0.5) * (1.0 / 4_294_967_296.0)
}

/// A number in the open interval (0, 1) from two words, fine enough for rare events.
#[inline]
pub fn fine_unit(high: u32, low: u32) -> f64 {
    let bits = ((high as u64) << 20) | (low as u64 >> 12);
    (bits as f64 + 0.5) * (1.0 / 4_503_599_627_370_496.0)
}

/// Words of one subject, day and purpose, one after the other, behind `rand`'s trait.
#[derive(Clone, Debug)]
pub struct Stream {
    draws: Draws,
    who: Subject,
    day: Day,
    purpose: Purpose,
    step: u32,
    words: [u32; 4],
    left: usize,
}

impl Stream {
    fn next(&mut self) -> u32 {
        if self.left == 0 {
            // Steps past 255 go on in the upper half of the serial number: places and events that draw
            // so many words have small ones.
            let who = Subject {
                serial: self.who.serial ^ (self.step >> 8) << 16,
                ..self.who
            };
            self.words = self
                .draws
                .words(who, self.day, self.purpose, self.step as u8);
            self.step += 1;
            self.left = 4;
        }
        self.left -= 1;
        self.words[3 - self.left]
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.next())
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let low = self.next() as u64;
        Ok(low | (self.next() as u64) << 32)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for part in bytes.chunks_mut(4) {
            let word = self.next().to_le_bytes();
            part.copy_from_slice(&word[..part.len()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;

    const SOMEBODY: Subject = Subject {
        origin: 3,
        serial: 17,
    };

    #[test]
    fn literal_words_of_one_draw() {
        let words = Draws::new(2020, 0).words(SOMEBODY, 81, Purpose::Wait, 0);
        assert_eq!(
            words,
            Draws::new(2020, 0).words(SOMEBODY, 81, Purpose::Wait, 0)
        );
        assert_eq!(
            words,
            [3_458_010_517, 987_830_596, 4_290_276_558, 3_134_691_280]
        );
    }

    #[test]
    fn every_part_of_the_name_of_a_draw_matters() {
        let draws = Draws::new(1, 0);
        let base = draws.words(SOMEBODY, 1, Purpose::Leg, 1);
        let others = [
            Draws::new(2, 0).words(SOMEBODY, 1, Purpose::Leg, 1),
            Draws::new(1 << 32 | 1, 0).words(SOMEBODY, 1, Purpose::Leg, 1),
            Draws::new(1, 1).words(SOMEBODY, 1, Purpose::Leg, 1),
            draws.words(
                Subject {
                    serial: 18,
                    ..SOMEBODY
                },
                1,
                Purpose::Leg,
                1,
            ),
            draws.words(
                Subject {
                    origin: 4,
                    ..SOMEBODY
                },
                1,
                Purpose::Leg,
                1,
            ),
            draws.words(SOMEBODY, 2, Purpose::Leg, 1),
            draws.words(SOMEBODY, 1, Purpose::Decision, 1),
            draws.words(SOMEBODY, 1, Purpose::Leg, 2),
        ];
        assert!(others.iter().all(|other| *other != base));
    }

    #[test]
    fn a_stream_gives_the_words_of_its_steps() {
        let draws = Draws::new(5, 2);
        let mut stream = draws.stream(SOMEBODY, 4, Purpose::Onset);
        let taken: Vec<u32> = (0..8).map(|_| stream.next_u32()).collect();
        assert_eq!(taken[..4], draws.words(SOMEBODY, 4, Purpose::Onset, 0));
        assert_eq!(taken[4..], draws.words(SOMEBODY, 4, Purpose::Onset, 1));
    }

    #[test]
    fn units_stay_inside_the_open_interval() {
        assert!(unit(0) > 0.0 && unit(u32::MAX) < 1.0);
        assert!(fine_unit(0, 0) > 0.0 && fine_unit(u32::MAX, u32::MAX) < 1.0);
    }
}
