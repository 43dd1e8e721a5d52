//! Leaving: the daily chance that a household goes on from where it is.

use crate::people::Status;
use crate::place::PlaceKind;
use crate::settings::Movement;

/// Chance a day of leaving a place of a kind.
///
/// `open` is false for a camp or host community that is closed: it is left as a town is. Conflict raises the chance
/// in a straight line up to `conflict_leave` at intensity 1 (Flee knows only 0 and 1).
/// `flight` is the chance that residents flee the place: people who are back home live as residents do.
pub fn chance(
    settings: &Movement,
    status: Status,
    kind: PlaceKind,
    open: bool,
    intensity: f64,
    flight: f64,
) -> f64 {
    let calm = match (status, kind) {
        (Status::Settled, _) => return 0.0,
        (Status::Returned, _) => return flight,
        (
            Status::Hosted | Status::Displaced,
            PlaceKind::Camp | PlaceKind::IdpCamp | PlaceKind::Host,
        ) if !open => settings.town_leave,
        (Status::Hosted, _) => settings.hosted_leave,
        (Status::Displaced, PlaceKind::Camp) => settings.camp_leave,
        (Status::Displaced, PlaceKind::IdpCamp) => settings.idp_camp_leave,
        (Status::Displaced, PlaceKind::Town | PlaceKind::FloodZone) => settings.town_leave,
        (Status::Displaced, PlaceKind::Host) => settings.host_leave,
        (Status::Displaced, PlaceKind::Crossing | PlaceKind::Hub | PlaceKind::Marker) => {
            settings.transit_leave
        }
    };
    calm + (settings.conflict_leave - calm).max(0.0) * intensity
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(status: Status, kind: PlaceKind, open: bool, intensity: f64) -> f64 {
        chance(&Movement::default(), status, kind, open, intensity, 0.04)
    }

    #[test]
    fn each_kind_has_its_chance() {
        assert_eq!(at(Status::Displaced, PlaceKind::Town, true, 0.0), 0.3);
        assert_eq!(at(Status::Displaced, PlaceKind::Camp, true, 0.0), 0.001);
        assert_eq!(at(Status::Displaced, PlaceKind::Crossing, true, 0.0), 1.0);
        assert_eq!(at(Status::Hosted, PlaceKind::Host, true, 0.0), 0.0);
    }

    #[test]
    fn conflict_raises_it_and_a_closed_camp_is_left_as_a_town() {
        assert!((at(Status::Displaced, PlaceKind::Town, true, 0.5) - 0.65).abs() < 1e-12);
        assert_eq!(at(Status::Displaced, PlaceKind::Camp, true, 1.0), 1.0);
        for status in [Status::Displaced, Status::Hosted] {
            assert_eq!(at(status, PlaceKind::Camp, false, 0.0), 0.3);
            assert_eq!(at(status, PlaceKind::Host, false, 0.0), 0.3);
        }
    }

    #[test]
    fn the_settled_stay_and_the_returned_flee_as_residents() {
        assert_eq!(at(Status::Settled, PlaceKind::Town, true, 1.0), 0.0);
        assert_eq!(at(Status::Returned, PlaceKind::Town, true, 0.5), 0.04);
    }
}
