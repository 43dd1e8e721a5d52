//! `refuge import`: an instance of Flee becomes a scenario that runs the same.

use std::fs;

use crate::cli::Desk;

const FILES: [(&str, &str); 10] = [
    (
        "input_csv/locations.csv",
        "#name,region,country,latitude,longitude,location_type,conflict_date,population\n\
         High Mill,North,Utopia,1.5,30.25,conflict_zone,0,5000\n\
         Brook,North,Utopia,1.6,30.5,town,,2000\n\
         Ford,East,Elsewhere,1.7,30.75,forwarding_hub,,\n\
         Camp One,East,Elsewhere,1.8,31,camp,,1000\n\
         Camp Two,East,Elsewhere,1.9,31.25,camp,,300\n",
    ),
    (
        "input_csv/routes.csv",
        "#name1,name2,distance,forced_redirection\n\
         High Mill,Brook,50,\n\
         Brook,Ford,20.5,2\n\
         Ford,Camp One,30,1\n\
         Ford,Camp Two,40,0\n",
    ),
    (
        "input_csv/closures.csv",
        "#closure_type,name1,name2,closure_start,closure_end\n\
         country,Utopia,Elsewhere,3,5\n\
         location,Camp One,,6,8\n\
         camp,Camp Two,,2,-1\n",
    ),
    (
        "input_csv/conflicts.csv",
        "#Day,High Mill,Brook\n0,1,0\n1,1,0.4\n2,1,0.9\n3,1,0\n4,1,0\n5,1,0\n6,1,0.5\n7,1,0.5\n8,1,0\n9,1,0\n",
    ),
    (
        "input_csv/sim_period.csv",
        "StartDate,2020-02-25\nLength,10\n",
    ),
    (
        "source_data/data_layout.csv",
        "total,all.csv\nCamp One,one.csv\nCamp Two,two.csv\n",
    ),
    (
        "source_data/all.csv",
        "Date,count\n2020-02-25,450\n2020-03-06,900\n",
    ),
    ("source_data/one.csv", "2020-02-25,100\n2020-03-06,400\n"),
    ("source_data/two.csv", "2020-02-25,350\n2020-03-06,500\n"),
    (
        "simsetting.yml",
        "spawn_rules:\n  conflict_spawn_decay: [1.0, 0.5]\nmove_rules:\n  max_move_speed: 40\n  awareness_level: 2\n",
    ),
];

/// A desk with a made-up instance in `utopia`.
pub(crate) fn desk() -> Desk {
    let desk = Desk::empty();
    for folder in ["input_csv", "source_data"] {
        fs::create_dir_all(desk.path("utopia").join(folder)).expect("a folder");
    }
    for (file, text) in FILES {
        desk.write(&format!("utopia/{file}"), text);
    }
    desk
}

#[test]
fn an_imported_instance_runs_to_the_same_bytes() {
    let desk = desk();
    let ended = desk.refuge("import flee utopia kept/own").done();
    assert_eq!(ended.stdout, "");
    let last = ended.stderr.lines().last().unwrap_or_default();
    insta::assert_snapshot!(last, @"The instance is a scenario in kept/own now; run it with `refuge run kept/own`.");
    let sources = desk.read("kept/own/SOURCES.md");
    let (before, hash) = sources.split_once("    ").expect("a hash");
    insta::assert_snapshot!(before, @"
    # Sources

    Every figure is from `utopia`, an instance of Flee, run with the settings in `simsetting.yml`; refuge wrote it out in its own form.
    Where the figures come from is said there, if anywhere.

    Capacities are those that Flee is left with: after its scaling, and less the people of the first day where it puts them into the camps.

    SHA-256 of all that was read of the instance:
    ");
    assert_eq!(hash.trim().len(), 64);
    desk.refuge("check kept/own").done();
    desk.refuge("run utopia --quiet --out flee").done();
    desk.refuge("run kept/own --quiet --out own").done();
    let (flee, own) = (desk.csv_files("flee"), desk.csv_files("own"));
    assert!(flee.contains_key("out.csv") && flee["totals.csv"].lines().count() == 11);
    assert_eq!(flee, own);
}

#[test]
fn the_settings_file_may_be_named() {
    let desk = desk();
    fs::rename(desk.path("utopia/simsetting.yml"), desk.path("fast.yml")).expect("settings");
    desk.refuge("import flee utopia own").with_code(2);
    assert!(!desk.has("own"));
    desk.refuge("import flee utopia own --settings fast.yml")
        .done();
    assert!(
        desk.read("own/scenario.toml")
            .contains("speed_km_per_day = 40.0")
    );
}

#[test]
fn nothing_is_written_over_something_or_from_nothing() {
    let desk = Desk::with_starter();
    let ended = desk.refuge("import flee small own").with_code(2);
    insta::assert_snapshot!(ended.stderr, @"
    error: The folder has no `input_csv` folder, so it is no instance of Flee.
     --> small
    help: Name the folder that holds `input_csv` and `source_data`.
    ");
    assert_eq!(desk.names("."), ["small"]);
    let desk = self::desk();
    fs::create_dir(desk.path("own")).expect("a folder");
    let ended = desk.refuge("import flee utopia own").with_code(2);
    let last = ended.stderr.split("\n\n").last().unwrap_or_default();
    insta::assert_snapshot!(last, @"
    warning: The road counts twice, because Flee makes it so for a 1 here.
     --> utopia/input_csv/routes.csv:4:18
      |
    4 | Ford,Camp One,30,1
      |                  ^
      |
    help: Write 0 or nothing if it is one road: nobody is forced to take it.
    error: There is something here already, and it is not overwritten.
     --> own
    help: Name a folder that does not exist yet.
    ");
    assert!(desk.names("own").is_empty());
}
