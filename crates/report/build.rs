//! Packs the chart library that its crate carries, so that the page can hold it in a third of the room.

use std::io::{self, Write};
use std::path::Path;
use std::{env, fs};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let sources = plotly::Plot::offline_js_sources();
    let script = first_script(&sources).ok_or_else(|| {
        io::Error::other("the crate plotly carries no script where one was expected")
    })?;
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(script.as_bytes())?;
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    fs::write(
        Path::new(&out).join("plotly.js.gz.base64"),
        STANDARD.encode(packed.finish()?),
    )
}

/// The content of the first script of a page: the library itself; the one for formulas follows it.
fn first_script(sources: &str) -> Option<&str> {
    let (_, rest) = sources.split_once("<script")?;
    let (_, rest) = rest.split_once('>')?;
    let (script, _) = rest.split_once("</script>")?;
    script.contains("plotly.js").then_some(script)
}
