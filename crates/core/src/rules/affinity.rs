//! Affinity: how much a place draws people of one profile.

use crate::people::Profile;
use crate::rules::circumstances::Circumstances;
use crate::rules::{attraction, floods};
use crate::settings::{Attributes, Settings};

/// Residents that are reckoned with where there are none, as in Flee: next to nobody is at home there.
const NO_RESIDENTS: f64 = 1e8;

/// Attraction of a place of this score to people of a profile (Flee, 5.7.4).
///
/// First comes how they look at hazards, for that alone is not a factor.
pub fn attraction(
    settings: &Settings,
    now: &Circumstances<'_>,
    score: f64,
    profiles: &[Profile],
    who: &Profile,
) -> f64 {
    let mut attraction = who.outlook.attraction(score);
    if now.flood > 0 {
        attraction *= floods::weight(&settings.floods, now.flood);
    }
    if let Some(factor) = floods::attraction(&settings.floods, now) {
        attraction *= factor * who.heed;
    }
    attraction *= matching(&settings.attributes, now, profiles, who);
    attraction * attraction::by_residents(&settings.movement, now)
}

/// Factor for the people there who share ethnicity or religion.
fn matching(
    rules: &Attributes,
    now: &Circumstances<'_>,
    profiles: &[Profile],
    who: &Profile,
) -> f64 {
    let is_camp = now.kind.is_camp();
    let by_ethnicity = match (is_camp, now.intensity > 0.0) {
        (true, _) => rules.match_camp_ethnicity,
        (false, true) => rules.match_conflict_ethnicity,
        (false, false) => rules.match_town_ethnicity,
    };
    let share_of = |alike: &dyn Fn(&Profile) -> bool| {
        let there = now.persons.iter().zip(profiles);
        let persons = there.filter(|(_, profile)| alike(profile));
        over_residents(persons.map(|(&persons, _)| persons).sum(), now.residents)
    };
    let mut factor = 1.0;
    if by_ethnicity && who.ethnicity.is_some() {
        factor *= 10.0 * share_of(&|other| other.ethnicity == who.ethnicity);
    }
    if is_camp && rules.match_camp_religion && who.religion.is_some() {
        factor *= share_of(&|other| other.religion == who.religion) / rules.religion_share;
    }
    factor
}

fn over_residents(persons: u32, residents: u32) -> f64 {
    let residents = match residents {
        0 => NO_RESIDENTS,
        residents => residents as f64,
    };
    persons as f64 / residents
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::PlaceKind;
    use crate::rules::hazards::Outlook;
    use crate::synthetic;

    const PLAIN: Profile = Profile {
        outlook: Outlook::Plain,
        heed: 1.0,
        ethnicity: None,
        religion: None,
    };

    fn of(ethnicity: u16, religion: u16) -> Profile {
        Profile {
            ethnicity: Some(ethnicity),
            religion: Some(religion),
            ..PLAIN
        }
    }

    /// Attraction to people of the first profile, of a place with 1,000 residents and a score of 0.5.
    fn drawn(
        settings: &Settings,
        profiles: &[Profile],
        kind: PlaceKind,
        change: impl Fn(&mut Circumstances<'_>),
    ) -> f64 {
        let mut place = synthetic::world(0, 1, 1).places.remove(0);
        (place.kind, place.population) = (kind, 1000);
        let mut now = Circumstances::quiet(&place);
        now.persons = &[20, 5, 40];
        change(&mut now);
        attraction(settings, &now, 0.5, profiles, &profiles[0])
    }

    fn settings(change: impl Fn(&mut Settings)) -> Settings {
        let mut settings = Settings::default();
        change(&mut settings);
        settings
    }

    #[test]
    fn persons_alike_count_over_residents() {
        assert_eq!(over_residents(20, 1000), 0.02);
        assert_eq!(over_residents(20, 0), 2e-7);
    }

    #[test]
    fn people_of_ones_own_ethnicity_draw_where_the_rule_says_so() {
        let profiles = [of(0, 0), of(1, 0), of(1, 1)];
        let towns = settings(|s| s.attributes.match_town_ethnicity = true);
        let conflicts = settings(|s| s.attributes.match_conflict_ethnicity = true);
        let town = |settings| drawn(settings, &profiles, PlaceKind::Town, |_| {});
        let fought_for = |settings| {
            drawn(settings, &profiles, PlaceKind::Town, |now| {
                now.intensity = 0.1;
            })
        };
        assert_eq!([town(&towns), fought_for(&towns)], [0.1, 0.5]);
        assert_eq!([town(&conflicts), fought_for(&conflicts)], [0.5, 0.1]);
    }

    #[test]
    fn camps_draw_by_ethnicity_and_religion() {
        let profiles = [of(0, 0), of(1, 0), of(1, 1)];
        let camps = settings(|s| {
            s.attributes.match_camp_ethnicity = true;
            s.attributes.match_camp_religion = true;
        });
        let camp = drawn(&camps, &profiles, PlaceKind::Camp, |_| {});
        // 20 of the same ethnicity, 25 of the same religion: 0.5 * 10 * 0.02 * 0.025 / 0.25.
        assert!((camp - 0.01).abs() < 1e-15);
        let nobody_at_home = drawn(&camps, &profiles, PlaceKind::Camp, |now| now.residents = 0);
        assert!((nobody_at_home - 0.5 * 2e-6 * 1e-6).abs() < 1e-20);
        let unknown = drawn(&camps, &[PLAIN; 3], PlaceKind::Camp, |_| {});
        assert_eq!(unknown, 0.5);
    }

    #[test]
    fn hazards_come_first_and_residents_last() {
        let wary = Profile {
            outlook: Outlook::Wary,
            ..PLAIN
        };
        let bold = Profile {
            outlook: Outlook::Bold,
            ..PLAIN
        };
        let floods = settings(|s| {
            s.floods.weight = vec![1.0, 0.5];
            s.movement.population_power = 1.0;
        });
        let flooded = |who| drawn(&floods, &[who], PlaceKind::Town, |now| now.flood = 1);
        assert_eq!([PLAIN, wary, bold].map(flooded), [250.0, 125.0, 500.0]);
    }

    #[test]
    fn a_forecast_counts_as_far_as_it_is_heeded() {
        let heeds = Profile { heed: 0.5, ..PLAIN };
        let forecasts = settings(|s| {
            s.floods.forecast_days = 2;
            s.floods.forecast_until = 9;
        });
        let at = |forecast: &'static [u32]| {
            drawn(&forecasts, &[heeds], PlaceKind::Town, |now| {
                now.forecast = forecast;
            })
        };
        // Both days ahead are flooded and weigh 1: 2 * 2 / 2 = 2, heeded by half.
        assert_eq!(at(&[0, 1, 1]), 0.5);
        assert_eq!(at(&[1, 0, 0]), 0.0);
    }
}
