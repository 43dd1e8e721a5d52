//! The layers of the small run, as they are written.

use refuge_core::observe::schemas::FLOWS;
use tempfile::TempDir;

use crate::outputs::write;
use crate::reports::Wanted;
use crate::target::Target;
use crate::testing::{provenance, read, replicated, results, sheet, single, world};

const LAYERS: Wanted = Wanted {
    geojson: true,
    ..Wanted::NOTHING
};

/// The layers of a world that runs as the small one.
fn layers(world: &refuge_core::World, results: &refuge_core::observe::Results) -> [String; 2] {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("out");
    write(&Target::new(&out), world, results, &provenance(), &LAYERS).unwrap();
    ["places.geojson", "flows.geojson"]
        .map(|file| read(&out, file).replace(env!("CARGO_PKG_VERSION"), "[version]"))
}

#[test]
fn places_are_points_with_their_people() {
    let mut world = world();
    world.places[1].longitude = 36.75;
    world.places[1].name = "أطمة \"</script>\"\n{{1}}".to_owned();
    world.places[2].latitude = 0.0;
    world.places[2].longitude = 0.0;
    let [places, _] = layers(&world, &results());
    insta::assert_snapshot!(places);
}

#[test]
fn flows_are_lines_with_all_who_took_them() {
    let mut world = world();
    world.places[0].longitude = 179.5;
    world.places[1].longitude = -179.5;
    let [_, flows] = layers(&world, &results());
    insta::assert_snapshot!(flows);
}

#[test]
fn replicates_give_bounds() {
    let [places, _] = layers(&world(), &replicated(results()));
    let places: serde_json::Value = serde_json::from_str(&places).unwrap();
    let atma = &places["features"][1]["properties"];
    assert_eq!(atma["present"], 1000);
    assert_eq!(atma["present_p05"], 666.667);
    assert_eq!(atma["present_p95"], 1333.333);
}

#[test]
fn where_nobody_moves_the_layer_has_no_line() {
    let mut results = results();
    for estimate in &mut results.estimates {
        if estimate.mean.schema.name == "flows" {
            *estimate = single(sheet(&FLOWS, &[]));
        }
    }
    let [_, flows] = layers(&world(), &results);
    insta::assert_snapshot!(flows, @r#"
    {"type":"FeatureCollection","name":"flows","refuge":{"refuge_version":"[version]","scenario":"winter","scenario_hash":"0123abcd","title":"A winter","seed":7,"replicates":1},"features":[
    ]}
    "#);
}
