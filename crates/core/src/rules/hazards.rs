//! Hazards: how age and sex change what draws people (Flee, 5.7.4).

use crate::settings::Attributes;

/// Persons younger than this avoid hazards as children.
const CHILDREN_BELOW: f64 = 19.0;

/// Males older than this take risks as boys, men included (as in Flee).
const BOYS_ABOVE: f64 = 14.0;

/// Persons older than this avoid hazards as the elderly.
const ELDERLY_ABOVE: f64 = 59.0;

/// How people look at the attraction of places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outlook {
    /// As it is.
    #[default]
    Plain,
    /// What repels does so more, and what draws does so more: attraction is squared.
    Wary,
    /// All places are alike.
    Bold,
}

impl Outlook {
    /// The outlook of persons of an age and sex; what is not known has no effect.
    pub fn of(settings: &Attributes, age: Option<f64>, female: Option<bool>) -> Self {
        let older_than = |years: f64| age.is_some_and(|age| age > years);
        let child = age.is_some_and(|age| age < CHILDREN_BELOW);
        let boy = female == Some(false) && older_than(BOYS_ABOVE);
        let takes_risk = settings.children_avoid_hazards && settings.boys_take_risk && boy;
        let avoids = (settings.children_avoid_hazards && child)
            || (settings.elderly_avoid_hazards && older_than(ELDERLY_ABOVE))
            || (settings.women_avoid_hazards && female == Some(true));
        match (takes_risk, avoids) {
            (true, _) => Self::Bold,
            (false, true) => Self::Wary,
            (false, false) => Self::Plain,
        }
    }

    /// The attraction of a place of this score.
    pub fn attraction(self, score: f64) -> f64 {
        match self {
            Self::Plain => score,
            Self::Wary => score * score,
            Self::Bold => 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Attributes {
        Attributes {
            children_avoid_hazards: true,
            elderly_avoid_hazards: true,
            women_avoid_hazards: true,
            boys_take_risk: true,
            ..Attributes::default()
        }
    }

    fn of_quarter(settings: &Attributes, age: f64, female: bool) -> f64 {
        Outlook::of(settings, Some(age), Some(female)).attraction(0.25)
    }

    #[test]
    fn with_all_rules_on_the_values_are_those_of_flee() {
        let male = [10.0, 17.0, 40.0, 65.0].map(|age| of_quarter(&all(), age, false));
        let female = [10.0, 40.0, 65.0].map(|age| of_quarter(&all(), age, true));
        assert_eq!(male, [0.0625, 1.0, 1.0, 1.0]);
        assert_eq!(female, [0.0625; 3]);
    }

    #[test]
    fn boys_take_risk_only_where_children_avoid_hazards() {
        let alone = Attributes {
            boys_take_risk: true,
            ..Attributes::default()
        };
        assert_eq!(of_quarter(&alone, 17.0, false), 0.25);
    }

    #[test]
    fn bounds_of_age_are_those_of_flee() {
        let children = Attributes {
            children_avoid_hazards: true,
            ..Attributes::default()
        };
        let elderly = Attributes {
            elderly_avoid_hazards: true,
            ..Attributes::default()
        };
        assert_eq!(
            [18.0, 19.0].map(|age| of_quarter(&children, age, true)),
            [0.0625, 0.25]
        );
        assert_eq!(
            [59.0, 60.0].map(|age| of_quarter(&elderly, age, true)),
            [0.25, 0.0625]
        );
        assert_eq!(
            [14.0, 15.0].map(|age| of_quarter(&all(), age, false)),
            [0.0625, 1.0]
        );
    }

    #[test]
    fn what_is_not_known_has_no_effect() {
        assert_eq!(Outlook::of(&all(), None, None), Outlook::Plain);
        assert_eq!(Outlook::of(&all(), None, Some(true)), Outlook::Wary);
        assert_eq!(Outlook::of(&all(), Some(40.0), None), Outlook::Plain);
    }
}
