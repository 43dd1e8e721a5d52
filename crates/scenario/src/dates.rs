//! Dates as people write them, and how to write them here.

use std::str::FromStr;

use jiff::civil::Date;

/// The date of a text in the form of ISO 8601; if it is none, how to put it right, where that can
/// be told.
pub(crate) fn date(text: &str) -> Result<Date, Option<String>> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    match Date::from_str(text) {
        Ok(date) if shaped => Ok(date),
        _ => Err(advice(text)),
    }
}

fn advice(text: &str) -> Option<String> {
    let readings = readings(text)?;
    let mut dates: Vec<Date> = readings
        .iter()
        .filter_map(|&(year, month, day)| {
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        })
        .collect();
    dates.dedup();
    Some(match dates.as_slice() {
        [] => format!("There is no such day as {text}."),
        [date] => format!("Write it as {date}."),
        [first, .., last] => {
            format!("Write the year first, then the month: {first} or {last}, whichever is meant.")
        }
    })
}

/// The years, months and days that a text may mean; nothing if it has not the look of a date.
fn readings(text: &str) -> Option<Vec<(i16, i16, i16)>> {
    let date = text.split(['T', ' ']).next()?;
    let date = match date.as_bytes() {
        // Digits alone: the year, the month and the day without anything between them.
        digits if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
            format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..])
        }
        _ => date.to_owned(),
    };
    let parts: Vec<&str> = date.split(['-', '.', '/']).collect();
    let numbers: Option<Vec<i16>> = parts.iter().map(|part| part.parse().ok()).collect();
    match (numbers?.as_slice(), parts.as_slice()) {
        (&[year, month, day], [first, ..]) if first.len() == 4 => Some(vec![(year, month, day)]),
        (&[day, month, year], [.., last]) if last.len() == 4 => Some(if date.contains('.') {
            vec![(year, month, day)]
        } else {
            vec![(year, month, day), (year, day, month)]
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_in_iso_form_are_dates() {
        assert_eq!(date("2020-02-29"), Ok(jiff::civil::date(2020, 2, 29)));
        for text in ["2019-02-29", "2020-2-9", "20200229", "2020-02-29T00:00", ""] {
            assert!(date(text).is_err(), "{text}");
        }
    }

    #[test]
    fn other_ways_to_write_a_date_are_understood_well_enough_to_say_how() {
        let said = |text: &str| date(text).unwrap_err().unwrap_or_default();
        for text in [
            "04.01.2020",
            "2020-1-4",
            "20200104",
            "2020/01/04",
            "2020-01-04 00:00",
        ] {
            assert_eq!(said(text), "Write it as 2020-01-04.", "{text}");
        }
        assert_eq!(said("13/2/2020"), "Write it as 2020-02-13.");
        assert_eq!(said("2/2/2020"), "Write it as 2020-02-02.");
        insta::assert_snapshot!(said("1/2/2020"), @"
        Write the year first, then the month: 2020-02-01 or 2020-01-02, whichever is meant.
        ");
        for text in ["2021-02-29", "2020-13-01", "31.11.2020", "2020-02-30"] {
            assert_eq!(said(text), format!("There is no such day as {text}."));
        }
        for text in ["", "soon", "2020", "1.5", "4.1.20", "2020-01"] {
            assert_eq!(said(text), "", "{text}");
        }
    }
}
