//! Routes: which ways lead from a place, found again only when the network changes.
//!
//! A household remembers its route as one number, so that following it costs one look-up. Three rules
//! find routes: [`local`] looks a few links ahead, [`fixed`] keeps the best of what it sees, and
//! [`destination`] looks at every place that can be reached.

mod destination;
mod fixed;
mod local;
mod paths;
#[cfg(test)]
pub(crate) mod testing;

use crate::conditions::Conditions;
use crate::network::LinkId;
use crate::place::PlaceId;
use crate::settings::RouteChoice;
use crate::world::World;

use destination::Trees;
use fixed::Majors;
use local::Legs;

/// What is left of a household's route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route(u32);

const TO_PLACE: u32 = 1 << 31;

impl Route {
    /// No route: the household is where it wants to be, or does not know where to go.
    pub const NONE: Self = Self(u32::MAX);

    /// The shortest way to a place, whichever that is on the day.
    pub fn to(place: PlaceId) -> Self {
        Self(TO_PLACE | place.0)
    }

    fn leg(index: usize) -> Self {
        Self(index as u32)
    }

    /// Whether there is a route.
    pub fn is_some(self) -> bool {
        self != Self::NONE
    }

    /// The place to which it is the shortest way, if it is such a route.
    pub fn place(self) -> Option<PlaceId> {
        (self.is_some() && self.0 & TO_PLACE != 0).then_some(PlaceId(self.0 & !TO_PLACE))
    }

    /// Whether it can be followed in a world of so many places, where so many legs are known.
    pub fn is_within(self, places: usize, legs: usize) -> bool {
        match self.place() {
            Some(place) => place.index() < places,
            None => !self.is_some() || (self.0 as usize) < legs,
        }
    }

    /// The number it is kept as.
    pub fn code(self) -> u32 {
        self.0
    }

    /// The route of a number.
    pub fn from_code(code: u32) -> Self {
        Self(code)
    }
}

/// A way to a place that can be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// The route.
    pub route: Route,
    /// Where it ends.
    pub end: PlaceId,
    /// Its length in km.
    pub length_km: f64,
    /// Factor on its softened length when it is weighed: below 1 for a major route.
    pub length_factor: f64,
    /// The smallest chance a day of being let through a border on it; 1 where there is none.
    pub let_through: f64,
}

/// The candidates of every place, and the means to follow a chosen one.
#[derive(Clone, Debug)]
pub struct Routes {
    choice: RouteChoice,
    legs: Legs,
    trees: Trees,
    majors: Majors,
    /// Candidates of place `p` are `candidates[first[p]..first[p + 1]]`.
    first: Vec<usize>,
    candidates: Vec<Candidate>,
}

impl Routes {
    /// No candidates yet.
    pub fn new(world: &World) -> Self {
        Self {
            choice: world.settings.movement.route_choice,
            legs: Legs::default(),
            trees: Trees::new(world),
            majors: Majors::new(world),
            first: vec![0; world.places.len() + 1],
            candidates: Vec::new(),
        }
    }

    /// Finds all routes again on the links that are usable now.
    pub fn find(&mut self, world: &World, conditions: &Conditions) {
        self.candidates.clear();
        if self.choice == RouteChoice::Destination {
            self.trees.grow_all(conditions);
        } else {
            self.trees.grow_again(conditions);
        }
        for place in 0..world.places.len() {
            let here = PlaceId(place as u32);
            match self.choice {
                RouteChoice::Local => {
                    self.legs
                        .enumerate(world, conditions, here, &mut self.candidates);
                }
                RouteChoice::Fixed => self.majors.enumerate(
                    world,
                    conditions,
                    here,
                    &mut self.legs,
                    &mut self.candidates,
                ),
                RouteChoice::Destination => {
                    self.trees
                        .candidates(conditions, here, &mut self.candidates);
                }
            }
            self.first[place + 1] = self.candidates.len();
        }
    }

    /// Whether routes that were found before may still be followed, so that those who go on with a
    /// run must find them in the same order.
    pub fn are_kept(&self) -> bool {
        self.choice != RouteChoice::Destination
    }

    /// The number of legs of all routes found so far.
    pub fn legs(&self) -> usize {
        self.legs.len()
    }

    /// Makes sure that the way to a place is known, for people who return to it.
    pub fn open_way_to(&mut self, conditions: &Conditions, place: PlaceId) {
        self.trees.grow(conditions, place);
    }

    /// The candidates of a place and the number of the first of them.
    pub fn of(&self, place: PlaceId) -> (usize, &[Candidate]) {
        let (from, to) = (self.first[place.index()], self.first[place.index() + 1]);
        (from, &self.candidates[from..to])
    }

    /// All candidates, place after place.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// The next link from a place and what is left of the route after it; `None` if it leads nowhere now.
    #[inline]
    pub fn next(
        &self,
        world: &World,
        usable: &[bool],
        here: PlaceId,
        route: Route,
    ) -> Option<(LinkId, Route)> {
        if route.0 & TO_PLACE != 0 {
            let link = self.trees.next(PlaceId(route.0 & !TO_PLACE), here)?;
            usable[link.index()].then_some((link, route))
        } else {
            let (link, rest) = self.legs.next(route.0 as usize);
            let link = if world.settings.movement.flee_quirks {
                first_road(world, usable, here, world.network.link(link).to)?
            } else {
                link
            };
            let fits = world.network.link(link).from == here && usable[link.index()];
            fits.then_some((link, rest))
        }
    }

    /// Where a route ends.
    #[inline]
    pub fn end(&self, route: Route) -> PlaceId {
        if route.0 & TO_PLACE != 0 {
            PlaceId(route.0 & !TO_PLACE)
        } else {
            self.legs.end(route.0 as usize)
        }
    }
}

/// The first road from a place to a neighbour, whichever of them was weighed.
fn first_road(world: &World, usable: &[bool], here: PlaceId, neighbour: PlaceId) -> Option<LinkId> {
    let leads_there =
        |link: &&LinkId| usable[link.index()] && world.network.link(**link).to == neighbour;
    world
        .network
        .leaving(here)
        .iter()
        .find(leads_there)
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::PlaceKind;
    use crate::rules::routes::testing::{found, ways, world};

    const T: PlaceKind = PlaceKind::Town;

    #[test]
    fn awareness_counts_links() {
        let line = |awareness| {
            found(&world(
                &[T, T, T],
                &[(0, 1, 10.0), (1, 2, 10.0)],
                RouteChoice::Local,
                awareness,
            ))
        };
        assert_eq!(line(1), [(1, 10.0)]);
        assert_eq!(line(2), [(1, 10.0), (2, 20.0)]);
    }

    #[test]
    fn markers_are_passed_for_free_and_never_an_end() {
        let kinds = [T, PlaceKind::Marker, T, T];
        let roads = [(0, 1, 10.0), (1, 2, 10.0), (2, 3, 10.0)];
        assert_eq!(
            found(&world(&kinds, &roads, RouteChoice::Local, 1)),
            [(2, 20.0)]
        );
        assert_eq!(
            found(&world(&kinds, &roads, RouteChoice::Local, 2)),
            [(2, 20.0), (3, 30.0)]
        );
    }

    #[test]
    fn every_simple_path_is_a_candidate_of_local_choice() {
        let roads = [(0, 1, 10.0), (0, 2, 40.0), (1, 3, 30.0), (2, 3, 20.0)];
        let two = found(&world(&[T; 4], &roads, RouteChoice::Local, 2));
        assert_eq!(two, [(1, 10.0), (3, 40.0), (2, 40.0), (3, 60.0)]);
    }

    #[test]
    fn destination_choice_knows_the_shortest_way_to_each_place() {
        let roads = [(0, 1, 10.0), (0, 2, 40.0), (1, 3, 30.0), (2, 3, 20.0)];
        let kinds = [T, PlaceKind::Crossing, T, T];
        let world = world(&kinds, &roads, RouteChoice::Destination, 1);
        assert_eq!(
            found(&world),
            [(2, 40.0), (3, 40.0)],
            "a crossing is passed through"
        );
        let conditions = Conditions::new(&world);
        let mut routes = Routes::new(&world);
        routes.find(&world, &conditions);
        let (first, rest) = routes
            .next(
                &world,
                &conditions.usable,
                PlaceId(0),
                Route::to(PlaceId(3)),
            )
            .unwrap();
        assert_eq!(world.network.link(first).to, PlaceId(1));
        assert_eq!(routes.end(rest), PlaceId(3));
    }

    #[test]
    fn around_a_marker_four_ways_lead_from_the_first_place() {
        let kinds = [T, T, PlaceKind::Marker, PlaceKind::Camp];
        let roads = [(0, 1, 834.0), (0, 2, 834.0), (1, 3, 834.0), (2, 3, 834.0)];
        let world = world(&kinds, &roads, RouteChoice::Local, 5);
        assert_eq!(
            ways(&world, 0),
            [
                (1, vec![1]),
                (3, vec![1, 3]),
                (3, vec![2, 3]),
                (1, vec![2, 3, 1])
            ]
        );
    }
}
