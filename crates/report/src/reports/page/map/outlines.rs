//! The outlines of countries, cut to a window of the map.

use std::collections::BTreeMap;

use geo::{
    Area, BooleanOps, BoundingRect, Contains, Coord, InteriorPoint, Intersects, LineString,
    MultiLineString, MultiPolygon, Polygon, Rect, Simplify,
};
use serde::Deserialize;

const FILE: &str = include_str!("../../../../data/countries.topojson");

/// Degrees by which lines outside the window may be off: they only close the land that reaches into it.
const FAR_TOLERANCE: f64 = 1.0;

/// A topology: each stretch of a border or coast is an arc that one or two countries share.
#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    objects: Objects,
    /// Corners in steps of the transform, each as its distance from the one before.
    arcs: Vec<Vec<[i64; 2]>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    countries: Countries,
}

#[derive(Deserialize)]
struct Countries {
    geometries: Vec<Shape>,
}

/// A country: polygons of rings of arcs, where `!i` is arc i backwards.
#[derive(Deserialize)]
struct Shape {
    arcs: Vec<Vec<Vec<i64>>>,
    properties: Properties,
}

#[derive(Deserialize)]
struct Properties {
    a3: String,
    name: String,
}

/// The outlines of all countries, in degrees.
pub(super) struct Outlines {
    countries: Vec<Shape>,
    arcs: Vec<LineString>,
}

/// The land of a country within a window.
pub(super) struct Land {
    /// The country, by ISO 3166-1 alpha-3.
    pub(super) country: String,
    pub(super) polygons: MultiPolygon,
}

impl Outlines {
    /// Reads the outlines that the program carries.
    ///
    /// # Errors
    ///
    /// If they are not TopoJSON, which a test rules out.
    pub(super) fn read() -> Result<Self, serde_json::Error> {
        let topology: Topology = serde_json::from_str(FILE)?;
        let Transform { scale, translate } = topology.transform;
        let in_degrees = |arc: &Vec<[i64; 2]>| {
            let corners = arc.iter().scan([0, 0], |at, step| {
                *at = [at[0] + step[0], at[1] + step[1]];
                let degrees = |axis: usize| at[axis] as f64 * scale[axis] + translate[axis];
                Some(Coord {
                    x: degrees(0),
                    y: degrees(1),
                })
            });
            corners.collect()
        };
        Ok(Self {
            arcs: topology.arcs.iter().map(in_degrees).collect(),
            countries: topology.objects.countries.geometries,
        })
    }

    /// The same with lines that stay within `fine` degrees where they pass through `view`, within `coarse` in the rest of
    /// the window, and neighbours still sharing theirs.
    pub(super) fn simplified(
        &self,
        window: Rect,
        coarse: f64,
        view: Rect,
        fine: f64,
    ) -> Within<'_> {
        let simplify = |arc: &LineString| {
            let passes = |rect: &Rect| arc.bounding_rect().is_some_and(|arc| arc.intersects(rect));
            arc.simplify(match (passes(&view), passes(&window)) {
                (true, _) => fine,
                (false, true) => coarse,
                (false, false) => FAR_TOLERANCE,
            })
        };
        Within {
            outlines: self,
            window,
            arcs: self.arcs.iter().map(simplify).collect(),
        }
    }

    /// The names of countries by code.
    pub(super) fn names(&self) -> BTreeMap<&str, &str> {
        let names = self.countries.iter();
        names
            .map(|shape| (shape.properties.a3.as_str(), shape.properties.name.as_str()))
            .collect()
    }
}

/// Outlines at the resolution of a window.
pub(super) struct Within<'a> {
    outlines: &'a Outlines,
    window: Rect,
    arcs: Vec<LineString>,
}

impl Within<'_> {
    /// The land of each country that reaches into the window.
    pub(super) fn land(&self) -> Vec<Land> {
        let shapes = self.outlines.countries.iter();
        let land = shapes.map(|shape| Land {
            country: shape.properties.a3.clone(),
            polygons: self.cut(shape),
        });
        land.filter(|land| !land.polygons.0.is_empty()).collect()
    }

    /// The lines where land meets the sea, and those where it meets other land.
    pub(super) fn lines(&self) -> [MultiLineString; 2] {
        let users = self.users();
        let of = |count: usize| {
            let arcs = users
                .iter()
                .filter(|(_, users)| users.len().min(2) == count);
            self.clipped(arcs.map(|(&arc, _)| arc))
        };
        [of(1), of(2)]
    }

    /// The border of two countries, empty where they have none in the window.
    pub(super) fn border(&self, a: &str, b: &str) -> MultiLineString {
        let users = self.users();
        let shared = users
            .iter()
            .filter(|(_, users)| users.contains(&a) && users.contains(&b));
        self.clipped(shared.map(|(&arc, _)| arc))
    }

    /// The countries that each arc bounds.
    fn users(&self) -> BTreeMap<usize, Vec<&str>> {
        let mut users: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for shape in &self.outlines.countries {
            for &arc in shape.arcs.iter().flatten().flatten() {
                let users = users.entry(index(arc)).or_default();
                users.push(&shape.properties.a3);
            }
        }
        users
    }

    fn clipped(&self, arcs: impl Iterator<Item = usize>) -> MultiLineString {
        let arcs = arcs.filter_map(|arc| self.arcs.get(arc));
        let near = arcs.filter(|arc| {
            arc.bounding_rect()
                .is_some_and(|rect| rect.intersects(&self.window))
        });
        let lines = MultiLineString::new(near.cloned().collect());
        self.window.to_polygon().clip(&lines, false)
    }

    fn cut(&self, shape: &Shape) -> MultiPolygon {
        let polygons = shape.arcs.iter().map(|rings| self.polygon(rings));
        let near = polygons.filter(|polygon| {
            polygon
                .bounding_rect()
                .is_some_and(|rect| rect.intersects(&self.window))
        });
        let near = MultiPolygon::new(near.collect());
        let whole = near.bounding_rect();
        if whole.is_none_or(|rect| self.window.contains(&rect)) {
            return near;
        }
        near.intersection(&self.window.to_polygon())
    }

    fn polygon(&self, rings: &[Vec<i64>]) -> Polygon {
        let mut rings = rings.iter().map(|ring| self.ring(ring));
        let outer = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
        Polygon::new(outer, rings.collect())
    }

    fn ring(&self, arcs: &[i64]) -> LineString {
        let mut corners: Vec<Coord> = Vec::new();
        for &arc in arcs {
            let Some(line) = self.arcs.get(index(arc)) else {
                continue;
            };
            // An arc begins where the one before it ends.
            corners.pop();
            if arc < 0 {
                corners.extend(line.0.iter().rev());
            } else {
                corners.extend(&line.0);
            }
        }
        unwrap(&mut corners);
        LineString::new(corners)
    }
}

/// Lets a ring that crosses the antimeridian go on beyond it, where its corners leap to the other side.
fn unwrap(corners: &mut [Coord]) {
    let mut before = corners.first().map_or(0.0, |corner| corner.x);
    for corner in corners.iter_mut() {
        corner.x -= turns(corner.x - before);
        before = corner.x;
    }
    let most = corners.iter().map(|corner| corner.x).sum::<f64>() / corners.len() as f64;
    for corner in corners {
        corner.x -= turns(most);
    }
}

/// The whole turns in an angle, in degrees.
fn turns(degrees: f64) -> f64 {
    (degrees / 360.0).round() * 360.0
}

impl Land {
    /// A point on the largest piece within `view`, where it fills a hundredth of it or more.
    pub(super) fn label(&self, view: Rect) -> Option<Coord> {
        let pieces = self.polygons.intersection(&view.to_polygon());
        let largest = pieces
            .into_iter()
            .max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))?;
        let large = largest.unsigned_area() * 100.0 >= view.unsigned_area();
        large
            .then(|| largest.interior_point())
            .flatten()
            .map(Coord::from)
    }
}

/// The arc that a ring names, in whichever direction.
fn index(arc: i64) -> usize {
    (if arc < 0 { !arc } else { arc }) as usize
}

#[cfg(test)]
mod tests {
    use geo::coord;

    use super::*;

    /// A window in degrees: west, south, east, north.
    fn window([west, south, east, north]: [f64; 4]) -> Rect {
        Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north })
    }

    fn at(outlines: &Outlines, window: Rect, tolerance: f64) -> Within<'_> {
        outlines.simplified(window, tolerance, window, tolerance)
    }

    fn holder(land: &[Land], x: f64, y: f64) -> Vec<&str> {
        let at = Coord { x, y };
        let holders = land.iter().filter(|land| land.polygons.contains(&at));
        holders.map(|land| land.country.as_str()).collect()
    }

    #[test]
    fn camps_lie_on_their_side_of_the_border_and_islands_are_there() {
        let outlines = Outlines::read().unwrap();
        let within = at(&outlines, window([26.0, 35.0, 39.0, 40.0]), 0.002);
        let land = within.land();
        assert_eq!(holder(&land, 36.634, 35.931), ["SYR"], "Idlib");
        assert_eq!(holder(&land, 36.568, 36.268), ["TUR"], "Reyhanli");
        assert_eq!(holder(&land, 26.3, 39.2), ["GRC"], "Lesbos");
        assert_eq!(holder(&land, 34.0, 36.2), [""; 0], "the sea");
        let names: Vec<&str> = land.iter().map(|land| land.country.as_str()).collect();
        assert_eq!(names, ["CYP", "GBR", "GRC", "SYR", "TUR"]);
    }

    #[test]
    fn all_is_cut_to_the_window() {
        let window = window([36.0, 35.0, 37.0, 37.0]);
        let outlines = Outlines::read().unwrap();
        let within = at(&outlines, window, 0.002);
        let [_, borders] = within.lines();
        let shared = within.border("TUR", "SYR");
        let pieces = within.land().into_iter().map(|land| land.polygons);
        let rects = pieces.filter_map(|piece| piece.bounding_rect());
        let rects: Vec<Rect> = rects
            .chain(borders.bounding_rect())
            .chain(shared.bounding_rect())
            .collect();
        assert_eq!(rects.len(), 4);
        for rect in rects {
            assert!(rect.min().x >= 36.0 - 1e-6 && rect.max().x <= 37.0 + 1e-6);
            assert!(rect.min().y >= 35.0 - 1e-6 && rect.max().y <= 37.0 + 1e-6);
        }
        assert!(within.border("SYR", "GRC").0.is_empty());
    }

    #[test]
    fn no_window_is_too_wide_or_too_far_off() {
        let outlines = Outlines::read().unwrap();
        let whole = at(&outlines, window([-180.0, -90.0, 180.0, 90.0]), 0.5);
        assert_eq!(whole.land().len(), 238);
        let beyond = at(&outlines, window([170.0, 60.0, 260.0, 89.0]), 0.1);
        assert_eq!(holder(&beyond.land(), 173.0, 67.0), ["RUS"]);
        let ocean = at(&outlines, window([-140.0, -40.0, -139.0, -39.0]), 0.01);
        assert!(ocean.land().is_empty());
    }

    #[test]
    fn a_name_stands_on_the_land_it_names() {
        let outlines = Outlines::read().unwrap();
        let view = window([36.0, 35.0, 37.5, 36.8]);
        let land = at(&outlines, view, 0.002).land();
        let syria = land.iter().find(|land| land.country == "SYR").unwrap();
        let at = syria.label(view).unwrap();
        assert!(view.contains(&at) && syria.polygons.contains(&at));
        assert_eq!(outlines.names()["SYR"], "Syria");
    }
}
