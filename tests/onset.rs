//! What puts people to flight: each lever against the same valley without it.

use crate::cli::{Desk, Table};

/// The starter valley with further events and options.
fn run(events: &str, options: &str) -> Desk {
    let desk = Desk::with_starter();
    desk.append("small/events.csv", events);
    let run = "run small --tables-only --quiet --out valley";
    desk.refuge(&format!("{run} {options}")).done();
    desk
}

fn totals(desk: &Desk) -> Table {
    desk.table("valley/totals.csv")
}

fn displaced_at_the_end(desk: &Desk) -> i64 {
    totals(desk).counts("displaced")[59]
}

#[test]
fn an_offensive_displaces_more_and_the_more_the_stronger_it_is() {
    let of = |intensity: &str| {
        let offensive = format!("2020-01-06,conflict,orchard,{intensity},,,,made up,\n");
        displaced_at_the_end(&run(&offensive, ""))
    };
    let [none, light, heavy] = ["0", "0.1", "0.9"].map(of);
    assert!(none < light && light < heavy, "{none} {light} {heavy}");
}

#[test]
fn light_fire_displaces_fewer_where_the_power_is_high() {
    let of = |power| displaced_at_the_end(&run("", &format!("--set onset.conflict_power={power}")));
    let (straight, squared) = (of(1), of(2));
    assert!(squared < straight, "{squared} {straight}");
}

#[test]
fn air_strikes_displace_more_than_shelling_does() {
    let of = |kind: &str| {
        let strikes = format!("2020-01-06,{kind},orchard,0.3,,,,made up,\n");
        displaced_at_the_end(&run(&strikes, "--set onset.air_strike_rate=0.3"))
    };
    let (shelling, strikes) = (of("shelling"), of("air_strike"));
    assert!(shelling < strikes, "{shelling} {strikes}");
}

#[test]
fn a_capture_nearby_displaces_more_from_its_day_on() {
    // The army takes Old Mill on 14 January, the fourteenth day.
    let newly = |rate| {
        let desk = run("", &format!("--set onset.front_rate={rate}"));
        totals(&desk).counts("newly_displaced")
    };
    let (without, with) = (newly(0.0), newly(0.3));
    assert_eq!(without[..13], with[..13]);
    assert!(without[13] + 500 < with[13], "{} {}", without[13], with[13]);
}

#[test]
fn in_bad_weather_fewer_flee_that_day() {
    let newly = |weather: &str| totals(&run(weather, "")).counts("newly_displaced");
    let fair = newly("");
    let storm = newly("2020-01-08,weather,*,0.8,2020-01-08,,,made up,\n");
    assert_eq!(fair[..7], storm[..7]);
    assert!(storm[7] > 0 && storm[7] * 3 < fair[7], "{storm:?} {fair:?}");
    assert!(storm[8] > fair[8], "who did not flee then may flee later");
}

#[test]
fn in_bad_weather_people_arrive_later() {
    let under_way = |weather: &str| {
        let desk = run(weather, "--set onset.mode=prescribed");
        let totals = totals(&desk);
        (
            totals.counts("displaced")[8],
            totals.counts("in_transit")[8],
        )
    };
    let fair = under_way("");
    let storm = under_way("2020-01-04,weather,*,0.9,2020-01-09,,,made up,\n");
    assert_eq!(fair.0, storm.0, "as many are displaced");
    assert!(fair.1 * 2 < storm.1, "{fair:?} {storm:?}");
}

#[test]
fn a_camp_under_fire_empties() {
    let left = |factor| {
        let strikes = "2020-01-20,air_strike,high_fields,0.8,2020-01-25,,,made up,\n";
        let desk = run(
            strikes,
            &format!(
                "--set movement.conflict_leave=0.05 --set onset.conflict_rate=0.1 \
                 --set onset.displaced_factor={factor}"
            ),
        );
        let camp = desk.table("valley/places.csv").with("place", "high_fields");
        let present = camp.counts("present");
        (present[18], present[24])
    };
    let (stay, flee) = (left(0), left(5));
    assert!(stay.1 * 10 > stay.0 * 7, "most stay: {stay:?}");
    assert!(flee.1 * 3 < flee.0, "most leave: {flee:?}");
}

#[test]
fn a_share_of_all_movement_is_no_weather() {
    let desk = Desk::with_starter();
    desk.append("small/events.csv", "2020-01-08,weather,*,1,,,,made up,\n");
    let told = desk.refuge("check small").with_code(2).stderr;
    insta::assert_snapshot!(told, @r"
    error: `value` must be a number from 0 to 0.99, but is `1`.
      --> small/events.csv:11:22
       |
    11 | 2020-01-08,weather,*,1,,,,made up,
       |                      ^

    1 error.
    ");
}
