//! Who becomes displaced, where the data do not say.

use refuge_core::settings::OnsetMode;

use super::Instance;

fn by_conflict(mode: &str) -> Instance {
    Instance::new().settings(&format!(
        "spawn_rules:\n  take_from_population: True\n  empty_camps_on_day0: True\n  conflict_driven_spawning:\n{mode}"
    ))
}

#[test]
fn conflict_displaces_so_many_or_such_a_share() {
    let onset = |mode: &str| {
        let onset = by_conflict(mode).world().settings.onset;
        assert!(!onset.by_flood && onset.from_residents);
        (onset.mode, onset.per_conflict_day)
    };
    let number = |mode, number| {
        format!("    spawn_mode: {mode}\n    displaced_per_conflict_day: {number}\n")
    };
    assert_eq!(
        onset(&number("constant", "33.9")),
        (OnsetMode::Constant, 33.0)
    );
    assert_eq!(
        onset(&number("pop_ratio", "0.019")),
        (OnsetMode::Share, 0.019)
    );
    assert_eq!(onset(&number("Poisson", "20")), (OnsetMode::Poisson, 20.0));
    assert_eq!(
        onset("    spawn_mode: pop_ratio\n"),
        (OnsetMode::Share, 0.01)
    );
    assert_eq!(onset("    {}\n"), (OnsetMode::Constant, 500.0));
}

#[test]
fn the_data_are_only_shown_where_conflict_displaces_people() {
    let world = by_conflict("    spawn_mode: constant\n").world();
    assert!(world.newcomers.is_empty() && world.present.is_empty());
    assert_eq!(world.places[3].capacity, Some(1000));
    let flee = world.flee.unwrap();
    assert_eq!((flee.raw, flee.debt), (vec![0; 4], vec![0; 4]));
    assert_eq!(flee.data[0], [100, 110, 120, 130]);
}

#[test]
fn newcomers_are_drawn_by_the_data() {
    let world = Instance::new()
        .settings("spawn_rules:\n  conflict_zone_spawning_only: False\n")
        .world();
    let onset = &world.settings.onset;
    assert_eq!(
        (onset.mode, onset.conflict_only),
        (OnsetMode::Sampled, false)
    );
    assert!(!onset.from_residents && !onset.from_hunger);
}

#[test]
fn ways_to_displace_people_that_are_none() {
    let unknown = by_conflict("    spawn_mode: Constant\n    displaced_per_conflict_day: few\n");
    insta::assert_snapshot!(unknown.problems(), @"
    error: `spawn_mode` must be `constant`, `pop_ratio` or `poisson`, but is `Constant`.
     --> ../utopia/simsetting.yml:5:17
      |
    5 |     spawn_mode: Constant
      |                 ^^^^^^^^
      |
    help: With any other word Flee displaces nobody, and does not say so.

    error: `displaced_per_conflict_day` must be a number from 0 to 1000000000, but is `few`.
     --> ../utopia/simsetting.yml:6:33
      |
    6 |     displaced_per_conflict_day: few
      |                                 ^^^
    ");
    let text = Instance::new().settings("spawn_rules:\n  conflict_driven_spawning: True\n");
    insta::assert_snapshot!(text.problems(), @"
    error: `conflict_driven_spawning` must be a section of settings.
     --> ../utopia/simsetting.yml:2:29
      |
    2 |   conflict_driven_spawning: True
      |                             ^^^^
    ");
}

#[test]
fn yearly_counts_are_interpolated_and_corrected() {
    let counts = |corrections: &str| {
        let years = "2010-01-01,500\n2011-01-01,6000\n2012-01-01,70000\n2013-01-01,800000\n2014-01-01,400000\n";
        let world = Instance::new()
            .write(
                "input_csv/sim_period.csv",
                "StartDate,2010-06-01\nLength,1400\n",
            )
            .write(
                "input_csv/conflicts.csv",
                &format!("#Day,Anvar\n{}", "0,1\n".repeat(1400)),
            )
            .write("source_data/one.csv", years)
            .write("input_csv/registration_corrections.csv", corrections)
            .world();
        let data = world.flee.unwrap().data.swap_remove(0);
        (
            data[0],
            data[300],
            data[700],
            data[..=1200].iter().copied().max(),
        )
    };
    assert_eq!(counts(""), (2775, 21_079, 311_338, Some(800_000)));
    let (first, later, last, _) = counts("Camp One,2014-01-01,normalize\n");
    assert_eq!((first, later, last), (1387, 10_539, 155_669));
}
