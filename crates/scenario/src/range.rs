//! The range in which a study varies a setting, as typed.

use refuge_core::settings::{Knob, Range};

use crate::native::settings::{knob, meant, wanted};
use crate::problem::{Problem, Problems};

/// A setting with a number, and the range in which it is to be varied.
#[derive(Clone, Debug, PartialEq)]
pub struct Interval {
    /// The setting's dotted key.
    pub key: &'static str,
    /// The lowest value, in the setting's unit.
    pub low: f64,
    /// The highest value, above the lowest.
    pub high: f64,
    /// Whether only whole numbers are meant.
    pub whole: bool,
}

/// Reads `NAME=LOW..HIGH`, as typed after `--parameter`.
///
/// # Errors
///
/// If there is no such setting, it has no number, or the range is empty or reaches beyond what the
/// setting may be.
pub fn range(text: &str) -> Result<Interval, Problems> {
    read(text).map_err(Problems::from)
}

fn read(text: &str) -> Result<Interval, Problem> {
    let fail = |what: String| Problem::error(format!("--parameter {text}: {what}"));
    let (key, bounds) = text.split_once('=').ok_or_else(|| {
        fail("write a setting and its range, such as movement.camp_weight=1..5.".to_owned())
    })?;
    let key = key.trim();
    let knob = knob(key)
        .ok_or_else(|| fail(format!("there is no setting `{key}`.")).help_if(meant(key, "")))?;
    let whole = matches!(knob.range, Range::Whole(..));
    let (least, most) = bounds_of(knob).ok_or_else(|| {
        fail(format!(
            "`{key}` is {}, and only settings with a number can be varied.",
            wanted(knob.range)
        ))
    })?;
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite());
    let both = bounds.split_once("..");
    let both = both.and_then(|(low, high)| Some((number(low)?, number(high)?)));
    let (low, high) = both.ok_or_else(|| {
        fail(
            "write the range as two numbers with two points between them, such as 1..5.".to_owned(),
        )
    })?;
    if low >= high {
        return Err(fail(format!(
            "the lowest value {low} must be below the highest, which is {high}."
        )));
    }
    let fits = |n: f64| (least..=most).contains(&n) && !(whole && n.fract() != 0.0);
    if !fits(low) || !fits(high) {
        let unit = if knob.unit == "-" {
            String::new()
        } else {
            format!(" Its unit: {}.", knob.unit)
        };
        return Err(fail(format!("`{key}` must be {}.", wanted(knob.range)))
            .help(format!("{}{unit}", knob.meaning)));
    }
    Ok(Interval {
        key: knob.key,
        low,
        high,
        whole,
    })
}

/// What a setting with a number may be at least and at most.
pub(crate) fn bounds_of(knob: &Knob) -> Option<(f64, f64)> {
    match knob.range {
        Range::Number(least, most) => Some((least, most)),
        Range::Whole(least, most) => Some((f64::from(least), f64::from(most))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        range(text).unwrap_err().to_string()
    }

    #[test]
    fn a_range_is_read_with_its_setting() {
        let weight = Interval {
            key: "movement.camp_weight",
            low: 0.5,
            high: 10.0,
            whole: false,
        };
        assert_eq!(range("movement.camp_weight=0.5..10").unwrap(), weight);
        assert_eq!(range(" movement.camp_weight = 0.5 .. 1e1").unwrap(), weight);
        let below = range("movement.leave_population_power=-1..-.5").unwrap();
        assert_eq!((below.low, below.high), (-1.0, -0.5));
        assert!(range("movement.awareness_level=1..3").unwrap().whole);
    }

    #[test]
    fn what_is_no_range_of_a_setting_is_told() {
        let wrong = [
            "movement.camp_weight",
            "movement.camp_weigth=1..5",
            "movement.choose_home=0..1",
            "movement.camp_weight=1-5",
            "movement.camp_weight=5..1",
            "movement.camp_weight=2..2",
            "movement.camp_weight=1..inf",
            "movement.awareness_level=1..2.5",
            "movement.camp_leave=0..2",
        ];
        let all: Vec<String> = wrong.into_iter().map(said).collect();
        insta::assert_snapshot!(all.join("\n"), @"
        error: --parameter movement.camp_weight: write a setting and its range, such as movement.camp_weight=1..5.
        error: --parameter movement.camp_weigth=1..5: there is no setting `movement.camp_weigth`.
        help: Did you mean `movement.camp_weight`?
        error: --parameter movement.choose_home=0..1: `movement.choose_home` is `true` or `false`, and only settings with a number can be varied.
        error: --parameter movement.camp_weight=1-5: write the range as two numbers with two points between them, such as 1..5.
        error: --parameter movement.camp_weight=5..1: the lowest value 5 must be below the highest, which is 1.
        error: --parameter movement.camp_weight=2..2: the lowest value 2 must be below the highest, which is 2.
        error: --parameter movement.camp_weight=1..inf: write the range as two numbers with two points between them, such as 1..5.
        error: --parameter movement.awareness_level=1..2.5: `movement.awareness_level` must be a whole number from 1 to 8.
        help: How many links ahead people know the map; used by `local` and `fixed`. Its unit: links.
        error: --parameter movement.camp_leave=0..2: `movement.camp_leave` must be a number from 0 to 1.
        help: Chance that a displaced household leaves a camp. Its unit: per day.
        ");
    }
}
