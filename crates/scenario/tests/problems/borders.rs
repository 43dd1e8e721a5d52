//! The borders that events name.

use super::with_line;

#[test]
fn a_border_of_a_misspelt_country() {
    let said = with_line("events.csv", "2020-01-05,border,SYR->TUN,closed,,,,,");
    insta::assert_snapshot!(said, @"
    error: No place lies in a country `TUN`.
     --> test/events.csv:4:19
      |
    4 | 2020-01-05,border,SYR->TUN,closed,,,,,
      |                   ^^^^^^^^
      |
    help: Did you mean `TUR`?
    ");
}

#[test]
fn a_border_of_an_unknown_country() {
    let said = with_line("events.csv", "2020-01-05,border,SYR->GRC,closed,,,,,");
    insta::assert_snapshot!(said, @"
    error: No place lies in a country `GRC`.
     --> test/events.csv:4:19
      |
    4 | 2020-01-05,border,SYR->GRC,closed,,,,,
      |                   ^^^^^^^^
      |
    help: The countries of the places are `SYR` and `TUR`.
    ");
    let said = with_line("events.csv", "2020-01-05,border,TUR,closed,,,,,");
    insta::assert_snapshot!(said, @"
    error: `TUR` is a country, and a border lies between two.
     --> test/events.csv:4:19
      |
    4 | 2020-01-05,border,TUR,closed,,,,,
      |                   ^^^
      |
    help: Name two countries such as `SYR->TUR`, or a crossing.
    ");
    let said = with_line("events.csv", "2020-01-05,border,SYR->tur,closed,,,,,");
    insta::assert_snapshot!(said, @"
    error: No place lies in a country `tur`.
     --> test/events.csv:4:19
      |
    4 | 2020-01-05,border,SYR->tur,closed,,,,,
      |                   ^^^^^^^^
      |
    help: Did you mean `TUR`?
    ");
}

#[test]
fn a_border_without_an_arrow() {
    let said = with_line("events.csv", "2020-01-05,border,SYR-TUR,closed,,,,,");
    insta::assert_snapshot!(said, @"
    error: `target` must be two countries such as `SYR->TUR`, or a crossing, but is `SYR-TUR`.
     --> test/events.csv:4:19
      |
    4 | 2020-01-05,border,SYR-TUR,closed,,,,,
      |                   ^^^^^^^
      |
    help: Write `SYR->TUR`.
    ");
    for target in ["SYR > TUR", "syr=>tur", "SYR TUR", "SYR\u{2013}TUR"] {
        let said = with_line(
            "events.csv",
            &format!("2020-01-05,border,{target},closed,,,,,"),
        );
        assert!(said.ends_with("help: Write `SYR->TUR`."), "{said}");
    }
    for target in ["SYR<-TUR", "SYR-GRC"] {
        let said = with_line(
            "events.csv",
            &format!("2020-01-05,border,{target},closed,,,,,"),
        );
        assert!(!said.contains("Write"), "{said}");
    }
}
