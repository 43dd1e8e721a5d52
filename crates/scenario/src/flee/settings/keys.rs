//! The keys of simsetting.yml and what becomes of each.

use refuge_core::settings::Range;

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fate {
    /// It is this setting of refuge.
    Is(&'static str),
    /// It decides how the files are read, or a setting of refuge together with others.
    Takes(Range),
    /// A section of further keys.
    Section,
    /// Flee reads it, or seems to, without any effect.
    Idle,
    /// It asks for a log that refuge does not write.
    Log,
}

use Fate::{Idle, Is, Log, Section, Takes};

const SWITCH: Fate = Takes(Range::Switch);
const POSITIVE: Fate = Takes(Range::Number(0.0, 1e9));
const LIST: Fate = Takes(Range::Numbers(0.0, 1e9));
const MODE: Fate = Takes(Range::Word(&["constant", "pop_ratio", "poisson"]));

const SPAWN: &str = "spawn_rules";
const BY_CONFLICT: &str = "spawn_rules.conflict_driven_spawning";
const BY_FLOOD: &str = "spawn_rules.flood_driven_spawn_mode";
const MOVE: &str = "move_rules";
const FLOODS: &str = "move_rules.flood_rules";

/// Sections and their keys; the empty section is the top of the file.
#[rustfmt::skip]
pub(super) const KEYS: &[(&str, &str, Fate)] = &[
    ("", "log_levels", Section),
    ("", SPAWN, Section),
    ("", MOVE, Section),
    ("", "optimisations", Section),
    ("", "number_of_steps", Idle),
    ("", "conflict_input_file", Idle),
    ("", "flood_level_input_file", Idle),
    ("", "default_conflict_intensity", POSITIVE),
    ("log_levels", "agent", Log),
    ("log_levels", "link", Log),
    ("log_levels", "camp", Log),
    ("log_levels", "conflict", Log),
    ("log_levels", "init", Log),
    ("log_levels", "idp_totals", POSITIVE),
    ("log_levels", "granularity", Idle),
    ("log_levels", "Flood", Idle),
    ("log_levels", "flood", Idle),
    (SPAWN, "take_from_population", Is("onset.from_residents")),
    (SPAWN, "insert_day0", SWITCH),
    (SPAWN, "empty_camps_on_day0", SWITCH),
    (SPAWN, "conflict_zone_spawning_only", Is("onset.conflict_only")),
    (SPAWN, "flood_zone_spawning_only", SWITCH),
    (SPAWN, "camps_are_sicks", SWITCH),
    (SPAWN, "camps_are_sinks", SWITCH),
    (SPAWN, "read_from_agents_csv_file", SWITCH),
    (SPAWN, "sum_from_camps", SWITCH),
    (SPAWN, "starvation_driven_spawning", Is("onset.from_hunger")),
    (SPAWN, "conflict_driven_spawning", Section),
    (BY_CONFLICT, "spawn_mode", MODE),
    (BY_CONFLICT, "displaced_per_conflict_day", POSITIVE),
    (SPAWN, "flood_driven_spawn_mode", Section),
    (BY_FLOOD, "spawn_mode", MODE),
    (BY_FLOOD, "displaced_per_flood_day", LIST),
    (BY_FLOOD, "flood_spawn_mode", Idle),
    (SPAWN, "flood_driven_spawning", Idle),
    (SPAWN, "flood_spawn_mode", Idle),
    (SPAWN, "displaced_per_flood_day", Idle),
    (SPAWN, "conflict_spawn_decay", Is("movement.conflict_decay")),
    (SPAWN, "conflict_spawn_decay_interval", Is("movement.conflict_decay_interval_days")),
    (SPAWN, "average_social_connectivity", Idle),
    (MOVE, "max_move_speed", Is("movement.speed_km_per_day")),
    (MOVE, "max_walk_speed", Is("movement.walking_km_per_day")),
    (MOVE, "max_crossing_speed", Idle),
    (MOVE, "foreign_weight", Is("movement.foreign_weight")),
    (MOVE, "camp_weight", Is("movement.camp_weight")),
    (MOVE, "conflict_weight", Is("movement.conflict_weight")),
    (MOVE, "conflict_movechance", Is("movement.conflict_leave")),
    (MOVE, "camp_movechance", Is("movement.camp_leave")),
    (MOVE, "idpcamp_movechance", Is("movement.idp_camp_leave")),
    (MOVE, "default_movechance", Is("movement.town_leave")),
    (MOVE, "awareness_level", Takes(Range::Number(-1.0, 8.0))),
    (MOVE, "capacity_buffer", Is("movement.capacity_buffer")),
    (MOVE, "capacity_scaling", Is("movement.capacity_scaling")),
    (MOVE, "avoid_short_stints", Is("movement.avoid_short_stints")),
    (MOVE, "start_on_foot", Is("movement.start_on_foot")),
    (MOVE, "use_v1_rules", SWITCH),
    (MOVE, "softening", Is("movement.softening_km")),
    (MOVE, "weight_softening", Is("movement.weight_softening")),
    (MOVE, "weight_power", Is("movement.weight_power")),
    (MOVE, "distance_power", Is("movement.distance_power")),
    (MOVE, "stay_close_to_home", SWITCH),
    (MOVE, "home_distance_power", Takes(Range::Number(0.0, 20.0))),
    (MOVE, "use_pop_for_loc_weight", SWITCH),
    (MOVE, "pop_power_for_loc_weight", Takes(Range::Number(0.0, 4.0))),
    (MOVE, "movechance_pop_base", Is("movement.leave_population_base")),
    (MOVE, "movechance_pop_scale_factor", Is("movement.leave_population_power")),
    (MOVE, "pruning_threshold", Is("movement.pruning_threshold")),
    (MOVE, "WomenAvoidHazards", Is("attributes.women_avoid_hazards")),
    (MOVE, "ChildrenAvoidHazards", Is("attributes.children_avoid_hazards")),
    (MOVE, "ElderlyAvoidHazards", Is("attributes.elderly_avoid_hazards")),
    (MOVE, "BoysTakeRisk", Is("attributes.boys_take_risk")),
    (MOVE, "MatchCampReligion", Is("attributes.match_camp_religion")),
    (MOVE, "MatchCampEthnicity", Is("attributes.match_camp_ethnicity")),
    (MOVE, "MatchTownEthnicity", Is("attributes.match_town_ethnicity")),
    (MOVE, "MatchConflictEthnicity", Is("attributes.match_conflict_ethnicity")),
    (MOVE, "avg_religion_fraction", Is("attributes.religion_share")),
    (MOVE, "fixed_routes", SWITCH),
    (MOVE, "two_system_decision_making", SWITCH),
    (MOVE, "use_economic_pull", Is("movement.economic_pull")),
    (MOVE, "harvest_months", Is("food.harvest_months")),
    (MOVE, "flee_when_starving", Is("food.hungry_leave")),
    (MOVE, "avoid_food_deprived_locations", Is("food.avoid_hunger")),
    (MOVE, "flood_rules", Section),
    (FLOODS, "max_flood_level", Idle),
    (FLOODS, "flood_movechances", Is("floods.leave")),
    (FLOODS, "flood_loc_weights", Is("floods.weight")),
    (FLOODS, "flood_link_weights", Idle),
    (FLOODS, "flood_forecaster", SWITCH),
    (FLOODS, "flood_forecaster_timescale", Is("floods.forecast_days")),
    (FLOODS, "flood_forecaster_end_time", Is("floods.forecast_until")),
    (FLOODS, "flood_forecaster_weights", Is("floods.forecast_weights")),
    (FLOODS, "flood_awareness_weights", Is("floods.awareness_weights")),
    (MOVE, "max_flood_level", Idle),
    ("optimisations", "hasten", Takes(Range::Number(1.0, 1e9))),
];

/// The setting of refuge that a key of Flee is, by its name without sections.
pub(crate) fn own_key(name: &str) -> Option<&'static str> {
    KEYS.iter().find_map(|&(_, key, fate)| match fate {
        Is(own) if key == name => Some(own),
        _ => None,
    })
}

/// Keys that have no effect without another one, or while it is off.
#[rustfmt::skip]
pub(super) const NEED: &[(&str, &str)] = &[
    ("spawn_rules.conflict_spawn_decay_interval", "spawn_rules.conflict_spawn_decay"),
    ("move_rules.home_distance_power", "move_rules.stay_close_to_home"),
    ("move_rules.pop_power_for_loc_weight", "move_rules.use_pop_for_loc_weight"),
    ("move_rules.movechance_pop_base", "move_rules.movechance_pop_scale_factor"),
    ("move_rules.avg_religion_fraction", "move_rules.MatchCampReligion"),
    ("move_rules.BoysTakeRisk", "move_rules.ChildrenAvoidHazards"),
    ("move_rules.flood_rules.flood_forecaster_timescale", "move_rules.flood_rules.flood_forecaster"),
    ("move_rules.flood_rules.flood_forecaster_end_time", "move_rules.flood_rules.flood_forecaster"),
    ("move_rules.flood_rules.flood_forecaster_weights", "move_rules.flood_rules.flood_forecaster"),
    ("move_rules.flood_rules.flood_awareness_weights", "move_rules.flood_rules.flood_forecaster"),
];
