//! Numbers, shares and dates as reports put them.

use jiff::civil::Date;

use crate::cell::with_separators;

/// A date within a sentence, such as `1 December 2019`.
pub(crate) fn in_full(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A date in a table, such as `1 Dec 2019`.
pub(crate) fn in_short(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// So many persons of the same noun, such as `1 replicate`, `20 replicates`.
pub(crate) fn count(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", with_separators(number as f64))
}

/// A number with its sign, but for 0, and a true minus.
pub(crate) fn signed(number: f64) -> String {
    let text = with_separators(number.abs());
    match number.round() {
        rounded if rounded > 0.0 => format!("+{text}"),
        rounded if rounded < 0.0 => format!("\u{2212}{text}"),
        _ => text,
    }
}

/// A share as a percentage with one decimal, or without where it is 10% or more.
pub(crate) fn percent(share: f64) -> String {
    let of_hundred = 100.0 * share.abs();
    let sign = if share < 0.0 { "\u{2212}" } else { "" };
    match of_hundred {
        0.0 => "0%".to_owned(),
        n if n < 0.05 => format!("{sign}<0.1%"),
        n if n < 9.95 => format!("{sign}{n:.1}%"),
        n => format!("{sign}{}%", with_separators(n)),
    }
}

/// A number, or nothing where the cell is empty.
pub(crate) fn known(number: f64, text: impl Fn(f64) -> String) -> String {
    if number.is_nan() {
        String::new()
    } else {
        text(number)
    }
}

/// Words in a row: `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [word] => word.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A number rounded for a sentence, with the 5 and 95% quantiles if there are any: to three digits, or
/// to four where it takes them to tell the quantiles apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rounded {
    pub(crate) number: f64,
    pub(crate) interval: Option<[f64; 2]>,
    /// Whether the rounding took anything away.
    pub(crate) is_about: bool,
}

pub(crate) fn rounded(number: f64, interval: Option<[f64; 2]>) -> Rounded {
    let unit = match interval {
        Some([low, high]) => unit(number, 3).min(unit(high - low, 2).max(unit(number, 4))),
        None => unit(number, 3),
    };
    let to_unit = |number: f64| (number / unit).round() * unit;
    Rounded {
        number: to_unit(number),
        interval: interval.map(|bounds| bounds.map(to_unit)),
        is_about: (to_unit(number) - number).abs() >= 0.5,
    }
}

/// The power of ten that leaves a number so many digits; at least 1.
fn unit(number: f64, digits: i32) -> f64 {
    if number.abs() < 1.0 {
        return 1.0;
    }
    let power = number.abs().log10().floor() as i32 + 1 - digits;
    10f64.powi(power.max(0))
}

/// So many persons in a sentence: `about 961,000 people`, `1 person`, `nobody`.
pub(crate) fn people(number: f64, interval: Option<[f64; 2]>) -> String {
    let rounded = rounded(number, interval);
    match rounded.number {
        0.0 => "nobody".to_owned(),
        1.0 => "1 person".to_owned(),
        n if rounded.is_about => format!("about {} people", with_separators(n)),
        n => format!("{} people", with_separators(n)),
    }
}

/// The interval in words, such as `960,990 to 961,020`, or one number where both bounds are the same.
pub(crate) fn range(number: f64, interval: [f64; 2]) -> String {
    let [low, high] = rounded(number, Some(interval)).interval.unwrap_or(interval);
    if low.total_cmp(&high).is_eq() {
        with_separators(low)
    } else {
        format!("{} to {}", with_separators(low), with_separators(high))
    }
}

/// The error of a naive forecast beside that of a run of this skill over it.
pub(crate) fn how_far(skill: f64) -> String {
    match (1.0 - skill).recip() {
        _ if skill > 0.99 => "over 100 times as far off".to_owned(),
        times if times >= 10.0 => format!("{times:.0} times as far off"),
        times if times >= 2.0 => format!("{times:.1} times as far off"),
        times if times > 1.0 => format!("{} further off", percent(times - 1.0)),
        times if times < 1.0 => format!("{} closer", percent(1.0 - times)),
        _ => "as far off".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_written_out() {
        assert_eq!(in_full(date(2019, 12, 1)), "1 December 2019");
        assert_eq!(in_short(date(2020, 2, 20)), "20 Feb 2020");
    }

    #[test]
    fn numbers_in_sentences_have_three_digits() {
        assert_eq!(people(961_003.0, None), "about 961,000 people");
        assert_eq!(people(961_000.0, None), "961,000 people");
        assert_eq!(people(999.6, None), "1,000 people");
        assert_eq!(people(1.0, None), "1 person");
        assert_eq!(people(0.4, None), "nobody");
        assert_eq!(people(12.3, None), "12 people");
    }

    #[test]
    fn an_interval_is_told_as_far_as_four_digits_do() {
        let narrow = [960_998.0, 961_010.0];
        assert_eq!(people(961_003.0, Some(narrow)), "about 961,000 people");
        assert_eq!(range(961_003.0, narrow), "961,000");
        assert_eq!(
            range(961_003.0, [960_760.0, 961_240.0]),
            "960,800 to 961,200"
        );
        assert_eq!(
            range(361_234.0, [350_123.0, 372_345.0]),
            "350,000 to 372,000"
        );
        assert_eq!(range(7.0, [7.0, 7.0]), "7");
    }

    #[test]
    fn shares_have_a_decimal_where_it_counts() {
        assert_eq!(percent(0.0), "0%");
        assert_eq!(percent(0.000_018), "<0.1%");
        assert_eq!(percent(0.0123), "1.2%");
        assert_eq!(percent(-0.0123), "\u{2212}1.2%");
        assert_eq!(percent(0.5912), "59%");
        assert_eq!(percent(12.5), "1,250%");
    }

    #[test]
    fn signs_lists_and_nouns_are_right() {
        assert_eq!(
            [signed(1200.0), signed(-0.4), signed(-3.0)],
            ["+1,200", "0", "\u{2212}3"]
        );
        let words = ["a", "b", "c"].map(String::from);
        assert_eq!(listed(&words), "a, b and c");
        assert_eq!(listed(&words[..2]), "a and b");
        assert_eq!(
            [count(1, "replicate"), count(2000, "day")],
            ["1 replicate", "2,000 days"]
        );
    }

    #[test]
    fn skill_is_told_as_how_far_off_the_forecast_is() {
        let skills = [0.995, 0.98, 0.75, 0.2, 0.0, -0.25];
        assert_eq!(
            skills.map(how_far),
            [
                "over 100 times as far off",
                "50 times as far off",
                "4.0 times as far off",
                "25% further off",
                "as far off",
                "20% closer",
            ]
        );
    }
}
