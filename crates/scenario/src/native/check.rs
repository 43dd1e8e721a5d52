//! Checks that need more than one file.

use refuge_core::network::Network;
use refuge_core::place::PlaceId;
use refuge_core::world::Present;

use super::manifest::Manifest;
use super::places::{Atlas, FILE};
use crate::problem::{Problem, Problems};

/// Warns of places that nobody can come to.
pub(super) fn reachability(
    atlas: &Atlas,
    network: &Network,
    present: &[Present],
    problems: &mut Problems,
) {
    let mut peopled: Vec<bool> = atlas
        .places
        .iter()
        .map(|place| place.population > 0)
        .collect();
    for group in present {
        peopled[group.place.index()] = true;
    }
    let mut joined = vec![false; atlas.places.len()];
    for link in network.links() {
        joined[link.from.index()] = true;
        joined[link.to.index()] = true;
    }
    let reached = reached(network, &peopled);
    for id in atlas.ids() {
        let place = &atlas.place(id).id;
        let text = if !joined[id.index()] {
            format!("No route leads to or from `{place}`.")
        } else if !reached[id.index()] {
            format!("Nobody can reach `{place}`: no way leads there from a place with people.")
        } else {
            continue;
        };
        if let Some(cell) = atlas.cell(id, "id") {
            problems.add(cell.warning(text));
        }
    }
}

/// Which places are peopled, or can be come to from one that is.
fn reached(network: &Network, peopled: &[bool]) -> Vec<bool> {
    let mut reached = peopled.to_vec();
    let all = (0..peopled.len() as u32).map(PlaceId);
    let mut frontier: Vec<PlaceId> = all.filter(|place| peopled[place.index()]).collect();
    while let Some(place) = frontier.pop() {
        for &link in network.leaving(place) {
            let to = network.link(link).to;
            if !std::mem::replace(&mut reached[to.index()], true) {
                frontier.push(to);
            }
        }
    }
    reached
}

/// Tells if nobody is at home in the home country.
pub(super) fn home(manifest: &Manifest, atlas: &Atlas, problems: &mut Problems) {
    let Some((home, mark)) = &manifest.home else {
        return;
    };
    if atlas.places.iter().all(|place| place.country != *home) {
        problems.add(
            Problem::error(format!(
                "No place of {FILE} lies in the home country `{home}`."
            ))
            .at(mark.clone())
            .help("`country` is the one that people are displaced in."),
        );
    }
}
