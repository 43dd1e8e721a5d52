//! Files as such.

use std::path::Path;

use refuge_scenario::{Options, load};

use super::{Folder, with_line};

#[test]
fn a_missing_file() {
    let said = Folder::new().without("routes.csv").problems();
    insta::assert_snapshot!(said, @"
    error: The file `routes.csv` is missing.
     --> test/routes.csv
    ");
}

#[test]
fn missing_sources() {
    let said = Folder::new().without("SOURCES.md").problems();
    insta::assert_snapshot!(said, @"
    warning: The file `SOURCES.md` is missing.
     --> test/SOURCES.md
    help: Say in it where every figure comes from, and which are judgements.
    ");
}

#[test]
fn an_empty_file() {
    let said = Folder::new().write("routes.csv", "").problems();
    insta::assert_snapshot!(said, @"
    error: The file is empty.
     --> test/routes.csv
    help: Begin it with the header `from,to,distance_km,mode`.
    ");
}

#[test]
fn a_missing_column() {
    let said = Folder::new()
        .replace("people.csv", "persons", "people")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The header lacks the column `persons`.
     --> test/people.csv:1:1
      |
    1 | place,status,people
      | ^^^^^^^^^^^^^^^^^^^
      |
    help: It must name `place`, `status` and `persons`.

    error: The column `people` is unknown.
     --> test/people.csv:1:14
      |
    1 | place,status,people
      |              ^^^^^^
      |
    help: The columns are `place`, `status` and `persons`.
    ");
}

#[test]
fn without_places_the_other_files_are_left_alone() {
    let places = |text: &str| Folder::new().write("places.csv", text).problems();
    let header = "id,name,kind,country,admin1,latitude,longitude,population,capacity\n";
    insta::assert_snapshot!(places(header), @"
    error: The file has no places.
     --> test/places.csv
    ");
    insta::assert_snapshot!(places(&format!("{header}ariha,\"Ariha,town\n")), @r#"
    error: The quotation mark that opens here is never closed.
     --> test/places.csv:2:7
      |
    2 | ariha,"Ariha,town
      |       ^
      |
    help: Close it, or write two of them for one that is part of a text.
    "#);
    insta::assert_snapshot!(places(&header.replace(',', ";")), @"
    error: The cells are separated by semicolons, but must be separated by commas.
     --> test/places.csv:1:1
      |
    1 | id;name;kind;country;admin1;latitude;longitude;population;capacity
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: Save the file again as CSV and choose the comma as its separator.
    ");
}

#[test]
fn too_few_cells() {
    let said = with_line("people.csv", "atma,displaced");
    insta::assert_snapshot!(said, @"
    error: The row has 2 cells, but the header has 3.
     --> test/people.csv:3:1
      |
    3 | atma,displaced
      | ^^^^^^^^^^^^^^
      |
    help: `persons` is missing at its end; a cell may be empty, but its comma must be there.
    ");
}

#[test]
fn a_comma_in_a_text() {
    let said = with_line(
        "events.csv",
        "2020-01-05,conflict,idleb,0.5,,,Shells, and rockets,,",
    );
    insta::assert_snapshot!(said, @"
    error: The row has 10 cells, but the header has 9.
     --> test/events.csv:4:1
      |
    4 | 2020-01-05,conflict,idleb,0.5,,,Shells, and rockets,,
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: A text with a comma in it must stand in quotation marks.
    ");
}

#[test]
fn latin_1() {
    let said = Folder::new()
        .write("people.csv", b"place,status,persons\nIzm\xeert,hosted,1\n")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The text must be UTF-8, but byte 0xee at offset 24 is not.
     --> test/people.csv:2:4
      |
    2 | Izm�rt,hosted,1
      |    ^
      |
    help: Save the file as UTF-8; a spreadsheet offers it as `CSV UTF-8`.
    ");
}

#[test]
fn a_line_over_the_limit() {
    let said = Folder::new()
        .write("people.csv", "x".repeat((1 << 20) + 1))
        .problems();
    insta::assert_snapshot!(said, @"
    error: The line is longer than 1 MiB, so the rest of the file was not read.
     --> test/people.csv:1
    help: Check that the file is text with line breaks.
    ");
}

#[test]
fn a_folder_in_place_of_a_file() {
    let said = Folder::new()
        .without("people.csv")
        .write("people.csv/x", "")
        .problems();
    insta::assert_snapshot!(said, @"
    error: This must be a file, but is a folder or a device.
     --> test/people.csv
    ");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder() {
    let folder = Folder::new().without("people.csv");
    let outside = folder.0.path().join("people.csv");
    std::fs::write(&outside, "place,status,persons\n").unwrap();
    std::os::unix::fs::symlink(&outside, folder.path("people.csv")).unwrap();
    insta::assert_snapshot!(folder.problems(), @"
    error: The file lies outside the scenario folder.
     --> test/people.csv
    help: Copy it into the folder: a scenario is complete in itself, and no link leads out of it.
    ");
}

#[cfg(unix)]
#[test]
fn a_link_within_the_folder_is_followed() {
    let folder = Folder::new()
        .without("people.csv")
        .write("data/people.csv", "place,status,persons\n");
    let inside = folder.path("data/people.csv");
    std::os::unix::fs::symlink(&inside, folder.path("people.csv")).unwrap();
    assert_eq!(folder.problems(), "");
}

#[test]
fn a_folder_that_is_no_scenario() {
    let folder = Folder::new().without("scenario.toml");
    insta::assert_snapshot!(folder.problems(), @"
    error: The folder has neither a scenario.toml nor an `input_csv` folder, so it is no scenario.
     --> test/
    help: Name a folder with a scenario.toml or an instance of Flee, or write a first scenario with `refuge new`.
    ");
}

#[test]
fn a_folder_that_is_not_there() {
    let said = load(Path::new("no/such/folder"), &Options::default()).unwrap_err();
    insta::assert_snapshot!(said, @"
    error: There is no scenario of this name.
     --> no/such/folder
    help: Name a folder with a scenario.toml in it, or that file.
    ");
}

#[test]
fn files_of_a_slightly_wrong_name() {
    let said = Folder::new()
        .write("event.csv", "")
        .write("People.csv", "")
        .write("Scenario.TOML", "")
        .write("budget.csv", "")
        .write("notes.txt", "")
        .write("~$places.csv", "")
        .write("raw/places.csv", "")
        .write("observed/camps.CSV", "")
        .write("observed/readme.txt", "")
        .write("Observed/camps.csv", "")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: The files in the folder `Observed` are not read.
     --> test/Observed
    help: Did you mean `observed`?

    warning: The file `People.csv` is not read.
     --> test/People.csv
    help: Did you mean `people.csv`?

    warning: The file `Scenario.TOML` is not read.
     --> test/Scenario.TOML
    help: Did you mean `scenario.toml`?

    warning: The file `budget.csv` is not read.
     --> test/budget.csv
    help: A scenario is read from scenario.toml, places.csv, routes.csv, events.csv, people.csv, shelter.csv, newcomers.csv, attributes.csv, major_routes.csv, flee.csv, the folder observed/ and the files that branches name; keep others in a folder of their own.

    warning: The file `event.csv` is not read.
     --> test/event.csv
    help: Did you mean `events.csv`?

    warning: The file `observed/camps.CSV` is not read.
     --> test/observed/camps.CSV
    help: Only files whose names end in `.csv` are read there.
    ");
}

#[test]
fn files_that_a_branch_names_are_read() {
    let folder = Folder::new()
        .write(
            "late.csv",
            "date,kind,target,value,until,probability,note,source\n",
        )
        .add(
            "scenario.toml",
            "[[branch]]\nname = \"late\"\nevents = \"late.csv\"",
        );
    assert_eq!(folder.problems(), "");
    insta::assert_snapshot!(folder.write("late2.csv", "").problems(), @"
    warning: The file `late2.csv` is not read.
     --> test/late2.csv
    help: Did you mean `late.csv`?
    ");
}
