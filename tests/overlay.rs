//! Settings laid over a scenario: from a file, and by a preset.

use crate::cli::Desk;

const FITTED: &str =
    "calibrated_until = 2020-01-20\n[movement]\ncamp_weight = 3\ntown_leave = 0.2\n";

#[test]
fn an_overlay_and_a_preset_are_named_in_the_results() {
    let desk = Desk::with_starter();
    desk.write("fitted.toml", FITTED);
    desk.refuge("run small --days 5").done();
    let plain = desk.json("out/small/run.json");
    let words = "run small --days 5 --preset flee-default --overlay fitted.toml --set movement.town_leave=0.4";
    desk.refuge(words).done();
    let run = desk.json("out/small/run.json");
    let movement = &run["settings"]["movement"];
    assert_eq!(movement["camp_weight"], 3.0);
    assert_eq!(movement["town_leave"], 0.4);
    assert_eq!(movement["speed_km_per_day"], 360.0);
    let changes = [
        "preset=flee-default",
        "overlay=fitted.toml",
        "movement.town_leave=0.4",
        "days=5",
    ];
    assert_eq!(run["changes"], serde_json::json!(changes));
    assert_ne!(run["scenario_hash"], plain["scenario_hash"]);
}

#[test]
fn an_overlay_is_checked_with_the_scenario() {
    let desk = Desk::with_starter();
    desk.write("fitted.toml", &FITTED.replace("0.2", "2"));
    let ended = desk
        .refuge("check small --overlay fitted.toml")
        .with_code(2);
    insta::assert_snapshot!(ended.stderr, @"
    error: `movement.town_leave` must be a number from 0 to 1, but is `2`.
     --> fitted.toml:4:14
      |
    4 | town_leave = 2
      |              ^
      |
    help: Chance that a displaced household moves on from a town. Its unit: per day.

    1 error.
    ");
    desk.write("fitted.toml", FITTED);
    desk.refuge("check small --overlay fitted.toml").done();
}
