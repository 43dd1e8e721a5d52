//! What is laid over a scenario of any form: a preset, a file, and settings as typed.

use crate::Options;
use crate::folder::Folder;
use crate::native::layer::Layer;
use crate::presets::preset;
use crate::problem::Problems;

/// How the hash of a scenario knows a preset and the file of an overlay.
const PRESET: &str = "--preset";
const FILE: &str = "--overlay";

/// All that the options lay over a scenario, the preset lowest and settings as typed highest.
pub(crate) fn of(options: &Options, folder: &mut Folder, problems: &mut Problems) -> Layer {
    let mut layer = Layer::default();
    if let Some(name) = &options.preset {
        let source = preset(name).and_then(|preset| {
            let shown = format!("{PRESET} {name}");
            folder.take(PRESET, &shown, preset.text.as_bytes().to_vec())
        });
        if let Some(source) = problems.keep(source) {
            layer.lay(&Layer::of_overlay(&source, problems));
        }
    }
    if let Some(path) = &options.overlay
        && let Some(source) = problems.keep(folder.read_named(FILE, path))
    {
        layer.lay(&Layer::of_overlay(&source, problems));
    }
    for typed in &options.set {
        layer.set_typed(typed, problems);
    }
    layer
}
