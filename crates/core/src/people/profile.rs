//! Profiles: kinds of people that rules tell apart, so that rules see groups and never a person.

use crate::people::aspect::Aspect;
use crate::place::PlaceId;
use crate::random::{Draws, Subject};
use crate::rules::circumstances::at_level;
use crate::rules::hazards::Outlook;
use crate::settings::Attributes;
use crate::world::World;

/// What rules see of a kind of people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// How they look at the attraction of places.
    pub outlook: Outlook,
    /// How far they heed a flood forecast.
    pub heed: f64,
    /// Their ethnicity, as index into the values of that attribute, where a rule asks for it.
    pub ethnicity: Option<u16>,
    /// Their religion, likewise.
    pub religion: Option<u16>,
}

impl Profile {
    /// Whether a rule asks how many people like them are in a place.
    pub fn seeks_kin(&self) -> bool {
        self.ethnicity.is_some() || self.religion.is_some()
    }
}

/// What attributes say of a person's sex and age band.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// Whether the person is under 18.
    pub child: Option<bool>,
    /// Whether the person is female.
    pub female: Option<bool>,
}

/// The profiles of a world, and how a newcomer's is drawn.
///
/// What no active rule tells apart is one profile. A household of several persons has one profile for all.
#[derive(Clone, Debug)]
pub struct Profiles {
    rules: Attributes,
    age: Option<Aspect<Option<f64>>>,
    female: Option<Aspect<bool>>,
    /// Means an index into `heeds`.
    awareness: Option<Aspect<usize>>,
    ethnicity: Option<Aspect<usize>>,
    religion: Option<Aspect<usize>>,
    outlooks: Vec<Outlook>,
    heeds: Vec<f64>,
    /// Whether nothing is drawn: most worlds have no attributes, and many people.
    all_alike: bool,
}

impl Profiles {
    /// The most that a run can tell apart.
    pub const MOST: usize = 256;

    /// The number of profiles that the rules of a world tell apart, to be refused above [`MOST`](Self::MOST).
    pub fn count(world: &World) -> usize {
        Self::new(world).combinations()
    }

    /// The profiles of a world; those beyond [`MOST`](Self::MOST) are taken for the last.
    pub fn new(world: &World) -> Self {
        let rules = &world.settings.attributes;
        let if_read = |reads: bool, name| {
            reads
                .then(|| Aspect::of(world, name, |index, _| index))
                .flatten()
        };
        let by_ethnicity = rules.match_camp_ethnicity
            || rules.match_town_ethnicity
            || rules.match_conflict_ethnicity;
        let age = Aspect::of(world, "age", |_, value| value.trim().parse().ok());
        let female = Aspect::of(world, "gender", |_, value| is_female(value));
        let (awareness, heeds) = heeds(world);
        let ethnicity = if_read(by_ethnicity, "ethnicity");
        let religion = if_read(rules.match_camp_religion, "religion");
        let one_profile = awareness.is_none() && ethnicity.is_none() && religion.is_none();
        Self {
            all_alike: one_profile && age.is_none() && female.is_none(),
            outlooks: outlooks(rules, age.as_ref(), female.as_ref()),
            rules: rules.clone(),
            age,
            female,
            awareness,
            ethnicity,
            religion,
            heeds,
        }
    }

    /// The profiles, by number.
    pub fn all(&self) -> Vec<Profile> {
        let count = self.combinations().min(Self::MOST);
        (0..count).map(|number| self.profile(number)).collect()
    }

    /// The number of the profile of a newcomer from a place, and what attributes say of sex and age band.
    #[inline]
    pub fn draw(
        &self,
        draws: &Draws,
        who: Subject,
        from: PlaceId,
        known: &[(u16, u16)],
    ) -> (u8, Looks) {
        if self.all_alike {
            return (0, Looks::default());
        }
        let index = |aspect: &Option<Aspect<usize>>| {
            let aspect = aspect.as_ref();
            aspect.map_or(0, |aspect| aspect.draw(draws, who, from, known))
        };
        let age = self.age.as_ref();
        let age = age.and_then(|age| age.draw(draws, who, from, known));
        let female = self.female.as_ref();
        let female = female.map(|female| female.draw(draws, who, from, known));
        let outlook = Outlook::of(&self.rules, age, female);
        let digits = [
            self.outlooks
                .iter()
                .position(|&o| o == outlook)
                .unwrap_or(0),
            index(&self.awareness),
            index(&self.ethnicity),
            index(&self.religion),
        ];
        let number = digits
            .iter()
            .zip(self.bases())
            .fold(0, |number, (digit, base)| number * base + digit);
        let looks = Looks {
            child: age.map(|age| age < 18.0),
            female,
        };
        (number.min(Self::MOST - 1) as u8, looks)
    }

    fn profile(&self, number: usize) -> Profile {
        let [_, heeds, ethnicities, religions] = self.bases();
        let religion = number % religions;
        let ethnicity = number / religions % ethnicities;
        let heed = number / religions / ethnicities % heeds;
        let outlook = number / religions / ethnicities / heeds;
        Profile {
            outlook: self.outlooks[outlook],
            heed: self.heeds[heed],
            ethnicity: self.ethnicity.as_ref().map(|_| ethnicity as u16),
            religion: self.religion.as_ref().map(|_| religion as u16),
        }
    }

    /// How many outlooks, heeds, ethnicities and religions there are to tell apart.
    fn bases(&self) -> [usize; 4] {
        let values = |aspect: &Option<Aspect<usize>>| {
            let aspect = aspect.as_ref();
            aspect.map_or(1, |aspect| aspect.meanings().len())
        };
        [
            self.outlooks.len(),
            self.heeds.len(),
            values(&self.ethnicity),
            values(&self.religion),
        ]
    }

    fn combinations(&self) -> usize {
        self.bases().iter().product()
    }
}

fn is_female(value: &str) -> bool {
    let value = value.trim();
    ["female", "f", "woman", "w"]
        .iter()
        .any(|word| value.eq_ignore_ascii_case(word))
}

/// Every outlook that somebody may have.
fn outlooks(
    rules: &Attributes,
    age: Option<&Aspect<Option<f64>>>,
    female: Option<&Aspect<bool>>,
) -> Vec<Outlook> {
    let ages = age.map_or(vec![None], |age| age.meanings().to_vec());
    let sexes = female.map_or(vec![None], |female| {
        female.meanings().iter().copied().map(Some).collect()
    });
    let mut outlooks: Vec<Outlook> = ages
        .iter()
        .flat_map(|&age| sexes.iter().map(move |&sex| Outlook::of(rules, age, sex)))
        .collect();
    outlooks.sort_unstable();
    outlooks.dedup();
    outlooks
}

/// How far people heed forecasts, each weight once, and the attribute that says which is a person's.
fn heeds(world: &World) -> (Option<Aspect<usize>>, Vec<f64>) {
    let floods = &world.settings.floods;
    let mut heeds: Vec<f64> = Vec::new();
    let mut number_of = |value: &str| {
        let level: Option<f64> = value.trim().parse().ok();
        let heed = level.and_then(|level| at_level(&floods.awareness_weights, level as u32));
        let heed = heed.unwrap_or(1.0);
        heeds
            .iter()
            .position(|&known| known == heed)
            .unwrap_or_else(|| {
                heeds.push(heed);
                heeds.len() - 1
            })
    };
    let reads = floods.forecast_days > 1 && !floods.awareness_weights.is_empty();
    let awareness = reads
        .then(|| Aspect::of(world, "floodawareness", |_, value| number_of(value)))
        .flatten();
    if awareness.is_none() {
        heeds = vec![1.0];
    }
    (awareness, heeds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic;
    use crate::world::Attribute;

    fn attribute(name: &str, values: &[&str], weights: &[f64]) -> Attribute {
        Attribute {
            name: name.into(),
            values: values.iter().copied().map(String::from).collect(),
            weights: weights.to_vec(),
            by_place: Vec::new(),
        }
    }

    fn world(attributes: Vec<Attribute>) -> World {
        World {
            attributes,
            ..synthetic::world(0, 3, 1)
        }
    }

    fn first_of(world: &World, known: &[(u16, u16)]) -> (Profile, Looks) {
        let profiles = Profiles::new(world);
        let who = Subject {
            origin: 0,
            serial: 0,
        };
        let (number, looks) = profiles.draw(&Draws::new(1, 0), who, PlaceId(0), known);
        (profiles.all()[number as usize], looks)
    }

    #[test]
    fn without_a_rule_all_people_are_alike() {
        let world = world(vec![
            attribute("age", &["7", "30"], &[1.0, 1.0]),
            attribute("ethnicity", &["red", "blue"], &[1.0, 1.0]),
        ]);
        assert_eq!(Profiles::count(&world), 1);
        assert_eq!(first_of(&world, &[(0, 0)]).1.child, Some(true));
        assert_eq!(first_of(&world, &[(0, 1)]).1.child, Some(false));
    }

    #[test]
    fn only_what_rules_tell_apart_is_counted() {
        let ages: Vec<String> = (0..100).map(|age| age.to_string()).collect();
        let ages: Vec<&str> = ages.iter().map(String::as_str).collect();
        let mut world = world(vec![
            attribute("age", &ages, &[1.0; 100]),
            attribute("gender", &["Woman", "man"], &[1.0, 1.0]),
            attribute("floodawareness", &["0", "1", "2.9", "7"], &[1.0; 4]),
            attribute("ethnicity", &["red", "blue"], &[1.0, 1.0]),
            attribute("religion", &["a", "b", "c"], &[1.0; 3]),
        ]);
        let attributes = &mut world.settings.attributes;
        attributes.children_avoid_hazards = true;
        assert_eq!(Profiles::count(&world), 2);
        world.settings.attributes.boys_take_risk = true;
        assert_eq!(Profiles::count(&world), 3);
        world.settings.floods.forecast_days = 2;
        world.settings.floods.awareness_weights = vec![1.0, 0.5, 0.1];
        assert_eq!(Profiles::count(&world), 9, "7 and 2.9 weigh alike");
        world.settings.attributes.match_town_ethnicity = true;
        world.settings.attributes.match_camp_religion = true;
        assert_eq!(Profiles::count(&world), 54);
        let known = [(0, 30), (1, 1), (2, 1), (3, 1), (4, 2)];
        let expected = Profile {
            outlook: Outlook::Bold,
            heed: 0.5,
            ethnicity: Some(1),
            religion: Some(2),
        };
        assert_eq!(first_of(&world, &known).0, expected);
    }

    #[test]
    fn too_many_are_told_and_do_no_harm() {
        let values: Vec<String> = (0..20).map(|value| value.to_string()).collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let mut world = world(vec![
            attribute("ethnicity", &values, &[1.0; 20]),
            attribute("religion", &values, &[1.0; 20]),
        ]);
        world.settings.attributes.match_camp_ethnicity = true;
        world.settings.attributes.match_camp_religion = true;
        assert_eq!(Profiles::count(&world), 400);
        assert_eq!(first_of(&world, &[(0, 19), (1, 19)]).0.ethnicity, Some(12));
    }

    #[test]
    fn women_are_known_by_several_words() {
        assert!(["female", "F", "Woman", " w "].into_iter().all(is_female));
        assert!(!["male", "m", "man"].into_iter().any(is_female));
    }
}
