//! What part of the world the map shows.

use geo::{Area, BoundingRect, Coord, MultiPoint, Point, Rect, coord};
use serde::Serialize;

/// Degrees around a single point.
const LEAST_SPAN: f64 = 0.5;
/// The share of its span that a view has around the places on each side.
const MARGIN: f64 = 0.08;
/// Latitudes beyond this are not drawn: the map is Mercator's, where the poles are infinitely far away.
const FARTHEST: f64 = 85.0;

/// West, south, east and north in degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub(super) struct View([f64; 4]);

impl View {
    /// The view of these places; there is none of none.
    pub(super) fn of(places: &[Coord]) -> Option<Self> {
        let points: MultiPoint = places.iter().copied().map(Point::from).collect();
        let rect = points.bounding_rect()?;
        let span = rect.width().max(rect.height()).max(LEAST_SPAN);
        let half = |span_here: f64| span_here / 2.0 + span * MARGIN;
        let middle = rect.center();
        let (x, y) = (half(rect.width()), half(rect.height()));
        Some(Self::around(middle, x, y))
    }

    /// A view, room for it on a wide and on a tall screen, and for a look around.
    pub(super) fn window(self) -> Rect {
        let rect = self.rect();
        let half = rect.width().max(rect.height());
        Self::around(rect.center(), half, half).rect()
    }

    pub(super) fn rect(self) -> Rect {
        let Self([west, south, east, north]) = self;
        Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north })
    }

    fn around(middle: Coord, x: f64, y: f64) -> Self {
        let latitude = |latitude: f64| rounded(latitude.clamp(-FARTHEST, FARTHEST));
        Self([
            rounded(middle.x - x),
            latitude(middle.y - y),
            rounded(middle.x + x),
            latitude(middle.y + y),
        ])
    }

    /// Whether it shows any part of the world.
    pub(super) fn is_there(self) -> bool {
        self.rect().unsigned_area() > 0.0
    }
}

fn rounded(degrees: f64) -> f64 {
    (degrees * 1000.0).round() / 1000.0
}
