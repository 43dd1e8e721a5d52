//! `refuge new`: a scenario to start from.

use crate::args::New;
use crate::console;
use crate::ending::Ending;

/// Writes the starter scenario and says what to do with it.
pub(crate) fn new(order: &New) -> Result<(), Ending> {
    refuge_scenario::write_starter(&order.dir)
        .map_err(|problems| Ending::Problems(console::rendered(&problems)))?;
    let dir = order.dir.display();
    console::say(&format!(
        "A small scenario is in {dir}; run it with `refuge run {dir}`."
    ));
    Ok(())
}
