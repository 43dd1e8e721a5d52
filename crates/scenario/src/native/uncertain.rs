//! The section [uncertain]: distributions in place of numbers.

use std::collections::BTreeMap;

use refuge_core::settings::{Knob, Settings};
use refuge_core::uncertain::Distribution;

use super::document::{Field, Section, number};
use super::settings::{knob, meant, wanted};
use crate::problem::{Mark, Problem, Problems, all_of, nearest, one_of};
use crate::range::bounds_of;

/// The name of the section.
pub(super) const SECTION: &str = "uncertain";
/// The key that names a distribution.
const NAME: &str = "distribution";

/// A distribution as it is written.
struct Form {
    name: &'static str,
    parameters: &'static [&'static str],
    /// The parameters that must be above 0.
    positive: &'static [&'static str],
    /// The distribution of parameters in their order.
    make: fn(&[f64]) -> Distribution,
}

/// What can be written, with the names and parameters of the crate `rand_distr`.
const FORMS: [Form; 8] = [
    Form {
        name: "Uniform",
        parameters: &["low", "high"],
        positive: &[],
        make: |p| Distribution::Uniform {
            low: p[0],
            high: p[1],
        },
    },
    Form {
        name: "Triangular",
        parameters: &["min", "max", "mode"],
        positive: &[],
        make: |p| Distribution::Triangular {
            min: p[0],
            max: p[1],
            mode: p[2],
        },
    },
    Form {
        name: "Normal",
        parameters: &["mean", "std_dev"],
        positive: &["std_dev"],
        make: |p| Distribution::Normal {
            mean: p[0],
            std_dev: p[1],
        },
    },
    Form {
        name: "LogNormal",
        parameters: &["mu", "sigma"],
        positive: &["sigma"],
        make: |p| Distribution::LogNormal {
            mu: p[0],
            sigma: p[1],
        },
    },
    Form {
        name: "Beta",
        parameters: &["alpha", "beta"],
        positive: &["alpha", "beta"],
        make: |p| Distribution::Beta {
            alpha: p[0],
            beta: p[1],
        },
    },
    Form {
        name: "Gamma",
        parameters: &["shape", "scale"],
        positive: &["shape", "scale"],
        make: |p| Distribution::Gamma {
            shape: p[0],
            scale: p[1],
        },
    },
    Form {
        name: "Exp",
        parameters: &["lambda"],
        positive: &["lambda"],
        make: |p| Distribution::Exp { lambda: p[0] },
    },
    Form {
        name: "Weibull",
        parameters: &["scale", "shape"],
        positive: &["scale", "shape"],
        make: |p| Distribution::Weibull {
            scale: p[0],
            shape: p[1],
        },
    },
];

/// Distributions by the key of their setting.
pub(super) type Uncertainty = BTreeMap<&'static str, Distribution>;

/// The distributions of the section; keys may be dotted or nested.
pub(super) fn read(field: &Field<'_>, root: Section<'_>, problems: &mut Problems) -> Uncertainty {
    let mut all = BTreeMap::new();
    match field.value().as_table() {
        Some(table) => {
            let section = Section {
                table,
                prefix: "",
                ..root
            };
            read_entries(section, &mut all, problems);
        }
        None => problems.add(field.expected(&format!("a table, under [{SECTION}]"))),
    }
    let known = all.into_iter();
    known
        .filter_map(|(key, (known, _))| Some((key, known?)))
        .collect()
}

/// Distributions, where they are understood, and where their settings are named.
type Entries = BTreeMap<&'static str, (Option<Distribution>, Mark)>;

fn read_entries(section: Section<'_>, all: &mut Entries, problems: &mut Problems) {
    for (_, mark, field) in section.entries() {
        let inside = format!("{}.", field.key);
        if let Some(knob) = knob(&field.key) {
            if let Some((_, first)) = all.get(knob.key) {
                let twice = format!("`{}` is given a distribution twice.", knob.key);
                problems.add(Problem::error(twice).at(mark).at(first.clone()));
                continue;
            }
            let distribution = problems.keep(distribution(knob, &field, &mark, section));
            all.insert(knob.key, (distribution, mark));
        } else if let Some(table) = field.value().as_table()
            && Settings::knobs().any(|knob| knob.key.starts_with(&inside))
        {
            let nested = Section {
                table,
                prefix: &inside,
                ..section
            };
            read_entries(nested, all, problems);
        } else {
            let unknown = Problem::error(format!("There is no setting `{}`.", field.key));
            problems.add(unknown.at(mark).help_if(meant(&field.key, section.prefix)));
        }
    }
}

fn distribution(
    knob: &Knob,
    field: &Field<'_>,
    key: &Mark,
    section: Section<'_>,
) -> Result<Distribution, Problem> {
    if bounds_of(knob).is_none() {
        let is = wanted(knob.range);
        let text = format!("`{}` cannot be uncertain: it is {is}.", knob.key);
        return Err(Problem::error(text)
            .at(key.clone())
            .help("Only a setting with a number can have a distribution."));
    }
    let table = field.value().as_table().ok_or_else(|| {
        field.expected(
            "a distribution such as { distribution = \"LogNormal\", mu = 0.7, sigma = 0.3 }",
        )
    })?;
    let inside = Section {
        table,
        prefix: "",
        ..section
    };
    let form = form(inside, field)?;
    let allowed = || form.parameters.iter().copied().chain([NAME]);
    if let Some((key, at, _)) = inside
        .entries()
        .find(|(key, ..)| !allowed().any(|a| a == *key))
    {
        let known = all_of(form.parameters.iter().copied());
        return Err(Problem::error(format!(
            "The distribution `{}` has no parameter `{key}`.",
            form.name
        ))
        .at(at)
        .help(format!("It has {known}."))
        .suggest(nearest(key, allowed())));
    }
    let values: Result<Vec<f64>, Problem> = form
        .parameters
        .iter()
        .map(|parameter| parameter_of(form, parameter, inside, field))
        .collect();
    let distribution = (form.make)(&values?);
    match unfit(&distribution, knob) {
        Some(why) => Err(Problem::error(why).at(field.mark())),
        None => Ok(distribution),
    }
}

fn form(inside: Section<'_>, field: &Field<'_>) -> Result<&'static Form, Problem> {
    let names = || FORMS.iter().map(|form| form.name);
    let written = inside.get(NAME).ok_or_else(|| {
        let text = format!("The distribution of `{}` has no name.", field.key);
        let known = one_of(names());
        Problem::error(text)
            .at(field.mark())
            .help(format!("Add `{NAME}`, which is one of {known}."))
    })?;
    let name = written.text()?;
    FORMS.iter().find(|form| form.name == name).ok_or_else(|| {
        let known = format!("one of the distributions {}", all_of(names()));
        written.expected(&known).suggest(nearest(name, names()))
    })
}

fn parameter_of(
    form: &Form,
    parameter: &str,
    inside: Section<'_>,
    field: &Field<'_>,
) -> Result<f64, Problem> {
    let name = form.name;
    let given = inside.get(parameter).ok_or_else(|| {
        let text = format!("The distribution `{name}` needs the parameter `{parameter}`.");
        Problem::error(text).at(field.mark())
    })?;
    let is_positive = form.positive.contains(&parameter);
    let what = if is_positive {
        "a number above 0"
    } else {
        "a number"
    };
    number(given.value(), f64::MIN, f64::MAX)
        .filter(|number| !is_positive || *number > 0.0)
        .ok_or_else(|| given.expected(what))
}

/// Why a distribution is none, or cannot be that of a setting.
fn unfit(distribution: &Distribution, knob: &Knob) -> Option<String> {
    let (low, high) = match *distribution {
        Distribution::Uniform { low, high } if low >= high => {
            return Some(format!(
                "`low` must be below `high`, but {low} is not below {high}."
            ));
        }
        Distribution::Triangular { min, max, mode }
            if min >= max || !(min..=max).contains(&mode) =>
        {
            return Some(format!(
                "`min` must be below `max`, and `mode` between them, but they are {min}, {max} and {mode}."
            ));
        }
        Distribution::Uniform { low, high } => (low, high),
        Distribution::Triangular { min, max, .. } => (min, max),
        _ => return None,
    };
    let (least, most) = bounds_of(knob)?;
    (low < least || high > most).then(|| {
        let is = wanted(knob.range);
        format!(
            "`{}` is {is}, but the distribution goes from {low} to {high}.",
            knob.key
        )
    })
}

/// A distribution as an inline table.
pub(super) fn written(distribution: &Distribution) -> String {
    use Distribution::{Beta, Exp, Gamma, LogNormal, Normal, Triangular, Uniform, Weibull};
    let (name, values): (&str, Vec<f64>) = match *distribution {
        Uniform { low, high } => ("Uniform", vec![low, high]),
        Triangular { min, max, mode } => ("Triangular", vec![min, max, mode]),
        Normal { mean, std_dev } => ("Normal", vec![mean, std_dev]),
        LogNormal { mu, sigma } => ("LogNormal", vec![mu, sigma]),
        Beta { alpha, beta } => ("Beta", vec![alpha, beta]),
        Gamma { shape, scale } => ("Gamma", vec![shape, scale]),
        Exp { lambda } => ("Exp", vec![lambda]),
        Weibull { scale, shape } => ("Weibull", vec![scale, shape]),
    };
    let form = FORMS.iter().find(|form| form.name == name);
    let parameters = form.map_or(&[][..], |form| form.parameters);
    let pairs = parameters.iter().zip(values);
    let pairs =
        pairs.map(|(parameter, value)| format!(", {parameter} = {}", toml::Value::from(value)));
    format!("{{ {NAME} = \"{name}\"{} }}", pairs.collect::<String>())
}
