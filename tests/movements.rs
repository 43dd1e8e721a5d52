//! Movements, observations of a period, and forecasts from a fixed day, as files tell them.

use crate::cli::{Desk, Table};

/// Counts of the small scenario over periods, and of one camp before its own count of 31 January.
const COUNTS: &str = "date,measure,place,value,source,since
2020-01-31,movements,,9000,made up,
2020-01-31,movements,*->*,9000,made up,2020-01-11
2020-01-31,arrivals,high_fields,4000,made up,2020-01-11
2020-01-11,present,high_fields,2000,made up,
2020-01-16,present,high_fields,2600,made up,
2020-01-21,present,high_fields,2500,made up,
";

fn sum(numbers: &[f64]) -> f64 {
    numbers.iter().sum()
}

/// What a table of days has on one of them.
fn on(table: &Table, date: &str, column: &str) -> f64 {
    let day = table.texts("date").iter().position(|of| *of == date);
    table.numbers(column)[day.expect(date)]
}

#[test]
fn rows_add_up_to_totals_and_counts_of_a_period_to_its_days() {
    let desk = Desk::with_starter();
    desk.write("small/observed/periods.csv", COUNTS);
    desk.refuge("run small").done();
    let totals = desk.table("out/small/totals.csv");
    let moved = desk.table("out/small/movements.csv").numbers("persons");
    let of = |column: &str| totals.numbers(column);
    assert_eq!(of("movements").last(), Some(&sum(&moved)));
    assert!(
        of("movements")
            .iter()
            .zip(of("moved_again"))
            .all(|(all, again)| *all >= 2.0 * again)
    );

    let observed = || desk.table("out/small/validation.csv");
    let movements = observed().with("measure", "movements");
    assert_eq!(movements.texts("since"), ["", "2020-01-11"]);
    let all = on(&totals, "2020-01-31", "movements");
    assert_eq!(movements.numbers("simulated")[0], all);
    assert!(movements.numbers("simulated")[1] <= all - on(&totals, "2020-01-10", "movements"));
    let camp = desk
        .table("out/small/places.csv")
        .with("place", "high_fields");
    let days = camp.texts("date").into_iter().map(str::to_owned);
    let arrivals = days.zip(camp.numbers("arrivals"));
    let in_period =
        |(day, _): &(String, f64)| ("2020-01-11"..="2020-01-31").contains(&day.as_str());
    let arrivals: Vec<f64> = arrivals
        .filter(in_period)
        .map(|(_, persons)| persons)
        .collect();
    let told = observed().with("measure", "arrivals");
    assert_eq!(
        (arrivals.len(), told.numbers("simulated")[0]),
        (21, sum(&arrivals))
    );
    assert!(
        desk.read("out/small/report.html")
            .contains("<h2 id=\"movements-heading\">")
    );
}

#[test]
fn forecasts_from_the_last_fitted_day_know_nothing_later() {
    let desk = Desk::with_starter();
    desk.write("small/observed/periods.csv", COUNTS);
    let of_camp = || {
        let observed = desk.table("out/small/validation.csv");
        let camp = observed
            .with("measure", "present")
            .with("place", "high_fields");
        ["persistence", "line"].map(|naive| {
            camp.texts(naive)
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
    };
    desk.refuge("run small").done();
    // By hand: 2,600 + 600 over 5 days for 5 more; 2,500 - 100 over 5 days for 10 more.
    let each_before = ["2500", "", "2000", "2600"];
    assert_eq!(of_camp(), [each_before, ["2300", "", "", "3200"]]);

    let file = desk.read("small/scenario.toml");
    desk.write(
        "small/scenario.toml",
        &format!("calibrated_until = 2020-01-16\n{file}"),
    );
    let said = desk
        .refuge("run small --out out/small --force")
        .done()
        .stderr;
    // By hand: 2,600 + 120 a day for 5 and 15 days.
    assert_eq!(
        of_camp(),
        [["2600", "", "2000", "2600"], ["4400", "", "", "3200"]]
    );
    assert!(said.contains("Forecasts made on 2020-01-16 too"), "{said}");
    let scores = desk
        .table("out/small/scores.csv")
        .with("measure", "present");
    let of_line = scores
        .with("place", "high_fields")
        .with("metric", "mase_line");
    assert!(of_line.numbers("value")[0] > 0.0);
    let page = desk.read("out/small/report.html");
    assert!(
        page.contains("made on that day as well")
            && page.contains("\"fitted_until\":\"16 January 2020\"")
    );
}
