//! What a study of sensitivity finds.

/// How much the outputs of a scenario depend on its parameters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sensitivity {
    /// The settings that were varied, by dotted key.
    pub parameters: Vec<String>,
    /// What was looked at, such as `abroad` or `present@harbour`.
    pub outputs: Vec<String>,
    /// Every index, by method, output and parameter.
    pub indices: Vec<Index>,
    /// Every run that the indices are made of.
    pub evaluations: Vec<Evaluation>,
}

/// A sensitivity index.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// `morris` or `sobol`.
    pub method: &'static str,
    /// The output, by its place in [`Sensitivity::outputs`].
    pub output: usize,
    /// The parameter, by its place in [`Sensitivity::parameters`].
    pub parameter: usize,
    /// `mu`, `mu_star` or `sigma` of Morris, `first` or `total` of Sobol'.
    pub name: &'static str,
    /// Its value; NaN where the output is the same in every run, or missing in one.
    pub value: f64,
    /// The 5 and 95% quantiles over bootstrap samples.
    pub interval: [f64; 2],
}

/// The outputs at a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// The method that asked for it.
    pub method: &'static str,
    /// The values of the parameters, in their order.
    pub values: Vec<f64>,
    /// The outputs, in their order: means over replicates; NaN where one is missing.
    pub outputs: Vec<f64>,
}
