//! The text of a cell.

use std::borrow::Cow;

/// The largest count of decimals that a number is written with.
pub(crate) const MOST_DECIMALS: usize = 6;

/// Largest whole number up to which every whole number has a `f64` of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Appends a number with at most `decimals` decimals: no exponent, no trailing zeros, nothing for NaN.
pub(crate) fn push_number(text: &mut Vec<u8>, value: f64, decimals: usize) {
    debug_assert!(decimals <= MOST_DECIMALS);
    if !value.is_finite() {
        return;
    }
    let whole = value as i64;
    if value - whole as f64 == 0.0 {
        // Most numbers are counts, and a long table of them is written a quarter faster this way.
        text.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
        return;
    }
    let unit = 10u64.pow(decimals as u32);
    let scaled = (value * unit as f64).round();
    if scaled.abs() >= EXACT {
        // So large that a `f64` has few decimals left, if any.
        text.extend_from_slice(value.to_string().as_bytes());
        return;
    }
    if scaled < 0.0 {
        text.push(b'-');
    }
    let scaled = scaled.abs() as u64;
    push_whole(text, scaled / unit);
    push_decimals(text, scaled % unit, decimals);
}

/// Appends a whole number.
pub(crate) fn push_whole(text: &mut Vec<u8>, value: u64) {
    text.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

fn push_decimals(text: &mut Vec<u8>, mut fraction: u64, decimals: usize) {
    if fraction == 0 {
        return;
    }
    let mut digits = [b'0'; MOST_DECIMALS];
    for digit in digits[..decimals].iter_mut().rev() {
        *digit = b'0' + (fraction % 10) as u8;
        fraction /= 10;
    }
    let end = digits.iter().rposition(|&d| d != b'0').map_or(0, |p| p + 1);
    text.push(b'.');
    text.extend_from_slice(&digits[..end]);
}

/// A number for people: rounded to a whole and with a comma before every three digits.
pub(crate) fn with_separators(value: f64) -> String {
    let rounded = value.round() + 0.0;
    let digits = rounded.abs().to_string();
    let mut text = String::from(if rounded < 0.0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The text as a spreadsheet shows it rather than computes it: what would start a formula gets an
/// apostrophe before it, numbers stay numbers. So does what has such apostrophes of its own, so that
/// [`with_formula`] takes away none of these.
pub(crate) fn without_formula(text: &str) -> Cow<'_, str> {
    let bare = text.trim_start_matches('\'');
    let harmless = match bare.as_bytes().first() {
        Some(b'=' | b'@' | b'\t' | b'\r' | b'\n') => false,
        Some(b'+' | b'-') => bare.parse::<f64>().is_ok_and(f64::is_finite),
        _ => true,
    };
    if harmless {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("'{text}"))
    }
}

/// The text that [`without_formula`] made harmless.
pub(crate) fn with_formula(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if matches!(without_formula(text), Cow::Owned(_)) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(value: f64, decimals: usize) -> String {
        let mut text = Vec::new();
        push_number(&mut text, value, decimals);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn whole_numbers_are_whole() {
        assert_eq!(number(0.0, 6), "0");
        assert_eq!(number(-0.0, 6), "0");
        assert_eq!(number(3_600_000.0, 6), "3600000");
        assert_eq!(number(-12.0, 6), "-12");
        assert_eq!(number(1e15, 6), "1000000000000000");
        assert_eq!(number(1e21, 6), "1000000000000000000000");
    }

    #[test]
    fn fractions_are_rounded_and_end_in_a_digit_that_counts() {
        assert_eq!(number(0.1 + 0.2, 6), "0.3");
        assert_eq!(number(2.0 / 3.0, 6), "0.666667");
        assert_eq!(number(2.0 / 3.0, 3), "0.667");
        assert_eq!(number(-0.05, 3), "-0.05");
        assert_eq!(number(-1e-9, 6), "0");
        assert_eq!(number(0.000_001, 6), "0.000001");
    }

    #[test]
    fn what_is_no_number_is_empty() {
        assert_eq!(number(f64::NAN, 6), "");
        assert_eq!(number(f64::INFINITY, 6), "");
    }

    #[test]
    fn people_read_thousands() {
        assert_eq!(with_separators(0.0), "0");
        assert_eq!(with_separators(999.4), "999");
        assert_eq!(with_separators(1000.0), "1,000");
        assert_eq!(with_separators(-123_456.7), "-123,457");
        assert_eq!(with_separators(3_600_000.0), "3,600,000");
    }

    #[test]
    fn formulas_become_text() {
        for formula in [
            "=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "--1", "-inf", "'=1", "''@A",
        ] {
            assert_eq!(without_formula(formula), format!("'{formula}"));
        }
        for text in [
            "",
            "Atma",
            "a=b",
            "-3",
            "-0.5",
            "+2",
            " =1",
            "'",
            "'s-Gravenhage",
            "'-3",
        ] {
            assert_eq!(without_formula(text), text);
        }
    }

    proptest! {
        #[test]
        fn every_text_reads_back(text in prop_oneof![".*", "['=+@\t\n1-]{0,6}"]) {
            let cell = without_formula(&text);
            prop_assert_eq!(with_formula(&cell), text.as_str());
            prop_assert!(!cell.starts_with(['=', '@', '\t', '\r', '\n']));
        }

        #[test]
        fn a_number_is_what_rust_prints_for_its_rounded_self(value in -1e9..1e9f64) {
            let rounded = (value * 1e6).round() / 1e6 + 0.0;
            prop_assert_eq!(number(value, 6), rounded.to_string());
        }
    }
}
