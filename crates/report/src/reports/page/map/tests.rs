//! The map of small literal folders.

use serde_json::{Value, json};

use super::super::literal::source;
use super::data;

const LOCATIONS: &str =
    "place,name,kind,country,admin1,latitude,longitude,population,capacity,control
Saraqib,Saraqib,town,SYR,Idleb,35.86,36.81,1000,,opposition
Atma,مخيم أطمة,idp_camp,SYR,Idleb,36.31,36.69,0,2000,opposition
Hama,Hama,town,SYR,Hama,35.13,36.76,0,,government
Hatay,Hatay,host,TUR,Hatay,36.2,36.16,0,,
";
const PLACES: &str = "date,place,present,capacity,accepting
2020-01-01,Saraqib,0,,1
2020-01-01,Atma,0,2000,1
2020-01-01,Hama,0,,
2020-01-01,Hatay,400,,
2020-01-02,Saraqib,10.4,,
2020-01-02,Atma,89.6,2000,0.5
2020-01-02,Hama,0,,
2020-01-02,Hatay,400,,
2020-01-03,Saraqib,0,,
2020-01-03,Atma,100,1500,0.4
2020-01-03,Hama,0,,
2020-01-03,Hatay,400,,
";
const TOTALS: &str = "date,displaced\n2020-01-01,0\n2020-01-02,100\n2020-01-03,100\n";
const FLOWS: &str = "date,from,to,persons\n2020-01-01,Saraqib,Atma,95.6\n2020-01-01,Atma,Saraqib,0.4\n2020-01-03,Atma,Saraqib,3\n";
const CONFLICT: &str = "date,place,intensity\n2020-01-02,Saraqib,0.85\n2020-01-03,Hama,0.001\n";
const TIMELINE: &str = "date,replicate,kind,target,value,until
2020-01-01,0,border,SYR<->TUR,closed,
2020-01-02,0,border,TUR->SYR,0.5,
2020-01-01,0,border,SYR->IRQ,open,
2020-01-02,0,capture,Saraqib;admin1:Nowhere,government,
2020-01-02,0,ceasefire,*,0.1,2020-01-02
2020-01-03,0,ceasefire,Hama,,
";

/// The map with some tables in place of the usual ones.
fn map(run: &Value, others: &[(&str, &str)]) -> Value {
    let mut tables = vec![
        ("locations", LOCATIONS),
        ("places", PLACES),
        ("totals", TOTALS),
        ("flows", FLOWS),
        ("conflict", CONFLICT),
        ("timeline", TIMELINE),
    ];
    for (name, table) in others {
        tables.retain(|(known, _)| known != name);
        tables.push((name, table));
    }
    data(&source(run, &tables))
}

#[test]
fn people_and_ways_are_those_of_the_tables() {
    let map = map(&json!({}), &[]);
    assert_eq!(map["days"], json!([0, 1, 2]));
    assert_eq!(map["places"]["name"][1], "مخيم أطمة");
    let present = json!([[0, 10, -10], [0, 90, 10], [0, 0, 0], [400, 0, 0]]);
    assert_eq!(map["places"]["present"], present);
    let capacity = json!([[0, -1], [0, 2000, 2, 1500], [0, -1], [0, -1]]);
    assert_eq!(map["places"]["capacity"], capacity);
    let accepting = json!([[0, 1, 1, -1], [0, 1, 2, 0], [0, -1], [0, -1]]);
    assert_eq!(map["places"]["accepting"], accepting);
    assert_eq!(map["displaced"], json!([0, 100, 100]));
    let weeks = json!([{"day": 0, "persons": [0, 96]}, {"day": 2, "persons": [1, 3]}]);
    assert_eq!(
        map["flows"],
        json!({"links": [[0, 1], [1, 0]], "weeks": weeks, "left_out": 0})
    );
}

#[test]
fn attacks_sides_borders_and_ceasefires_hold_as_long_as_they_do() {
    let map = map(&json!({}), &[]);
    assert_eq!(map["attacks"], json!([[0, [0, 0, 1, 85, 2, 0]]]));
    assert_eq!(map["control"]["sides"], json!(["opposition", "government"]));
    let held = json!([[0, 1, 1, 2], [0, 1], [0, 2], [0, 0]]);
    assert_eq!(map["control"]["places"], held);
    let borders = json!([
        {"from": "SYR", "to": "TUR", "at": null, "steps": [0, 2]},
        {"from": "TUR", "to": "SYR", "at": null, "steps": [0, 2, 1, 1]},
    ]);
    assert_eq!(map["borders"], borders);
    let ceasefires = json!([
        {"places": null, "steps": [0, 0, 1, 1, 2, 0]},
        {"places": [2], "steps": [0, 0, 2, 1]},
    ]);
    assert_eq!(map["ceasefires"], ceasefires);
}

#[test]
fn the_closed_border_is_drawn_and_countries_are_named() {
    let land = &map(&json!({}), &[])["land"];
    let corners = |line: &Value| line.as_array().map_or(0, Vec::len) / 2;
    assert!(
        land["closed"][0]
            .as_array()
            .unwrap()
            .iter()
            .map(corners)
            .sum::<usize>()
            > 20
    );
    assert_eq!(land["closed"][0], land["closed"][1]);
    assert_eq!(land["names"]["SYR"], "Syria");
    assert_eq!(land["labels"][1][1][0], "TUR");
}

#[test]
fn what_half_of_the_replicates_have_is_shown() {
    let timeline = "date,replicate,kind,target,value,until
2020-01-02,0,capture,Atma,government,
2020-01-03,1,capture,Atma,government,
2020-01-02,2,capture,Saraqib,government,
2020-01-02,0,border,Atma,closed,
2020-01-02,1,border,Atma,closed,
";
    let map = map(&json!({"replicates": 4}), &[("timeline", timeline)]);
    assert_eq!(map["control"]["places"][0], json!([0, 1]));
    assert_eq!(map["control"]["places"][1], json!([0, 1, 2, 2]));
    let crossing = json!([{"from": "", "to": "", "at": 1, "steps": [0, 3, 1, 2]}]);
    assert_eq!(map["borders"], crossing);
}

#[test]
fn captures_that_fail_take_nothing_and_ultimatums_that_are_met_do() {
    let timeline = "date,replicate,kind,target,value,note,until
2020-01-02,0,capture,Saraqib,government,the capture fails,
2020-01-01,0,ultimatum,Atma,the army met=0.5,,2020-01-01
2020-01-02,0,ultimatum,Atma,the army met=0.5,by Sunday; the ultimatum is met,
2020-01-02,0,ultimatum,Hama,opposition,the ultimatum is not met,
2020-01-03,0,capture,admin1:Idleb;Hama,rebels,the capture fails in Saraqib;Atma,
";
    let map = map(&json!({}), &[("timeline", timeline)]);
    let sides = json!(["opposition", "government", "rebels", "the army"]);
    assert_eq!(map["control"]["sides"], sides);
    let held = json!([[0, 1], [0, 1, 1, 4], [0, 2, 2, 3], [0, 0]]);
    assert_eq!(map["control"]["places"], held);
}

#[test]
fn without_coordinates_the_map_says_why_there_is_none() {
    let locations = LOCATIONS.lines().next().unwrap();
    let of = |rows: &str| {
        map(
            &json!({}),
            &[("locations", &format!("{locations}\n{rows}"))],
        )
    };
    let nowhere = of("Atma,Atma,camp,SYR,Idleb,,,0,,\n");
    assert_eq!(
        nowhere,
        json!({"reason": "No place has coordinates, so that there is no map."})
    );
    let together = of("Atma,Atma,camp,SYR,Idleb,0,0,0,,\nHama,Hama,town,SYR,Hama,0,0,0,,\n");
    assert_eq!(
        together,
        json!({"reason": "All places have the same coordinates, so that there is no map."})
    );
    let alone = of("Atma,Atma,camp,SYR,Idleb,36,36.7,0,,\n");
    assert_eq!(alone["views"][0], json!([36.563, 35.863, 36.838, 36.138]));
    let poles = of("Atma,Atma,camp,SYR,Idleb,90,180,0,,\nHama,Hama,town,SYR,Hama,-90,-180,0,,\n");
    assert_eq!(poles["views"][1], json!([-198.0, -89.0, 198.0, 89.0]));
}

#[test]
fn moves_within_a_foreign_country_widen_no_view_but_where_there_are_no_others() {
    let far = "Van,Van,host,TUR,Van,38.49,43.38,0,,\n";
    let locations = format!("{LOCATIONS}{far}");
    let view = |flows: &str| {
        let tables = [("locations", locations.as_str()), ("flows", flows)];
        map(&json!({ "home": "SYR" }), &tables)["views"][0].clone()
    };
    let within = "2020-01-01,Hatay,Van,5000\n";
    let abroad = view(&format!("date,from,to,persons\n{within}"));
    assert_eq!(view(&format!("{FLOWS}{within}")), view(FLOWS));
    assert_ne!(abroad, view(FLOWS));
    let over_the_border = "2020-01-01,Saraqib,Van,5000\n";
    assert_ne!(view(&format!("{FLOWS}{over_the_border}")), view(FLOWS));
}

#[test]
fn a_comparison_has_no_map() {
    let compared = source(&json!({"command": "compare"}), &[("locations", LOCATIONS)]);
    assert_eq!(data(&compared), Value::Null);
}

#[test]
fn of_many_places_and_days_those_with_people_are_left() {
    let mut locations = vec![LOCATIONS.lines().next().unwrap().to_owned()];
    let mut places = vec!["date,place,present,capacity".to_owned()];
    for place in 0..1000 {
        let latitude = 33.0 + f64::from(place) * 0.002;
        locations.push(format!("p{place},,town,SYR,Homs,{latitude},37,0,,"));
        places.push(format!("2020-01-01,p{place},{place},"));
    }
    let (locations, places) = (locations.join("\n"), places.join("\n"));
    let others: [(&str, &str); 5] = [
        ("locations", &locations),
        ("places", &places),
        ("totals", "date,displaced\n"),
        ("flows", "date,from,to,persons\n2020-01-01,p7,p8,5\n"),
        ("timeline", "date,replicate,kind,target,value,until\n"),
    ];
    let map = map(&json!({"days": 2000}), &others);
    let ids = map["places"]["id"].as_array().unwrap();
    assert_eq!((ids.len(), &map["places_left_out"]), (400, &json!(600)));
    assert_eq!([&ids[0], &ids[1], &ids[2]], ["p7", "p8", "p602"]);
    let days = map["days"].as_array().unwrap();
    assert_eq!(
        (days.len(), &days[1], &days[223]),
        (224, &json!(9), &json!(1999))
    );
}

#[test]
fn of_many_links_the_largest_are_left() {
    let place = |i: u32| format!("p{i},,town,SYR,Homs,{},{},0,,", 33 + i % 5, 36 + i / 5);
    let locations: Vec<String> = (0..20).map(place).collect();
    let header = LOCATIONS.lines().next().unwrap();
    let locations = format!("{header}\n{}", locations.join("\n"));
    let links = (0..20).flat_map(|from| (0..20).map(move |to| (from, to)));
    let flow = |(from, to)| format!("2020-01-01,p{from},p{to},{}\n", 20 * from + to + 1);
    let flows: String = links.map(flow).collect();
    let flows = format!("date,from,to,persons\n{flows}");
    let map = map(&json!({}), &[("locations", &locations), ("flows", &flows)]);
    let week = map["flows"]["weeks"][0]["persons"].as_array().unwrap();
    assert_eq!(
        (week.len(), &week[1], &week[599]),
        (600, &json!(400), &json!(101))
    );
    assert_eq!(map["flows"]["links"][0], json!([19, 19]));
    // Those of 1 to 100 persons.
    assert_eq!(map["flows"]["left_out"], json!(5050));
}
