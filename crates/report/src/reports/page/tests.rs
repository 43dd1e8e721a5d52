//! What the page says, literally, and what no text in it can do.

use refuge_core::observe::Results;
use refuge_core::settings::OnsetMode;
use refuge_core::{Calendar, World};
use tempfile::TempDir;

use super::*;
use crate::Wanted;
use crate::finished::tables::Kept;
use crate::outputs;
use crate::provenance::Provenance;
use crate::target::Target;
use crate::testing::{provenance, replicated, results, world};

/// The page of a run, as data and as text.
fn page_of(world: &World, results: &Results, run: &Provenance) -> (Source, String) {
    let dir = TempDir::new().unwrap();
    let out = dir.path().join("out");
    outputs::write(&Target::new(&out), world, results, run, &Wanted::NOTHING).unwrap();
    let source = Source::read(&out, Kept::ALL).unwrap();
    let text = render(&source).unwrap();
    (source, text)
}

/// The sentences of the result.
fn said(world: &World, results: &Results, run: &Provenance) -> String {
    let (source, _) = page_of(world, results, run);
    sentences(&source)
}

fn sentences(source: &Source) -> String {
    let page = serde_json::to_value(page(source).unwrap()).unwrap();
    let sentences = page["head"]["sentences"].as_array().unwrap();
    let sentences = sentences.iter().map(|sentence| sentence.as_str().unwrap());
    sentences.collect::<Vec<_>>().join("\n")
}

/// The page without data and scripts.
fn words(text: &str) -> &str {
    text.split("<script").next().unwrap()
}

fn twenty() -> Provenance {
    Provenance {
        replicates: 20,
        replicates_asked: 20,
        ..provenance()
    }
}

#[test]
fn one_run_says_that_it_has_no_interval() {
    insta::assert_snapshot!(said(&world(), &results(), &provenance()), @r#"
    Between 1 December 2019 and 2 December 2019, 1,200 people were displaced (one run, no interval); on the last day 1,100 were in camps, those displaced earlier included, and nobody had gone home.
    Where people displaced since the first day were counted (1 count), the run is off by 4.0%; simply repeating the last count would be 33% further off.
    "#);
}

#[test]
fn replicates_give_an_interval() {
    insta::assert_snapshot!(said(&world(), &replicated(results()), &twenty()), @r#"
    Between 1 December 2019 and 2 December 2019, 1,200 people were displaced (90% of 20 runs: 800 to 1,600); on the last day 1,100 were in camps, those displaced earlier included, and nobody had gone home.
    Where people displaced since the first day were counted (1 count), the run is off by 4.0%; simply repeating the last count would be 33% further off. In all, 2 of 2 counts lie within the 90% interval.
    "#);
}

#[test]
fn what_follows_the_counts_is_no_result() {
    let mut world = world();
    world.settings.onset.mode = OnsetMode::Prescribed;
    insta::assert_snapshot!(said(&world, &results(), &provenance()), @r#"
    Between 1 December 2019 and 2 December 2019, 1,200 people were displaced (one run, no interval), a number that follows the observed counts and is no result of the model; on the last day 1,100 were in camps, those displaced earlier included, and nobody had gone home.
    The only counts to compare it with are those that it follows: where people go is not validated for any use.
    "#);
}

#[test]
fn without_observations_nothing_is_validated() {
    let (mut world, mut results) = (world(), results());
    world.observed.clear();
    results
        .estimates
        .retain(|estimate| estimate.mean.schema.name != "validation");
    results.scores.clear();
    results.naive.clear();
    let (source, text) = page_of(&world, &results, &provenance());
    insta::assert_snapshot!(sentences(&source), @r#"
    Between 1 December 2019 and 2 December 2019, 1,200 people were displaced (one run, no interval); on the last day 1,100 were in camps, those displaced earlier included, and nobody had gone home.
    Nothing was observed to compare it with: the run is not validated for any use.
    "#);
    assert!(words(&text).contains("not validated for any use"));
    assert!(!words(&text).contains("observed-table"));
}

#[test]
fn where_all_was_fitted_to_nothing_is_left_to_judge_by() {
    let (mut world, mut results) = (world(), results());
    world.calibrated_until = Some(1);
    results.scores.clear();
    insta::assert_snapshot!(said(&world, &results, &provenance()), @r#"
    Between 1 December 2019 and 2 December 2019, 1,200 people were displaced (one run, no interval); on the last day 1,100 were in camps, those displaced earlier included, and nobody had gone home.
    The scenario was fitted to all observations, up to 2 December 2019: none is left to judge it by, and it is not validated for any use.
    "#);
}

#[test]
fn one_person_on_one_day_is_spoken_of_as_such() {
    let (mut world, mut results) = (world(), results());
    world.calendar = Calendar::new(world.calendar.start(), 1).unwrap();
    world
        .observed
        .iter_mut()
        .for_each(|observed| observed.day = 0);
    let totals = &mut results.estimates[0].mean;
    totals.keys.truncate(1);
    totals.values = vec![1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    results.scores.clear();
    results.timeline.clear();
    let run = Provenance {
        persons: 1,
        households: 1,
        ..provenance()
    };
    let results = Results {
        estimates: results.estimates.into_iter().take(1).collect(),
        ..results
    };
    insta::assert_snapshot!(said(&world, &results, &run), @r#"
    On 1 December 2019, 1 person was displaced (one run, no interval); at its end 1 person was in camps and nobody had gone home.
    Nothing was observed to compare it with: the run is not validated for any use.
    "#);
}

#[test]
fn sections_without_data_are_left_out() {
    let (_, text) = page_of(&world(), &Results::default(), &provenance());
    let ids = words(&text).split("<section id=\"").skip(1);
    let ids: Vec<&str> = ids.filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(
        ids,
        ["result", "map", "scores", "provenance", "card", "cite"]
    );
}

#[test]
fn places_have_their_peak_sums_and_last_day() {
    let (_, text) = page_of(&world(), &results(), &provenance());
    let row = words(&text)
        .lines()
        .find(|line| line.contains("data-key=\"Atma\""));
    insta::assert_snapshot!(row.unwrap(), @r#"<tr data-key="Atma"><th scope="row" dir="auto">Atma, the idp_camp</th><td class="short">camp for displaced</td><td dir="auto">Idleb, SYR</td><td class="n">1,000</td><td class="n">+1,000</td><td class="n">1,000</td><td><time datetime="2019-12-02">2 Dec 2019</time></td><td class="n">1,000</td><td class="n">0</td><td class="n">2,000</td><td class="n">50%</td></tr>"#);
}

#[test]
fn the_same_event_of_several_replicates_is_one_row() {
    let mut results = replicated(results());
    let first = results.timeline[0].clone();
    let again = refuge_core::observe::Happened {
        replicate: 3,
        ..first
    };
    // Twice in the same replicate.
    results.timeline.extend([again.clone(), again]);
    let (source, _) = page_of(&world(), &results, &twenty());
    let page = serde_json::to_value(page(&source).unwrap()).unwrap();
    let rows = page["timeline"]["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["runs"], "2 (10%)");
}

const HOSTILE: &str =
    "</script><script>alert(1)</script> \"quoted\" & {{ title }} {% raw %} <b>\u{2028}إدلب Київ";

#[test]
fn no_name_becomes_markup_or_script() {
    let (mut world, mut run) = (world(), provenance());
    world.title = HOSTILE.to_owned();
    world.places[1].name = HOSTILE.to_owned();
    world.places[1].admin1 = HOSTILE.to_owned();
    world.events[0].note = HOSTILE.to_owned();
    world.events[0].target = HOSTILE.to_owned();
    run.branch = Some(HOSTILE.to_owned());
    run.changes = vec![HOSTILE.to_owned()];
    let (_, plain) = page_of(&self::world(), &results(), &provenance());
    let (_, text) = page_of(&world, &results(), &run);
    let count = |text: &str, part: &str| text.matches(part).count();
    for part in ["<script", "</script", "<b>", "alert(1)</script>"] {
        assert_eq!(count(&text, part), count(&plain, part), "{part}");
    }
    assert!(words(&text).contains("{{ title }} {% raw %}"));
    assert!(words(&text).contains("إدلب Київ"));
}

#[test]
fn the_page_asks_the_network_for_nothing() {
    let (_, text) = page_of(&world(), &results(), &provenance());
    assert!(words(&text).contains("default-src 'none'"));
    for part in ["src=\"", "<link", "@import", "url("] {
        assert!(!words(&text).contains(part), "{part}");
    }
}

#[test]
fn every_jump_has_a_target_and_every_caption_a_place() {
    let (_, text) = page_of(&world(), &replicated(results()), &twenty());
    let of = |start: &str| {
        let parts = words(&text).split(start).skip(1);
        let ids = parts.filter_map(|rest| rest.split('"').next());
        ids.map(str::to_owned).collect::<Vec<_>>()
    };
    let ids = of(" id=\"");
    let jumps = of("href=\"#").into_iter().chain(of("aria-labelledby=\""));
    let lost: Vec<String> = jumps.filter(|target| !ids.contains(target)).collect();
    assert_eq!(lost, [""; 0]);
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len());
}
