//! What ways weigh, against values that Flee gives or that are worked out by hand.

use super::weights::prune;
use super::*;
use crate::people::Profiles;
use crate::place::PlaceKind;
use crate::rules::routes::Candidate;
use crate::rules::routes::testing::world;

impl Ways {
    /// The ends of the ways from a place, and their weights.
    fn weights(&self, here: PlaceId) -> Vec<(PlaceId, f64)> {
        let (first, candidates) = self.routes.of(here);
        let mut before = 0.0;
        let weight = |(way, &sum): (&Candidate, &f64)| {
            let weight = sum - before;
            before = sum;
            (way.end, weight)
        };
        candidates
            .iter()
            .zip(&self.cumulative[first..])
            .map(weight)
            .collect()
    }
}

const T: PlaceKind = PlaceKind::Town;

/// The ends of the ways from a place and what they weigh, with these persons present in each place.
fn weights(world: &World, here: u32, present: &[u32]) -> Vec<(u32, f64)> {
    weights_where(world, here, present, |_| ())
}

/// The same where the circumstances of the day differ from those before it.
fn weights_where(
    world: &World,
    here: u32,
    present: &[u32],
    differ: impl Fn(&mut [Circumstances<'_>]),
) -> Vec<(u32, f64)> {
    let conditions = Conditions::new(world);
    let mut counts = Counts::new(vec![0; world.places.len()], world.network.links().len());
    for (place, &persons) in present.iter().enumerate() {
        counts.present[place][0] = persons;
    }
    let mut places = Circumstances::everywhere(world, &conditions, &counts, 0);
    differ(&mut places);
    let mut ways = Ways::new(world);
    ways.make(
        world,
        &conditions,
        &counts,
        &places,
        &Profiles::new(world).all(),
    );
    ways.weights(PlaceId(here))
        .into_iter()
        .map(|(end, weight)| (end.0, weight))
        .collect()
}

/// Whether weights are these, to the last digits.
fn assert_weights(found: &[(u32, f64)], expected: &[(u32, f64)]) {
    let close =
        |(a, b): (&(u32, f64), &(u32, f64))| a.0 == b.0 && (a.1 - b.1).abs() <= 1e-12 * b.1.abs();
    let same = found.len() == expected.len() && found.iter().zip(expected).all(close);
    assert!(same, "{found:?} is not {expected:?}");
}

#[test]
fn a_chain_of_towns_weighs_one_over_its_softened_length() {
    let line = |awareness| {
        let roads = [(0, 1, 10.0), (1, 2, 10.0)];
        weights(
            &world(&[T; 3], &roads, RouteChoice::Local, awareness),
            0,
            &[],
        )
    };
    assert_weights(&line(1), &[(1, 0.05)]);
    assert_weights(&line(2), &[(1, 0.05), (2, 1.0 / 30.0)]);
}

#[test]
fn the_way_through_a_marker_is_weighed_as_one() {
    let line = |awareness| {
        let kinds = [T, PlaceKind::Marker, T, T];
        let roads = [(0, 1, 10.0), (1, 2, 10.0), (2, 3, 10.0)];
        weights(
            &world(&kinds, &roads, RouteChoice::Local, awareness),
            0,
            &[],
        )
    };
    assert_weights(&line(1), &[(2, 1.0 / 30.0)]);
    assert_weights(&line(2), &[(2, 1.0 / 30.0), (3, 0.025)]);
}

/// A town with two neighbours, of which each leads on to a camp or from it.
fn around_a_camp(choice: RouteChoice) -> World {
    let kinds = [T, T, T, PlaceKind::Camp];
    let roads = [(0, 1, 10.0), (0, 2, 40.0), (1, 3, 30.0), (2, 3, 20.0)];
    let mut world = world(&kinds, &roads, choice, 2);
    world.settings.movement.camp_weight = 3.0;
    world.settings.movement.choose_full = true;
    world
}

#[test]
fn a_camp_draws_by_its_weight_and_on_fixed_routes_by_its_square() {
    let local = weights(&around_a_camp(RouteChoice::Local), 0, &[]);
    assert_weights(&local, &[(1, 0.05), (3, 0.06), (2, 0.02), (3, 3.0 / 70.0)]);
    let fixed = weights(&around_a_camp(RouteChoice::Fixed), 0, &[]);
    assert_weights(&fixed, &[(1, 0.05), (3, 0.18), (2, 0.02)]);
}

#[test]
fn room_counts_on_local_routes_and_not_on_fixed_ones() {
    let camp = |choice, present| {
        let mut world = around_a_camp(choice);
        world.places[3].capacity = Some(100);
        weights(&world, 0, &[0, 0, 0, present])[1].1
    };
    assert!((camp(RouteChoice::Local, 95) - 0.03).abs() < 1e-12);
    assert_eq!(camp(RouteChoice::Local, 100), 0.0);
    assert_eq!(camp(RouteChoice::Fixed, 100), camp(RouteChoice::Fixed, 0));
}

#[test]
fn a_fixed_route_is_raised_before_it_meets_attraction_again() {
    let mut world = around_a_camp(RouteChoice::Fixed);
    world.settings.movement.weight_softening = 1.0;
    world.settings.movement.weight_power = 2.0;
    world.settings.movement.pruning_threshold = 2.0;
    assert_weights(
        &weights(&world, 0, &[]),
        &[(1, 0.01), (3, 3.0 * 0.0064), (2, 0.0016)],
    );
}

#[test]
fn a_fixed_route_to_a_later_place_is_weighed_with_the_score_of_the_day_before() {
    let world = world(
        &[T; 3],
        &[(0, 1, 10.0), (1, 2, 10.0)],
        RouteChoice::Fixed,
        1,
    );
    let fought = weights_where(&world, 1, &[], |places| {
        for now in places {
            now.intensity = 1.0;
        }
    });
    assert_weights(&fought, &[(0, 0.25 * 0.25 / 20.0), (2, 0.25 / 20.0)]);
}

#[test]
fn a_major_route_is_weighed_at_a_quarter_of_its_length() {
    let kinds = [T, T, T, PlaceKind::Camp];
    let roads = [(0, 1, 10.0), (1, 2, 20.0), (2, 3, 40.0)];
    let mut world = world(&kinds, &roads, RouteChoice::Fixed, 1);
    world.settings.movement.flee_quirks = true;
    world.settings.movement.camp_weight = 2.0;
    world.major_routes = vec![[1, 2, 3].map(PlaceId).to_vec()];
    assert_weights(&weights(&world, 0, &[]), &[(1, 0.05), (3, 4.0 / 20.0)]);
}

/// Flee's own test of its crawler.
#[test]
fn a_major_route_joins_the_ways_that_two_roads_ahead_show() {
    let roads = [
        (0, 1, 100.0),
        (0, 2, 200.0),
        (1, 3, 100.0),
        (2, 3, 100.0),
        (3, 4, 100.0),
    ];
    let mut world = world(&[T; 5], &roads, RouteChoice::Fixed, 2);
    world.settings.movement.flee_quirks = true;
    let ways = [(1, 1.0 / 110.0), (3, 1.0 / 210.0), (2, 1.0 / 210.0)];
    assert_weights(&weights(&world, 0, &[]), &ways);
    world.major_routes = vec![[0, 1, 3, 4].map(PlaceId).to_vec()];
    let with_major = [&ways[..], &[(4, 4.0 / 310.0)]].concat();
    assert_weights(&weights(&world, 0, &[]), &with_major);
}

#[test]
fn distance_as_the_crow_flies_lowers_attraction_and_not_what_is_added_to_it() {
    let mut world = world(
        &[T; 3],
        &[(0, 1, 10.0), (0, 2, 10.0)],
        RouteChoice::Local,
        1,
    );
    for (place, at) in world
        .places
        .iter_mut()
        .zip([(0.0, 0.0), (0.0, 1.0), (0.0, 0.0)])
    {
        (place.latitude, place.longitude) = at;
    }
    world.settings.movement.closeness_power = 2.0;
    world.settings.movement.weight_softening = 0.5;
    let degree = 6371.0 * std::f64::consts::PI / 180.0;
    let far = (0.5 + 1.0 / (degree * degree)) / 20.0;
    assert_weights(&weights(&world, 0, &[]), &[(1, far), (2, 1.5 / 20.0)]);
}

#[test]
fn places_of_the_same_unit_draw_by_their_factor() {
    let mut world = world(
        &[T; 3],
        &[(0, 1, 10.0), (0, 2, 10.0)],
        RouteChoice::Local,
        1,
    );
    for (place, unit) in world.places.iter_mut().zip(["West", "East", "West"]) {
        unit.clone_into(&mut place.admin1);
    }
    world.settings.movement.own_admin1_weight = 3.0;
    assert_weights(
        &weights(&world, 0, &[]),
        &[(1, 1.0 / 20.0), (2, 3.0 / 20.0)],
    );
}

#[test]
fn light_ways_are_pruned() {
    let pruned = |mut weights: [f64; 4], threshold| {
        prune(&mut weights, threshold);
        weights
    };
    assert_eq!(pruned([1.0, 8.0, 4.0, 12.0], 2.0), [0.0, 8.0, 0.0, 12.0]);
    assert_eq!(pruned([1.0, 8.0, 9.0, 12.0], 1.1), [0.0, 0.0, 0.0, 12.0]);
    assert_eq!(pruned([1.0, 6.0, 6.0, 12.0], 2.0), [0.0, 6.0, 6.0, 12.0]);
}

#[test]
fn pruned_ways_weigh_nothing_from_the_threshold_on() {
    let at = |threshold| {
        let mut world = around_a_camp(RouteChoice::Local);
        world.settings.movement.pruning_threshold = threshold;
        weights(&world, 0, &[])
    };
    assert_weights(&at(1.0), &at(1.0009));
    assert_weights(&at(1.3), &[(1, 0.05), (3, 0.06), (2, 0.0), (3, 0.0)]);
}
