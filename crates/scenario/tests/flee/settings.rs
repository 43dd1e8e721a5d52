//! What is wrong with the settings of an instance, and how it is said.

use super::{Instance, SETTINGS};

#[test]
fn an_unknown_setting() {
    let said = Instance::new()
        .settings("move_rules:\n  max_move_sped: 200\n  hasten: 2\nmove_rule: 1\n")
        .problems();
    insta::assert_snapshot!(said, @"
    error: Flee has no setting `max_move_sped` here, and would ignore it.
     --> ../utopia/simsetting.yml:2:3
      |
    2 |   max_move_sped: 200
      |   ^^^^^^^^^^^^^
      |
    help: Did you mean `max_move_speed`?

    error: Flee has no setting `hasten` here, and would ignore it.
     --> ../utopia/simsetting.yml:3:3
      |
    3 |   hasten: 2
      |   ^^^^^^
      |
    help: `hasten` belongs in the section `optimisations`.

    error: Flee has no setting `move_rule` here, and would ignore it.
     --> ../utopia/simsetting.yml:4:1
      |
    4 | move_rule: 1
      | ^^^^^^^^^
      |
    help: Did you mean `move_rules`?
    ");
}

#[test]
fn settings_without_effect() {
    let said = Instance::new()
        .settings("log_levels:\n  agent: 1\n  link: 0\nmove_rules:\n  max_crossing_speed: 20\n")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: The log that `agent` asks for is not written.
     --> ../utopia/simsetting.yml:2:3
      |
    2 |   agent: 1
      |   ^^^^^
      |
    help: The results have every place and link instead: see `places.csv` and `flows.csv`.

    warning: `max_crossing_speed` has no effect on this run, as in Flee.
     --> ../utopia/simsetting.yml:5:3
      |
    5 |   max_crossing_speed: 20
      |   ^^^^^^^^^^^^^^^^^^

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
}

#[test]
fn settings_of_the_wrong_kind() {
    let said = Instance::new()
        .settings("move_rules:\n  awareness_level: 0\n  start_on_foot: 'False'\noptimisations:\n  hasten: 0\n")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `awareness_level` must be a whole number from 1 to 8.
     --> ../utopia/simsetting.yml:2:20
      |
    2 |   awareness_level: 0
      |                    ^

    error: `start_on_foot` must be `true` or `false`.
     --> ../utopia/simsetting.yml:3:18
      |
    3 |   start_on_foot: 'False'
      |                  ^^^^^^^

    error: `hasten` must be a number of at least 1.
     --> ../utopia/simsetting.yml:5:11
      |
    5 |   hasten: 0
      |           ^
    ");
}

#[test]
fn rules_that_are_not_run_yet() {
    let said = Instance::new()
        .settings("move_rules:\n  harvest_months: [3]\n  fixed_routes: False\n  pruning_threshold: 2\nspawn_rules:\n  conflict_driven_spawning:\n    spawn_mode: constant\n")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `harvest_months` is not run by refuge yet.
     --> ../utopia/simsetting.yml:2:3
      |
    2 |   harvest_months: [3]
      |   ^^^^^^^^^^^^^^

    error: `pruning_threshold` is not run by refuge yet.
     --> ../utopia/simsetting.yml:4:3
      |
    4 |   pruning_threshold: 2
      |   ^^^^^^^^^^^^^^^^^

    error: `conflict_driven_spawning` is not run by refuge yet.
     --> ../utopia/simsetting.yml:6:3
      |
    6 |   conflict_driven_spawning:
      |   ^^^^^^^^^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn settings_that_are_no_yaml() {
    let said = Instance::new().settings("move_rules: [1\n").problems();
    insta::assert_snapshot!(said, @"
    error: The file cannot be read as YAML: unclosed bracket '[' at line 1, column 13.
     --> ../utopia/simsetting.yml:1:13
      |
    1 | move_rules: [1
      |             ^
    ");
}

#[test]
fn no_settings() {
    let said = Instance::new().without(SETTINGS).problems();
    insta::assert_snapshot!(said, @"
    error: The instance has no settings.
     --> ../utopia/simsetting.yml
    help: Put a simsetting.yml into the folder or one above it, or name a file with `--settings`.
    ");
}
