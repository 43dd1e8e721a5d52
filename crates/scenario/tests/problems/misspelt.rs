//! Cells of events.csv that are nearly right.

use super::{Folder, with_line};

#[test]
fn a_first_level_unit_without_its_prefix() {
    let folder = Folder::new().add("places.csv", "afrin,Afrin,town,SYR,Aleppo,36.51,36.87,,");
    let folder = folder.add("routes.csv", "atma,afrin,40,road");
    let said = folder
        .add("events.csv", "2020-01-05,conflict,aleppo,0.5,,,,,")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `aleppo` is a first-level unit, no place.
     --> test/events.csv:4:21
      |
    4 | 2020-01-05,conflict,aleppo,0.5,,,,,
      |                     ^^^^^^
      |
    help: Write `admin1:Aleppo` for every place in it.
    ");
    let said = with_line("events.csv", "2020-01-05,conflict,Idleb,0.5,,,,,");
    assert!(said.ends_with("help: Did you mean `idleb`?"), "{said}");
}

#[test]
fn a_target_that_is_only_the_beginning_of_an_id() {
    let folder = || {
        Folder::new()
            .add("places.csv", "atma_camps,Atma,camp,SYR,Idleb,36.3,36.7,,")
            .add("places.csv", "harim_camps,Harim,camp,SYR,Idleb,36.2,36.5,,")
            .add("places.csv", "hatay_camps,Hatay,camp,TUR,Hatay,36.4,36.3,,")
            .add("routes.csv", "atma,atma_camps,1,road")
            .add("routes.csv", "atma,harim_camps,20,road")
            .add("routes.csv", "hatay,hatay_camps,5,road")
    };
    let said = |folder: Folder, target: &str| {
        let row = format!("2020-01-05,conflict,{target},0.5,,,,,");
        folder.add("events.csv", &row).problems()
    };
    insta::assert_snapshot!(said(folder(), "Hari"), @"
    error: There is no place `Hari` in places.csv.
     --> test/events.csv:4:21
      |
    4 | 2020-01-05,conflict,Hari,0.5,,,,,
      |                     ^^^^
      |
    help: Did you mean `harim_camps`?
    ");
    assert!(!said(folder(), "ha").contains("help"), "too short");
    let two = folder()
        .replace("places.csv", "atma_camps", "harim_city")
        .replace("routes.csv", "atma_camps", "harim_city");
    assert!(!said(two, "hari").contains("help"), "two begin so");
}

#[test]
fn a_percentage_where_a_share_is_meant() {
    let said = with_line("events.csv", "2020-01-05,conflict,idleb,0.5,,5%,,,");
    insta::assert_snapshot!(said, @"
    error: `probability` must be a number from 0 to 1, but is `5%`.
     --> test/events.csv:4:32
      |
    4 | 2020-01-05,conflict,idleb,0.5,,5%,,,
      |                                ^^
      |
    help: Write 0.05.
    ");
    for (value, meant) in [("0.7 %", "0.007"), ("100%", "1"), ("29%", "0.29")] {
        let said = with_line(
            "events.csv",
            &format!("2020-01-05,border,SYR->TUR,{value},,,,,"),
        );
        assert!(said.ends_with(&format!("help: Write {meant}.")), "{said}");
    }
    for row in [
        "conflict,idleb,150%",
        "hunger,idleb,50%",
        "conflict,idleb,x%",
    ] {
        let said = with_line("events.csv", &format!("2020-01-05,{row},,,,,"));
        assert!(said.starts_with("error: `value` must be"), "{said}");
        assert!(!said.contains("help"), "{said}");
    }
}
