//! The metrics by name, and what kind of number each is.

use super::{
    Point, ard, ard_rescaled, bias, coverage, crps, days, how_many, mae, mape, mase, when_days,
    wis, wrong_place,
};

/// A way to score simulated against observed numbers.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    name: &'static str,
    pub(super) score: Scorer,
    /// What scores a forecast of one number alike.
    pub(super) of_naive: Scorer,
    kind: Kind,
    /// Whether it scores the course of each place, and not each day.
    of_courses: bool,
}

/// The score of points in ascending order of days; `None` where they do not allow it.
pub(super) type Scorer = fn(&[Point]) -> Option<f64>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// An error, which is the better the smaller.
    Error,
    /// An error over that of a naive forecast.
    Relative,
    /// Neither small nor large is good in itself.
    Neither,
}

impl Metric {
    /// The metric of this name in scores.csv.
    pub fn of(name: &str) -> Option<Self> {
        METRICS.iter().find(|metric| metric.name == name).copied()
    }

    /// The names of all metrics, in the order of scores.csv.
    pub fn names() -> impl Iterator<Item = &'static str> {
        METRICS.iter().map(|metric| metric.name)
    }

    /// Its name in scores.csv.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether a smaller number is a better one, so that it can be minimised: not for bias and coverage.
    pub fn is_error(&self) -> bool {
        self.kind != Kind::Neither
    }

    /// Whether it makes sense to set it beside that of a naive forecast.
    pub(super) fn has_skill(&self) -> bool {
        self.kind == Kind::Error
    }

    /// The points in parts that each have a score, or none, by themselves: those of a place or of a day.
    pub(super) fn parts<'a>(&self, points: &[Point<'a>]) -> Vec<Vec<Point<'a>>> {
        if !self.of_courses {
            return days(points).map(<[Point]>::to_vec).collect();
        }
        let mut by_place = points.to_vec();
        by_place.sort_by_key(|point| point.place);
        let places = by_place.chunk_by(|a, b| a.place == b.place);
        places.map(<[Point]>::to_vec).collect()
    }

    const fn error(name: &'static str, score: Scorer) -> Self {
        Self {
            name,
            score,
            of_naive: score,
            kind: Kind::Error,
            of_courses: false,
        }
    }

    const fn error_of_courses(name: &'static str, score: Scorer) -> Self {
        Self {
            of_courses: true,
            ..Self::error(name, score)
        }
    }

    /// An error of replicates, which is the mean absolute error where there is but one number.
    const fn error_of_replicates(name: &'static str, score: Scorer) -> Self {
        Self {
            of_naive: mae::score,
            ..Self::error(name, score)
        }
    }

    const fn relative(name: &'static str, score: Scorer) -> Self {
        Self {
            kind: Kind::Relative,
            ..Self::error(name, score)
        }
    }

    const fn neither(name: &'static str, score: Scorer) -> Self {
        Self {
            kind: Kind::Neither,
            ..Self::error(name, score)
        }
    }
}

/// Every metric, in the order of scores.csv.
pub(super) const METRICS: &[Metric] = &[
    Metric::error("ard", ard::score),
    Metric::error("ard_rescaled", ard_rescaled::score),
    Metric::error("mape", mape::score),
    Metric::error("mae", mae::score),
    Metric::neither("bias", bias::score),
    Metric::relative("mase", mase::persistence),
    Metric::relative("mase_nearest", mase::nearest),
    Metric::relative("mase_gravity", mase::gravity),
    Metric::relative("mase_line", mase::line),
    Metric::error("how_many", how_many::score),
    Metric::error("where", wrong_place::score),
    Metric::error_of_courses("when_days", when_days::score),
    Metric::error_of_replicates("crps", crps::score),
    Metric::error_of_replicates("wis", wis::score),
    Metric::neither("coverage_50", coverage::of_half),
    Metric::neither("coverage_90", coverage::of_90),
];
