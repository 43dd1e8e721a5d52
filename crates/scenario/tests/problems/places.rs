//! places.csv.

use super::{Folder, with_line};

#[test]
fn an_unknown_kind() {
    let said = Folder::new()
        .replace("places.csv", "idp_camp", "ipd_camp")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `kind` must be `town`, `flood_zone`, `camp`, `idp_camp`, `host`, `crossing`, `hub` or `marker`, but is `ipd_camp`.
     --> test/places.csv:4:17
      |
    4 | atma,Atma camps,ipd_camp,SYR,Idleb,36.30,36.68,,100000
      |                 ^^^^^^^^
      |
    help: Did you mean `idp_camp`?
    ");
}

#[test]
fn a_misspelt_country() {
    let said = Folder::new().replace("places.csv", "TUR", "TRU").problems();
    insta::assert_snapshot!(said, @"
    error: `country` must be a country's code of three letters by ISO 3166-1, but is `TRU`.
     --> test/places.csv:6:18
      |
    6 | hatay,Hatay,host,TRU,Hatay,36.40,36.35,,400000
      |                  ^^^
      |
    help: Did you mean `TUR`?
    ");
}

#[test]
fn a_country_used_once_among_places_of_another() {
    let said = Folder::new()
        .replace(
            "places.csv",
            "Bab al-Hawa,crossing,SYR",
            "Bab al-Hawa,crossing,SYC",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    warning: `SYC` is the country of this place alone, which lies among the places of `SYR`.
     --> test/places.csv:5:27
      |
    5 | gate,Bab al-Hawa,crossing,SYC,Idleb,36.24,36.68,,
      |                           ^^^
      |
    help: Did you mean `SYR`?
    ");
}

#[test]
fn a_doubled_id() {
    let said = with_line("places.csv", "idleb,Idlib,town,SYR,Idleb,35.93,36.63,1,");
    insta::assert_snapshot!(said, @"
    error: The id `idleb` is given to two places.
     --> test/places.csv:7:1
      |
    7 | idleb,Idlib,town,SYR,Idleb,35.93,36.63,1,
      | ^^^^^
      |
     ::: test/places.csv:3:1
      |
    3 | idleb,Idleb,town,SYR,Idleb,35.93,36.63,160000,
      | ----- first given here
    ");
}

#[test]
fn an_id_with_a_space() {
    let said = with_line("places.csv", "al bab,Al-Bab,town,SYR,Aleppo,36.37,37.51,1,");
    insta::assert_snapshot!(said, @"
    error: The id `al bab` has a space.
     --> test/places.csv:7:1
      |
    7 | al bab,Al-Bab,town,SYR,Aleppo,36.37,37.51,1,
      | ^^^^^^
      |
    help: An id is ASCII and begins with a letter, such as `darkush_camps`; the `name` may be in any script.
    ");
}

#[test]
fn an_id_that_is_not_ascii() {
    let said = with_line("places.csv", "îdlib,Idlib,town,SYR,Idleb,35.93,36.63,1,");
    insta::assert_snapshot!(said, @"
    error: The id `îdlib` has the character `î`.
     --> test/places.csv:7:1
      |
    7 | îdlib,Idlib,town,SYR,Idleb,35.93,36.63,1,
      | ^^^^^
      |
    help: An id is ASCII and begins with a letter, such as `darkush_camps`; the `name` may be in any script.
    ");
}

#[test]
fn an_id_that_begins_with_a_digit() {
    let said = with_line("places.csv", "4town,Town,town,SYR,Idleb,35.93,36.63,1,");
    insta::assert_snapshot!(said, @"
    error: The id `4town` does not begin with a letter.
     --> test/places.csv:7:1
      |
    7 | 4town,Town,town,SYR,Idleb,35.93,36.63,1,
      | ^^^^^
      |
    help: An id is ASCII and begins with a letter, such as `darkush_camps`; the `name` may be in any script.
    ");
}

#[test]
fn an_id_with_a_separator() {
    let said = with_line("places.csv", "a;b,Town,town,SYR,Idleb,35.93,36.63,1,");
    insta::assert_snapshot!(said, @"
    error: The id `a;b` has the character `;`.
     --> test/places.csv:7:1
      |
    7 | a;b,Town,town,SYR,Idleb,35.93,36.63,1,
      | ^^^
      |
    help: An id is ASCII and begins with a letter, such as `darkush_camps`; the `name` may be in any script.
    ");
}

#[test]
fn no_id() {
    let said = with_line("places.csv", ",Town,town,SYR,Idleb,35.93,36.63,1,");
    insta::assert_snapshot!(said, @"
    error: The place has no id.
     --> test/places.csv:7:1
      |
    7 | ,Town,town,SYR,Idleb,35.93,36.63,1,
      | ^
    ");
}

#[test]
fn a_latitude_that_is_no_number() {
    let said = Folder::new()
        .replace("places.csv", "35.81", "north")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `latitude` must be a number from -90 to 90, but is `north`.
     --> test/places.csv:2:28
      |
    2 | ariha,Ariha,town,SYR,Idleb,north,36.61,40000,
      |                            ^^^^^
    ");
}

#[test]
fn a_latitude_out_of_range() {
    let said = Folder::new()
        .replace("places.csv", "35.81", "136.61")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `latitude` must be a number from -90 to 90, but is `136.61`.
     --> test/places.csv:2:28
      |
    2 | ariha,Ariha,town,SYR,Idleb,136.61,36.61,40000,
      |                            ^^^^^^
      |
    help: Are latitude and longitude swapped?
    ");
}

#[test]
fn a_decimal_comma() {
    let said = Folder::new()
        .replace("places.csv", "35.81", r#""35,81""#)
        .problems();
    insta::assert_snapshot!(said, @r#"
    error: `latitude` must be a number from -90 to 90, but is `35,81`.
     --> test/places.csv:2:28
      |
    2 | ariha,Ariha,town,SYR,Idleb,"35,81",36.61,40000,
      |                            ^^^^^^^
      |
    help: Write it without thousands separators and with a point for decimals.
    "#);
}

#[test]
fn latitude_and_longitude_swapped() {
    let said = Folder::new().add("places.csv", "izmir,Izmir,host,TUR,Izmir,38.42,27.14,,\nmanisa,Manisa,host,TUR,Manisa,38.61,27.43,,\naydin,Aydin,host,TUR,Aydin,27.84,37.85,,").add("routes.csv", "hatay,aydin,900,road\naydin,izmir,120,road\nizmir,manisa,40,road").problems();
    insta::assert_snapshot!(said, @"
    warning: `aydin` lies far from the other places of TUR, but among them with latitude and longitude swapped.
     --> test/places.csv:9:28
      |
    9 | aydin,Aydin,host,TUR,Aydin,27.84,37.85,,
      |                            ^^^^^
      |
    help: Should it be latitude 37.85 and longitude 27.84?

    warning: The route is 120 km long, but its ends lie 1539.9 km apart in a straight line.
     --> test/routes.csv:7:13
      |
    7 | aydin,izmir,120,road
      |             ^^^
      |
    help: Check the distance, and the coordinates of both places: one may be wrong, or latitude and longitude swapped.
    ");
}

#[test]
fn a_population_with_separators() {
    let said = Folder::new()
        .replace("places.csv", "160000", r#""160,000""#)
        .problems();
    insta::assert_snapshot!(said, @r#"
    error: `population` must be a whole number of persons, 0 or more, but is `160,000`.
     --> test/places.csv:3:40
      |
    3 | idleb,Idleb,town,SYR,Idleb,35.93,36.63,"160,000",
      |                                        ^^^^^^^^^
      |
    help: Write it without thousands separators and with a point for decimals.
    "#);
}

#[test]
fn a_population_that_is_not_whole() {
    let said = Folder::new()
        .replace("places.csv", "160000", "160000.5")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `population` must be a whole number of persons, 0 or more, but is `160000.5`.
     --> test/places.csv:3:40
      |
    3 | idleb,Idleb,town,SYR,Idleb,35.93,36.63,160000.5,
      |                                        ^^^^^^^^
    ");
}

#[test]
fn a_negative_capacity() {
    let said = Folder::new()
        .replace("places.csv", "100000", "-1")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `capacity` must be a whole number of persons, 0 or more, but is `-1`.
     --> test/places.csv:4:49
      |
    4 | atma,Atma camps,idp_camp,SYR,Idleb,36.30,36.68,,-1
      |                                                 ^^
    ");
}

#[test]
fn an_unknown_column() {
    let said = Folder::new()
        .replace("places.csv", "capacity", "capcity")
        .problems();
    insta::assert_snapshot!(said, @"
    error: The header lacks the column `capacity`.
     --> test/places.csv:1:1
      |
    1 | id,name,kind,country,admin1,latitude,longitude,population,capcity
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
    help: It must name `id`, `name`, `kind`, `country`, `admin1`, `latitude`, `longitude`, `population` and `capacity`.

    error: The column `capcity` is unknown.
     --> test/places.csv:1:59
      |
    1 | id,name,kind,country,admin1,latitude,longitude,population,capcity
      |                                                           ^^^^^^^
      |
    help: Did you mean `capacity`?
    ");
}

#[test]
fn a_place_without_a_road() {
    let said = with_line(
        "places.csv",
        "sarmin,Sarmin,town,SYR,Idleb,35.90,36.73,20000,",
    );
    insta::assert_snapshot!(said, @"
    warning: No route leads to or from `sarmin`.
     --> test/places.csv:7:1
      |
    7 | sarmin,Sarmin,town,SYR,Idleb,35.90,36.73,20000,
      | ^^^^^^
    ");
}

#[test]
fn a_place_that_nobody_can_reach() {
    let said = Folder::new()
        .add(
            "places.csv",
            "islet,Islet,camp,TUR,Hatay,36.3,35.9,,\nislet_pier,Pier,marker,TUR,Hatay,36.3,35.9,,",
        )
        .add("routes.csv", "islet,islet_pier,1,sea")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: Nobody can reach `islet`: no way leads there from a place with people.
     --> test/places.csv:7:1
      |
    7 | islet,Islet,camp,TUR,Hatay,36.3,35.9,,
      | ^^^^^

    warning: Nobody can reach `islet_pier`: no way leads there from a place with people.
     --> test/places.csv:8:1
      |
    8 | islet_pier,Pier,marker,TUR,Hatay,36.3,35.9,,
      | ^^^^^^^^^^
    ");
}

#[test]
fn sides_that_are_nearly_alike() {
    let said = Folder::new()
        .replace("places.csv", "capacity", "capacity,control")
        .replace("places.csv", "40000,", "40000,,rebels")
        .replace("places.csv", "160000,", "160000,,rebls")
        .replace("places.csv", ",,100000", ",,100000,rebels")
        .replace("places.csv", "36.68,,\n", "36.68,,,\n")
        .replace("places.csv", ",,400000", ",,400000,")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: The side `rebls` is named only once, and nearly like `rebels`.
     --> test/places.csv:3:48
      |
    3 | idleb,Idleb,town,SYR,Idleb,35.93,36.63,160000,,rebls
      |                                                ^^^^^
      |
    help: Write `rebels` if it is the same side.
    ");
}

#[test]
fn a_country_in_small_letters() {
    let said = Folder::new().replace("places.csv", "TUR", "tur").problems();
    insta::assert_snapshot!(said, @"
    error: `country` must be a country's code of three letters by ISO 3166-1, but is `tur`.
     --> test/places.csv:6:18
      |
    6 | hatay,Hatay,host,tur,Hatay,36.40,36.35,,400000
      |                  ^^^
      |
    help: Did you mean `TUR`?
    ");
    let said = Folder::new()
        .replace("places.csv", "host,TUR", "host,XAB")
        .add("places.csv", "mersin,Mersin,host,xab,Mersin,36.8,34.63,,")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `country` must be a country's code of three letters by ISO 3166-1, but is `xab`.
     --> test/places.csv:7:20
      |
    7 | mersin,Mersin,host,xab,Mersin,36.8,34.63,,
      |                    ^^^
      |
    help: Did you mean `XAB`?
    ");
}

#[test]
fn ids_that_a_spreadsheet_takes_for_something_else() {
    let places =
        "MAR1,March 1,town,SYR,Idleb,35.85,36.61,,\nNone,None,town,SYR,Idleb,35.86,36.61,,";
    let routes = "MAR1,idleb,14,road\nNone,idleb,14,road";
    let said = Folder::new()
        .add("places.csv", places)
        .add("routes.csv", routes)
        .problems();
    insta::assert_snapshot!(said, @"
    error: The id `MAR1` is a date to a spreadsheet or a statistics program.
     --> test/places.csv:7:1
      |
    7 | MAR1,March 1,town,SYR,Idleb,35.85,36.61,,
      | ^^^^
      |
    help: Write it so that every table keeps it, such as `place_MAR1`; the `name` may be anything.

    error: The id `None` is an empty cell to a spreadsheet or a statistics program.
     --> test/places.csv:8:1
      |
    8 | None,None,town,SYR,Idleb,35.86,36.61,,
      | ^^^^
      |
    help: Write it so that every table keeps it, such as `place_None`; the `name` may be anything.
    ");
}
