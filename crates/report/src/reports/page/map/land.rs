//! Land, coasts and borders as the page draws them.

use std::collections::BTreeMap;

use geo::{Coord, CoordsIter, LineString, MultiLineString, MultiPolygon, Rect};
use serde::Serialize;

use super::outlines::{Land, Outlines, Within};
use super::states::Border;
use super::view::View;

/// The largest number of corners of the land; coarser lines are drawn rather than more.
const MOST_CORNERS: usize = 15_000;
/// Of the width of a view, the part by which lines may be off: about a pixel.
const STEPS_OF_VIEW: f64 = 1000.0;
/// Corners are given in thousandths of a degree, about 100 m.
const UNITS: f64 = 1000.0;

/// Corners in thousandths of a degree, east and north: the first, then each as its distance from the one before.
type Line = Vec<i64>;

/// The land in the window of the map.
#[derive(Debug, Serialize)]
pub(super) struct Drawn {
    /// The window: west, south, east, north.
    window: [f64; 4],
    /// Rings of the home country, and of all others.
    home: Vec<Line>,
    abroad: Vec<Line>,
    coasts: Vec<Line>,
    borders: Vec<Line>,
    /// Of each border that is ever closed, the stretches in the window.
    closed: Vec<Vec<Line>>,
    /// The names of the countries that are drawn, by code.
    names: BTreeMap<String, String>,
    /// Where names of countries stand, in each view.
    labels: Vec<Vec<Label>>,
}

/// A country's code where its name stands, in degrees.
#[derive(Debug, Serialize)]
struct Label(String, f64, f64);

/// The land around the views, the first of which is to be drawn well.
pub(super) fn draw(
    outlines: &Outlines,
    views: &[View],
    home: &str,
    closed: &[Border],
) -> Option<Drawn> {
    let (first, widest) = (views.first()?, views.last()?);
    let window = widest.window();
    let within = fitting(outlines, window, first.rect());
    let land = within.land();
    let [coasts, borders] = within.lines();
    let rings = |is_home: bool| {
        let land = land.iter().filter(|land| (land.country == home) == is_home);
        land.flat_map(|land| rings(&land.polygons)).collect()
    };
    let all = outlines.names();
    let name = |land: &Land| {
        Some((
            land.country.clone(),
            (*all.get(land.country.as_str())?).to_owned(),
        ))
    };
    Some(Drawn {
        window: [
            window.min().x,
            window.min().y,
            window.max().x,
            window.max().y,
        ],
        home: rings(true),
        abroad: rings(false),
        coasts: lines(&coasts),
        borders: lines(&borders),
        closed: closed
            .iter()
            .map(|border| lines(&within.border(&border.from, &border.to)))
            .collect(),
        names: land.iter().filter_map(name).collect(),
        labels: views
            .iter()
            .map(|view| labels(&land, view.rect()))
            .collect(),
    })
}

/// The outlines, as fine as the view can show them there, and elsewhere as fine as leaves few enough corners.
fn fitting(outlines: &Outlines, window: Rect, view: Rect) -> Within<'_> {
    let mut fine = view.width() / STEPS_OF_VIEW;
    let mut coarse = window.width() / STEPS_OF_VIEW;
    loop {
        let within = outlines.simplified(window, coarse, view, fine);
        let lines = within.lines();
        let corners: usize = lines.iter().map(CoordsIter::coords_count).sum();
        if corners <= MOST_CORNERS {
            return within;
        }
        (fine, coarse) = (fine * 1.5, coarse * 2.0);
    }
}

fn labels(land: &[Land], view: Rect) -> Vec<Label> {
    let labels = land.iter().filter_map(|land| {
        let Coord { x, y } = land.label(view)?;
        let rounded = |degrees: f64| (degrees * UNITS).round() / UNITS;
        Some(Label(land.country.clone(), rounded(x), rounded(y)))
    });
    labels.collect()
}

fn rings(polygons: &MultiPolygon) -> Vec<Line> {
    let rings = polygons
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    rings.map(line).filter(|line| line.len() > 6).collect()
}

fn lines(lines: &MultiLineString) -> Vec<Line> {
    lines
        .iter()
        .map(line)
        .filter(|line| line.len() > 2)
        .collect()
}

fn line(corners: &LineString) -> Line {
    let mut before = [0, 0];
    let mut line = Vec::with_capacity(2 * corners.0.len());
    for corner in corners.coords() {
        let at = [corner.x, corner.y].map(|degrees| (degrees * UNITS).round() as i64);
        if at != before || line.is_empty() {
            line.extend([at[0] - before[0], at[1] - before[1]]);
        }
        before = at;
    }
    line
}
