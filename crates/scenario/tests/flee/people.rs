//! Attributes of persons, and persons who are known one by one.

use refuge_core::people::Status;
use refuge_core::place::PlaceId;
use refuge_core::world::{Attribute, Present};

use super::Instance;

const AGE: &str = "input_csv/demographics_age.csv";
const AGENTS: &str = "input_csv/agents.csv";
const WITH_AGENTS: &str = "spawn_rules:\n  read_from_agents_csv_file: True\n";

fn instance() -> Instance {
    Instance::new()
        .write(
            "input_csv/demographics_religion_2020.csv",
            "religion,Default,Old Brook\nsun,30,0\nmoon,60,1\nstars,10,2.5\n",
        )
        .write(AGE, "Default,age\n0.5,8\n0.5,40\n")
}

#[test]
fn attributes_have_weights_by_place_and_are_sorted_by_the_name_of_their_file() {
    let [age, religion] = <[Attribute; 2]>::try_from(instance().world().attributes).unwrap();
    assert_eq!(
        (age.name.as_str(), age.values),
        ("age", vec!["8".to_owned(), "40".to_owned()])
    );
    assert_eq!((age.weights, age.by_place), (vec![0.5, 0.5], Vec::new()));
    assert_eq!(religion.name, "religion");
    assert_eq!(religion.values, ["sun", "moon", "stars"]);
    assert_eq!(religion.weights, [30.0, 60.0, 10.0]);
    let brook = (PlaceId(1), vec![0.0, 1.0, 2.5]);
    assert_eq!(religion.by_place, [brook]);
}

#[test]
fn demographics_that_are_none() {
    let said = instance()
        .write(AGE, "Default,ages\n1,8\n")
        .write(
            "input_csv/demographics_gender.csv",
            "gender,Default,Fort,Ford\nfemale,0,1,1\n,0,1,-1\n",
        )
        .write(
            "input_csv/demographics_religion.csv",
            "religion,Default\nsun,1\n",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    error: The file must begin with a header that has the columns `age` and `Default`.
     --> ../utopia/input_csv/demographics_age.csv

    error: Another file gives the attribute `religion` already.
     --> ../utopia/input_csv/demographics_religion_2020.csv
    help: An attribute is named by what stands between `demographics_` and the next `_` or `.`.

    error: No value can be drawn by the column `Default`, because its weights add up to 0.
     --> ../utopia/input_csv/demographics_gender.csv:1:8
      |
    1 | gender,Default,Fort,Ford
      |        ^^^^^^^

    warning: The column `Fort` is not read, because no location has this name.
     --> ../utopia/input_csv/demographics_gender.csv:1:16
      |
    1 | gender,Default,Fort,Ford
      |                ^^^^
      |
    help: Did you mean `Ford`?

    error: `weight` must be a number of 0 or more, but is `-1`.
     --> ../utopia/input_csv/demographics_gender.csv:3:6
      |
    3 | ,0,1,-1
      |      ^^
    ");
}

#[test]
fn rules_ask_for_attributes() {
    let rules = "move_rules:\n  ChildrenAvoidHazards: True\n  WomenAvoidHazards: True\n  MatchCampEthnicity: True\n  MatchCampReligion: True\n";
    let said = instance()
        .write(AGE, "age,Default\nold,1\n")
        .settings(rules)
        .problems();
    insta::assert_snapshot!(said, @"
    error: The rule asks for an `age` in years, but one in demographics_age.csv is `old`.
     --> ../utopia/simsetting.yml:2:3
      |
    2 |   ChildrenAvoidHazards: True
      |   ^^^^^^^^^^^^^^^^^^^^

    error: The rule asks for the attribute `gender`, but there is no file demographics_gender.csv.
     --> ../utopia/simsetting.yml:3:3
      |
    3 |   WomenAvoidHazards: True
      |   ^^^^^^^^^^^^^^^^^

    error: The rule asks for the attribute `ethnicity`, but there is no file demographics_ethnicity.csv.
     --> ../utopia/simsetting.yml:4:3
      |
    4 |   MatchCampEthnicity: True
      |   ^^^^^^^^^^^^^^^^^^

    warning: Flee stops with `MatchCampReligion` as soon as a day begins with somebody on a road; here the run goes on.
     --> ../utopia/simsetting.yml:5:3
      |
    5 |   MatchCampReligion: True
      |   ^^^^^^^^^^^^^^^^^

    warning: Rules about the age of people know only ages that are numbers, not `old`.
     --> ../utopia/input_csv/demographics_age.csv:2:1
      |
    2 | old,1
      | ^^^
    ");
}

#[test]
fn rules_about_attributes() {
    let rules = "move_rules:\n  ChildrenAvoidHazards: True\n  ElderlyAvoidHazards: 1\n  WomenAvoidHazards: yes\n  BoysTakeRisk: on\n  MatchCampReligion: True\n  MatchTownEthnicity: True\n  MatchConflictEthnicity: True\n  avg_religion_fraction: 0.5\n";
    let world = instance()
        .write(
            "input_csv/demographics_gender.csv",
            "gender,Default\nmale,1\nfemale,1\n",
        )
        .write(
            "input_csv/demographics_ethnicity.csv",
            "ethnicity,Default\nhill,1\n",
        )
        .settings(rules)
        .world();
    let rules = world.settings.attributes;
    assert!(rules.children_avoid_hazards && rules.elderly_avoid_hazards);
    assert!(rules.women_avoid_hazards && rules.boys_take_risk);
    assert!(rules.match_camp_religion && !rules.match_camp_ethnicity);
    assert!(rules.match_town_ethnicity && rules.match_conflict_ethnicity);
    assert_eq!(rules.religion_share, 0.5);
    let names: Vec<&str> = world.attributes.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["age", "ethnicity", "gender", "religion"]);
}

#[test]
fn agents_are_there_before_the_people_of_the_data() {
    let world = instance()
        .write(
            AGENTS,
            "location,religion,age,height\n# nobody\nAnvar,moon,,1.8\nAnvar,moon,,1.7\nFord,sky,40,1.6\nFort,sun,8,1\n",
        )
        .settings(&format!("{WITH_AGENTS}  take_from_population: True\n"))
        .world();
    let known = [
        (PlaceId(0), 2, vec![(1, 1)]),
        (PlaceId(2), 1, vec![(0, 1), (1, 3)]),
    ];
    let camps = [(PlaceId(3), 100, vec![]), (PlaceId(4), 350, vec![])];
    let present = known.into_iter().chain(camps);
    let present: Vec<Present> = present
        .map(|(place, persons, known)| Present {
            place,
            status: Status::Displaced,
            persons,
            known,
        })
        .collect();
    assert_eq!(world.present, present);
    assert_eq!(world.attributes[1].values, ["sun", "moon", "stars", "sky"]);
    assert_eq!(world.attributes[1].weights, [30.0, 60.0, 10.0, 0.0]);
    assert_eq!(world.attributes[1].by_place[0].1, [0.0, 1.0, 2.5, 0.0]);
    assert_eq!(world.places[0].population, 4998);
}

#[test]
fn agents_that_are_not_asked_for() {
    let said = instance().write(AGENTS, "location\nFord\n").problems();
    insta::assert_snapshot!(said, @"
    warning: The file has no effect without `read_from_agents_csv_file`.
     --> ../utopia/input_csv/agents.csv

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
}

#[test]
fn agents_of_nowhere_and_with_other_attributes() {
    let instance = instance().settings(WITH_AGENTS);
    let present = instance.write(AGENTS, "location,height\nFord,1.6\nFort,1\n");
    insta::assert_snapshot!(present.problems(), @"
    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^

    warning: The attribute `height` is not read, because no file demographics_height.csv says how it is drawn for others.
     --> ../utopia/input_csv/agents.csv:1:10
      |
    1 | location,height
      |          ^^^^^^

    warning: The location `Fort` is not read, because no location has this name.
     --> ../utopia/input_csv/agents.csv:3:1
      |
    3 | Fort,1
      | ^^^^
      |
    help: Did you mean `Ford`?
    ");
    let headless = present.write(AGENTS, "Ford,1.6\n");
    insta::assert_snapshot!(headless.problems(), @"
    error: The first row must be a header: the word `location` and the names of attributes.
     --> ../utopia/input_csv/agents.csv
    ");
    insta::assert_snapshot!(headless.without(AGENTS).problems(), @"
    error: The file `input_csv/agents.csv` is missing.
     --> ../utopia/input_csv/agents.csv
    ");
}
