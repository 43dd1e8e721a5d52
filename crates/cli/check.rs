//! `refuge check`: every problem of a scenario, or a line that says there is none.

use refuge_scenario::Scenario;

use crate::args::Check;
use crate::console::{self, count};
use crate::ending::Ending;
use crate::load;

/// Checks every variant asked for.
pub(crate) fn check(order: &Check) -> Result<(), Ending> {
    let variants = load::variants(&order.input, order.days)?;
    if !variants.warnings.is_empty() {
        console::say(&variants.warnings);
    }
    let lines: String = variants.loaded.iter().map(|v| line(v.scenario())).collect();
    console::give(lines.as_bytes())
}

fn line(scenario: &Scenario) -> String {
    let world = &scenario.world;
    let branch = scenario
        .branch
        .as_ref()
        .map_or_else(String::new, |name| format!(", branch `{name}`,"));
    let problems = match scenario.warnings.warnings() {
        0 => "no problems".to_owned(),
        number => format!("no errors and {}", count(number, "warning")),
    };
    format!(
        "scenario `{}`{branch} has {problems}: {}, {}, {}, {}.\n",
        world.name,
        count(world.places.len(), "place"),
        count(world.network.links().len(), "link"),
        count(world.events.len(), "event"),
        count(world.calendar.days().into(), "day"),
    )
}
