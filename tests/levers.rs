//! Each lever of a scenario moves what it says, in a made-up country with two sides and one front.
//!
//! The east has taken up arms against the west, whose people flee it:
//!
//! ```text
//! Base (east) - Front - Mid - Rear (a camp)
//!                         \ - Gate - Haven (abroad)
//! ```

use refuge_core::event::KINDS;

use crate::cli::{Desk, Table};

const SCENARIO: &str = r#"title = "A front"
country = "XAA"
start = 2021-01-01
end = 2021-02-04

[people]
household_size = 1
flee_from = ["east"]

[onset]
mode = "hazard"
conflict_rate = 0.1

[movement]
camp_leave = 0.0
host_leave = 0.0

[returns]
probability = 0.5
after_days = 4
"#;
const PLACES: &str = "id,name,kind,country,admin1,latitude,longitude,population,capacity,control
Base,Base,town,XAA,East,36.00,36,,,east
Front,Front,town,XAA,East,36.05,36,1000,,west
Mid,Mid,town,XAA,West,36.20,36,500,,west
Rear,Rear,camp,XAA,West,36.40,36,,,west
Gate,Gate,crossing,XAA,West,36.30,36,,,
Haven,Haven,host,XBB,North,36.50,36,,,
";
const ROUTES: &str = "from,to,distance_km,mode
Base,Front,6,road
Front,Mid,17,road
Mid,Rear,23,road
Mid,Gate,12,road
Gate,Haven,23,road
";
const HEADER: &str = "date,kind,target,value,until,probability,note,source,name,if\n";
/// Front is fought over from the third day on.
const FIGHT: &str = "2021-01-03,conflict,Front,0.8,,,,,,";
const TRUCE: &str = "2021-01-20,ceasefire,*,0,,,,,,";

/// What a country with these events comes to.
struct Run(Desk);

impl Run {
    fn of(events: &[&str]) -> Self {
        Self::times(1, events)
    }

    fn times(replicates: u32, events: &[&str]) -> Self {
        let run = Self(country(events));
        let words = "run land --out out --quiet --tables-only --each-replicate --replicates";
        run.0.refuge(&format!("{words} {replicates}")).done();
        run
    }

    /// A number of the last day of each replicate.
    fn ends(&self, column: &str) -> Vec<i64> {
        let days = self.0.table("out/replicates.csv");
        days.with("day", "34").counts(column)
    }

    /// A number of the last day of the only replicate.
    fn end(&self, column: &str) -> i64 {
        self.ends(column)[0]
    }

    /// A number of each day of the only replicate.
    fn by_day(&self, column: &str) -> Vec<i64> {
        self.0.table("out/totals.csv").counts(column)
    }

    /// The conflict intensity of a place on the days on which there is some.
    fn intensity(&self, place: &str) -> Vec<(String, f64)> {
        let conflict = self.0.table("out/conflict.csv").with("place", place);
        let dates = conflict.texts("date").into_iter().map(str::to_owned);
        dates.zip(conflict.numbers("intensity")).collect()
    }

    /// The replicates in which an event with such a note happened.
    fn replicates_with(&self, kind: &str, note: &str) -> Vec<i64> {
        self.timeline(kind).with("note", note).counts("replicate")
    }

    fn timeline(&self, kind: &str) -> Table {
        self.0.table("out/timeline.csv").with("kind", kind)
    }
}

fn country(events: &[&str]) -> Desk {
    let desk = Desk::empty();
    let land = desk.path("land");
    std::fs::create_dir(&land).expect("a new folder");
    desk.write("land/scenario.toml", SCENARIO);
    desk.write("land/places.csv", PLACES);
    desk.write("land/routes.csv", ROUTES);
    desk.write(
        "land/events.csv",
        &(HEADER.to_owned() + &events.join("\n") + "\n"),
    );
    desk.write("land/SOURCES.md", "All made up.\n");
    desk
}

/// Replicates in order, from 0.
fn others(than: &[i64], replicates: i64) -> Vec<i64> {
    (0..replicates).filter(|n| !than.contains(n)).collect()
}

#[test]
fn an_offensive_displaces_and_a_capture_bars_the_way_home() {
    assert_eq!(Run::of(&[TRUCE]).end("displaced"), 0);
    let offensive = Run::of(&[FIGHT, TRUCE]);
    let displaced = offensive.end("displaced");
    assert!((600..900).contains(&displaced), "{displaced}");
    let returned = offensive.end("returned");
    assert!(
        returned > displaced - 10,
        "{returned} go home under the truce"
    );
    let taken = Run::of(&[FIGHT, "2021-01-19,capture,Front,east,,,,,,", TRUCE]);
    assert_eq!(
        (taken.end("displaced"), taken.end("returned")),
        (displaced, 0)
    );
}

#[test]
fn shelling_displaces_for_its_days_alone() {
    let run = Run::of(&["2021-01-10,shelling,Mid,0.9,2021-01-12,,,,,"]);
    let new = run.by_day("newly_displaced");
    assert!(new[9..12].iter().all(|&persons| persons > 10), "{new:?}");
    assert_eq!(new.iter().sum::<i64>(), new[9..12].iter().sum::<i64>());
}

#[test]
fn a_zone_keeps_fighting_out_while_its_post_is_not_surrounded() {
    let zone = "2021-01-01,demilitarised_zone,Front,0.75,,,,,,";
    let post = "2021-01-01,observation_post,Front,,,,,,,";
    let alone = Run::of(&[FIGHT, zone]);
    let guarded = Run::of(&[FIGHT, zone, post]);
    let surrounded = Run::of(&[FIGHT, zone, post, "2021-01-15,capture,Mid,east,,,,,,"]);
    assert_eq!(alone.end("displaced"), Run::of(&[FIGHT]).end("displaced"));
    // 33 days at a rate of 0.08 move 93%, and at 0.02 they move 48%.
    assert!((900..960).contains(&alone.end("displaced")));
    assert!((430..540).contains(&guarded.end("displaced")));
    let felt: Vec<f64> = surrounded
        .intensity("Front")
        .into_iter()
        .map(|day| day.1)
        .collect();
    assert_eq!(felt[..12], [0.2; 12], "up to 14 January");
    assert_eq!(felt[12..], [0.8; 21]);
    let far = Run::of(&[FIGHT, zone, "2021-01-01,observation_post,Mid,,,,,,,"]);
    assert_eq!(
        far.end("displaced"),
        alone.end("displaced"),
        "17 km are too many"
    );
}

#[test]
fn a_capture_fails_in_a_zone_by_chance_and_under_a_ceasefire_for_certain() {
    let capture = "2021-01-15,capture,Front,east,,,,,,";
    let zone = "2021-01-01,demilitarised_zone,Front,0.75,,,,,,";
    let post = "2021-01-01,observation_post,Front,,,,,,,";
    let run = Run::times(60, &[FIGHT, zone, post, capture, TRUCE]);
    let saved = run.replicates_with("capture", "the capture fails");
    assert!((35..56).contains(&saved.len()), "{saved:?}");
    for (replicate, returned) in (0..).zip(run.ends("returned")) {
        assert_eq!(saved.contains(&replicate), returned > 0, "{replicate}");
    }
    let held = Run::of(&[
        FIGHT,
        "2021-01-14,ceasefire,Front,0,2021-01-15,,,,,",
        capture,
    ]);
    assert_eq!(held.replicates_with("capture", "the capture fails"), [0]);
    let over = Run::of(&[
        FIGHT,
        "2021-01-13,ceasefire,Front,0,2021-01-14,,,,,",
        capture,
    ]);
    assert_eq!(over.replicates_with("capture", ""), [0]);
}

#[test]
fn a_ceasefire_fails_breaks_or_holds_and_people_return_only_to_one_that_holds() {
    let announced = Run::times(60, &[FIGHT, "2021-01-20,ceasefire,*,0,,0.5,,,,"]);
    let signed = announced.replicates_with("ceasefire", "");
    assert!((20..41).contains(&signed.len()), "{signed:?}");
    for (replicate, returned) in (0..).zip(announced.ends("returned")) {
        assert_eq!(signed.contains(&replicate), returned > 0, "{replicate}");
    }
    let fragile = Run::times(60, &[FIGHT, "2021-01-20,ceasefire,*,0 break=0.3,,,,,,"]);
    let returned = fragile.ends("returned");
    let went_home = returned.iter().filter(|&&persons| persons > 0).count();
    // It opens return if it holds on each of four days: 0.7 to the power of 4 is 0.24.
    assert!((5..28).contains(&went_home), "{returned:?}");
    let broke = fragile.replicates_with("ceasefire", "the ceasefire breaks");
    assert!(broke.len() > 50, "{broke:?}");
    let again = Run::of(&[FIGHT, "2021-01-20,ceasefire,*,0 break=1,,,,,,"]);
    let dates: Vec<String> = again
        .intensity("Front")
        .into_iter()
        .map(|day| day.0)
        .collect();
    assert!(!dates.contains(&"2021-01-20".to_owned()) && dates.contains(&"2021-01-21".to_owned()));
}

#[test]
fn an_ultimatum_is_met_or_followed_by_a_counter_offensive() {
    let taken = "2021-01-10,capture,Front,east,,,,,,";
    let ultimatum = "2021-01-12,ultimatum,Front,west met=0.3,2021-01-15,,,,notice,";
    let attack = "2021-01-16,conflict,Front,1,,,,,attack,!notice";
    let retaken = "2021-01-18,capture,Front,west,,,,,,attack";
    let run = Run::times(60, &[FIGHT, taken, ultimatum, attack, retaken, TRUCE]);
    let met = run.replicates_with("ultimatum", "the ultimatum is met");
    assert!((9..28).contains(&met.len()), "{met:?}");
    let unmet = others(&met, 60);
    assert_eq!(
        run.replicates_with("ultimatum", "the ultimatum is not met"),
        unmet
    );
    assert_eq!(
        run.timeline("capture")
            .with("value", "west")
            .counts("replicate"),
        unmet
    );
    let returned = run.ends("returned");
    assert!(
        returned.iter().all(|&persons| persons > 0),
        "west holds Front either way"
    );
    let displaced = run.ends("displaced");
    let mean =
        |of: &[i64]| of.iter().map(|&n| displaced[n as usize]).sum::<i64>() / of.len() as i64;
    assert!(mean(&met) + 50 < mean(&unmet), "{displaced:?}");
    let ignored = Run::of(&[FIGHT, taken, ultimatum, TRUCE].map(|row| {
        if row == ultimatum {
            "2021-01-12,ultimatum,Front,west,2021-01-15,,,,,"
        } else {
            row
        }
    }));
    assert_eq!(ignored.end("returned"), 0, "nobody takes Front back");
}

#[test]
fn a_border_is_open_shut_or_lets_through_at_a_rate() {
    let abroad = |events: &[&str]| Run::of(events).by_day("abroad")[12];
    let open = abroad(&[FIGHT]);
    let shut = abroad(&[FIGHT, "2021-01-01,border,XAA<->XBB,closed,,,,,,"]);
    let rate = abroad(&[FIGHT, "2021-01-01,border,XAA<->XBB,0.2,,,,,,"]);
    let opened = "2021-01-11,border,XAA<->XBB,open,,,,,,";
    let late = Run::of(&[FIGHT, "2021-01-01,border,XAA<->XBB,closed,,,,,,", opened]);
    let late = late.by_day("abroad");
    assert_eq!(shut, 0);
    assert!(0 < rate && 2 * rate < open, "{rate} of {open}");
    assert!(
        late[..10].iter().all(|&persons| persons == 0) && late[34] > 0,
        "{late:?}"
    );
}

#[test]
fn more_camps_shelter_more_people() {
    let shut = "2021-01-01,border,XAA<->XBB,closed,,,,,,";
    let sheltered = |camp: &[&str]| Run::of(&[&[FIGHT, shut], camp].concat()).end("in_camps");
    let small = "2021-01-01,camp,Rear,capacity=100,,,,,,";
    let large = "2021-01-20,camp,Rear,capacity=400,,,,,,";
    // Those who arrive together may pass the limit by a few.
    assert!((100..130).contains(&sheltered(&[small])));
    let more = sheltered(&[small, large]);
    assert!((400..480).contains(&more), "{more}");
    assert_eq!(sheltered(&["2021-01-01,camp,Rear,closed,,,,,,"]), 0);
}

#[test]
fn a_summit_brings_a_ceasefire_by_its_chance_and_war_goes_on_without() {
    let summit = "2021-01-18,summit,*,,,0.4,,,summit,";
    let truce = "2021-01-20,ceasefire,*,0,,,,,,summit";
    let war = "2021-01-20,conflict,Front;Mid,1,,,,,,!summit";
    let run = Run::times(60, &[FIGHT, summit, truce, war]);
    let agreed = run.replicates_with("summit", "");
    assert!((14..35).contains(&agreed.len()), "{agreed:?}");
    assert_eq!(run.replicates_with("ceasefire", ""), agreed);
    for (replicate, returned) in (0..).zip(run.ends("returned")) {
        assert_eq!(agreed.contains(&replicate), returned > 0, "{replicate}");
    }
    let fought_on = others(&agreed, 60);
    let wars = run.timeline("conflict").with("value", "1");
    assert_eq!(wars.counts("replicate"), fought_on);
}

#[test]
fn a_branch_without_the_summit_is_one_without_what_follows_from_it() {
    let desk = country(&[
        FIGHT,
        "2021-01-18,summit,*,,,1,,,summit,",
        "2021-01-20,ceasefire,*,0,,,,,,summit",
    ]);
    desk.append(
        "land/scenario.toml",
        "[[branch]]\nname = \"no-summit\"\nremove_events = [\"summit\"]\n",
    );
    let returned = |branch: &str| {
        let words = "run land --quiet --tables-only --out";
        let out = format!("out{}", branch.len());
        desk.refuge(&format!("{words} {out} {branch}")).done();
        let totals = desk.table(&format!("{out}/totals.csv"));
        *totals.counts("returned").last().expect("a last day")
    };
    assert!(returned("") > 0);
    assert_eq!(returned("--branch no-summit"), 0);
}

#[test]
fn a_scenario_of_every_kind_of_event_is_in_order() {
    let values = [
        ("conflict", "Front,0.5,"),
        ("shelling", "Front,0.5,"),
        ("air_strike", "Front,0.5,"),
        ("capture", "Front,east,"),
        ("ceasefire", "*,0.1 break=0.05,"),
        ("observation_post", "Mid,,"),
        ("demilitarised_zone", "Front;Mid,0.5,"),
        ("summit", "*,,"),
        ("ultimatum", "Base,west met=0.1,2021-01-20"),
        ("weather", "*,0.5,2021-01-20"),
        ("border", "XAA<->XBB,0.5,"),
        ("camp", "Rear,capacity=500,"),
        ("kind", "Mid,host,"),
        ("flood", "Mid,2,"),
        ("hunger", "Mid,20,"),
        ("shelter", "Rear,tent=500,"),
        ("safe_area", "Rear,50,"),
        ("road", "Mid<->Rear,speed=60,"),
    ];
    assert_eq!(values.map(|(kind, _)| kind), KINDS);
    let rows = values.map(|(kind, rest)| format!("2021-01-10,{kind},{rest},,,,{kind},"));
    let last = "2021-01-21,capture,Base,west,,,,,,!ultimatum".to_owned();
    let rows: Vec<&str> = rows.iter().chain([&last]).map(String::as_str).collect();
    let desk = country(&rows);
    let ended = desk.refuge("check land").done();
    assert_eq!(ended.stderr, "");
    desk.refuge("run land --quiet --tables-only --out out --set floods.leave=[0.1,0.2]")
        .done();
    let happened = desk.table("out/timeline.csv");
    let kinds = happened.texts("kind");
    assert!(KINDS.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
}
