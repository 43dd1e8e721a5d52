//! `refuge report`: read a finished folder, make its page, workbook and layers again.

use crate::args::Report;
use crate::console;
use crate::ending::Ending;

/// Makes the reports and tells which.
pub(crate) fn report(order: &Report) -> Result<(), Ending> {
    let written = refuge_report::report(&order.run_dir, &order.wanted())?;
    if !order.quiet {
        let files: Vec<&str> = written.iter().map(|made| made.file.as_str()).collect();
        let made = files.join(", ");
        console::say(&format!(
            "Made of the tables in {}: {made}.",
            order.run_dir.display()
        ));
    }
    Ok(())
}
