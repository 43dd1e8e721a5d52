//! The files that only some settings ask for, and whether these find what they need.

use refuge_core::place::PlaceId;
use refuge_core::settings::{OnsetMode, RouteChoice, Settings};
use refuge_core::world::{Attribute, FleeData, Present};
use refuge_core::{Calendar, Day};

use super::settings::Overlay;
use super::targets::Map;
use super::{attributes, counted, major_routes, newcomers, people, read_if_there};
use crate::folder::Folder;
use crate::problem::{Problem, Problems};

/// What the files say.
pub(super) struct Further {
    pub(super) present: Vec<Present>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) newcomers: Vec<u32>,
    pub(super) major_routes: Vec<Vec<PlaceId>>,
    pub(super) flee: Option<FleeData>,
}

impl Further {
    /// Reads the files that are there.
    pub(super) fn read(
        folder: &mut Folder,
        map: Map<'_>,
        calendar: Option<Calendar>,
        settings: &Settings,
        problems: &mut Problems,
    ) -> Self {
        let attributes = read_if_there(folder, attributes::FILE, problems)
            .map(|source| attributes::read(source, map.atlas, problems))
            .unwrap_or_default();
        let people = people::Reader {
            atlas: map.atlas,
            attributes: &attributes,
            of_nobody: settings.movement.flee_quirks,
        };
        let present = read_if_there(folder, people::FILE, problems)
            .map(|source| people.read(source, problems))
            .unwrap_or_default();
        let newcomers = read_if_there(folder, newcomers::FILE, problems)
            .map(|source| newcomers::read(source, calendar, problems))
            .unwrap_or_default();
        let major_routes = read_if_there(folder, major_routes::FILE, problems)
            .map(|source| major_routes::read(source, map, problems))
            .unwrap_or_default();
        let flee = read_if_there(folder, counted::FILE, problems)
            .and_then(|source| counted::read(source, map.atlas, calendar, problems));
        Self {
            present,
            attributes,
            newcomers,
            major_routes,
            flee,
        }
    }

    /// Leaves out what lies beyond a run.
    pub(super) fn cut(&mut self, days: Day) {
        self.newcomers.truncate(days as usize);
        if let Some(flee) = &mut self.flee {
            flee.raw.truncate(days as usize);
            flee.debt.truncate(days as usize);
            for data in &mut flee.data {
                data.truncate(days as usize);
            }
        }
    }
}

/// Tells of files that no setting uses, and of settings that lack their file.
pub(super) fn check(
    folder: &Folder,
    further: &Further,
    settings: &Settings,
    overlay: &Overlay,
    problems: &mut Problems,
) {
    let sampled = settings.onset.mode == OnsetMode::Sampled;
    if sampled && !folder.has(newcomers::FILE) {
        let problem = Problem::error(format!(
            "`onset.mode` is `sampled`, but `{}` is missing.",
            newcomers::FILE
        ))
        .help("Give the persons who become displaced on each day there, in the columns `date` and `persons`.");
        problems.add(overlay.blame("onset.mode", problem));
    }
    let mut unused = |file: &str, used: bool, by: &str| {
        if folder.has(file) && !used {
            problems.add(
                Problem::warning(format!("The file `{file}` changes nothing: {by}."))
                    .in_file(folder.shown(file)),
            );
        }
    };
    unused(newcomers::FILE, sampled, "`onset.mode` is not `sampled`");
    unused(
        major_routes::FILE,
        settings.movement.route_choice == RouteChoice::Fixed,
        "`movement.route_choice` is not `fixed`",
    );
    let rules = rules(settings);
    let is_ruled = |attribute: &Attribute| rules.iter().any(|rule| rule.1 == attribute.name);
    unused(
        attributes::FILE,
        further.attributes.iter().any(is_ruled),
        "no setting has a rule for any of its attributes",
    );
    for (key, name) in rules {
        if !further.attributes.iter().any(|known| known.name == name) {
            let problem = Problem::warning(format!(
                "`{key}` changes nothing: `{}` has no attribute `{name}`.",
                attributes::FILE
            ));
            problems.add(overlay.blame(key, problem));
        }
    }
}

/// The settings that are on and have a rule for an attribute, with the attribute.
fn rules(settings: &Settings) -> Vec<(&'static str, &'static str)> {
    let of = &settings.attributes;
    let forecast = !settings.floods.awareness_weights.is_empty();
    let rules = [
        (
            of.children_avoid_hazards,
            "attributes.children_avoid_hazards",
            "age",
        ),
        (
            of.elderly_avoid_hazards,
            "attributes.elderly_avoid_hazards",
            "age",
        ),
        (
            of.women_avoid_hazards,
            "attributes.women_avoid_hazards",
            "gender",
        ),
        (of.boys_take_risk, "attributes.boys_take_risk", "gender"),
        (
            of.match_camp_ethnicity,
            "attributes.match_camp_ethnicity",
            "ethnicity",
        ),
        (
            of.match_camp_religion,
            "attributes.match_camp_religion",
            "religion",
        ),
        (
            of.match_town_ethnicity,
            "attributes.match_town_ethnicity",
            "ethnicity",
        ),
        (
            of.match_conflict_ethnicity,
            "attributes.match_conflict_ethnicity",
            "ethnicity",
        ),
        (forecast, "floods.awareness_weights", "floodawareness"),
    ];
    let on = rules.into_iter().filter(|rule| rule.0);
    on.map(|(_, key, name)| (key, name)).collect()
}
