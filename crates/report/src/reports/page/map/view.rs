//! What part of the world the map shows.

use geo::{BoundingRect, Coord, MultiPoint, Point, Rect, coord};
use serde::Serialize;

/// The least span of a view in degrees, as of a single place.
const LEAST_SPAN: f64 = 0.25;
/// The share of its span that a view has around the places on each side.
const MARGIN: f64 = 0.05;
/// The map is Mercator's, where the poles are infinitely far away: places beyond this latitude stand on it.
const FARTHEST: f64 = 85.0;
/// Beyond this latitude nothing is shown.
const EDGE: f64 = 89.0;

/// West, south, east and north in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub(super) struct View([f64; 4]);

impl View {
    /// The view of these places; there is none of none.
    pub(super) fn of(places: &[Coord]) -> Option<Self> {
        let on_the_map = places
            .iter()
            .map(|place| Point::new(place.x, place.y.clamp(-FARTHEST, FARTHEST)));
        let points: MultiPoint = on_the_map.collect();
        let rect = points.bounding_rect()?;
        let widest = rect.width().max(rect.height());
        let span = widest.max(LEAST_SPAN);
        let half = |span_here: f64| (span_here + span - widest) / 2.0 + span * MARGIN;
        let middle = rect.center();
        let (x, y) = (half(rect.width()), half(rect.height()));
        Some(Self::around(middle, x, y))
    }

    /// A view, room for it on a wide and on a tall screen, and for a look around.
    pub(super) fn window(self) -> Rect {
        let rect = self.rect();
        let span = rect.width().max(rect.height());
        Self::around(rect.center(), span * 1.2, span * 0.8).rect()
    }

    pub(super) fn rect(self) -> Rect {
        let Self([west, south, east, north]) = self;
        Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north })
    }

    fn around(middle: Coord, x: f64, y: f64) -> Self {
        let latitude = |latitude: f64| rounded(latitude.clamp(-EDGE, EDGE));
        Self([
            rounded(middle.x - x),
            latitude(middle.y - y),
            rounded(middle.x + x),
            latitude(middle.y + y),
        ])
    }
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(places: &[(f64, f64)]) -> Option<[f64; 4]> {
        let places: Vec<Coord> = places.iter().map(|&place| Coord::from(place)).collect();
        View::of(&places).map(|View(view)| view)
    }

    #[test]
    fn a_view_has_a_margin_and_never_no_width() {
        assert_eq!(view(&[]), None);
        assert_eq!(
            view(&[(36.0, 35.0), (38.0, 36.0)]),
            Some([35.9, 34.9, 38.1, 36.1])
        );
        assert_eq!(
            view(&[(36.7, 36.0)]),
            Some([36.563, 35.863, 36.838, 36.138])
        );
        assert_eq!(view(&[(0.0, 90.0)]), Some([-0.138, 84.863, 0.138, 85.138]));
        assert_eq!(
            view(&[(0.0, 85.0), (100.0, 85.0)]),
            Some([-5.0, 80.0, 105.0, 89.0])
        );
    }

    #[test]
    fn the_window_leaves_room_on_wide_and_on_tall_screens() {
        let window = View([36.0, 35.0, 38.0, 36.0]).window();
        assert_eq!((window.min().x, window.max().x), (34.6, 39.4));
        assert_eq!((window.min().y, window.max().y), (33.9, 37.1));
    }
}
