//! Ctrl-C: the first ends the run after the day in hand, the second ends the program at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::console;
use crate::ending::{Ending, INTERRUPTED};

/// A flag that is set once Ctrl-C is pressed.
pub(crate) fn flag() -> Result<Arc<AtomicBool>, Ending> {
    let stop = Arc::new(AtomicBool::new(false));
    let pressed = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if pressed.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED.into());
        }
        console::say("\nStopping after the day in hand; press Ctrl-C again to stop at once.");
    })
    .map_err(|error| Ending::failed(format_args!("Ctrl-C could not be prepared for: {error}.")))?;
    Ok(stop)
}
