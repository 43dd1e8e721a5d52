//! The countries of ISO 3166-1.

use refuge_core::place::Country;

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

#[cfg(test)]
mod tests {
    use super::*;

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
