//! Small instances of which Flee's results are known exactly, day by day.

use refuge_core::rules::attraction;
use refuge_core::rules::circumstances::Circumstances;
use refuge_core::{Sampling, Simulation, World};

use super::{LOCATIONS, agents, by_day, conditions, ended, small};

const CONFLICTS: &str = "input_csv/conflicts.csv";

/// Persons who become displaced on each day.
fn newly_displaced(world: &World) -> Vec<u64> {
    let mut run = Simulation::new(world, 1, 0, Sampling::Sleeping);
    let mut days = Vec::new();
    while let Some(today) = run.step(&mut ()) {
        days.push(today.counts.newly_displaced);
    }
    days
}

#[test]
fn a_border_shut_for_a_day_sends_back_who_is_on_the_way() {
    let places = [("A", "X", "conflict_zone", 100), ("B", "Y", "camp", 0)];
    let world = small(6, &places, &[("A", "B", 1000.0)])
        .write("input_csv/closures.csv", "country,X,Y,1,2\n")
        .write("input_csv/agents.csv", &agents("A", 1))
        .settings("spawn_rules:\n  read_from_agents_csv_file: True\nmove_rules:\n  camp_movechance: 0.0\n")
        .world();
    let (away, back, there) = ([0, 0], [1, 0], [0, 1]);
    assert_eq!(by_day(&world), [away, away, back, away, away, there]);
}

#[test]
fn intensity_is_frozen_at_that_of_the_day_it_began() {
    let places = [
        ("Town", "X", "town", 100),
        ("Zone", "X", "conflict_zone", 100),
    ];
    let world = small(6, &places, &[("Town", "Zone", 10.0)])
        .write(
            CONFLICTS,
            "#Day,Town,Zone\n0,0.2,0\n1,0.9,0.5\n2,0.9,1.0\n3,0,0.3\n4,0.7,0\n5,0.1,0\n",
        )
        .world();
    let days = conditions(&world);
    let intensity = |place: usize| days.iter().map(move |today| today.intensity[place]);
    assert!(intensity(0).eq([0.2, 0.2, 0.2, 0.0, 0.7, 0.7]));
    assert!(intensity(1).eq([1.0, 0.5, 0.5, 0.5, 0.0, 0.0]));
    let since = days.iter().map(|today| today.conflict_since[1]);
    assert!(since.take(4).eq([-1, 1, 1, 1]));
}

#[test]
fn conflict_displaces_whole_persons_whatever_its_age() {
    let displaced = |mode: &str| {
        let decay = "  conflict_spawn_decay: [1.0, 0.0]\n  conflict_spawn_decay_interval: 1\n";
        let world = small(4, &[("A", "X", "conflict_zone", 1000)], &[])
            .replace(LOCATIONS, ",population", ",population,conflict_intensity")
            .replace(LOCATIONS, "0,1000", "0,1000,0.5")
            .settings(&format!(
                "spawn_rules:\n{decay}  conflict_driven_spawning:\n{mode}"
            ))
            .world();
        newly_displaced(&world)
    };
    let share = "    spawn_mode: pop_ratio\n    displaced_per_conflict_day: 0.019\n";
    assert_eq!(displaced(share), [9; 4]);
    let number = "    spawn_mode: constant\n    displaced_per_conflict_day: 33.9\n";
    assert_eq!(displaced(number), [16; 4]);
}

#[test]
fn floods_displace_shares_of_those_who_are_left() {
    let places = [
        ("A", "X", "flood_zone", 1000),
        ("B", "X", "flood_zone", 500),
    ];
    let settings = "spawn_rules:
  take_from_population: True
  conflict_zone_spawning_only: False
  flood_zone_spawning_only: True
  flood_driven_spawn_mode:
    spawn_mode: pop_ratio
    displaced_per_flood_day: [0, 0.1, 0.2, 0.5, 0.9]
move_rules:
  flood_rules:
    flood_movechances: [0.0, 0.5, 0.8, 1.0, 1.0]
    flood_loc_weights: [1.0, 0.5, 0.2, 0.1, 0.1]
";
    let displaced = |second: u8| {
        let levels = format!("#Day,A,B\n0,1,0\n1,2,0\n2,2,{second}\n");
        let world = small(3, &places, &[("A", "B", 10.0)])
            .write("input_csv/flood_level.csv", &levels)
            .settings(settings)
            .world();
        (
            newly_displaced(&world),
            ended(&world).counts().residents.clone(),
        )
    };
    assert_eq!(displaced(0), (vec![100, 180, 144], vec![576, 500]));
    assert_eq!(displaced(1), (vec![100, 180, 194], vec![576, 450]));
}

#[test]
fn a_conflict_from_before_the_run_eases_on_the_thirtieth_day() {
    let world = small(40, &[("A", "X", "conflict_zone", 100)], &[])
        .settings("spawn_rules:\n  conflict_spawn_decay: [1.0, 0.1]\n  conflict_spawn_decay_interval: 30\nmove_rules:\n  conflict_weight: 0.25\n")
        .world();
    let run = Simulation::new(&world, 1, 0, Sampling::Sleeping);
    let score = |(today, day)| {
        let places = Circumstances::everywhere(&world, today, run.counts(), day);
        attraction::score(&world.settings, &places[0])
    };
    let scores: Vec<f64> = conditions(&world).iter().zip(0..).map(score).collect();
    assert_eq!(scores[..29], [0.25; 29]);
    let eased = |score: &f64| (score - 0.8706).abs() < 5e-5;
    assert!(scores[29..].iter().all(eased), "{scores:?}");
}
