//! Capacity: a place turns less attractive as it fills, and takes nobody once it is full.

use crate::conditions::Conditions;
use crate::place::PlaceKind;
use crate::settings::Movement;
use crate::shelter::ShelterKind;

/// Room for displaced persons in a place, before `movement.capacity_scaling`.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Persons; `None` means no limit.
    pub capacity: Option<u32>,
    /// How many of them would be in the open.
    pub open: u32,
}

impl Room {
    /// The room of a place today.
    pub fn today(conditions: &Conditions, place: usize) -> Self {
        Self {
            capacity: conditions.capacity[place],
            open: conditions.shelter[place].map_or(0, |room| room.of(ShelterKind::Open)),
        }
    }
}

/// What the people who are in a place already make of it for others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crowding {
    /// Factor on attraction, 0 to 1.
    pub factor: f64,
    /// Whether nobody sets out for it any more.
    pub is_full: bool,
}

/// The crowding of a place that holds `present` persons.
///
/// The factor is 1 up to the buffer and falls in a straight line to 0 at full capacity (Flee, `getCapMultiplier`).
/// Where part of the room is in the open, it falls so to `open_weight` at the end of the room under a roof, and
/// from there likewise to 0 over the last of the room in the open (our judgement).
pub fn crowding(settings: &Movement, present: u32, room: Room) -> Crowding {
    let Some(capacity) = room.capacity else {
        return Crowding {
            factor: 1.0,
            is_full: false,
        };
    };
    let (scaling, buffer) = (settings.capacity_scaling, settings.capacity_buffer);
    let roofed = (capacity - room.open) as f64 * scaling;
    let under_roof = left(present, roofed * buffer, roofed);
    if room.open == 0 || settings.open_weight == 0.0 {
        return Crowding {
            factor: under_roof,
            is_full: under_roof < REFUSED_BELOW,
        };
    }
    let open = room.open as f64 * scaling;
    let in_the_open = left(present, roofed + open * buffer, roofed + open);
    let least = settings.open_weight;
    Crowding {
        factor: (1.0 - least) * under_roof + least * in_the_open,
        is_full: in_the_open < REFUSED_BELOW,
    }
}

/// 1 up to `eased`, falling in a straight line to 0 at `full`.
fn left(present: u32, eased: f64, full: f64) -> f64 {
    let present = present as f64;
    if present >= full {
        0.0
    } else if present <= eased {
        1.0
    } else {
        1.0 - (present - eased) / (full - eased)
    }
}

/// What is left below which nobody sets out for a place any more: halfway between the buffer and full.
const REFUSED_BELOW: f64 = 0.5;

/// Whether a place of a kind takes nobody once it is full; to Flee only camps do.
pub fn refuses(settings: &Movement, kind: PlaceKind) -> bool {
    kind.is_camp() || !settings.flee_quirks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(capacity: u32, open: u32) -> Room {
        Room {
            capacity: Some(capacity),
            open,
        }
    }

    #[test]
    fn the_values_of_flee_for_a_camp_of_a_hundred() {
        let settings = Movement::default();
        for (present, factor, is_full) in [
            (0, 1.0, false),
            (90, 1.0, false),
            (91, 0.9, false),
            (95, 0.5, false),
            (96, 0.4, true),
            (99, 0.1, true),
            (100, 0.0, true),
            (140, 0.0, true),
        ] {
            let crowding = crowding(&settings, present, room(100, 0));
            assert!((crowding.factor - factor).abs() < 1e-12, "{present}");
            assert_eq!(crowding.is_full, is_full, "{present}");
        }
        let unlimited = Room {
            capacity: None,
            open: 0,
        };
        assert_eq!(crowding(&settings, 1_000_000, unlimited).factor, 1.0);
    }

    #[test]
    fn a_buffer_of_one_is_a_step() {
        let settings = Movement {
            capacity_buffer: 1.0,
            ..Movement::default()
        };
        let factor = |present| crowding(&settings, present, room(100, 0)).factor;
        assert_eq!([99, 100].map(factor), [1.0, 0.0]);
    }

    #[test]
    fn the_open_draws_less_and_is_full_at_last() {
        let settings = Movement {
            open_weight: 0.2,
            ..Movement::default()
        };
        // Roofs for 100, and room for 50 more in the open, the last five of them beyond the buffer.
        for (present, factor, is_full) in [
            (90, 1.0, false),
            (95, 0.6, false),
            (100, 0.2, false),
            (145, 0.2, false),
            (147, 0.12, false),
            (148, 0.08, true),
            (150, 0.0, true),
        ] {
            let crowding = crowding(&settings, present, room(150, 50));
            assert!((crowding.factor - factor).abs() < 1e-12, "{present}");
            assert_eq!(crowding.is_full, is_full, "{present}");
        }
    }

    #[test]
    fn nobody_sets_out_for_the_open_unless_it_has_a_weight() {
        let settings = Movement::default();
        for present in 0..160 {
            let (with, without) = (room(150, 50), room(100, 0));
            let of = |room| crowding(&settings, present, room);
            assert_eq!(of(with), of(without), "{present}");
        }
    }

    #[test]
    fn room_is_scaled_under_roofs_and_in_the_open() {
        let settings = Movement {
            open_weight: 0.2,
            capacity_scaling: 2.0,
            ..Movement::default()
        };
        let factor = |present| crowding(&settings, present, room(150, 50)).factor;
        assert_eq!([180, 200, 290, 300].map(factor), [1.0, 0.2, 0.2, 0.0]);
    }
}
