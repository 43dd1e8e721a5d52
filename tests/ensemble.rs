//! Many runs of a scenario: each the same whatever their number, and what uncertain settings add.

use crate::cli::Desk;

/// The rows of a replicate in replicates.csv.
fn rows_of(desk: &Desk, folder: &str, replicate: &str) -> Vec<Vec<String>> {
    let table = desk.table(&format!("{folder}/replicates.csv"));
    let rows = table.rows.into_iter();
    rows.filter(|row| row[0] == replicate).collect()
}

#[test]
fn replicate_7_of_10_is_replicate_7_of_300() {
    let desk = Desk::with_starter();
    desk.refuge("run small --replicates 10 --each-replicate --out few")
        .done();
    desk.refuge("run small --replicates 300 --each-replicate --out many")
        .done();
    let seventh = rows_of(&desk, "few", "7");
    assert_eq!(seventh.len(), 60);
    assert_eq!(seventh, rows_of(&desk, "many", "7"));
    assert_ne!(seventh[59][3..], rows_of(&desk, "few", "8")[59][3..]);
    assert_eq!(rows_of(&desk, "many", "299").len(), 60);
    let method = |folder: &str| desk.json(&format!("{folder}/run.json"))["quantiles"].to_string();
    assert!(method("few").contains("exact") && method("many").contains("DDSketch"));
}

const UNCERTAIN: &str = r#"
[uncertain]
"movement.camp_weight" = { distribution = "Uniform", low = 0.05, high = 8.0 }
"#;

const ANOTHER: &str = r#""movement.walking_km_per_day" = { distribution = "Normal", mean = 30.0, std_dev = 4.0 }
"#;

/// The starter with uncertain settings, run forty times.
fn uncertain(settings: &str) -> Desk {
    let desk = Desk::with_starter();
    let scenario = desk.read("small/scenario.toml");
    let (settings_first, branches) = scenario.split_once("[[branch]]").unwrap_or((&scenario, ""));
    let branches = if branches.is_empty() {
        String::new()
    } else {
        format!("[[branch]]{branches}")
    };
    desk.write(
        "small/scenario.toml",
        &format!("{settings_first}{settings}{branches}"),
    );
    desk.refuge("run small --replicates 40 --each-replicate")
        .done();
    desk
}

#[test]
fn uncertain_settings_are_drawn_and_told_apart_from_noise() {
    let desk = uncertain(UNCERTAIN);
    let draws = desk.table("out/small/draws.csv");
    assert_eq!(draws.rows.len(), 40);
    let value = |row: usize| draws.rows[row][2].as_str();
    assert_eq!(value(4), value(5));
    assert_ne!(value(4), value(6));

    // Replicate 4 at its draw is replicate 4.
    desk.refuge(&format!(
        "run small --replicates 5 --each-replicate --out fixed --set movement.camp_weight={}",
        value(4)
    ))
    .done();
    assert_eq!(
        rows_of(&desk, "fixed", "4"),
        rows_of(&desk, "out/small", "4")
    );
    assert!(!desk.has("fixed/draws.csv"));

    let uncertainty = desk.table("out/small/uncertainty.csv");
    let last = uncertainty
        .rows
        .iter()
        .rfind(|row| row[1] == "in_camps")
        .expect("a row of the last day");
    let number = |column: usize| last[column].parse::<f64>().expect("a number");
    let [sd, noise, settings] = [number(4), number(5), number(6)];
    assert!(settings > 0.4 * noise, "{last:?}");
    assert!((sd * sd - noise * noise - settings * settings).abs() < 1e-3 * sd * sd);
    assert_eq!(
        desk.json("out/small/run.json")["uncertain"][0],
        "movement.camp_weight"
    );
}

#[test]
fn a_setting_that_becomes_uncertain_changes_no_draw_of_another() {
    let draws = |settings: &str| {
        let rows = uncertain(settings).table("out/small/draws.csv").rows;
        let of = |key: &str| -> Vec<String> {
            let rows = rows.iter().filter(|row| row[1] == key);
            rows.map(|row| row[2].clone()).collect()
        };
        (
            of("movement.camp_weight"),
            of("movement.walking_km_per_day"),
        )
    };
    let (alone, none) = draws(UNCERTAIN);
    let (beside, another) = draws(&format!("{UNCERTAIN}{ANOTHER}"));
    assert_eq!(alone, beside);
    assert!(none.is_empty() && another.len() == 40);
}
