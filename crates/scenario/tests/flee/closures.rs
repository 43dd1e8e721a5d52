//! Closures of roads, borders and camps, and places that change their kind.

use refuge_core::event::{Change, Targets};
use refuge_core::network::LinkId;
use refuge_core::place::PlaceKind;

use super::{Instance, happens};

const FILE: &str = "input_csv/closures.csv";
const CHANGES: &str = "location_changes.csv";

const TOWN: Change = Change::Kind(PlaceKind::Town);
const CAMP: Change = Change::Kind(PlaceKind::Camp);

/// What happens to links, in order: the day, the change, the links and their name.
fn on_links(instance: &Instance) -> Vec<(u16, Change, Vec<u32>, String)> {
    let events = instance.world().events.into_iter();
    let links = events.filter_map(|event| match event.targets {
        Targets::Links(links) => {
            let links = links.iter().map(|LinkId(link)| *link).collect();
            Some((event.window.0, event.change, links, event.target))
        }
        Targets::Places(_) => None,
    });
    links.collect()
}

#[test]
fn closures_close_on_one_day_and_open_on_another() {
    let events = on_links(&Instance::new());
    let border = || (vec![2, 3], "XAA<->XAB".to_owned());
    let road = || (vec![4, 5], "Camp_One<->Ford".to_owned());
    let at = |day, change, (links, name)| (day, change, links, name);
    assert_eq!(
        events,
        [
            at(1, Change::Border(0.0), border()),
            at(3, Change::Border(1.0), border()),
            at(0, Change::RoadCloses, road()),
            at(2, Change::RoadOpens, road()),
        ]
    );
}

#[test]
fn a_closed_camp_is_a_town() {
    let world = Instance::new().world();
    assert_eq!(happens(&world, 4), [(2, TOWN)]);
    let closed = &world.events[world.events.len() - 1];
    let said = [&closed.target, &closed.value, &closed.note];
    assert_eq!(said, ["Camp_Two", "town", "camp closure"]);
}

#[test]
fn start_and_end_act_each_on_its_own_day_and_in_the_order_of_the_rows() {
    let world = Instance::new()
        .write(
            FILE,
            "camp,Camp_Two,,1,3\nidpcamp,Camp_Two,,3,2\ncamp,Old Brook,,-1,2\ncountry,Utopia,Elsewhere,-1,-1\n",
        )
        .world();
    let idp_camp = Change::Kind(PlaceKind::IdpCamp);
    assert_eq!(
        happens(&world, 4),
        [(1, TOWN), (3, CAMP), (3, TOWN), (2, idp_camp)]
    );
    assert_eq!(world.events.last().unwrap().change, CAMP);
    assert_eq!(happens(&world, 1).last(), Some(&(2, CAMP)));
}

#[test]
fn a_closed_location_is_cut_off_from_all_its_neighbours() {
    let instance = Instance::new().write(FILE, "location,Ford,,0,-1\n");
    let [(.., links, name)] = <[_; 1]>::try_from(on_links(&instance)).unwrap();
    assert_eq!(links, [2, 3, 4, 5, 6, 7]);
    assert_eq!(name, "Camp_One<->Ford;Camp_Two<->Ford;Ford<->Old_Brook");
}

#[test]
fn a_link_is_closed_though_flee_does_not() {
    let instance = Instance::new().write(FILE, "link,Camp One,Ford,1,-1\n");
    let [(day, change, links, name)] = <[_; 1]>::try_from(on_links(&instance)).unwrap();
    assert_eq!((day, change), (1, Change::RoadCloses));
    assert_eq!((links, name.as_str()), (vec![4, 5], "Camp_One<->Ford"));
}

#[test]
fn closures_that_do_less_than_they_say() {
    let said = Instance::new()
        .write(
            FILE,
            "link,Camp One,Ford,1,-1\nlink,Anvar,Ford,1,-1\nremove_forced_redirection,Ford,Camp One,1,2\n",
        )
        .problems();
    insta::assert_snapshot!(said, @"
    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^

    warning: Flee does not carry out closures of type `link`; here the roads between both places are closed, both ways.
     --> ../utopia/input_csv/closures.csv:1:1
      |
    1 | link,Camp One,Ford,1,-1
      | ^^^^

    warning: Flee does not carry out closures of type `link`; here the roads between both places are closed, both ways.
     --> ../utopia/input_csv/closures.csv:2:1
      |
    2 | link,Anvar,Ford,1,-1
      | ^^^^

    warning: The closure has no effect, because no road leads there.
     --> ../utopia/input_csv/closures.csv:2:1
      |
    2 | link,Anvar,Ford,1,-1
      | ^^^^^^^^^^^^^^^^^^^^

    warning: A closure of type `remove_forced_redirection` has no effect, as in Flee.
     --> ../utopia/input_csv/closures.csv:3:1
      |
    3 | remove_forced_redirection,Ford,Camp One,1,2
      | ^^^^^^^^^^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn closures_of_unknown_names() {
    let said = Instance::new()
        .replace(FILE, "Utopia", "Utopa")
        .replace(FILE, "Camp One", "Camp Won")
        .problems();
    insta::assert_snapshot!(said, @"
    error: No location lies in the country `Utopa`.
     --> ../utopia/input_csv/closures.csv:2:9
      |
    2 | country,Utopa,Elsewhere,1,3
      |         ^^^^^
      |
    help: Did you mean `Utopia`?

    error: There is no location `Camp Won` in locations.csv.
     --> ../utopia/input_csv/closures.csv:3:10
      |
    3 | location,Camp Won,,0,2
      |          ^^^^^^^^
      |
    help: Did you mean `Camp One`?
    ");
}

#[test]
fn closures_of_other_types_and_days() {
    let said = Instance::new()
        .replace(FILE, "country", "contry")
        .replace(FILE, "2,-1", "2,never")
        .problems();
    insta::assert_snapshot!(said, @"
    error: `closure_type` must be `country`, `location`, `link`, `camp`, `idpcamp` or `remove_forced_redirection`, but is `contry`.
     --> ../utopia/input_csv/closures.csv:2:1
      |
    2 | contry,Utopia,Elsewhere,1,3
      | ^^^^^^
      |
    help: Did you mean `country`?

    error: `closure_end` must be a whole number, but is `never`.
     --> ../utopia/input_csv/closures.csv:4:18
      |
    4 | camp,Camp_Two,,2,never
      |                  ^^^^^
    ");
}

#[test]
fn locations_change_before_conflict_does() {
    let world = Instance::new()
        .write(
            CHANGES,
            "#name,type,day\nOld Brook,conflict_zone,1\nFord,idpcamp,3\nCamp_Two,flood_zone,9\n",
        )
        .world();
    let (conflict, over) = (Change::Conflict(1.0), Change::Conflict(0.0));
    assert_eq!(
        happens(&world, 1),
        [
            (1, TOWN),
            (1, conflict),
            (1, Change::Conflict(0.4)),
            (3, over)
        ]
    );
    assert_eq!(happens(&world, 2), [(3, Change::Kind(PlaceKind::IdpCamp))]);
    assert_eq!(happens(&world, 4), [(2, TOWN)]);
}

#[test]
fn changes_of_locations_far_into_the_run() {
    let world = Instance::new()
        .replace("input_csv/sim_period.csv", "Length,4", "Length,501")
        .write(
            "input_csv/conflicts.csv",
            &format!("#Day,Anvar\n{}", "0,1\n".repeat(501)),
        )
        .write(CHANGES, "Camp One,idpcamp,100\nAnvar,town,500\n")
        .world();
    assert_eq!(
        happens(&world, 3),
        [(100, Change::Kind(PlaceKind::IdpCamp))]
    );
    assert_eq!(
        happens(&world, 0),
        [(500, TOWN), (0, Change::Conflict(1.0))]
    );
}

#[test]
fn changes_that_cannot_be() {
    let said = Instance::new()
        .settings("default_conflict_intensity: 0.5\n")
        .write(CHANGES, "Fort,camp,1\nFord,cmap,1\nFord,conflict,1\n")
        .write("input_csv/location_changes.csv", "")
        .problems();
    insta::assert_snapshot!(said, @"
    warning: The file is not read: Flee looks for it in the folder of the instance.
     --> ../utopia/input_csv/location_changes.csv

    error: There is no location `Fort` in locations.csv.
     --> ../utopia/location_changes.csv:1:1
      |
    1 | Fort,camp,1
      | ^^^^
      |
    help: Did you mean `Ford`?

    error: `new_type` must be `town`, `conflict_zone`, `camp`, `idpcamp`, `forwarding_hub`, `marker` or `flood_zone`, but is `cmap`.
     --> ../utopia/location_changes.csv:2:6
      |
    2 | Ford,cmap,1
      |      ^^^^
      |
    help: Did you mean `camp`?

    error: A place that becomes a conflict zone has the `default_conflict_intensity`, of which Flee takes the whole part, 0: it must be 1.
     --> ../utopia/location_changes.csv:3:6
      |
    3 | Ford,conflict,1
      |      ^^^^^^^^
      |
    help: For another intensity give the place a column in conflicts.csv.
    ");
}
