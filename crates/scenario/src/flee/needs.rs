//! What rules ask for, and Flee stops without.

use refuge_core::place::Country;
use refuge_core::settings::Settings;
use refuge_core::world::Attribute;

use super::conflicts::Conflicts;
use super::hunger::Hunger;
use super::locations::Locations;
use super::settings::Ways;
use crate::problem::{Problem, Problems};

/// What is there to follow the rules by.
pub(super) struct Needs<'r> {
    pub(super) settings: &'r Settings,
    pub(super) ways: &'r Ways,
    pub(super) locations: &'r Locations,
    pub(super) conflicts: &'r Conflicts,
    pub(super) hunger: &'r Hunger,
    pub(super) attributes: &'r [Attribute],
}

impl Needs<'_> {
    /// Whether some rule asks for hunger.
    pub(super) fn ask_for_hunger(settings: &Settings) -> bool {
        let food = &settings.food;
        food.hungry_leave || food.avoid_hunger || settings.onset.from_hunger
    }

    /// Tells everything that is missing.
    pub(super) fn check(&self, problems: &mut Problems) {
        self.check_hunger(problems);
        self.check_attributes(problems);
        self.check_pull(problems);
        self.check_sizes(problems);
    }

    fn check_hunger(&self, problems: &mut Problems) {
        let home = self.locations.home();
        let missing = (0..self.locations.list.len())
            .find(|&place| self.wants_hunger(place, home) && !self.hunger.known[place]);
        if let Some(place) = missing {
            let name = self.locations.cell(place, 0, "name");
            problems.add(
                name.error(format!(
                    "A rule asks for the hunger in `{}`, but region_attributes_IPC.csv has none for it.",
                    name.text
                ))
                .help("Give its region a column, and no column the name of a location."),
            );
        }
    }

    fn wants_hunger(&self, place: usize, home: Country) -> bool {
        let Settings { food, onset, .. } = self.settings;
        let is_home = self.locations.list[place].code == home;
        food.hungry_leave
            || (food.avoid_hunger && is_home)
            || (onset.from_hunger && (!onset.conflict_only || self.conflicts.reach(place)))
    }

    /// Attributes that rules look at must be drawn for everybody.
    fn check_attributes(&self, problems: &mut Problems) {
        let rules = &self.settings.attributes;
        let takes_risks = rules.boys_take_risk && rules.children_avoid_hazards;
        let wanted: [(&str, bool, &[&str]); 7] = [
            (
                "age",
                rules.children_avoid_hazards,
                &["move_rules.ChildrenAvoidHazards"],
            ),
            (
                "age",
                rules.elderly_avoid_hazards,
                &["move_rules.ElderlyAvoidHazards"],
            ),
            (
                "gender",
                rules.women_avoid_hazards,
                &["move_rules.WomenAvoidHazards"],
            ),
            ("gender", takes_risks, &["move_rules.BoysTakeRisk"]),
            (
                "ethnicity",
                rules.match_camp_ethnicity
                    || rules.match_town_ethnicity
                    || rules.match_conflict_ethnicity,
                &[
                    "move_rules.MatchCampEthnicity",
                    "move_rules.MatchTownEthnicity",
                    "move_rules.MatchConflictEthnicity",
                ],
            ),
            (
                "religion",
                rules.match_camp_religion,
                &["move_rules.MatchCampReligion"],
            ),
            (
                "floodawareness",
                self.settings.floods.forecast_days > 1,
                &["move_rules.flood_rules.flood_awareness_weights"],
            ),
        ];
        for (name, _, keys) in wanted.into_iter().filter(|(_, wanted, _)| *wanted) {
            let attribute = self.attributes.iter().find(|a| a.name == name);
            let problem = match attribute {
                Some(attribute) => self.unfit(attribute),
                None => Some(Problem::error(format!(
                    "The rule asks for the attribute `{name}`, but there is no file demographics_{name}.csv."
                ))),
            };
            if let Some(problem) = problem {
                problems.add(self.ways.blame(keys, problem));
            }
        }
    }

    /// A value that a rule counts with, but cannot.
    fn unfit(&self, attribute: &Attribute) -> Option<Problem> {
        let entries = self.settings.floods.awareness_weights.len();
        let level = |value: &str| value.parse::<f64>().ok().filter(|number| *number >= 0.0);
        let fits = |value: &&String| match attribute.name.as_str() {
            "age" => level(value).is_some(),
            "floodawareness" => level(value).is_some_and(|level| (level as usize) < entries),
            _ => true,
        };
        let value = attribute.values.iter().find(|value| !fits(value))?;
        Some(match attribute.name.as_str() {
            "age" => Problem::error(format!(
                "The rule asks for an `age` in years, but one in demographics_age.csv is `{value}`."
            )),
            name => Problem::error(format!(
                "`flood_awareness_weights` has {entries} entries, the first for 0, and so none for the `{name}` `{value}`."
            )),
        })
    }

    fn check_pull(&self, problems: &mut Problems) {
        if !self.settings.movement.economic_pull {
            return;
        }
        let home = self.locations.home();
        let list = self.locations.list.iter().enumerate();
        let lacking = list
            .filter(|(_, place)| place.code != home)
            .find(|(_, place)| place.trade_volume.is_none() || place.hdi.is_none());
        if let Some((place, _)) = lacking {
            let name = self.locations.cell(place, 0, "name");
            problems.add(
                name.error(format!(
                    "With `use_economic_pull`, `{}` needs a `trade_volume` and an `hdi`, because it lies abroad.",
                    name.text
                ))
                .help("Add both columns; the home country is that of the first location."),
            );
        }
    }

    /// Flee cannot raise 0 to a power below 0.
    fn check_sizes(&self, problems: &mut Problems) {
        if self.settings.movement.leave_population_power >= 0.0 {
            return;
        }
        let mut list = self.locations.list.iter();
        if let Some(place) = list.position(|place| place.people == 0) {
            let name = self.locations.cell(place, 0, "name");
            problems.add(
                name.error(format!(
                    "With a `movechance_pop_scale_factor` below 0, Flee stops when people are in `{}`, which has neither population nor capacity.",
                    name.text
                ))
                .help("Give it a population, or take a factor of 0 or more."),
            );
        }
    }
}

/// Says where columns and settings do not go together.
pub(super) fn tell_traits(locations: &Locations, ways: &Ways, problems: &mut Problems) {
    const SETTLES: &str = "deactivation_probability";
    let mut list = 0..locations.list.len();
    if let Some(cell) = list.find_map(|place| locations.further(place, SETTLES)) {
        problems.add(if ways.has_sinks {
 cell.warning(format!(
                "Flee itself stops at a `{SETTLES}`, which it compares as a text; here people settle by it."
            ))
 } else {
 cell.warning(format!(
                "The column `{SETTLES}` has no effect without `camps_are_sicks` (so Flee spells it)."
            ))
 });
    }
    if ways.stops_at_markers && locations.have_markers() {
        problems.add(
            Problem::warning("With an `awareness_level` below 0 markers are dead ends in Flee; here it counts as 1.")
                .in_file(locations.path()),
        );
    }
}
