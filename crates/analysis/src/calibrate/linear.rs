//! Ridge regression with its penalty chosen by the data.

use nalgebra::{DMatrix, DVector, SymmetricEigen};

/// Penalties that are tried, over the mean variance of a standardised predictor.
const PENALTIES: [f64; 8] = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0];

/// A linear prediction of several outputs from the same predictors.
#[derive(Clone, Debug)]
pub(super) struct Linear {
    centre: DVector<f64>,
    /// One over the standard deviation of each predictor; 0 where it never differs.
    scale: DVector<f64>,
    /// Predictors by outputs.
    slopes: DMatrix<f64>,
    intercept: DVector<f64>,
    /// The standard deviation of what the prediction leaves over, by output.
    pub(super) residual_sd: Vec<f64>,
}

impl Linear {
    /// Fits `outputs` (rows by outputs) to `predictors` (rows by predictors), and predicts the rows, each by
    /// the fit to all others (rows by outputs).
    ///
    /// The penalty of each output is the one with the smallest generalised cross-validation error
    /// (Golub, Heath and Wahba 1979, Technometrics 21:215-223).
    pub(super) fn fit(predictors: &DMatrix<f64>, outputs: &DMatrix<f64>) -> (Self, DMatrix<f64>) {
        let rows = predictors.nrows() as f64;
        let centre = predictors.row_mean().transpose();
        let variance = predictors.row_variance().transpose();
        let scale = variance.map(|v| if v > 0.0 { 1.0 / v.sqrt() } else { 0.0 });
        let mut x = predictors.clone();
        for (mut column, (&mean, &scale)) in x.column_iter_mut().zip(centre.iter().zip(&scale)) {
            column.apply(|value| *value = (*value - mean) * scale);
        }
        let intercept = outputs.row_mean().transpose();
        let spectrum = SymmetricEigen::new(x.tr_mul(&x) / rows);
        let turned = x * &spectrum.eigenvectors;
        let fits = outputs
            .column_iter()
            .zip(&intercept)
            .map(|(output, &mean)| {
                let y = output.add_scalar(-mean);
                let along = turned.tr_mul(&y) / rows;
                let fit = chosen(&spectrum.eigenvalues, &along, y.norm_squared() / rows, rows);
                let others = without_each(&turned, &y, &fit).add_scalar(mean);
                (fit, others)
            });
        let (fits, others): (Vec<Ridge>, Vec<DVector<f64>>) = fits.unzip();
        let slopes: Vec<DVector<f64>> = fits.iter().map(|fit| fit.slopes.clone()).collect();
        let linear = Self {
            centre,
            scale,
            slopes: spectrum.eigenvectors * DMatrix::from_columns(&slopes),
            intercept,
            residual_sd: fits.iter().map(|fit| fit.residual_sd).collect(),
        };
        (linear, DMatrix::from_columns(&others))
    }

    /// The outputs that are predicted.
    pub(super) fn predict(&self, predictors: &[f64]) -> DVector<f64> {
        let x = DVector::from_column_slice(predictors) - &self.centre;
        self.slopes.tr_mul(&x.component_mul(&self.scale)) + &self.intercept
    }
}

/// The fit of one output along the eigenvectors of the predictors.
struct Ridge {
    slopes: DVector<f64>,
    /// One over eigenvalue and penalty.
    shrinkage: DVector<f64>,
    residual_sd: f64,
    error: f64,
}

/// The fit with the best penalty.
fn chosen(eigenvalues: &DVector<f64>, along: &DVector<f64>, variance: f64, rows: f64) -> Ridge {
    let with = |penalty: f64| {
        let shrinkage = eigenvalues.map(|e| (e.max(0.0) + penalty).recip());
        let slopes = along.component_mul(&shrinkage);
        let pairs = slopes.iter().zip(along).zip(eigenvalues);
        let explained: f64 = pairs
            .map(|((b, c), e)| 2.0 * b * c - e.max(0.0) * b * b)
            .sum();
        let freedom = eigenvalues.len() as f64 - penalty * shrinkage.sum();
        let left = (1.0 - (freedom + 1.0) / rows).max(1.0 / rows);
        let unexplained = (variance - explained).max(0.0) / left;
        Ridge {
            slopes,
            shrinkage,
            residual_sd: unexplained.sqrt(),
            error: unexplained / left,
        }
    };
    let best = |best: Ridge, next: Ridge| if next.error < best.error { next } else { best };
    PENALTIES[1..]
        .iter()
        .map(|&penalty| with(penalty))
        .fold(with(PENALTIES[0]), best)
}

/// What the fit to all other rows predicts for each: the residual of a row grows by one over one less
/// its leverage.
fn without_each(turned: &DMatrix<f64>, y: &DVector<f64>, fit: &Ridge) -> DVector<f64> {
    let rows = turned.nrows() as f64;
    let fitted = turned * &fit.slopes;
    DVector::from_fn(y.len(), |row, _| {
        let own: f64 = turned
            .row(row)
            .iter()
            .zip(&fit.shrinkage)
            .map(|(x, s)| x * x * s)
            .sum();
        let leverage = ((own + 1.0) / rows).min(1.0 - 1.0 / rows);
        y[row] - (y[row] - fitted[row]) / (1.0 - leverage)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plane_is_found_and_a_constant_column_ignored() {
        // By hand: y = 1 + 2 a - 3 b on a square; the third column never differs.
        let x = DMatrix::from_row_slice(
            5,
            3,
            &[
                0.0, 0.0, 7.0, 0.0, 1.0, 7.0, 1.0, 0.0, 7.0, 1.0, 1.0, 7.0, 2.0, 2.0, 7.0,
            ],
        );
        let y = DMatrix::from_column_slice(5, 1, &[1.0, -2.0, 3.0, 0.0, -1.0]);
        let (fit, others) = Linear::fit(&x, &y);
        let at = fit.predict(&[3.0, 1.0, 7.0])[0];
        assert!((at - 4.0).abs() < 1e-4, "{at}");
        assert!(fit.residual_sd[0] < 1e-4);
        assert!((others - y).amax() < 1e-3);
    }

    #[test]
    fn outputs_that_depend_on_nothing_are_predicted_by_their_mean() {
        let x = DMatrix::from_element(4, 2, 5.0);
        let y = DMatrix::from_column_slice(4, 1, &[1.0, 3.0, 1.0, 3.0]);
        let (fit, others) = Linear::fit(&x, &y);
        assert_eq!(fit.predict(&[5.0, 5.0])[0], 2.0);
        // By hand: without a 1 the mean of the others is 7/3, without a 3 it is 5/3.
        let expected =
            DMatrix::from_column_slice(4, 1, &[7.0 / 3.0, 5.0 / 3.0, 7.0 / 3.0, 5.0 / 3.0]);
        assert!((others - expected).amax() < 1e-12);
        // By hand: variance 1, one degree of freedom of four used up: 1 / (3 / 4).
        assert!((fit.residual_sd[0] - (4.0_f64 / 3.0).sqrt()).abs() < 1e-12);
    }
}
