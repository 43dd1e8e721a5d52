//! A prescribed number of displaced persons, shared out to places.

use crate::world::World;

/// Shares `due` persons out in proportion to weights, nobody beyond the residents of a place;
/// what rounding leaves goes to the largest remainders, ties to the first place.
pub(super) fn shared_out(due: u64, weights: &[f64], residents: &[u32]) -> Vec<u32> {
    let mut shares = vec![0u32; weights.len()];
    let mut due = due;
    loop {
        let open =
            |place: usize, shares: &[u32]| weights[place] > 0.0 && shares[place] < residents[place];
        let total: f64 = (0..weights.len())
            .filter(|&p| open(p, &shares))
            .map(|p| weights[p])
            .sum();
        if due == 0 || total <= 0.0 {
            return shares;
        }
        let all = due;
        let mut remainders: Vec<(f64, usize)> = Vec::new();
        for place in 0..weights.len() {
            if !open(place, &shares) {
                continue;
            }
            let exact = all as f64 * weights[place] / total;
            let whole = (exact as u64).min((residents[place] - shares[place]) as u64);
            shares[place] += whole as u32;
            due -= whole;
            remainders.push((exact - whole as f64, place));
        }
        remainders.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, place) in remainders {
            if due > 0 && shares[place] < residents[place] {
                shares[place] += 1;
                due -= 1;
            }
        }
    }
}

/// The prescribed series by day: moved forward by the lag, joined by straight lines, and level after its end.
///
/// What would have fled before the first day flees on it.
pub(super) fn series(world: &World) -> Vec<f64> {
    let lag = world.settings.onset.lag_days as f64;
    let mut points: Vec<(f64, f64)> = vec![(-1.0, 0.0)];
    for &(day, value) in &world.prescribed {
        let day = (day as f64 - lag).max(0.0);
        let (_, so_far) = points[points.len() - 1];
        points.retain(|&(earlier, _)| earlier < day);
        points.push((day, value.max(so_far)));
    }
    let at = |day: f64| {
        let next = points.partition_point(|&(d, _)| d < day);
        match (points.get(next.wrapping_sub(1)), points.get(next)) {
            (Some(&(d0, v0)), Some(&(d1, v1))) => v0 + (v1 - v0) * (day - d0) / (d1 - d0),
            (_, Some(&(_, value))) | (Some(&(_, value)), None) => value,
            (None, None) => 0.0,
        }
    };
    (0..world.calendar.days())
        .map(|day| at(day as f64))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_follow_weights_and_add_up() {
        assert_eq!(shared_out(10, &[1.0, 1.0, 2.0], &[100; 3]), [3, 2, 5]);
        assert_eq!(shared_out(7, &[0.0, 1.0], &[100; 2]), [0, 7]);
    }

    #[test]
    fn nobody_leaves_an_empty_place_and_others_make_up_for_it() {
        assert_eq!(shared_out(10, &[3.0, 1.0], &[4, 100]), [4, 6]);
        assert_eq!(shared_out(10, &[3.0, 1.0], &[4, 3]), [4, 3]);
        assert_eq!(shared_out(10, &[0.0, 0.0], &[4, 3]), [0, 0]);
    }
}
