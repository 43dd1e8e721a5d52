//! Roads, and routes along several of them.

use refuge_core::place::PlaceId;
use refuge_core::settings::RouteChoice;

use super::Instance;

const ROUTES: &str = "input_csv/routes.csv";
const MAJOR: &str = "input_csv/major_routes.csv";

#[test]
fn roads_have_speeds_and_may_have_to_be_walked() {
    let world = Instance::new()
        .replace(
            ROUTES,
            "redirection",
            "redirection,max_move_speed,walk_probability",
        )
        .replace(ROUTES, "Brook,50,", "Brook,50,0,60,0.5")
        .replace(ROUTES, "One,30,0", "One,30")
        .world();
    let links = world.network.links();
    let of = |link: usize| {
        (
            links[link].max_speed_km_per_day,
            links[link].walk_probability,
        )
    };
    assert_eq!(
        [of(0), of(1), of(2)],
        [(Some(60.0), 0.5), (Some(60.0), 0.5), (None, 0.0)]
    );
    let wrong = Instance::new()
        .replace(
            ROUTES,
            "redirection",
            "redirection,max_move_sped,walk_probability",
        )
        .replace(ROUTES, "Brook,50,", "Brook,50,drive,0,1.5");
    insta::assert_snapshot!(wrong.problems(), @"
    warning: The column `max_move_sped` means nothing to Flee.
     --> ../utopia/input_csv/routes.csv:1:42
      |
    1 | #name1,name2,distance,forced_redirection,max_move_sped,walk_probability
      |                                          ^^^^^^^^^^^^^
      |
    help: Did you mean `max_move_speed`?

    error: `forced_redirection` must be a whole number, but is `drive`.
     --> ../utopia/input_csv/routes.csv:2:20
      |
    2 | Anvar,Old Brook,50,drive,0,1.5
      |                    ^^^^^

    error: `walk_probability` must be a number from 0 to 1, but is `1.5`.
     --> ../utopia/input_csv/routes.csv:2:28
      |
    2 | Anvar,Old Brook,50,drive,0,1.5
      |                            ^^^
    ");
}

#[test]
fn major_routes_are_chains_of_places() {
    let fixed = "move_rules:\n  fixed_routes: True\n";
    let instance = || {
        Instance::new()
            .settings(fixed)
            .write(MAJOR, "Anvar,Old Brook,,Ford,Camp One\nFord,Old Brook\n")
    };
    let world = instance().world();
    assert_eq!(world.settings.movement.route_choice, RouteChoice::Fixed);
    assert_eq!(
        world.major_routes,
        [
            [0, 1, 2, 3].map(PlaceId).to_vec(),
            [2, 1].map(PlaceId).to_vec()
        ]
    );
    let unused = instance().settings("");
    assert!(unused.world().major_routes.is_empty());
    insta::assert_snapshot!(unused.problems(), @"
    warning: The file has no effect without `fixed_routes`.
     --> ../utopia/input_csv/major_routes.csv

    warning: Flee takes the 350 people of the first day off the capacity, so that none is left and the camp has no limit.
     --> ../utopia/input_csv/locations.csv:6:41
      |
    6 | Camp_Two,East,Elsewhere,1.9,31.25,camp,,300
      |                                         ^^^
    ");
    let wrong = instance().write(MAJOR, "#name,name\nAnvar,Ford\nAnvar\n");
    insta::assert_snapshot!(wrong.problems(), @"
    error: There is no location `#name` in locations.csv.
     --> ../utopia/input_csv/major_routes.csv:1:1
      |
    1 | #name,name
      | ^^^^^

    error: There is no location `name` in locations.csv.
     --> ../utopia/input_csv/major_routes.csv:1:7
      |
    1 | #name,name
      |       ^^^^

    error: No road leads from `Anvar` to `Ford`.
     --> ../utopia/input_csv/major_routes.csv:2:7
      |
    2 | Anvar,Ford
      |       ^^^^
      |
    help: Name every place along the route, or add the road to routes.csv.

    error: A major route must have two places or more.
     --> ../utopia/input_csv/major_routes.csv:3:1
      |
    3 | Anvar
      | ^^^^^
    ");
}
