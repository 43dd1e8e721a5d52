//! The charts of small literal folders.

use serde_json::{Value, json};

use super::super::literal::source;
use super::data;

const TOTALS: &str = "date,displaced,displaced_p05,displaced_p95,in_camps,abroad
2020-01-01,0,0,0,5,7
2020-01-02,100.6,90,110.2,6,7
2020-01-03,200,180,,7,7
";
const PLACES: &str = "date,place,kind,present,capacity
2020-01-02,Atma,idp_camp,9,10
2020-01-03,Atma,idp_camp,5,10
2020-01-03,Qah,camp,9,12
2020-01-03,Azaz,host,50,10
2020-01-03,Empty,camp,0,10
2020-01-03,Open,camp,5,
";
const VALIDATION: &str = "date,measure,place,simulated,observed
2020-01-03,displaced,,200,210
2020-01-02,displaced,,100,90
2020-01-03,present,Atma,5,7
2020-01-02,present,Atma,9,8
2020-01-02,abroad,,7,
";
const DEMOGRAPHICS: &str = "date,group,displaced
2020-01-01,girls,0
2020-01-01,men,0
2020-01-02,girls,60
2020-01-02,men,40.6
";

fn charts(run: &Value, tables: &[(&str, &str)]) -> Value {
    data(&source(run, tables))
}

#[test]
fn the_charts_of_a_run_have_its_numbers() {
    let tables = [
        ("totals", TOTALS),
        ("places", PLACES),
        ("validation", VALIDATION),
        ("demographics", DEMOGRAPHICS),
    ];
    let charts = charts(&json!({"calibrated_until": "2020-01-02"}), &tables);
    assert_eq!(
        charts["dates"],
        json!(["2020-01-01", "2020-01-02", "2020-01-03"])
    );
    assert_eq!(charts["calibrated_until"], "2020-01-02");
    assert_eq!(charts["fitted_until"], "2 January 2020");
    assert_eq!(charts["displaced"]["mean"], json!([0.0, 101.0, 200.0]));
    assert_eq!(
        charts["displaced"]["band"],
        json!([[0.0, 0.0], [90.0, 110.0], [null, null]])
    );
    let counted =
        json!([{"date": "2020-01-02", "persons": 90.0}, {"date": "2020-01-03", "persons": 210.0}]);
    assert_eq!(charts["counted"], counted);
    let in_camps = json!({"name": "In camps", "mean": [5.0, 6.0, 7.0], "band": []});
    assert_eq!(charts["places"][0], in_camps);
    let camps = json!([
        {"name": "Qah", "present": 9.0, "capacity": 12.0},
        {"name": "Atma", "present": 5.0, "capacity": 10.0},
    ]);
    assert_eq!(charts["camps"], camps);
    assert_eq!(
        charts["groups"][1],
        json!({"name": "men", "mean": [0.0, 41.0], "band": []})
    );
    let atma = json!({
        "name": "Atma", "dates": ["2020-01-02", "2020-01-03"], "mean": [9.0, 5.0], "band": [], "observed": [8.0, 7.0],
    });
    assert_eq!(charts["observed"][0], atma);
    assert_eq!(charts["observed"][1]["observed"], json!([null]));
}

#[test]
fn long_runs_are_thinned() {
    let start: jiff::civil::Date = "2020-01-01".parse().unwrap();
    let rows = (0..1000).map(|day| format!("{},{day}\n", start + jiff::Span::new().days(day)));
    let totals = format!("date,displaced\n{}", rows.collect::<String>());
    let charts = charts(&json!({"days": 1000}), &[("totals", &totals)]);
    let shown = charts["displaced"]["mean"].as_array().unwrap();
    assert_eq!(
        (shown.len(), &shown[1], shown.last()),
        (334, &json!(3.0), Some(&json!(999.0)))
    );
}

#[test]
fn the_band_of_a_branch_is_that_of_its_difference() {
    let compare = "date,measure,place,main,early,early_difference,early_difference_p05,early_difference_p95,late,late_difference,late_difference_p05,late_difference_p95
2020-01-01,displaced,,0,0,0,0,0,0,0,0,0
2020-01-01,displaced,Atma,8,8,0,0,0,8,0,0,0
2020-01-02,displaced,,100,130,30,20,40,90,-10,-15,-5
2020-01-02,in_camps,,7,7,0,0,0,7,0,0,0
";
    let branch = |name: &str| json!({"name": name, "settings": {}});
    let run = json!({"command": "compare", "branches": [branch("main"), branch("early"), branch("late")]});
    let charts = charts(&run, &[("compare", compare)]);
    let displaced = json!({
        "name": "Displaced since the first day",
        "dates": ["2020-01-01", "2020-01-02"],
        "branches": [
            {"name": "main", "mean": [0.0, 100.0], "band": []},
            {"name": "early", "mean": [0.0, 130.0], "band": [[0.0, 0.0], [120.0, 140.0]]},
            {"name": "late", "mean": [0.0, 90.0], "band": [[0.0, 0.0], [85.0, 95.0]]},
        ],
    });
    assert_eq!(charts["branches"][0], displaced);
    assert_eq!(charts["branches"][1]["dates"], json!(["2020-01-02"]));
}

#[test]
fn without_totals_there_are_no_charts() {
    assert_eq!(charts(&json!({}), &[]), Value::Null);
}
