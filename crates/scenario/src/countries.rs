//! The countries of ISO 3166-1.

use refuge_core::place::Country;

use crate::problem::nearest;

/// The alpha-3 codes, in alphabetical order.
static CODES: &str = include_str!("countries.txt");

/// Every code.
pub(crate) fn codes() -> impl Iterator<Item = &'static str> {
    CODES.lines()
}

/// The country of a code: one of ISO 3166-1, or XAA to XZZ, which the standard leaves to its users
/// (Kosovo is XKX; made-up countries are at home there too).
pub(crate) fn country(code: &str) -> Option<Country> {
    let known = Country::new(code)?;
    (code.starts_with('X') || codes().any(|c| c == code)).then_some(known)
}

/// The code that a misspelt one was probably meant to be; those of the scenario come first.
pub(crate) fn nearest_code<'c>(written: &str, scenario: &[&'c str]) -> Option<&'c str> {
    let upper = written.to_uppercase();
    let in_scenario = || scenario.iter().copied();
    in_scenario()
        .find(|code| *code == upper)
        .or_else(|| codes().find(|code| *code == upper))
        .or_else(|| nearest(written, in_scenario()))
        .or_else(|| nearest(written, codes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_code_is_sought_in_the_scenario_first() {
        let scenario = ["XAB", "SYR"];
        for (written, meant) in [
            ("xab", Some("XAB")),
            ("XAC", Some("XAB")),
            ("SRY", Some("SYR")),
            ("tur", Some("TUR")),
            ("Sy", Some("SYR")),
            ("Q9", None),
        ] {
            assert_eq!(nearest_code(written, &scenario), meant, "{written}");
        }
        assert_eq!(nearest_code("sry", &[]), Some("SYR"));
    }

    #[test]
    fn the_table_is_sorted_and_whole() {
        let all: Vec<&str> = codes().collect();
        assert_eq!(all.len(), 249);
        assert!(all.is_sorted());
        assert!(all.iter().all(|code| Country::new(code).is_some()));
    }

    #[test]
    fn codes_of_the_standard_and_of_its_users_are_known() {
        for code in ["SYR", "TUR", "GRC", "XKX"] {
            assert_eq!(
                country(code).map(|c| c.code().to_owned()).as_deref(),
                Some(code)
            );
        }
        assert_eq!(country("SRY"), None);
        assert_eq!(country("SY"), None);
    }
}
