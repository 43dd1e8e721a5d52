//! Real scenarios: those of the repository, and instances of Flee where they are at hand.

use std::path::{Path, PathBuf};

use refuge_scenario::{Options, Scenario, load};

use super::there_and_back;

fn loaded(path: &Path, options: &Options) -> Scenario {
    load(path, options).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn the_scenarios_of_the_repository_come_back_with_every_branch() {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    for name in ["idlib-2020", "tutorial"] {
        let base = loaded(&scenarios.join(name), &Options::default());
        there_and_back(&base);
        for branch in base.branches {
            let options = Options {
                branch: Some(branch),
                ..Options::default()
            };
            there_and_back(&loaded(&scenarios.join(name), &options));
        }
    }
}

#[expect(
    clippy::print_stdout,
    reason = "who runs the tests is told what is missing"
)]
fn shared() -> Option<PathBuf> {
    let path = std::env::var_os("REFUGE_SHARED").map(|path| PathBuf::from(path).join("flee"));
    let found = path.filter(|path| path.is_dir());
    if found.is_none() {
        println!("not checked: REFUGE_SHARED names no folder with real instances in `flee`");
    }
    found
}

#[test]
fn real_instances_come_back() {
    let Some(shared) = shared() else { return };
    let options = Options {
        settings: Some(shared.join("settings/simsetting.yml")),
        ..Options::default()
    };
    for name in [
        "burundi2015",
        "car2013",
        "mali2012",
        "nigeria2016",
        "ssudan2013",
        "syria2013",
    ] {
        there_and_back(&loaded(&shared.join("instances").join(name), &options));
    }
}
