//! Numbers for the days between two counts.

use refuge_core::world::Observation;

/// Adds a number for each day between two observations of the same, on the line between them; there are
/// no days between counts of a period.
pub(in super::super) fn interpolate(observed: &mut Vec<Observation>) {
    let is_of_day = |of: &&Observation| of.since.is_none();
    let mut counted: Vec<&Observation> = observed.iter().filter(is_of_day).collect();
    counted.sort_by_key(|of| (of.measure, of.place.as_str(), of.day));
    let pairs = counted.windows(2).map(|pair| (pair[0], pair[1]));
    let same =
        |(a, b): &(&Observation, &Observation)| (a.measure, &a.place) == (b.measure, &b.place);

    let between: Vec<Observation> = pairs.filter(same).flat_map(|(a, b)| line(a, b)).collect();
    observed.extend(between);
}

/// The days between two observations.
fn line<'a>(from: &'a Observation, to: &'a Observation) -> impl Iterator<Item = Observation> + 'a {
    let slope = (to.value - from.value) / (to.day - from.day).max(1) as f64;
    (from.day + 1..to.day).map(move |day| Observation {
        day,
        value: from.value + slope * (day - from.day) as f64,
        interpolated: true,
        ..from.clone()
    })
}

#[cfg(test)]
mod tests {
    use refuge_core::Day;
    use refuge_core::world::Measure;

    use super::*;

    fn seen(day: Day, measure: Measure, place: &str, value: f64) -> Observation {
        Observation {
            place: place.to_owned(),
            ..Observation::of_world(day, measure, value)
        }
    }

    #[test]
    fn days_between_counts_of_the_same_are_on_the_line_between_them() {
        let mut observed = vec![
            seen(6, Measure::Present, "Atma", 100.0),
            seen(2, Measure::Present, "Atma", 200.0),
            seen(4, Measure::Present, "Qah", 7.0),
            seen(3, Measure::Arrivals, "Atma", 9.0),
            seen(4, Measure::Arrivals, "Atma", 1.0),
        ];
        for day in [20, 30] {
            observed.push(Observation {
                since: Some(day - 9),
                ..seen(day, Measure::Departures, "Atma", 50.0)
            });
        }
        interpolate(&mut observed);
        let added: Vec<(Measure, &str, Day, f64, bool)> = observed[7..]
            .iter()
            .map(|of| {
                (
                    of.measure,
                    of.place.as_str(),
                    of.day,
                    of.value,
                    of.interpolated,
                )
            })
            .collect();
        let atma = |day, value| (Measure::Present, "Atma", day, value, true);
        assert_eq!(added, [atma(3, 175.0), atma(4, 150.0), atma(5, 125.0)]);
    }
}
