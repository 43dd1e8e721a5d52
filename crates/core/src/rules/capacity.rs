//! Capacity: a place turns less attractive as it fills, and takes nobody once it is full.

use crate::settings::Movement;

/// Factor on the attraction of a place that holds `present` of `capacity` persons.
///
/// 1 up to the buffer, falling in a straight line to 0 at full capacity (Flee, `getCapMultiplier`).
pub fn factor(settings: &Movement, present: u32, capacity: Option<u32>) -> f64 {
    let Some(capacity) = capacity else { return 1.0 };
    let full = capacity as f64 * settings.capacity_scaling;
    let eased = full * settings.capacity_buffer;
    let present = present as f64;
    if present >= full {
        0.0
    } else if present <= eased {
        1.0
    } else {
        1.0 - (present - eased) / (full - eased)
    }
}

/// Factor below which nobody sets out for a place any more: halfway between the buffer and full.
pub const REFUSED_BELOW: f64 = 0.5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_flee_for_a_camp_of_a_hundred() {
        let settings = Movement::default();
        let at = |present| factor(&settings, present, Some(100));
        for (present, expected) in [
            (0, 1.0),
            (90, 1.0),
            (91, 0.9),
            (95, 0.5),
            (99, 0.1),
            (100, 0.0),
            (140, 0.0),
        ] {
            assert!((at(present) - expected).abs() < 1e-12, "{present}");
        }
        assert_eq!(factor(&settings, 1_000_000, None), 1.0);
    }

    #[test]
    fn a_buffer_of_one_is_a_step() {
        let settings = Movement {
            capacity_buffer: 1.0,
            ..Movement::default()
        };
        assert_eq!(factor(&settings, 99, Some(100)), 1.0);
        assert_eq!(factor(&settings, 100, Some(100)), 0.0);
    }
}
