//! `refuge import`: a scenario of another form, written in refuge's own.

use refuge_scenario::{Options, Problems};

use crate::args::{Flee, Form};
use crate::console;
use crate::ending::Ending;
use crate::new::quoted;

/// Reads the scenario, writes it, and says what to do with it.
pub(crate) fn import(form: &Form) -> Result<(), Ending> {
    let Form::Flee(order) = form;
    flee(order).map_err(|problems| Ending::Problems(console::rendered(&problems)))?;
    let dir = quoted(&order.dir);
    console::say(&format!(
        "The instance is a scenario in {dir} now; run it with `refuge run {dir}`."
    ));
    Ok(())
}

fn flee(order: &Flee) -> Result<(), Problems> {
    let options = Options {
        settings: order.settings.clone(),
        ..Options::default()
    };
    let scenario = refuge_scenario::load_flee(&order.instance, &options)?;
    if !scenario.warnings.is_empty() {
        console::say(&console::rendered(&scenario.warnings));
    }
    refuge_scenario::export(&scenario, &order.dir)
}
