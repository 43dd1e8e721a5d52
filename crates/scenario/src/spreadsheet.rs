//! Names that a spreadsheet or a statistics program takes for something else when it opens a table.

/// What a name is taken for, if it is not left as it is.
///
/// Excel makes a date of `MAR1`, `SEPT-2` and `1-2` and a truth value of `true`; pandas and R take `NA` for
/// an empty cell. An underscore keeps each of them from it.
pub(crate) fn taken_for(name: &str) -> Option<&'static str> {
    let word = name.to_ascii_lowercase();
    match word.as_str() {
        "true" | "false" => Some("a truth value"),
        "na" | "n/a" | "nan" | "null" | "none" => Some("an empty cell"),
        word if is_date(word) => Some("a date"),
        _ => None,
    }
}

/// Two or three numbers, one of which may be a month by name, with or without a mark between them.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '/', '.']).flat_map(runs).collect();
    let numbers = parts.iter().filter(|part| is_number(part)).count();
    let months = parts.iter().filter(|part| is_month(part)).count();
    (2..=3).contains(&parts.len()) && numbers + months == parts.len() && months <= 1
}

/// The text cut where digits begin or end.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.as_bytes();
    let runs = runs.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    let mut rest = text;
    runs.map(move |run| {
        let (head, tail) = rest.split_at_checked(run.len()).unwrap_or((rest, ""));
        rest = tail;
        head
    })
}

fn is_number(part: &str) -> bool {
    (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A month in full, or its first three letters, or `sept`.
fn is_month(part: &str) -> bool {
    part == "sept"
        || MONTHS
            .iter()
            .any(|month| part == *month || part == &month[..3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_with_a_number_are_dates() {
        let dates = [
            "MAR1",
            "SEPT2",
            "Dec19",
            "jan-20",
            "May-2020",
            "march.5",
            "oct/4",
            "1-2",
            "3/4/2020",
            "2020-02-05",
            "1Mar",
            "5-feb-20",
        ];
        for date in dates {
            assert_eq!(taken_for(date), Some("a date"), "{date}");
        }
    }

    #[test]
    fn words_of_programs_are_not_names() {
        for word in ["TRUE", "False"] {
            assert_eq!(taken_for(word), Some("a truth value"), "{word}");
        }
        for word in ["NA", "nan", "None", "NULL", "n/a"] {
            assert_eq!(taken_for(word), Some("an empty cell"), "{word}");
        }
    }

    #[test]
    fn names_stay_names() {
        let names = [
            "",
            "May",
            "march",
            "MAR_1",
            "mare1",
            "Marib1",
            "mar1a",
            "A1",
            "camp-2",
            "E5",
            "dec12345",
            "mar-1-2-3",
            "jan-feb-1",
            "-",
            "1",
            "v1.2",
            "no-ceasefire",
            "é1",
        ];
        for name in names {
            assert_eq!(taken_for(name), None, "{name}");
        }
    }
}
