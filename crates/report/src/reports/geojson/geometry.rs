//! Geometries of RFC 7946: positions in degrees, longitude first.

use serde_json::{Value, json};

/// Longitude and latitude, in degrees, WGS 84.
pub(super) type Position = [f64; 2];

/// Decimals of degrees: a tenth of a metre.
const UNIT: f64 = 1e6;

/// Where a place is. A place at 0° N, 0° E, where no land is, is one whose position is not known.
pub(super) fn position(longitude: f64, latitude: f64) -> Option<Position> {
    let known = longitude.is_finite() && latitude.is_finite();
    let position = [longitude, latitude].map(|degrees| (degrees * UNIT).round() / UNIT + 0.0);
    (known && position != [0.0, 0.0]).then_some(position)
}

pub(super) fn point(position: Position) -> Value {
    json!({ "type": "Point", "coordinates": position })
}

/// The straight line between two places; one that is shorter across the antimeridian is cut there
/// (RFC 7946, section 3.1.9).
pub(super) fn line(from: Position, to: Position) -> Value {
    let (from, to) = (beside(from, to), beside(to, from));
    if (from[0] - to[0]).abs() <= 180.0 {
        return json!({ "type": "LineString", "coordinates": [from, to] });
    }
    let side = from[0].signum();
    let before = 180.0 - from[0].abs();
    let share = before / (before + 180.0 - to[0].abs());
    let latitude = from[1] + share * (to[1] - from[1]);
    let latitude = (latitude * UNIT).round() / UNIT + 0.0;
    let parts = [
        [from, [180.0 * side, latitude]],
        [[-180.0 * side, latitude], to],
    ];
    json!({ "type": "MultiLineString", "coordinates": parts })
}

/// A position on the antimeridian, written with the longitude that is nearer to another position.
fn beside(position: Position, other: Position) -> Position {
    if position[0].abs() == 180.0 && other[0] != 0.0 {
        [180.0 * other[0].signum(), position[1]]
    } else {
        position
    }
}

/// West, south, east and north of all positions: the narrowest such box, which crosses the
/// antimeridian where west is more than east (RFC 7946, section 5.2).
pub(super) fn bounds(positions: impl Iterator<Item = Position>) -> Option<[f64; 4]> {
    let (mut longitudes, mut latitudes): (Vec<f64>, Vec<f64>) =
        positions.map(|[lon, lat]| (lon, lat)).unzip();
    longitudes.sort_by(f64::total_cmp);
    latitudes.sort_by(f64::total_cmp);
    let (&west, &east) = longitudes.first().zip(longitudes.last())?;
    let (&south, &north) = latitudes.first().zip(latitudes.last())?;
    let around = 360.0 - (east - west);
    let gaps = longitudes.windows(2).map(|pair| (pair[1] - pair[0], pair));
    let widest = gaps.max_by(|a, b| a.0.total_cmp(&b.0));
    Some(match widest {
        Some((gap, pair)) if gap > around => [pair[1], south, pair[0], north],
        _ => [west, south, east, north],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_place_whose_position_is_not_known_has_none() {
        assert_eq!(position(36.700_000_4, -0.0), Some([36.7, 0.0]));
        assert_eq!(position(0.0, 0.0), None);
        assert_eq!(position(f64::NAN, 36.0), None);
    }

    #[test]
    fn a_line_has_longitude_first() {
        let line = line([36.7, 36.0], [36.5, 36.25]).to_string();
        insta::assert_snapshot!(line, @r#"{"type":"LineString","coordinates":[[36.7,36.0],[36.5,36.25]]}"#);
    }

    #[test]
    fn a_line_across_the_antimeridian_is_cut_there() {
        // 10 and 30 degrees from it: a quarter of the way, of 8 degrees of latitude 2.
        let east = line([170.0, -16.0], [-150.0, -8.0]).to_string();
        insta::assert_snapshot!(east, @r#"{"type":"MultiLineString","coordinates":[[[170.0,-16.0],[180.0,-14.0]],[[-180.0,-14.0],[-150.0,-8.0]]]}"#);
        let west = line([-150.0, -8.0], [170.0, -16.0]).to_string();
        insta::assert_snapshot!(west, @r#"{"type":"MultiLineString","coordinates":[[[-150.0,-8.0],[-180.0,-14.0]],[[180.0,-14.0],[170.0,-16.0]]]}"#);
    }

    #[test]
    fn a_line_from_the_antimeridian_itself_is_whole() {
        let line = line([180.0, -16.0], [-179.0, -17.0]).to_string();
        insta::assert_snapshot!(line, @r#"{"type":"LineString","coordinates":[[-180.0,-16.0],[-179.0,-17.0]]}"#);
    }

    #[test]
    fn bounds_are_west_south_east_north() {
        let of = |positions: &[Position]| bounds(positions.iter().copied());
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[[36.7, 36.0]]), Some([36.7, 36.0, 36.7, 36.0]));
        let idlib = [[36.7, 36.0], [36.5, 36.25], [37.0, 35.5]];
        assert_eq!(of(&idlib), Some([36.5, 35.5, 37.0, 36.25]));
        let fiji = [[178.0, -18.0], [-179.0, -16.0], [177.0, -17.0]];
        assert_eq!(of(&fiji), Some([177.0, -18.0, -179.0, -16.0]));
    }

    proptest! {
        #[test]
        fn no_part_of_a_line_spans_half_the_world(
            from in [-180.0..=180.0f64, -90.0..=90.0f64],
            to in [-180.0..=180.0f64, -90.0..=90.0f64],
        ) {
            let line = line(from, to);
            let parts = match line["type"].as_str() {
                Some("LineString") => vec![line["coordinates"].clone()],
                _ => line["coordinates"].as_array().unwrap().clone(),
            };
            let longitudes = parts
                .iter()
                .map(|part| [0, 1].map(|end| part[end][0].as_f64().unwrap()));
            let mut length = 0.0;
            for [start, end] in longitudes {
                prop_assert!((end - start).abs() <= 180.0);
                prop_assert!(start.abs() <= 180.0 && end.abs() <= 180.0);
                length += (end - start).abs();
            }
            let apart = (from[0] - to[0]).abs();
            prop_assert!((length - apart.min(360.0 - apart)).abs() < 1e-9);
        }
    }
}
