//! Countries as instances name them.

use std::collections::BTreeMap;

use refuge_core::place::Country;

use crate::countries::country;

/// Names and abbreviations, in lower case with blanks, and their codes by ISO 3166-1.
const NAMES: [(&str, &str); 43] = [
    ("bangladesh", "BGD"),
    ("belarus", "BLR"),
    ("benin", "BEN"),
    ("brazil", "BRA"),
    ("burkina faso", "BFA"),
    ("burundi", "BDI"),
    ("cameroon", "CMR"),
    ("car", "CAF"),
    ("central african republic", "CAF"),
    ("chad", "TCD"),
    ("chile", "CHL"),
    ("colombia", "COL"),
    ("drc", "COD"),
    ("dr congo", "COD"),
    ("ecuador", "ECU"),
    ("egypt", "EGY"),
    ("eritrea", "ERI"),
    ("ethiopia", "ETH"),
    ("hungary", "HUN"),
    ("iraq", "IRQ"),
    ("jordan", "JOR"),
    ("kenya", "KEN"),
    ("lebanon", "LBN"),
    ("mali", "MLI"),
    ("mauritania", "MRT"),
    ("moldova", "MDA"),
    ("myanmar", "MMR"),
    ("niger", "NER"),
    ("nigeria", "NGA"),
    ("peru", "PER"),
    ("poland", "POL"),
    ("rc", "COG"),
    ("romania", "ROU"),
    ("russia", "RUS"),
    ("rwanda", "RWA"),
    ("slovakia", "SVK"),
    ("south sudan", "SSD"),
    ("sudan", "SDN"),
    ("syria", "SYR"),
    ("tanzania", "TZA"),
    ("turkey", "TUR"),
    ("uganda", "UGA"),
    ("ukraine", "UKR"),
];

/// Codes by name; two names are two countries even where they mean one, as they are to Flee.
#[derive(Debug, Default)]
pub(super) struct Countries(BTreeMap<String, Country>);

impl Countries {
    /// The code of a name: ISO's if it is known, else one that ISO leaves to its users.
    pub(super) fn code(&mut self, name: &str) -> Country {
        if let Some(known) = self.0.get(name) {
            return *known;
        }
        let made_up = || {
            let letters = || (b'A'..=b'Z').map(char::from);
            letters().flat_map(move |a| letters().map(move |b| format!("X{a}{b}")))
        };
        let code = iso(name)
            .into_iter()
            .chain(made_up().filter_map(|code| Country::new(&code)))
            .find(|code| !self.0.values().any(|taken| taken == code))
            .unwrap_or(Country::NOWHERE);
        self.0.insert(name.to_owned(), code);
        code
    }
}

/// The code that ISO has for a name.
pub(super) fn iso(name: &str) -> Option<Country> {
    let plain = name.to_lowercase().replace('_', " ");
    let known = NAMES.iter().find(|(known, _)| *known == plain);
    country(known.map_or(name, |(_, code)| code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_one_of_iso() {
        assert!(NAMES.iter().all(|(_, code)| country(code).is_some()));
    }

    #[test]
    fn names_are_known_or_numbered_and_never_shared() {
        let mut countries = Countries::default();
        let names = ["South_Sudan", "Utopia", "SSD", "CAR", "Atlantis", "Utopia"];
        let codes = names.map(|name| countries.code(name).code().to_owned());
        assert_eq!(codes, ["SSD", "XAA", "XAB", "CAF", "XAC", "XAA"]);
    }
}
