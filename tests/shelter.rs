//! Shelter as a user sees it: who sleeps under what, and which places can take no more.

use crate::cli::{Desk, Table};

const SCENARIO: &str = r#"title = "Roofs"
country = "XAA"
start = 2020-01-01
end = 2020-01-06

[people]
household_size = 1

[movement]
town_leave = 1.0
camp_leave = 0.0
host_leave = 0.0
"#;
const PLACES: &str = "id,name,kind,country,admin1,latitude,longitude,population,capacity
road_town,Road town,town,XAA,South,0,0,,
gate,Gate,crossing,XAA,South,0.1,0,,
camp,Camp,camp,XAA,North,0.3,0,,
city,City,host,XAA,North,0,0.3,,100
";
const ROUTES: &str =
    "from,to,distance_km,mode\nroad_town,gate,10,road\ngate,camp,10,road\nroad_town,city,40,road\n";
const SHELTER: &str =
    "place,kind,persons\ncamp,tent,400\ncamp,unfinished,200\ncamp,open,400\ncity,host_family,100\n";
const EVENTS: &str = "date,kind,target,value,until,probability,note,source\n";

/// A camp of 1,000 with roofs for 600, and a city of 100 with room for as many, and these further events.
fn desk(events: &str) -> Desk {
    let desk = Desk::empty();
    std::fs::create_dir_all(desk.path("roofs/observed")).expect("a folder");
    for (file, text) in [
        ("scenario.toml", SCENARIO),
        ("places.csv", PLACES),
        ("routes.csv", ROUTES),
        ("shelter.csv", SHELTER),
        (
            "people.csv",
            "place,status,persons\ncamp,displaced,1000\ncity,displaced,100\n",
        ),
        ("SOURCES.md", "All made up.\n"),
    ] {
        desk.write(&format!("roofs/{file}"), text);
    }
    desk.write("roofs/events.csv", &format!("{EVENTS}{events}"));
    desk
}

/// Persons by day in a kind of shelter.
fn sleeping(desk: &Desk, kind: &str) -> Vec<i64> {
    let table = desk.table("out/roofs/shelter.csv").with("kind", kind);
    table.counts("persons")
}

fn place(desk: &Desk, id: &str) -> Table {
    desk.table("out/roofs/places.csv").with("place", id)
}

#[test]
fn tents_that_are_set_up_take_people_out_of_the_open() {
    let desk = desk("2020-01-03,shelter,camp,tent=300,2020-01-05,,,\n");
    desk.write(
        "roofs/observed/counts.csv",
        "date,measure,place,value,source\n2020-01-02,in_open,,380,\n2020-01-03,in_tents,,690,\n",
    );
    let said = desk.refuge("run roofs").done().stderr;
    assert_eq!(sleeping(&desk, "open"), [400, 400, 100, 100, 100, 400]);
    assert_eq!(sleeping(&desk, "tent"), [400, 400, 700, 700, 700, 400]);
    assert_eq!(sleeping(&desk, "unfinished"), [200; 6]);
    assert_eq!(sleeping(&desk, "host_family"), [100; 6]);
    assert_eq!(sleeping(&desk, "unknown"), [0; 6]);
    let camp = place(&desk, "camp");
    assert_eq!(camp.counts("in_open"), [400, 400, 100, 100, 100, 400]);
    assert_eq!(
        camp.counts("capacity"),
        [1000, 1000, 1300, 1300, 1300, 1000]
    );
    let simulated = desk.table("out/roofs/validation.csv");
    assert_eq!(simulated.counts("simulated"), [400, 700]);
    assert!(
        said.contains("400 sleep in the open on 2020-01-06.\n"),
        "{said}"
    );
}

#[test]
fn homes_in_a_safe_area_are_built_and_lived_in() {
    let desk = desk("2020-01-03,safe_area,camp,200,2020-01-04,,,\n");
    desk.refuge("run roofs").done();
    assert_eq!(sleeping(&desk, "open"), [400, 400, 200, 0, 0, 0]);
    assert_eq!(sleeping(&desk, "built"), [0, 0, 200, 400, 400, 400]);
}

#[test]
fn a_full_city_takes_nobody_until_it_has_room_again() {
    let desk = desk("2020-01-04,shelter,city,rented=50,,,,\n");
    desk.append("roofs/people.csv", "road_town,displaced,20\n");
    // The camp is full as well, as the open has no weight.
    desk.refuge("run roofs").done();
    let city = place(&desk, "city");
    assert_eq!(city.texts("accepting"), ["0", "0", "0", "1", "1", "1"]);
    assert_eq!(city.counts("arrivals"), [0, 0, 0, 20, 0, 0]);
    assert_eq!(place(&desk, "camp").texts("accepting"), ["0"; 6]);
    assert_eq!(place(&desk, "gate").texts("accepting"), [""; 6]);
    assert_eq!(place(&desk, "road_town").texts("accepting"), ["1"; 6]);
    assert_eq!(place(&desk, "road_town").texts("in_open"), [""; 6]);
    assert_eq!(sleeping(&desk, "unknown"), [20, 20, 20, 0, 0, 0]);
    let page = desk.read("out/roofs/report.html");
    assert!(page.contains("<td>unable to accept more</td>"));
    let layer = desk.json("out/roofs/places.geojson");
    let camp = &layer["features"][2]["properties"];
    assert_eq!(
        (&camp["in_open"], &camp["accepting"]),
        (&400.into(), &0.into())
    );
}

#[test]
fn a_camp_that_closes_accepts_nobody_and_is_left() {
    let desk = desk("2020-01-03,camp,camp,closed,,,,\n2020-01-03,camp,city,capacity=2000,,,,\n");
    desk.refuge("run roofs").done();
    let camp = place(&desk, "camp");
    assert_eq!(camp.counts("present"), [1000, 1000, 0, 0, 0, 0]);
    assert_eq!(camp.texts("accepting"), ["0"; 6]);
    assert_eq!(sleeping(&desk, "open"), [400, 400, 0, 0, 0, 0]);
    assert_eq!(
        sleeping(&desk, "host_family"),
        [100, 100, 1100, 1100, 1100, 1100]
    );
}

#[test]
fn branches_are_compared_by_what_people_sleep_under() {
    let desk = desk("2020-01-03,shelter,camp,tent=300,,,,,tents\n");
    let named = desk
        .read("roofs/events.csv")
        .replace("note,source", "note,source,name");
    desk.write("roofs/events.csv", &named);
    let branch = "\n[[branch]]\nname = \"bare\"\nremove_events = [\"tents\"]\ncaveat = \"Who pitches them.\"\n";
    desk.append("roofs/scenario.toml", branch);
    let caveats = "caveats = [\"How cold it was.\"]\n";
    desk.write(
        "roofs/scenario.toml",
        &(caveats.to_owned() + &desk.read("roofs/scenario.toml")),
    );
    let said = desk
        .refuge("compare roofs --branches main,bare --replicates 2")
        .done()
        .stderr;
    assert!(
        said.contains("What this cannot know:\n- How cold it was.\n- Who pitches them.\n"),
        "{said}"
    );
    let page = desk.read("out/roofs-compare/report.html");
    assert!(page.contains("<li dir=\"auto\">Who pitches them.</li>"));
    let in_open = desk.table("out/roofs-compare/compare.csv");
    let in_open = in_open.with("measure", "in_open");
    assert_eq!(
        in_open.numbers("difference"),
        [0.0, 0.0, 300.0, 300.0, 300.0, 300.0]
    );
}

#[test]
fn without_the_file_nothing_is_told_of_shelter() {
    let desk = Desk::with_starter();
    desk.refuge("run small").done();
    assert!(!desk.has("out/small/shelter.csv"));
}
