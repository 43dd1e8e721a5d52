//! Roads and other ways between places, as directed links in compressed adjacency.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::place::PlaceId;

/// Index of a link in [`Network::links`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkId(pub u32);

impl LinkId {
    /// The index as `usize`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// How a link is travelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// By vehicle.
    Road,
    /// On foot, at the walking speed.
    Walk,
    /// By boat.
    Sea,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::Road, Self::Walk, Self::Sea];

    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Road => "road",
            Self::Walk => "walk",
            Self::Sea => "sea",
        }
    }
}

/// A way from one place to another, in one direction.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it starts.
    pub from: PlaceId,
    /// Where it ends.
    pub to: PlaceId,
    /// Its length in kilometres, above 0.
    pub distance_km: f64,
    /// How it is travelled.
    pub mode: Mode,
    /// A speed limit of its own in km a day.
    pub max_speed_km_per_day: Option<f64>,
    /// Chance a day that people on it must walk.
    pub walk_probability: f64,
}

/// All links, and for each place those that leave it.
#[derive(Clone, Debug, Default)]
pub struct Network {
    links: Vec<Link>,
    /// Links of place `p` are `leaving[first[p]..first[p + 1]]`, in the order given.
    first: Vec<u32>,
    leaving: Vec<LinkId>,
}

impl Network {
    /// A network of `places` places; the links keep their order and index.
    pub fn new(places: usize, links: Vec<Link>) -> Self {
        let mut first = vec![0u32; places + 1];
        for link in &links {
            first[link.from.index() + 1] += 1;
        }
        for place in 0..places {
            first[place + 1] += first[place];
        }
        let mut free = first.clone();
        let mut leaving = vec![LinkId(0); links.len()];
        for (index, link) in links.iter().enumerate() {
            let slot = &mut free[link.from.index()];
            leaving[*slot as usize] = LinkId(index as u32);
            *slot += 1;
        }
        Self {
            links,
            first,
            leaving,
        }
    }

    /// All links.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The link of an index.
    pub fn link(&self, link: LinkId) -> &Link {
        &self.links[link.index()]
    }

    /// The links that leave a place.
    pub fn leaving(&self, place: PlaceId) -> &[LinkId] {
        let p = place.index();
        &self.leaving[self.first[p] as usize..self.first[p + 1] as usize]
    }

    /// The same network with every link turned round; links keep their index.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let turned = |link: &Link| Link {
            from: link.to,
            to: link.from,
            ..link.clone()
        };
        Self::new(self.places(), self.links.iter().map(turned).collect())
    }

    /// Kilometres from a place to every other one by the shortest way over `usable` links (Dijkstra
    /// 1959); infinite where none leads.
    ///
    /// `shorten` sees each link that gives its end a shorter way, when that to its start is final.
    pub fn shortest(
        &self,
        from: PlaceId,
        usable: impl Fn(LinkId) -> bool,
        mut shorten: impl FnMut(LinkId),
    ) -> Vec<f64> {
        let mut km = vec![f64::INFINITY; self.places()];
        km[from.index()] = 0.0;
        let mut frontier = BinaryHeap::from([Reverse(Reached {
            km: 0.0,
            place: from,
        })]);
        while let Some(Reverse(here)) = frontier.pop() {
            if here.km > km[here.place.index()] {
                continue;
            }
            for &link in self.leaving(here.place) {
                let way = self.link(link);
                let through = here.km + way.distance_km;
                if usable(link) && through < km[way.to.index()] {
                    km[way.to.index()] = through;
                    shorten(link);
                    frontier.push(Reverse(Reached {
                        km: through,
                        place: way.to,
                    }));
                }
            }
        }
        km
    }

    /// The number of places.
    pub fn places(&self) -> usize {
        self.first.len().saturating_sub(1)
    }
}

/// A place on the frontier of a search; ties go to the place that comes first.
#[derive(PartialEq)]
struct Reached {
    km: f64,
    place: PlaceId,
}

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        self.km
            .total_cmp(&other.km)
            .then(self.place.cmp(&other.place))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: u32, to: u32, distance_km: f64) -> Link {
        Link {
            from: PlaceId(from),
            to: PlaceId(to),
            distance_km,
            mode: Mode::Road,
            max_speed_km_per_day: None,
            walk_probability: 0.0,
        }
    }

    #[test]
    fn the_shortest_way_may_have_more_links_and_keeps_to_usable_ones() {
        let links = vec![link(0, 1, 10.0), link(1, 2, 10.0), link(0, 2, 30.0)];
        let network = Network::new(4, links);
        let from_first = |usable: &dyn Fn(LinkId) -> bool| {
            let mut last = vec![None; 4];
            let km = network.shortest(PlaceId(0), usable, |link| {
                last[network.link(link).to.index()] = Some(link.0);
            });
            (km, last)
        };
        let none = f64::INFINITY;
        let (km, last) = from_first(&|_| true);
        assert_eq!(km, [0.0, 10.0, 20.0, none]);
        assert_eq!(last, [None, Some(0), Some(1), None]);
        let (km, last) = from_first(&|link| link.0 != 1);
        assert_eq!(km, [0.0, 10.0, 30.0, none]);
        assert_eq!(last, [None, Some(0), Some(2), None]);
    }

    #[test]
    fn links_are_found_by_their_start_in_the_order_given() {
        let link = |from, to| link(from, to, 1.0);
        let network = Network::new(3, vec![link(1, 0), link(0, 2), link(1, 2), link(0, 1)]);
        let ends = |place| -> Vec<u32> {
            network
                .leaving(PlaceId(place))
                .iter()
                .map(|&l| network.link(l).to.0)
                .collect()
        };
        assert_eq!(ends(0), [2, 1]);
        assert_eq!(ends(1), [0, 2]);
        assert!(ends(2).is_empty());
    }
}
