//! What a run leaves and says.

use crate::cli::Desk;

#[test]
fn every_file_of_a_run_is_there_with_its_header() {
    let desk = Desk::with_starter();
    desk.refuge("run small --tables-only").done();
    let headers: Vec<String> = desk
        .csv_files("out/small")
        .into_iter()
        .map(|(name, text)| format!("{name}: {}", text.lines().next().unwrap_or_default()))
        .collect();
    insta::assert_snapshot!(headers.join("\n"), @"
    columns.csv: file,column,unit,meaning
    conflict.csv: date,place,intensity
    demographics.csv: date,group,displaced,in_camps
    flows.csv: date,from,to,persons
    locations.csv: place,name,kind,country,admin1,latitude,longitude,population,capacity,control
    movements.csv: date,from_country,from_admin1,to_country,to_admin1,persons
    origins.csv: origin,place,persons
    places-wide.csv: date,old_mill,bridgetown,orchard,fork,garrison,high_fields,north_city,north_gate,riverside,harbour
    places.csv: date,day,place,kind,country,admin1,present,arrivals,departures,capacity,occupancy,in_open,accepting
    scores.csv: measure,place,metric,value,skill_persistence,skill_nearest,skill_gravity,skill_line
    timeline.csv: date,replicate,kind,target,value,note,until
    totals.csv: date,day,displaced,newly_displaced,in_transit,in_camps,in_host_communities,internally_displaced,abroad,returned,movements,moved_again,moved_on
    validation.csv: date,measure,place,simulated,observed,difference,persistence,nearest,gravity,line,since
    ");
    assert_eq!(desk.names("out/small").len(), headers.len() + 1);
    assert!(desk.has("out/small/run.json"));
}

#[test]
fn replicates_give_a_mean_and_quantiles() {
    let desk = Desk::with_starter();
    desk.refuge("run small --replicates 5").done();
    let totals = desk.table("out/small/totals.csv");
    let first = totals.header.iter().position(|name| name == "displaced");
    assert_eq!(
        totals.header[first.expect("displaced")..][..5],
        [
            "displaced",
            "displaced_p05",
            "displaced_p50",
            "displaced_p95",
            "newly_displaced"
        ]
    );
    assert_eq!(desk.json("out/small/run.json")["replicates"], 5);
}

#[test]
fn columns_csv_explains_every_column() {
    let desk = Desk::with_starter();
    desk.refuge("run small").done();
    let columns = desk.table("out/small/columns.csv");
    let explained: Vec<(&str, &str)> = columns
        .texts("file")
        .into_iter()
        .zip(columns.texts("column"))
        .collect();
    for (file, _) in desk.csv_files("out/small") {
        if file != "places-wide.csv" {
            for column in desk.table(&format!("out/small/{file}")).header {
                assert!(
                    explained.contains(&(file.as_str(), column.as_str())),
                    "{file}: {column}"
                );
            }
        }
    }
    assert!(
        columns
            .texts("meaning")
            .iter()
            .all(|meaning| !meaning.is_empty())
    );
}

#[test]
fn run_json_is_enough_to_repeat_a_run() {
    let desk = Desk::with_starter();
    desk.refuge("run small --out first --seed 18446744073709551615 --set movement.camp_weight=3")
        .done();
    let run = desk.json("first/run.json");
    assert_eq!(run["refuge_version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(run["scenario"], "small");
    assert_eq!(run["scenario_hash"].as_str().map(str::len), Some(64));
    assert_eq!(run["seed"], "18446744073709551615");
    assert_eq!(run["settings"]["movement"]["camp_weight"], 3.0);
    assert!(run["persons"].as_u64() > Some(0));
    assert!(run["wall_s"].as_f64() > Some(0.0));
}

#[test]
fn the_summary_is_a_message_and_quiet_silences_it() {
    let desk = Desk::with_starter();
    let loud = desk.refuge("run small").done();
    assert_eq!(loud.stdout, "");
    assert!(loud.stderr.contains("out/small"), "{}", loud.stderr);
    assert!(loud.stderr.contains("isplaced"), "{}", loud.stderr);
    let quiet = desk.refuge("run small --quiet").done();
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}

#[test]
fn the_title_says_what_the_command_line_changed() {
    let desk = Desk::with_starter();
    let title = |options: &str| {
        let said = desk.refuge(&format!("run small {options}")).done().stderr;
        said.lines().next().unwrap_or_default().to_owned()
    };
    let plain = title("");
    assert!(!plain.contains("changed"), "{plain}");
    let changed = title("--set movement.camp_weight=2 --set returns.probability=0 --days 5");
    assert_eq!(
        changed,
        format!("{plain}, changed: movement.camp_weight=2, returns.probability=0, days=5")
    );
    let longer = desk.refuge("run small --seed 3 --days 5000").done().stderr;
    assert!(longer.lines().any(|line| line == plain), "{longer}");
}

#[test]
fn timings_are_shown_when_asked_for() {
    let desk = Desk::with_starter();
    let ended = desk.refuge("run small --quiet --timings").done();
    for row in [
        "stage  ", "load  ", "move  ", "write  ", "report  ", "clock  ",
    ] {
        let found = ended.stderr.lines().any(|line| line.starts_with(row));
        assert!(found, "no row {row:?} in\n{}", ended.stderr);
    }
}

#[test]
fn days_shorten_a_run_without_changing_what_is_left() {
    let desk = Desk::with_starter();
    desk.refuge("run small --out whole").done();
    desk.refuge("run small --out part --days 5").done();
    let (whole, part) = (
        desk.table("whole/totals.csv"),
        desk.table("part/totals.csv"),
    );
    assert_eq!(part.rows.len(), 5);
    assert_eq!(part.rows, whole.rows[..5]);
}
