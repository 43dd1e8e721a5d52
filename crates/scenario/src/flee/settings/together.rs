//! What the keys of simsetting.yml mean together: where Flee stops, or is not what it says.

use refuge_core::settings::{OnsetMode, Settings};

use super::keys::NEED;
use super::said::Said;
use super::ways::{AWARENESS, BY_CONFLICT, BY_FLOOD, FLOOD_RULES, FLOOD_ZONES, Spawning, Ways};
use crate::problem::{Problem, Problems};

const PER_CONFLICT_DAY: &str = "spawn_rules.conflict_driven_spawning.displaced_per_conflict_day";

/// Tells all of it.
pub(super) fn check(said: &Said, settings: &Settings, ways: &Ways, problems: &mut Problems) {
    let mut tell = |path: &str, problem: Problem| problems.add(said.blame(path, problem));
    if said.has(AWARENESS) && said.whole(AWARENESS, 1) == 0 {
        tell(
            AWARENESS,
            Problem::error("With an `awareness_level` of 0 nobody ever moves in Flee.")
                .help("Give 1 or more: the number of roads that people look ahead."),
        );
    }
    check_spawning(said, settings, ways, &mut tell);
    for (key, needed) in NEED {
        if said.is_on(key) && !said.is_on(needed) {
            tell(key, without_effect(key, needed));
        }
    }
    if said.is_on("move_rules.two_system_decision_making") {
        tell(
            "move_rules.two_system_decision_making",
            Problem::warning(
                "`two_system_decision_making` has no effect, as in Flee, which reads it but never follows it.",
            ),
        );
    }
    if said.is_on("spawn_rules.camps_are_sinks") {
        tell(
            "spawn_rules.camps_are_sinks",
            Problem::warning(
                "Flee does not read `camps_are_sinks`, only `camps_are_sicks`; here people settle in camps by either.",
            ),
        );
    }
    if settings.floods.forecast_days > 1 {
        tell(
            "move_rules.flood_rules.flood_forecaster",
            Problem::warning(
                "While the forecast runs, nobody leaves a place for which no flood is forecast, as in Flee.",
            ),
        );
    }
    let matching = |key: &&&str| said.is_on(&format!("move_rules.{key}"));
    let rules = [
        "MatchCampReligion",
        "MatchCampEthnicity",
        "MatchTownEthnicity",
        "MatchConflictEthnicity",
    ];
    if let Some(rule) = rules.iter().find(matching) {
        let path = format!("move_rules.{rule}");
        tell(
            &path,
            Problem::warning(format!(
                "Flee stops with `{rule}` as soon as a day begins with somebody on a road; here the run goes on."
            )),
        );
    }
}

fn check_spawning(
    said: &Said,
    settings: &Settings,
    ways: &Ways,
    tell: &mut impl FnMut(&str, Problem),
) {
    let by_flood = ways.spawning == Spawning::Flood;
    let flood_zones = said.switch(FLOOD_ZONES, false);
    if flood_zones && settings.onset.conflict_only {
        tell(
            FLOOD_ZONES,
            Problem::error("`flood_zone_spawning_only` and `conflict_zone_spawning_only` exclude each other, and both are true.")
                .help("Set `conflict_zone_spawning_only: False`; it is true unless it is set."),
        );
    }
    if flood_zones && !by_flood {
        tell(
            FLOOD_ZONES,
            Problem::error("`flood_zone_spawning_only` needs the section `flood_driven_spawn_mode`, which says how many people floods displace.")
                .help("Flee does not read a section `flood_driven_spawning`: rename it, and its `flood_spawn_mode` to `spawn_mode`."),
        );
    }
    if by_flood && !said.has(FLOOD_RULES) {
        tell(
            FLOOD_ZONES,
            Problem::error("`flood_zone_spawning_only` needs the section `flood_rules` in `move_rules`, which says who leaves a flooded place and who goes there.")
                .help("Give it the lists `flood_movechances` and `flood_loc_weights`, with an entry for each flood level from 0 on."),
        );
    }
    if by_flood && !settings.onset.from_residents {
        tell(
            BY_FLOOD,
            Problem::error("`flood_driven_spawn_mode` needs `take_from_population: True`."),
        );
    }
    if said.has(FLOOD_RULES) && !by_flood {
        tell(
            FLOOD_RULES,
            Problem::error("With `flood_rules` but without floods that displace people, Flee reads no flood levels and stops on the first day.")
                .help("Set `flood_zone_spawning_only: True` and give `flood_driven_spawn_mode`, or leave out `flood_rules`."),
        );
    }
    if said.has(BY_FLOOD) && !flood_zones {
        tell(BY_FLOOD, without_effect(BY_FLOOD, FLOOD_ZONES));
    }
    let onset = &settings.onset;
    let is_share = onset.mode == OnsetMode::Share && !onset.by_flood;
    if is_share && onset.per_conflict_day > 1.0 {
        tell(
            PER_CONFLICT_DAY,
            Problem::warning(format!(
                "With `pop_ratio`, `displaced_per_conflict_day` is a share of residents: {} displaces more than all of them in a day.",
                onset.per_conflict_day
            ))
            .help("Give a share from 0 to 1, or take the `spawn_mode` `constant` for persons."),
        );
    }
    if said.has(BY_CONFLICT) && flood_zones {
        let text = "`conflict_driven_spawning` has no effect beside `flood_zone_spawning_only`.";
        tell(BY_CONFLICT, Problem::warning(text));
    }
}

/// A way to count newcomers, as it can be typed, that this instance has no numbers for.
pub(super) fn without_series(mode: OnsetMode, ways: &Ways) -> Option<Problem> {
    match (mode, ways.spawning) {
        (OnsetMode::Prescribed, _) => Some(Problem::error(
            "`onset.mode` cannot be `prescribed`: an instance of Flee has no observed series `displaced` to follow.",
        )),
        (OnsetMode::Sampled, Spawning::Conflict | Spawning::Flood) => Some(Problem::error(
            "`onset.mode` cannot be `sampled`: the instance has no numbers of newcomers, because conflict or floods displace people.",
        )),
        _ => None,
    }
}

fn without_effect(path: &str, needed: &str) -> Problem {
    let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
    Problem::warning(format!(
        "`{}` has no effect without `{}`.",
        last(path),
        last(needed)
    ))
}
