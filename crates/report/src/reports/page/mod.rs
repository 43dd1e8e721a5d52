//! report.html: one page that holds all it needs, for people who read and send results on.

mod charts;
mod embedded;
mod map;

use std::io::{BufWriter, Write};

use minijinja::value::Serde;
use minijinja::{Environment, context};

use super::source::Source;
use crate::error::Error;
use crate::folder::Folder;
use embedded::embedded;

const FILE: &str = "report.html";

/// The chart library, packed; the page unpacks it (see build.rs).
const PLOTLY: &str = include_str!(concat!(env!("OUT_DIR"), "/plotly.js.gz.base64"));

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");

/// The scripts of the page, in the order in which they run.
const SCRIPTS: [&str; 4] = [
    include_str!("script/page.js"),
    include_str!("script/charts.js"),
    include_str!("script/map.js"),
    include_str!("script/tables.js"),
];

pub(super) fn write(source: &Source, folder: &mut Folder) -> Result<(), Error> {
    let text =
        render(source).map_err(|error| folder.unfinished(FILE, std::io::Error::other(error)))?;
    let mut file = BufWriter::new(folder.create(FILE)?);
    let written = file.write_all(text.as_bytes()).and_then(|()| file.flush());
    written.map_err(|error| folder.unfinished(FILE, error))?;
    folder.add_file(FILE, 0);
    Ok(())
}

fn render(source: &Source) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.add_template(FILE, TEMPLATE)?;
    environment.get_template(FILE)?.render(context! {
        title => &source.run.title,
        charts => embedded(&charts::data(source))?,
        map => embedded(&map::data(source))?,
        style => STYLE,
        scripts => Serde(SCRIPTS),
        plotly => PLOTLY,
    })
}
