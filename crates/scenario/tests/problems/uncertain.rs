//! The section [uncertain] and `calibrated_until`.

use refuge_core::uncertain::{Distribution, Uncertain};
use refuge_scenario::{Options, Scenario, load};

use super::{Folder, with_line};

fn with_uncertain(line: &str) -> Folder {
    Folder::new().add("scenario.toml", &format!("[uncertain]\n{line}"))
}

fn load_with(folder: &Folder, options: &Options) -> Scenario {
    load(&folder.path(""), options).unwrap_or_else(|problems| panic!("{problems}"))
}

fn distributions(scenario: Scenario) -> Vec<(&'static str, Distribution)> {
    let all = scenario.world.uncertain.into_iter();
    all.map(|Uncertain { key, distribution }| (key, distribution))
        .collect()
}

#[test]
fn every_distribution_is_read_by_key() {
    let folder = with_uncertain(
        "returns.probability = { distribution = \"Beta\", alpha = 2, beta = 5 }\n\
         'movement.camp_weight' = { distribution = \"LogNormal\", mu = 0.7, sigma = 0.3 }\n\
         'movement.host_weight' = { distribution = \"Weibull\", scale = 1.5, shape = 2 }\n\
         [uncertain.movement]\n\
         town_leave = { distribution = \"Uniform\", low = 0.1, high = 0.5 }\n\
         town_weight = { distribution = \"Triangular\", min = 0, max = 4, mode = 1 }\n\
         foreign_weight = { distribution = \"Gamma\", shape = 2, scale = 0.5 }\n\
         softening_km = { distribution = \"Exp\", lambda = 0.1 }\n\
         awareness_level = { distribution = \"Normal\", mean = 2, std_dev = 0.5 }\n",
    );
    assert_eq!(
        distributions(load_with(&folder, &Options::default())),
        [
            (
                "movement.awareness_level",
                Distribution::Normal {
                    mean: 2.0,
                    std_dev: 0.5
                }
            ),
            (
                "movement.camp_weight",
                Distribution::LogNormal {
                    mu: 0.7,
                    sigma: 0.3
                }
            ),
            (
                "movement.foreign_weight",
                Distribution::Gamma {
                    shape: 2.0,
                    scale: 0.5
                }
            ),
            (
                "movement.host_weight",
                Distribution::Weibull {
                    scale: 1.5,
                    shape: 2.0
                }
            ),
            ("movement.softening_km", Distribution::Exp { lambda: 0.1 }),
            (
                "movement.town_leave",
                Distribution::Uniform {
                    low: 0.1,
                    high: 0.5
                }
            ),
            (
                "movement.town_weight",
                Distribution::Triangular {
                    min: 0.0,
                    max: 4.0,
                    mode: 1.0
                }
            ),
            (
                "returns.probability",
                Distribution::Beta {
                    alpha: 2.0,
                    beta: 5.0
                }
            ),
        ]
    );
}

#[test]
fn a_branch_and_the_command_line_make_a_setting_certain() {
    let folder = with_uncertain(
        "'movement.camp_weight' = { distribution = \"Exp\", lambda = 1 }\n\
         'movement.town_weight' = { distribution = \"Exp\", lambda = 2 }\n\
         'movement.host_weight' = { distribution = \"Exp\", lambda = 3 }\n\
         [[branch]]\nname = \"firm\"\nset = { \"movement.camp_weight\" = 2.0 }",
    );
    let keys = |branch: Option<&str>, set: &[&str]| -> Vec<&str> {
        let options = Options {
            branch: branch.map(str::to_owned),
            set: set.iter().copied().map(String::from).collect(),
            ..Options::default()
        };
        let all = distributions(load_with(&folder, &options)).into_iter();
        all.map(|(key, _)| key).collect()
    };
    assert_eq!(keys(None, &[]).len(), 3);
    assert_eq!(
        keys(Some("firm"), &[]),
        ["movement.host_weight", "movement.town_weight"]
    );
    let set = ["movement.town_weight=1"];
    assert_eq!(keys(Some("firm"), &set), ["movement.host_weight"]);
}

#[test]
fn mistakes_in_a_distribution() {
    let said = with_uncertain(
        "'movement.camp_weight' = { distribution = \"Lognormal\", mu = 0.7, sigma = 0.3 }\n\
         'movement.town_weight' = { distribution = \"Normal\", mean = 1, std = 0.3 }\n\
         'movement.host_weight' = { distribution = \"Normal\", mean = 1 }\n\
         'movement.foreign_weight' = { distribution = \"Gamma\", shape = 0, scale = \"two\" }\n\
         'movement.town_leave' = { mean = 1 }\n\
         'movement.camp_leave' = 0.5\n",
    )
    .problems();
    insta::assert_snapshot!(said, @r#"
    error: `distribution` must be one of the distributions `Uniform`, `Triangular`, `Normal`, `LogNormal`, `Beta`, `Gamma`, `Exp` and `Weibull`, but is `"Lognormal"`.
     --> test/scenario.toml:6:43
      |
    6 | 'movement.camp_weight' = { distribution = "Lognormal", mu = 0.7, sigma = 0.3 }
      |                                           ^^^^^^^^^^^
      |
    help: Did you mean `LogNormal`?

    error: The distribution `Normal` has no parameter `std`.
     --> test/scenario.toml:7:63
      |
    7 | 'movement.town_weight' = { distribution = "Normal", mean = 1, std = 0.3 }
      |                                                               ^^^
      |
    help: It has `mean` and `std_dev`.

    error: The distribution `Normal` needs the parameter `std_dev`.
     --> test/scenario.toml:8:26
      |
    8 | 'movement.host_weight' = { distribution = "Normal", mean = 1 }
      |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error: `shape` must be a number above 0, but is `0`.
     --> test/scenario.toml:9:63
      |
    9 | 'movement.foreign_weight' = { distribution = "Gamma", shape = 0, scale = "two" }
      |                                                               ^

    error: The distribution of `movement.town_leave` has no name.
      --> test/scenario.toml:10:25
       |
    10 | 'movement.town_leave' = { mean = 1 }
       |                         ^^^^^^^^^^^^
       |
    help: Add `distribution`, which is one of `Uniform`, `Triangular`, `Normal`, `LogNormal`, `Beta`, `Gamma`, `Exp` or `Weibull`.

    error: `movement.camp_leave` must be a distribution such as { distribution = "LogNormal", mu = 0.7, sigma = 0.3 }, but is `0.5`.
      --> test/scenario.toml:11:25
       |
    11 | 'movement.camp_leave' = 0.5
       |                         ^^^
    "#);
}

#[test]
fn ranges_that_are_none_or_not_those_of_the_setting() {
    let said = with_uncertain(
        "'movement.camp_leave' = { distribution = \"Uniform\", low = 0.5, high = 0.1 }\n\
         'movement.town_leave' = { distribution = \"Uniform\", low = 0.5, high = 1.5 }\n\
         'movement.camp_weight' = { distribution = \"Triangular\", min = 1, max = 2, mode = 3 }\n",
    )
    .problems();
    insta::assert_snapshot!(said, @r#"
    error: `low` must be below `high`, but 0.5 is not below 0.1.
     --> test/scenario.toml:6:25
      |
    6 | 'movement.camp_leave' = { distribution = "Uniform", low = 0.5, high = 0.1 }
      |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error: `movement.town_leave` is a number from 0 to 1, but the distribution goes from 0.5 to 1.5.
     --> test/scenario.toml:7:25
      |
    7 | 'movement.town_leave' = { distribution = "Uniform", low = 0.5, high = 1.5 }
      |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error: `min` must be below `max`, and `mode` between them, but they are 1, 2 and 3.
     --> test/scenario.toml:8:26
      |
    8 | 'movement.camp_weight' = { distribution = "Triangular", min = 1, max = 2, mode = 3 }
      |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    "#);
}

#[test]
fn settings_that_cannot_be_uncertain() {
    let said = with_uncertain(
        "'movement.camp_wieght' = { distribution = \"Exp\", lambda = 1 }\n\
         'movement.choose_home' = { distribution = \"Exp\", lambda = 1 }\n\
         'movement.host_weight' = { distribution = \"Exp\", lambda = 1 }\n\
         movement.host_weight = { distribution = \"Exp\", lambda = 1 }\n",
    )
    .problems();
    insta::assert_snapshot!(said, @r#"
    error: There is no setting `movement.camp_wieght`.
     --> test/scenario.toml:6:1
      |
    6 | 'movement.camp_wieght' = { distribution = "Exp", lambda = 1 }
      | ^^^^^^^^^^^^^^^^^^^^^^
      |
    help: Did you mean `movement.camp_weight`?

    error: `movement.choose_home` cannot be uncertain: it is `true` or `false`.
     --> test/scenario.toml:7:1
      |
    7 | 'movement.choose_home' = { distribution = "Exp", lambda = 1 }
      | ^^^^^^^^^^^^^^^^^^^^^^
      |
    help: Only a setting with a number can have a distribution.

    error: `movement.host_weight` is given a distribution twice.
     --> test/scenario.toml:8:1
      |
    8 | 'movement.host_weight' = { distribution = "Exp", lambda = 1 }
      | ^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: test/scenario.toml:9:10
      |
    9 | movement.host_weight = { distribution = "Exp", lambda = 1 }
      |          -----------
    "#);
    insta::assert_snapshot!(with_line("scenario.toml", "uncertain = true"), @"
    error: `uncertain` must be a table, under [uncertain], but is `true`.
     --> test/scenario.toml:5:13
      |
    5 | uncertain = true
      |             ^^^^
    ");
}

#[test]
fn the_fitted_period_ends_inside_the_run() {
    let until = |date: &str, days| {
        let folder = Folder::new().add("scenario.toml", &format!("calibrated_until = {date}"));
        let options = Options {
            days,
            ..Options::default()
        };
        load_with(&folder, &options).world.calibrated_until
    };
    assert_eq!(until("2020-01-15", None), Some(14));
    assert_eq!(until("\"2020-01-31\"", None), Some(30));
    assert_eq!(until("2020-01-15", Some(10)), Some(9));
    let outside = with_line("scenario.toml", "calibrated_until = 2020-02-01");
    insta::assert_snapshot!(outside, @"
    error: `calibrated_until` must lie in the period, 2020-01-01 to 2020-01-31.
     --> test/scenario.toml:5:20
      |
    5 | calibrated_until = 2020-02-01
      |                    ^^^^^^^^^^
      |
    help: It is the last date whose observations the settings were fitted to; only later ones are scored.
    ");
    let none = with_line("scenario.toml", "calibrated_until = 2020-02-30");
    insta::assert_snapshot!(none, @"
    error: `calibrated_until` must be a date such as 2020-02-05, but is `2020-02-30`.
     --> test/scenario.toml:5:20
      |
    5 | calibrated_until = 2020-02-30
      |                    ^^^^^^^^^^
      |
    help: There is no such day as 2020-02-30.
    ");
}
