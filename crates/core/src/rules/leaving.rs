//! Leaving: the daily chance that a household goes on from where it is.

use crate::people::Status;
use crate::place::PlaceKind;
use crate::rules::circumstances::{Circumstances, at_level};
use crate::rules::{floods, shelter, waiting};
use crate::settings::{Movement, Settings};

/// Chance a day of leaving a place.
///
/// A camp or host community that is closed is left as a town is. Conflict raises the chance
/// in a straight line up to `conflict_leave` at intensity 1; with `flee_quirks` any conflict counts in full.
/// `flight` is the rate at which residents flee the place: people who are back home live as residents do, and people
/// who were displaced before flee `displaced_factor` times as readily besides (our judgement).
/// Weather keeps people back, but for displaced people in the open; it is in `flight` already. `heed` is how far people heed a flood forecast.
pub fn chance(
    settings: &Settings,
    status: Status,
    now: &Circumstances<'_>,
    flight: f64,
    heed: f64,
) -> f64 {
    match status {
        Status::Settled => return 0.0,
        Status::Returned => return waiting::chance(flight),
        Status::Hosted | Status::Displaced => {}
    }
    let of_flood = at_level(&settings.floods.leave, now.flood).filter(|_| now.flood > 0);
    let chance = of_flood.unwrap_or_else(|| on_dry_ground(settings, status, now));
    let alarm = floods::leaving(&settings.floods, now);
    let chance = (chance * alarm.map_or(1.0, |alarm| alarm * heed)).min(1.0) * (1.0 - now.weather);
    if status != Status::Displaced {
        return chance;
    }
    let chance = seeking_a_roof(&settings.movement, now, chance);
    let again = settings.onset.displaced_factor * flight;
    if of_flood.is_none() && again > 0.0 {
        1.0 - (1.0 - chance) * (1.0 - waiting::chance(again))
    } else {
        chance
    }
}

/// The chance with that of those in the open, who move on by `open_leave`, or by the share that weather keeps back of
/// others, if that is more (our judgement: frost drives people under a roof).
fn seeking_a_roof(movement: &Movement, now: &Circumstances<'_>, usual: f64) -> f64 {
    let share = f64::from(now.in_the_open) / f64::from(shelter::STEPS);
    usual + share * (movement.open_leave.max(now.weather) - usual).max(0.0)
}

fn on_dry_ground(settings: &Settings, status: Status, now: &Circumstances<'_>) -> f64 {
    let movement = &settings.movement;
    let mut chance = under_conflict(movement, now, calm(movement, status, now));
    if movement.leave_population_power != 0.0 {
        let size = now.residents.max(now.capacity.unwrap_or(0)) as f64;
        let relative = size / movement.leave_population_base;
        chance *= libm::pow(relative, movement.leave_population_power);
    }
    if settings.food.hungry_leave {
        chance = now.hungry() + (1.0 - now.hungry()) * chance;
    }
    chance
}

/// The chance where there is no conflict.
fn calm(movement: &Movement, status: Status, now: &Circumstances<'_>) -> f64 {
    let left_as_a_town = match now.kind {
        PlaceKind::Camp | PlaceKind::IdpCamp | PlaceKind::Host => now.calmed || !now.open,
        _ => now.calmed,
    };
    let usual = match (status, now.kind) {
        _ if left_as_a_town => return movement.town_leave,
        (Status::Hosted, _) => return movement.hosted_leave,
        (_, PlaceKind::Camp) => movement.camp_leave,
        (_, PlaceKind::IdpCamp) => movement.idp_camp_leave,
        (_, PlaceKind::Town | PlaceKind::FloodZone) => movement.town_leave,
        (_, PlaceKind::Host) => movement.host_leave,
        (_, PlaceKind::Crossing | PlaceKind::Hub | PlaceKind::Marker) => movement.transit_leave,
    };
    now.own_leave.unwrap_or(usual)
}

fn under_conflict(movement: &Movement, now: &Circumstances<'_>, calm: f64) -> f64 {
    match (now.intensity > 0.0, movement.flee_quirks) {
        (false, _) => calm,
        (true, true) => movement.conflict_leave,
        (true, false) => calm + (movement.conflict_leave - calm).max(0.0) * now.intensity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic;

    fn settings(change: impl Fn(&mut Settings)) -> Settings {
        let mut settings = Settings::default();
        change(&mut settings);
        settings
    }

    /// A rate at which four in a hundred flee a day: -ln(0.96).
    const FLIGHT: f64 = 0.040_821_994_520_255_166;

    /// The chance in a place of a kind with 1,000 residents, under circumstances.
    fn chance_in(
        settings: &Settings,
        status: Status,
        kind: PlaceKind,
        change: impl Fn(&mut Circumstances<'_>),
    ) -> f64 {
        let mut place = synthetic::world(0, 1, 1).places.remove(0);
        (place.kind, place.population) = (kind, 1000);
        let mut now = Circumstances::quiet(&place);
        change(&mut now);
        chance(settings, status, &now, FLIGHT, 0.5)
    }

    fn at(status: Status, kind: PlaceKind, open: bool, intensity: f64) -> f64 {
        chance_in(&Settings::default(), status, kind, |now| {
            now.open = open;
            now.intensity = intensity;
        })
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
        assert!((at(Status::Returned, PlaceKind::Town, true, 0.5) - 0.04).abs() < 1e-12);
    }

    #[test]
    fn the_displaced_flee_again_besides_and_weather_keeps_back_who_stays() {
        let again = settings(|s| s.onset.displaced_factor = 2.0);
        let storm = |now: &mut Circumstances<'_>| now.weather = 0.75;
        let of = |status, change: fn(&mut Circumstances<'_>)| {
            chance_in(&again, status, PlaceKind::Town, change)
        };
        // 1 - 0.7 * 0.96^2, and in a storm 1 - 0.925 * 0.96^2: the rate of flight has the weather in it.
        assert!((of(Status::Displaced, |_| {}) - 0.354_88).abs() < 1e-12);
        assert!((of(Status::Displaced, storm) - 0.147_52).abs() < 1e-12);
        assert!((of(Status::Hosted, storm) - 0.0).abs() < 1e-12);
        assert!((of(Status::Returned, storm) - 0.04).abs() < 1e-12);
        let without = chance_in(
            &Settings::default(),
            Status::Displaced,
            PlaceKind::Town,
            storm,
        );
        assert_eq!(without, 0.075);
    }

    #[test]
    fn to_flee_any_conflict_is_full_and_a_calmed_camp_is_left_as_a_town() {
        let quirks = settings(|s| {
            s.movement.flee_quirks = true;
            s.movement.conflict_leave = 0.2;
        });
        let camp = |change: fn(&mut Circumstances<'_>)| {
            chance_in(&quirks, Status::Displaced, PlaceKind::Camp, change)
        };
        assert_eq!(camp(|now| now.intensity = 0.1), 0.2);
        assert_eq!(camp(|now| now.calmed = true), 0.3);
    }

    #[test]
    fn the_hungry_leave_for_certain() {
        let hungry = settings(|s| {
            s.movement.flee_quirks = true;
            s.food.hungry_leave = true;
        });
        let chance = chance_in(&hungry, Status::Displaced, PlaceKind::Town, |now| {
            now.hunger = Some(15.0);
        });
        assert!((chance - 0.405).abs() < 1e-12);
    }

    #[test]
    fn chances_grow_with_the_larger_of_residents_and_capacity() {
        let large = settings(|s| s.movement.leave_population_power = 0.5);
        let town = |capacity| {
            chance_in(&large, Status::Displaced, PlaceKind::Town, |now| {
                now.capacity = capacity;
            })
        };
        assert!((town(None) - 0.3 * libm::sqrt(0.1)).abs() < 1e-12);
        assert!((town(Some(2500)) - 0.15).abs() < 1e-12);
        assert_eq!(town(Some(1_000_000)), 1.0);
    }

    #[test]
    fn displaced_people_in_the_open_seek_a_roof() {
        let seeking = settings(|s| s.movement.open_leave = 0.4);
        let at =
            |status, kind, share| chance_in(&seeking, status, kind, |now| now.in_the_open = share);
        // Three in four as usual, one in four with 0.4.
        let camp = at(Status::Displaced, PlaceKind::Camp, 5);
        assert!((camp - (0.75 * 0.001 + 0.25 * 0.4)).abs() < 1e-12);
        assert_eq!(at(Status::Displaced, PlaceKind::Camp, 0), 0.001);
        assert_eq!(at(Status::Displaced, PlaceKind::Crossing, 20), 1.0);
        assert_eq!(at(Status::Hosted, PlaceKind::Host, 20), 0.0);
    }

    #[test]
    fn frost_keeps_back_who_has_a_roof_and_drives_out_who_has_none() {
        let at = |open_leave, weather| {
            let seeking = settings(|s| s.movement.open_leave = open_leave);
            chance_in(&seeking, Status::Displaced, PlaceKind::Town, |now| {
                (now.in_the_open, now.weather) = (5, weather);
            })
        };
        // Of the three in four under a roof 0.3 * 0.4 go, of those in the open the larger of 0.6 and `open_leave`.
        assert!((at(0.0, 0.6) - (0.75 * 0.12 + 0.25 * 0.6)).abs() < 1e-12);
        assert!((at(0.8, 0.6) - (0.75 * 0.12 + 0.25 * 0.8)).abs() < 1e-12);
        // In weak wind nobody goes sooner than in fair weather.
        assert!((at(0.0, 0.1) - 0.3 * 0.9).abs() < 1e-12);
    }

    #[test]
    fn a_flood_replaces_every_other_chance() {
        let floods = settings(|s| s.floods.leave = vec![0.0, 0.5, 0.9]);
        let camp = |level| {
            chance_in(&floods, Status::Displaced, PlaceKind::Camp, |now| {
                now.intensity = 1.0;
                now.flood = level;
            })
        };
        assert_eq!([0, 1, 2].map(camp), [1.0, 0.5, 0.9]);
    }

    #[test]
    fn a_forecast_drives_out_as_far_as_it_is_heeded() {
        let forecasts = settings(|s| {
            s.floods.leave = vec![0.0, 0.5];
            s.floods.forecast_days = 2;
            s.floods.forecast_until = 9;
            s.floods.forecast_weights = vec![3.0];
        });
        let town = |flood, forecast: &'static [u32]| {
            chance_in(&forecasts, Status::Displaced, PlaceKind::Town, |now| {
                now.flood = flood;
                now.forecast = forecast;
            })
        };
        // One of two days ahead weighs 3, half of which is heeded: 0.75 times the chance of the place.
        assert!((town(0, &[0, 1, 0]) - 0.3 * 0.75).abs() < 1e-12);
        assert_eq!(town(1, &[1, 1, 0]), 0.375);
        assert_eq!(town(1, &[1, 0, 0]), 0.0);
        let returned = |now: &mut Circumstances<'_>| now.forecast = &[0, 0, 0];
        let of_returned = chance_in(&forecasts, Status::Returned, PlaceKind::Town, returned);
        assert!((of_returned - 0.04).abs() < 1e-12);
    }
}
