//! Whether the observations tell the parameters apart, before a posterior is asked for.
//!
//! Sensitivities of the features to each parameter by central differences at the best point, with the
//! same random numbers on both sides, over the noise of one run. The collinearity index of Brun,
//! Reichert and Künsch 2001, Water Resources Research 37:1015-1030, says how well a change of one
//! parameter can be made up for by the others.

use nalgebra::{DMatrix, SymmetricEigen};
use rayon::prelude::*;

use super::Failure;
use super::evaluate::Evaluator;

/// Half the width of a difference, as a share of the range.
const HALF_STEP: f64 = 0.05;

/// The fewest replicates for the sensitivities: from these, noise is taken off their products.
const FEWEST_REPLICATES: u32 = 16;

/// Parameters whose collinearity index is above this cannot be told apart (Brun et al. 2001: 10 to 15).
pub const COLLINEAR: f64 = 15.0;

/// What the observations say of each parameter, and of all together.
#[derive(Clone, Debug, PartialEq)]
pub struct Distinction {
    /// For each parameter, by how many standard deviations of a run's noise it moves the observations
    /// over its whole range, were it to act evenly; below 1 they say nothing about it.
    pub reach: Vec<f64>,
    /// The collinearity index of those about which the observations say anything: 1 is best.
    pub collinearity: f64,
    /// The parameters that cannot be told apart, by their places; empty if all can.
    pub alike: Vec<usize>,
}

impl Distinction {
    /// The parameters about which the observations say nothing.
    pub fn unseen(&self) -> Vec<usize> {
        (0..self.reach.len())
            .filter(|&p| self.reach[p] < 1.0)
            .collect()
    }

    /// Whether the observations say something about every parameter, and tell all apart.
    pub fn is_clear(&self) -> bool {
        self.unseen().is_empty() && self.alike.is_empty()
    }
}

/// Looks around the best point.
pub(super) fn look(on: &Evaluator<'_>, best: &[f64]) -> Result<Distinction, Failure> {
    let replicates = on.replicates.max(FEWEST_REPLICATES);
    let sides: Vec<[Vec<f64>; 2]> = (0..best.len()).map(|p| sides(on, best, p)).collect();
    let mut points = vec![best];
    points.extend(sides.iter().flatten().map(Vec::as_slice));
    on.progress.expect(points.len() as u64);
    let features = |point: &&[f64]| {
        let run = |replicate| on.features(point, replicate);
        let runs: Result<Vec<Vec<f64>>, Failure> =
            (0..replicates).into_par_iter().map(run).collect();
        on.step(|| "are the parameters told apart?".to_owned());
        runs
    };
    let runs: Vec<Vec<Vec<f64>>> = points.par_iter().map(features).collect::<Result<_, _>>()?;
    let noise = noise(&runs[0]);
    let slopes: Vec<DMatrix<f64>> = (0..replicates as usize)
        .map(|replicate| {
            DMatrix::from_fn(noise.len(), best.len(), |feature, p| {
                let [below, above] = [1, 2].map(|side| runs[2 * p + side][replicate][feature]);
                let width = sides[p][1][p] - sides[p][0][p];
                (above - below) / width / noise[feature]
            })
        })
        .collect();
    Ok(distinction(&slopes))
}

/// The points on both sides of the best in one parameter, farther off for whole numbers that would not differ.
fn sides(on: &Evaluator<'_>, best: &[f64], parameter: usize) -> [Vec<f64>; 2] {
    let whole = &on.parameters[parameter];
    let steps = if whole.whole {
        (whole.high - whole.low).max(1.0).recip()
    } else {
        0.0
    };
    let half = HALF_STEP.max(steps);
    [-half, half].map(|step| {
        let mut point = best.to_vec();
        point[parameter] = (point[parameter] + step).clamp(0.0, 1.0);
        if whole.whole {
            point[parameter] = whole.share(whole.evenly(point[parameter]));
        }
        point
    })
}

/// The standard deviation of each feature over replicates, and never less than one person's, since people are whole.
fn noise(runs: &[Vec<f64>]) -> Vec<f64> {
    let count = runs.len() as f64;
    let of_feature = |feature: usize| {
        let mean = runs.iter().map(|run| run[feature]).sum::<f64>() / count;
        let squares: f64 = runs.iter().map(|run| (run[feature] - mean).powi(2)).sum();
        (squares / (count - 1.0) + 1.0).sqrt()
    };
    (0..runs[0].len()).map(of_feature).collect()
}

/// The distinction by the slopes of each replicate, features by parameters.
///
/// Products are taken between different replicates only, so that noise, which is independent
/// between them, does not make parameters look effective or different.
fn distinction(slopes: &[DMatrix<f64>]) -> Distinction {
    let count = slopes.len() as f64;
    let zero = || DMatrix::zeros(slopes[0].nrows(), slopes[0].ncols());
    let sum = slopes.iter().fold(zero(), |sum, slopes| sum + slopes);
    let own = slopes.iter().map(|slopes| slopes.tr_mul(slopes));
    let products =
        own.fold(sum.tr_mul(&sum), |products, own| products - own) / (count * (count - 1.0));
    let reach: Vec<f64> = products
        .diagonal()
        .iter()
        .map(|square| square.max(0.0).sqrt())
        .collect();
    let seen: Vec<usize> = (0..reach.len()).filter(|&p| reach[p] >= 1.0).collect();
    let cosines = DMatrix::from_fn(seen.len(), seen.len(), |a, b| {
        products[(seen[a], seen[b])] / (reach[seen[a]] * reach[seen[b]])
    });
    let (collinearity, alike) = collinear(&cosines);
    Distinction {
        reach,
        collinearity,
        alike: alike.into_iter().map(|nth| seen[nth]).collect(),
    }
}

/// The collinearity index of parameters by the cosines between them, and those that make it large: a
/// pair if one is enough, else those that the weakest direction leans on.
fn collinear(cosines: &DMatrix<f64>) -> (f64, Vec<usize>) {
    let count = cosines.nrows();
    if count < 2 {
        return (1.0, Vec::new());
    }
    let spectrum = SymmetricEigen::new(cosines.clone());
    let (weakest, smallest) = spectrum.eigenvalues.argmin();
    let index = index(smallest);
    if index <= COLLINEAR {
        return (index, Vec::new());
    }
    let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    let closest = pairs.max_by(|&a, &b| cosines[a].abs().total_cmp(&cosines[b].abs()));
    if let Some((a, b)) = closest
        && self::index(1.0 - cosines[(a, b)].abs()) > COLLINEAR
    {
        return (index, vec![a, b]);
    }
    let direction = spectrum.eigenvectors.column(weakest);
    let largest = direction.amax();
    let leaned = (0..count).filter(|&p| direction[p].abs() > 0.3 * largest);
    (index, leaned.collect())
}

/// The collinearity index by the smallest eigenvalue, which noise may carry below 0.
fn index(smallest: f64) -> f64 {
    if smallest > 0.0 {
        smallest.sqrt().recip()
    } else {
        f64::INFINITY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[[f64; 3]]) -> Distinction {
        let slopes = DMatrix::from_fn(rows.len(), 3, |row, column| rows[row][column]);
        distinction(&[slopes.clone(), slopes])
    }

    #[test]
    fn independent_columns_are_told_apart() {
        let clear = of(&[[3.0, 0.0, 0.0], [4.0, 0.0, 2.0], [0.0, 7.0, 0.0]]);
        assert_eq!(clear.reach, [5.0, 7.0, 2.0]);
        // By hand: cosine of (3, 4) and (0, 2) is 0.8, the smallest eigenvalue 0.2.
        assert!((clear.collinearity - 0.2_f64.sqrt().recip()).abs() < 1e-12);
        assert!(clear.is_clear());
    }

    #[test]
    fn a_pair_that_acts_alike_is_named() {
        let told = of(&[[3.0, 1.0, -6.0], [4.0, 0.0, -8.0], [0.0, 9.0, 0.01]]);
        assert_eq!(told.alike, [0, 2]);
        assert!(told.collinearity > COLLINEAR && !told.is_clear());
    }

    #[test]
    fn a_set_that_adds_up_is_named_where_no_pair_is_enough() {
        let told = of(&[[3.0, 0.0, 3.0], [0.0, 4.0, 4.0]]);
        assert_eq!(told.alike, [0, 1, 2]);
        assert!(told.collinearity > 1e6);
    }

    #[test]
    fn a_parameter_that_does_nothing_is_unseen_and_blames_no_other() {
        let told = of(&[[3.0, 0.0, 1.0], [4.0, 0.0, 5.0]]);
        assert_eq!((told.unseen(), told.alike.len()), (vec![1], 0));
    }

    #[test]
    fn noise_alone_is_no_effect() {
        // Slopes that are as large as they are random: their products between replicates cancel.
        let signs = [1.0, -1.0, 1.0, -1.0];
        let slopes = signs.map(|sign| DMatrix::from_row_slice(1, 2, &[9.0 * sign, 2.0]));
        let told = distinction(&slopes);
        assert_eq!(told.unseen(), [0]);
        assert_eq!(told.reach[1], 2.0);
    }

    #[test]
    fn noise_counts_at_least_a_person() {
        assert_eq!(noise(&[vec![5.0, 1.0], vec![5.0, 5.0]]), [1.0, 3.0]);
    }
}
