//! Settling: the sinks, where people stay for good and decide no more.

use crate::people::Status;
use crate::place::PlaceKind;
use crate::rules::circumstances::Circumstances;
use crate::settings::Settling;

/// Chance a day that a household settles where it is; nobody settles in a camp that is closed.
pub fn chance(settings: &Settling, status: Status, now: &Circumstances<'_>) -> f64 {
    let own = now.place.traits.settle;
    match (status, now.kind) {
        _ if !now.open => 0.0,
        (Status::Returned | Status::Settled, _) => 0.0,
        (_, PlaceKind::Camp | PlaceKind::IdpCamp) => own.unwrap_or(settings.camp),
        (_, PlaceKind::Host) => own.unwrap_or(settings.host),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic;

    #[test]
    fn camps_and_hosts_are_sinks() {
        let settings = Settling {
            camp: 0.01,
            host: 0.02,
        };
        let at = |status, kind, own| {
            let mut place = synthetic::world(0, 1, 1).places.remove(0);
            place.kind = kind;
            place.traits.settle = own;
            chance(&settings, status, &Circumstances::quiet(&place))
        };
        assert_eq!(at(Status::Displaced, PlaceKind::IdpCamp, None), 0.01);
        assert_eq!(at(Status::Displaced, PlaceKind::Camp, Some(0.5)), 0.5);
        assert_eq!(at(Status::Hosted, PlaceKind::Host, None), 0.02);
        assert_eq!(at(Status::Displaced, PlaceKind::Town, None), 0.0);
        assert_eq!(at(Status::Settled, PlaceKind::Host, None), 0.0);
    }
}
