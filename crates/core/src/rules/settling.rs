//! Settling: the sinks, where people stay for good and decide no more.

use crate::people::Status;
use crate::place::PlaceKind;
use crate::settings::Settling;

/// Chance a day that a household settles where it is; nobody settles in a camp that is closed.
pub fn chance(settings: &Settling, status: Status, kind: PlaceKind, open: bool) -> f64 {
    match (status, kind) {
        _ if !open => 0.0,
        (Status::Returned | Status::Settled, _) => 0.0,
        (_, PlaceKind::Camp | PlaceKind::IdpCamp) => settings.camp,
        (_, PlaceKind::Host) => settings.host,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camps_and_hosts_are_sinks() {
        let settings = Settling {
            camp: 0.01,
            host: 0.02,
        };
        assert_eq!(
            chance(&settings, Status::Displaced, PlaceKind::IdpCamp, true),
            0.01
        );
        assert_eq!(
            chance(&settings, Status::Hosted, PlaceKind::Host, true),
            0.02
        );
        assert_eq!(
            chance(&settings, Status::Displaced, PlaceKind::Town, true),
            0.0
        );
        assert_eq!(
            chance(&settings, Status::Settled, PlaceKind::Host, true),
            0.0
        );
    }
}
