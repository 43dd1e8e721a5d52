//! The keys of simsetting.yml and what becomes of each.

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fate {
    /// It is these settings of refuge.
    Is(&'static [&'static str]),
    /// A switch of [`Ways`](super::settings::Ways).
    Switch,
    /// A number of [`Ways`](super::settings::Ways), from a lowest one on.
    Number(f64),
    /// It changes what Flee does in a way that is not run yet, unless it is off.
    NotYet(Off),
    /// Flee reads it, or seems to, without any effect.
    Idle,
    /// It asks for a log that refuge does not write.
    Log,
}

/// Which value leaves a rule off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Off {
    /// False, 0, an empty list or nothing.
    Empty,
    /// Any number below this one.
    Below(f64),
    /// Only nothing at all.
    Absent,
}

use Fate::{Idle, Is, Log, NotYet, Number, Switch};
use Off::{Absent, Below, Empty};

/// Sections and their keys; the empty section is the top of the file.
pub(super) const KEYS: &[(&str, &str, Fate)] = &[
    ("", "number_of_steps", Idle),
    ("", "conflict_input_file", Idle),
    ("", "flood_level_input_file", Idle),
    ("", "default_conflict_intensity", Idle),
    ("log_levels", "agent", Log),
    ("log_levels", "link", Log),
    ("log_levels", "camp", Log),
    ("log_levels", "conflict", Log),
    ("log_levels", "init", Log),
    ("log_levels", "idp_totals", Log),
    ("log_levels", "granularity", Idle),
    ("spawn_rules", "take_from_population", NotYet(Empty)),
    ("spawn_rules", "insert_day0", Switch),
    ("spawn_rules", "empty_camps_on_day0", Switch),
    ("spawn_rules", "conflict_zone_spawning_only", Idle),
    ("spawn_rules", "flood_zone_spawning_only", NotYet(Empty)),
    ("spawn_rules", "camps_are_sicks", NotYet(Empty)),
    ("spawn_rules", "camps_are_sinks", Idle),
    ("spawn_rules", "read_from_agents_csv_file", NotYet(Empty)),
    ("spawn_rules", "sum_from_camps", Switch),
    ("spawn_rules", "starvation_driven_spawning", NotYet(Empty)),
    ("spawn_rules", "conflict_driven_spawning", NotYet(Absent)),
    ("spawn_rules", "flood_driven_spawn_mode", NotYet(Absent)),
    ("spawn_rules", "flood_driven_spawning", Idle),
    ("spawn_rules", "flood_spawn_mode", Idle),
    ("spawn_rules", "displaced_per_flood_day", Idle),
    (
        "spawn_rules",
        "conflict_spawn_decay",
        Is(&["movement.conflict_decay"]),
    ),
    (
        "spawn_rules",
        "conflict_spawn_decay_interval",
        Is(&["movement.conflict_decay_interval_days"]),
    ),
    ("spawn_rules", "average_social_connectivity", Idle),
    (
        "move_rules",
        "max_move_speed",
        Is(&["movement.speed_km_per_day"]),
    ),
    (
        "move_rules",
        "max_walk_speed",
        Is(&["movement.walking_km_per_day"]),
    ),
    ("move_rules", "max_crossing_speed", Idle),
    (
        "move_rules",
        "foreign_weight",
        Is(&["movement.foreign_weight"]),
    ),
    (
        "move_rules",
        "camp_weight",
        Is(&["movement.camp_weight", "movement.idp_camp_weight"]),
    ),
    (
        "move_rules",
        "conflict_weight",
        Is(&["movement.conflict_weight"]),
    ),
    (
        "move_rules",
        "conflict_movechance",
        Is(&["movement.conflict_leave"]),
    ),
    (
        "move_rules",
        "camp_movechance",
        Is(&["movement.camp_leave"]),
    ),
    (
        "move_rules",
        "idpcamp_movechance",
        Is(&["movement.idp_camp_leave"]),
    ),
    (
        "move_rules",
        "default_movechance",
        Is(&["movement.town_leave"]),
    ),
    (
        "move_rules",
        "awareness_level",
        Is(&["movement.awareness_level"]),
    ),
    (
        "move_rules",
        "capacity_buffer",
        Is(&["movement.capacity_buffer"]),
    ),
    (
        "move_rules",
        "capacity_scaling",
        Is(&["movement.capacity_scaling"]),
    ),
    (
        "move_rules",
        "avoid_short_stints",
        Is(&["movement.avoid_short_stints"]),
    ),
    (
        "move_rules",
        "start_on_foot",
        Is(&["movement.start_on_foot"]),
    ),
    ("move_rules", "use_v1_rules", Switch),
    ("move_rules", "softening", Is(&["movement.softening_km"])),
    (
        "move_rules",
        "weight_softening",
        Is(&["movement.weight_softening"]),
    ),
    ("move_rules", "weight_power", Is(&["movement.weight_power"])),
    (
        "move_rules",
        "distance_power",
        Is(&["movement.distance_power"]),
    ),
    ("move_rules", "use_pop_for_loc_weight", Switch),
    ("move_rules", "pop_power_for_loc_weight", Number(0.0)),
    ("move_rules", "stay_close_to_home", NotYet(Empty)),
    ("move_rules", "home_distance_power", Idle),
    ("move_rules", "movechance_pop_base", Idle),
    ("move_rules", "movechance_pop_scale_factor", NotYet(Empty)),
    ("move_rules", "pruning_threshold", NotYet(Below(1.001))),
    ("move_rules", "WomenAvoidHazards", NotYet(Empty)),
    ("move_rules", "ChildrenAvoidHazards", NotYet(Empty)),
    ("move_rules", "ElderlyAvoidHazards", NotYet(Empty)),
    ("move_rules", "BoysTakeRisk", NotYet(Empty)),
    ("move_rules", "MatchCampReligion", NotYet(Empty)),
    ("move_rules", "MatchCampEthnicity", NotYet(Empty)),
    ("move_rules", "MatchTownEthnicity", NotYet(Empty)),
    ("move_rules", "MatchConflictEthnicity", NotYet(Empty)),
    ("move_rules", "avg_religion_fraction", Idle),
    ("move_rules", "fixed_routes", NotYet(Empty)),
    ("move_rules", "two_system_decision_making", NotYet(Empty)),
    ("move_rules", "use_economic_pull", NotYet(Empty)),
    ("move_rules", "harvest_months", NotYet(Empty)),
    ("move_rules", "flee_when_starving", NotYet(Empty)),
    ("move_rules", "avoid_food_deprived_locations", NotYet(Empty)),
    ("move_rules", "flood_rules", NotYet(Absent)),
    ("move_rules", "max_flood_level", Idle),
    ("optimisations", "hasten", Number(1.0)),
];
