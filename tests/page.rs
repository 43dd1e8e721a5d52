//! report.html as people use it, in Chromium and Firefox: tests/browser does what a reader does.

use std::process::Command;

use crate::cli::{Desk, repository, without};

/// A title and names that a page must show as they are, and never read as a part of itself.
const TITLE: &str = r"</title><script>alert('title')</script> & {{ 7 * 7 }}";
const NAMES: [(&str, &str); 4] = [
    ("Old Mill", r"<script>alert(1)</script>"),
    ("Bridgetown", r#"معرة النعمان "north" & 'south'"#),
    ("Orchard", r"</script><img src=x onerror=alert(2)>"),
    ("North City", r"Дамаск {{ 7 * 7 }} <!--"),
];

#[test]
fn the_page_reads_works_and_prints_as_its_tables_say() {
    if without("BROWSER", "a browser") {
        return;
    }
    let desk = Desk::empty();
    let flagship = repository("scenarios/idlib-2020");
    let flagship = flagship.display();
    desk.refuge(&format!("run {flagship} --replicates 5 --out pages/run"))
        .done();
    desk.refuge(&format!(
        "compare {flagship} --branches main,no-ceasefire,border-open --replicates 3 --out pages/compare"
    ))
    .done();
    hostile_scenario(&desk);
    desk.refuge("run small --replicates 2 --out pages/hostile")
        .done();

    let tested = Command::new("node")
        .arg("--test-reporter=spec")
        .arg(repository("tests/browser/test.mjs"))
        .arg(desk.path("pages"))
        .output()
        .expect(
            "Node.js is needed for this test: run scripts/test, which installs it with the browsers, or set \
             REFUGE_WITHOUT_BROWSER=1 to do without this test",
        );
    let said = String::from_utf8_lossy(&tested.stdout);
    println!("{said}");
    assert!(
        tested.status.success(),
        "{}",
        String::from_utf8_lossy(&tested.stderr)
    );
}

/// The starter scenario with names that would break out of a page.
fn hostile_scenario(desk: &Desk) {
    desk.refuge("new small").done();
    let mut places = desk.read("small/places.csv");
    for (name, hostile) in NAMES {
        let quoted = format!(",\"{}\",", hostile.replace('"', "\"\""));
        let renamed = places.replace(&format!(",{name},"), &quoted);
        assert_ne!(renamed, places, "the starter scenario has {name}");
        places = renamed;
    }
    desk.write("small/places.csv", &places);
    let scenario = desk.read("small/scenario.toml");
    let renamed = scenario.replace("A winter in a made-up valley", TITLE);
    assert_ne!(renamed, scenario, "the starter scenario has its title");
    desk.write("small/scenario.toml", &renamed);
}
