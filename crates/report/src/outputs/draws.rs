//! draws.csv: what replicates drew for uncertain settings, if there are any.

use super::Run;
use crate::error::Error;
use crate::folder::{Folder, Heading};
use crate::table::Table;

pub(super) fn write(run: &Run, folder: &mut Folder) -> Result<(), Error> {
    if run.results.drawn.is_empty() {
        return Ok(());
    }
    let mut table = Table::create(folder, "draws", headings())?;
    for drawn in &run.results.drawn {
        table.start_row()?;
        table.whole(u64::from(drawn.replicate))?;
        table.text(&drawn.key)?;
        // Every digit, so that the replicate can be repeated with `--set`.
        table.text(&drawn.value.to_string())?;
        table.end_row()?;
    }
    table.finish()
}

fn headings() -> Vec<Heading> {
    vec![
        Heading::new(
            "replicate",
            "number",
            "The replicate, from 0; the two of a pair, such as 0 and 1, share their draws. A row is a replicate and uncertain setting.",
        ),
        Heading::new("setting", "text", "The setting, as typed after `--set`."),
        Heading::new("value", "by setting", "The value it has in the replicate."),
    ]
}
