//! `refuge new`: a scenario to start from.

use std::path::Path;

use crate::args::New;
use crate::console;
use crate::ending::Ending;

/// Writes the starter scenario and says what to do with it.
pub(crate) fn new(order: &New) -> Result<(), Ending> {
    refuge_scenario::write_starter(&order.dir)
        .map_err(|problems| Ending::Problems(console::rendered(&problems)))?;
    let dir = quoted(&order.dir);
    console::say(&format!(
        "A small scenario is in {dir}; run it with `refuge run {dir}`."
    ));
    Ok(())
}

/// The path as a shell takes it for one.
pub(crate) fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(char::is_whitespace) {
        format!("\"{path}\"")
    } else {
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_a_blank_is_quoted() {
        assert_eq!(quoted(Path::new("a/winter")), "a/winter");
        assert_eq!(quoted(Path::new("my winter")), "\"my winter\"");
    }
}
