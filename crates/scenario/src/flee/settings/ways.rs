//! What simsetting.yml says beside settings that refuge has, and what its keys mean together.

use refuge_core::place::PlaceId;
use refuge_core::settings::{DayBudget, OnsetMode, RouteChoice, Settings};

use super::said::Said;
use crate::flee::locations::Locations;
use crate::problem::Problem;

/// What decides how many people become displaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::flee) enum Spawning {
    /// The data.
    Data,
    Conflict,
    Flood,
}

/// How the files of an instance are read.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the file"
)]
pub(in crate::flee) struct Ways {
    pub(in crate::flee) spawning: Spawning,
    /// Whether the newcomers are summed over the camps rather than taken from the row `total`.
    pub(in crate::flee) sum_from_camps: bool,
    /// Whether the data of the first day are people in camps.
    pub(in crate::flee) insert_day0: bool,
    /// Whether camps begin empty, and the data are counted from the first day on.
    pub(in crate::flee) empty_camps_on_day0: bool,
    /// What every number of people is divided by.
    pub(in crate::flee) hasten: u32,
    /// Whether agents.csv is read.
    pub(in crate::flee) has_agents: bool,
    /// Whether people settle in camps.
    pub(in crate::flee) has_sinks: bool,
    /// Whether markers are dead ends.
    pub(in crate::flee) stops_at_markers: bool,
    /// Conflict intensity of places that become conflict zones by location_changes.csv.
    pub(in crate::flee) change_intensity: i64,
    /// Where its keys are given.
    pub(in crate::flee) said: Said,
}

impl Default for Ways {
    fn default() -> Self {
        Self {
            spawning: Spawning::Data,
            sum_from_camps: true,
            insert_day0: true,
            empty_camps_on_day0: false,
            hasten: 1,
            has_agents: false,
            has_sinks: false,
            stops_at_markers: false,
            change_intensity: 1,
            said: Said::default(),
        }
    }
}

impl Ways {
    /// Whether the section of the rules about floods is there.
    pub(in crate::flee) fn has_flood_rules(&self) -> bool {
        self.said.has(FLOOD_RULES)
    }

    /// Lets a problem stand at the first of these keys that is given and not off, or else at the
    /// section of the first.
    pub(in crate::flee) fn blame(&self, paths: &[&str], problem: Problem) -> Problem {
        let given = paths.iter().find(|path| self.said.is_on(path));
        match given.or(paths.first()) {
            Some(path) => self.said.blame(path, problem),
            None => problem,
        }
    }

    /// The places that Flee counts people in, if they are there when the run begins: the camps, and
    /// all places where floods displace people.
    pub(in crate::flee) fn counted(&self, locations: &Locations) -> impl Iterator<Item = PlaceId> {
        let all = self.spawning == Spawning::Flood;
        let list = locations.list.iter().zip(0..);
        list.filter(move |(location, _)| all || location.is_camp())
            .map(|(_, index)| PlaceId(index))
    }
}

/// Flee's ways, and its defaults where it has others.
pub(super) fn flee() -> Settings {
    let mut settings = Settings::default();
    settings.people.household_size = 1.0;
    settings.onset.mode = OnsetMode::Sampled;
    settings.onset.from_residents = false;
    let movement = &mut settings.movement;
    movement.route_choice = RouteChoice::Local;
    movement.day_budget = DayBudget::Full;
    movement.choose_home = true;
    movement.choose_full = true;
    movement.flee_quirks = true;
    movement.speed_km_per_day = 360.0;
    movement.conflict_weight = 1.0 / 3.162_277_660_17;
    settings
}

impl Ways {
    /// What was said, and with it the settings that depend on more than one key.
    pub(super) fn of(said: &Said, settings: &mut Settings) -> Self {
        let flag = |path| said.switch(path, false);
        let spawning = spawning(said);
        set_onset(said, spawning, settings);
        set_movement(said, settings);
        settings.observe.idp_totals = said.whole("log_levels.idp_totals", 0) >= 1;
        if !flag("move_rules.flood_rules.flood_forecaster") {
            settings.floods.forecast_days = 0;
        }
        Self {
            spawning,
            sum_from_camps: said.switch("spawn_rules.sum_from_camps", true),
            insert_day0: said.switch("spawn_rules.insert_day0", true),
            empty_camps_on_day0: flag("spawn_rules.empty_camps_on_day0"),
            hasten: said.whole("optimisations.hasten", 1) as u32,
            has_agents: flag("spawn_rules.read_from_agents_csv_file"),
            has_sinks: flag("spawn_rules.camps_are_sicks") || flag("spawn_rules.camps_are_sinks"),
            stops_at_markers: said.number(AWARENESS, 1.0) < 0.0,
            change_intensity: said.whole("default_conflict_intensity", 1),
            said: said.clone(),
        }
    }
}

pub(super) const AWARENESS: &str = "move_rules.awareness_level";
pub(super) const FLOOD_ZONES: &str = "spawn_rules.flood_zone_spawning_only";
pub(super) const FLOOD_RULES: &str = "move_rules.flood_rules";
pub(super) const BY_FLOOD: &str = "spawn_rules.flood_driven_spawn_mode";
pub(super) const BY_CONFLICT: &str = "spawn_rules.conflict_driven_spawning";

fn spawning(said: &Said) -> Spawning {
    match said.switch(FLOOD_ZONES, false) {
        true if said.has(BY_FLOOD) => Spawning::Flood,
        false if said.has(BY_CONFLICT) => Spawning::Conflict,
        _ => Spawning::Data,
    }
}

fn set_onset(said: &Said, spawning: Spawning, settings: &mut Settings) {
    let onset = &mut settings.onset;
    let (section, usual) = match spawning {
        Spawning::Data => return,
        Spawning::Conflict => (BY_CONFLICT, "constant"),
        Spawning::Flood => (BY_FLOOD, "pop_ratio"),
    };
    let mode = format!("{section}.spawn_mode");
    onset.mode = match said.word(&mode).unwrap_or(usual) {
        "pop_ratio" => OnsetMode::Share,
        "poisson" => OnsetMode::Poisson,
        _ => OnsetMode::Constant,
    };
    let is_share = onset.mode == OnsetMode::Share;
    onset.by_flood = spawning == Spawning::Flood;
    if onset.by_flood {
        let usual: &[f64] = if is_share {
            &[0.0, 0.1, 0.2, 0.5, 0.9]
        } else {
            &[0.0, 100.0, 200.0, 300.0, 500.0]
        };
        let list = said.list(&format!("{BY_FLOOD}.displaced_per_flood_day"));
        onset.per_flood_day = list.unwrap_or_else(|| usual.to_vec());
    } else {
        let number = format!("{BY_CONFLICT}.displaced_per_conflict_day");
        onset.per_conflict_day = if is_share {
            said.number(&number, 0.01)
        } else {
            said.whole(&number, 500) as f64
        };
    }
}

fn set_movement(said: &Said, settings: &mut Settings) {
    let movement = &mut settings.movement;
    let flag = |key: &str| said.switch(&format!("move_rules.{key}"), false);
    movement.awareness_level = said.whole(AWARENESS, 1).clamp(1, 8) as u32;
    if flag("fixed_routes") {
        movement.route_choice = RouteChoice::Fixed;
    }
    if flag("use_pop_for_loc_weight") {
        movement.population_power = said.number("move_rules.pop_power_for_loc_weight", 0.1);
        movement.population_now = true;
    }
    if flag("stay_close_to_home") {
        movement.closeness_power = said.number("move_rules.home_distance_power", 0.5);
    }
    if flag("use_v1_rules") {
        movement.speed_km_per_day = 200.0;
        movement.start_on_foot = false;
        movement.avoid_short_stints = false;
        movement.camp_weight = 2.0;
        movement.conflict_weight = 0.25;
    }
}
