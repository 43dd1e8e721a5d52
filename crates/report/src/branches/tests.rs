//! Tests of what a comparison leaves behind.

use refuge_core::observe::{Contrast, Difference};
use refuge_core::place::PlaceId;
use refuge_core::world::Measure;

use super::*;
use crate::testing::{names, provenance, read, world};

const NO: f64 = f64::NAN;

fn difference(mean: f64) -> Difference {
    Difference {
        mean,
        quantiles: [mean - 50.0, mean, mean + 50.25],
        unpaired: [mean - 400.0, mean + 600.0],
        variance_saved: 0.987_654_3,
    }
}

fn contrast(day: u16, measure: Measure, place: Option<u32>, means: &[f64]) -> Contrast {
    let differences = means.iter().skip(1).map(|mean| difference(mean - means[0]));
    Contrast {
        day,
        measure,
        place: place.map(PlaceId),
        means: means.to_vec(),
        differences: differences.collect(),
    }
}

fn comparison(names: &[&str], rows: Vec<Contrast>) -> Comparison {
    Comparison {
        branches: names.iter().copied().map(String::from).collect(),
        replicates: 20,
        rows,
    }
}

fn of_two() -> Comparison {
    let mut still = contrast(1, Measure::Present, Some(2), &[70.0, 70.0]);
    still.differences[0] = Difference {
        mean: 0.0,
        quantiles: [0.0; 3],
        unpaired: [NO; 2],
        variance_saved: NO,
    };
    comparison(
        &["main", "no-ceasefire"],
        vec![
            contrast(0, Measure::Displaced, None, &[1000.5, 1500.0]),
            contrast(1, Measure::Displaced, None, &[1200.0, 1100.0]),
            still,
        ],
    )
}

fn about(world: &World, branches: usize) -> Branches<'_> {
    let run = provenance();
    Branches {
        scenario: run.scenario,
        scenario_hash: run.scenario_hash,
        changes: vec!["days=2".to_owned()],
        seed: run.seed,
        replicates_asked: 30,
        quantiles: "exact",
        worlds: vec![world; branches],
        titles: vec![None; branches],
        machine: run.machine,
        wall_s: run.wall_s,
    }
}

#[test]
fn the_table_has_a_row_for_each_number() {
    let (dir, world) = (tempfile::tempdir().unwrap(), world());
    let out = dir.path().join("out");
    let finished = about(&world, 2)
        .write(&Target::new(&out), &of_two(), &Wanted::NOTHING)
        .unwrap();
    assert_eq!(finished.files[0].rows, 3);
    assert_eq!(
        names(&out),
        ["columns.csv", "compare.csv", "locations.csv", "run.json"]
    );
    insta::assert_snapshot!(read(&out, "compare.csv"), @r"
    date,measure,place,main,no-ceasefire,difference,difference_p05,difference_p50,difference_p95,unpaired_p05,unpaired_p95,variance_saved
    2019-12-01,displaced,,1000.5,1500,499.5,449.5,499.5,549.75,99.5,1099.5,0.987654
    2019-12-02,displaced,,1200,1100,-100,-150,-100,-49.75,-500,500,0.987654
    2019-12-02,present,Qah,70,70,0,0,0,0,,,
    ");
    insta::assert_snapshot!(read(&out, "columns.csv"), @r#"
    file,column,unit,meaning
    compare.csv,date,date,"The date, by ISO 8601. A row is a day, measure and place."
    compare.csv,measure,text,"What is counted: a column of totals.csv, or `present` or `arrivals` of places.csv."
    compare.csv,place,text,The id of the place; empty for the whole world.
    compare.csv,main,persons,Mean over replicates in the branch `main`.
    compare.csv,no-ceasefire,persons,Mean over replicates in the branch `no-ceasefire`.
    compare.csv,difference,persons,`no-ceasefire` less `main`: the mean over pairs of replicates with the same random numbers.
    compare.csv,difference_p05,persons,The 5% quantile of `no-ceasefire` less `main` over pairs with the same random numbers.
    compare.csv,difference_p50,persons,The 50% quantile of `no-ceasefire` less `main` over pairs with the same random numbers.
    compare.csv,difference_p95,persons,The 95% quantile of `no-ceasefire` less `main` over pairs with the same random numbers.
    compare.csv,unpaired_p05,persons,The 5% quantile of `no-ceasefire` less `main` over pairs that share no random numbers: what it would be without pairing. Empty for fewer than 4 replicates.
    compare.csv,unpaired_p95,persons,The 95% quantile of `no-ceasefire` less `main` over pairs that share no random numbers: what it would be without pairing. Empty for fewer than 4 replicates.
    compare.csv,variance_saved,share,"The share of the variance of `no-ceasefire` less `main` that pairing saves: 1 less the variance over pairs with the same random numbers, over the sum of the variances of both branches. Empty where nothing varies."
    locations.csv,place,text,"The id of the place, as in every other table. A row is a place."
    locations.csv,name,text,"The name of the place, in any script."
    locations.csv,kind,text,"The kind of the place on the first day: town, camp, idp_camp, host, crossing, hub or marker."
    locations.csv,country,text,"The country of the place, by ISO 3166-1 alpha-3."
    locations.csv,admin1,text,The first-level administrative unit of the place.
    locations.csv,latitude,degrees,"Degrees north, WGS 84."
    locations.csv,longitude,degrees,"Degrees east, WGS 84."
    locations.csv,population,persons,Residents before the first day; 0 where the scenario counts none.
    locations.csv,capacity,persons,Displaced persons it can shelter on the first day; empty where there is no limit.
    locations.csv,control,text,The side that holds it on the first day; empty where that does not matter.
    columns.csv,file,text,The name of a file.
    columns.csv,column,text,A column of it; empty where the file as a whole is meant.
    columns.csv,unit,text,The unit of the column.
    columns.csv,meaning,text,What the column holds.
    "#);
}

#[test]
fn where_it_comes_from_is_kept() {
    let (dir, mut world) = (tempfile::tempdir().unwrap(), world());
    let out = dir.path().join("out");
    world.settings.movement.camp_weight = 3.0;
    about(&world, 2)
        .write(&Target::new(&out), &of_two(), &Wanted::NOTHING)
        .unwrap();
    let mut run: serde_json::Value = serde_json::from_str(&read(&out, "run.json")).unwrap();
    for branch in run["branches"].as_array_mut().unwrap() {
        assert_eq!(branch["settings"]["movement"]["camp_weight"], 3.0);
        branch["settings"] = "settings".into();
    }
    run["refuge_version"] = "version".into();
    run["checksums"].take();
    insta::assert_snapshot!(serde_json::to_string_pretty(&run).unwrap(), @r#"
    {
      "refuge_version": "version",
      "command": "compare",
      "scenario": "winter",
      "title": "A winter",
      "caveats": [],
      "home": "SYR",
      "scenario_hash": "0123abcd",
      "changes": [
        "days=2"
      ],
      "seed": 7,
      "replicates": 20,
      "replicates_asked": 30,
      "quantiles": "exact",
      "start": "2019-12-01",
      "days": 2,
      "branches": [
        {
          "name": "main",
          "title": null,
          "uncertain": [],
          "settings": "settings"
        },
        {
          "name": "no-ceasefire",
          "title": null,
          "uncertain": [],
          "settings": "settings"
        }
      ],
      "machine": {
        "os": "linux",
        "arch": "x86_64",
        "threads": 2
      },
      "wall_s": 0.123457,
      "files": [
        "compare.csv",
        "locations.csv",
        "columns.csv"
      ],
      "checksums": null
    }
    "#);
    about(&world, 2)
        .write(&Target::new(&out), &of_two(), &Wanted::NOTHING)
        .unwrap();
}

#[test]
fn with_more_branches_differences_are_named() {
    let names = ["main", "a", "b"].map(String::from);
    let columns: Vec<String> = columns::headings(&names)
        .into_iter()
        .map(|h| h.name)
        .collect();
    insta::assert_snapshot!(columns.join(","), @"date,measure,place,main,a,b,a_difference,a_difference_p05,a_difference_p50,a_difference_p95,a_unpaired_p05,a_unpaired_p95,a_variance_saved,b_difference,b_difference_p05,b_difference_p50,b_difference_p95,b_unpaired_p05,b_unpaired_p95,b_variance_saved");
}

#[test]
fn columns_are_there_once() {
    let refused = |names: [&str; 2]| {
        let error = check_branches(&names.map(String::from)).unwrap_err();
        assert!(error.is_refusal());
        error.to_string()
    };
    insta::assert_snapshot!(refused(["main", "main"]), @"compare.csv would have two columns `main`: name each branch once, and give one that is named as another column another name.");
    assert!(refused(["difference", "main"]).contains("`difference`"));
    assert!(check_branches(&["main", "near"].map(String::from)).is_ok());
}

#[test]
fn a_comparison_in_short() {
    let world = world();
    insta::assert_snapshot!(about(&world, 2).summary(&of_two()), @r"
    A winter, branches main, no-ceasefire, changed: days=2
    2019-12-01 to 2019-12-02 (2 days), seed 7
    20 replicates of each branch, in pairs with the same random numbers

    On 2019-12-02                   main  no-ceasefire  difference  90% of pairs
    Displaced since the first day  1,200         1,100        -100   -150 to -50

    Width of these 90%             paired  unpaired  variance saved
    Displaced since the first day     100     1,000             99%
    ");
    let rows = vec![contrast(1, Measure::Abroad, None, &[40.0, 30.0, 90.0])];
    let world = World {
        caveats: vec!["What the hills decide.".to_owned()],
        ..world
    };
    let three = comparison(&["main", "a", "b"], rows);
    insta::assert_snapshot!(about(&world, 3).summary(&three), @r"
    A winter, branches main, a, b, changed: days=2
    2019-12-01 to 2019-12-02 (2 days), seed 7
    20 replicates of each branch, in pairs with the same random numbers

    On 2019-12-02, beside main  main  difference  90% of pairs
    a  Abroad                     40         -10    -60 to +40
    b  Abroad                     40         +50     0 to +100

    What this cannot know:
    - What the hills decide.
    ");
}
