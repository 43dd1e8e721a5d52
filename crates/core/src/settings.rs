//! Every number and switch of the model, each with its unit, range, default and meaning.
//!
//! One macro makes both the struct that the engine reads and the table of [`Knob`]s that loaders
//! check against, so that a setting cannot exist without its documentation.

use serde::{Deserialize, Serialize};

/// What values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// A number between two bounds, both included.
    Number(f64, f64),
    /// A whole number between two bounds, both included.
    Whole(u32, u32),
    /// `true` or `false`.
    Switch,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of numbers between two bounds, both included.
    Numbers(f64, f64),
    /// A list of whole numbers between two bounds, both included.
    Wholes(u32, u32),
    /// A list of texts.
    Texts,
}

/// One setting: its dotted key, unit, range and meaning.
#[derive(Clone, Copy, Debug)]
pub struct Knob {
    /// `section.field`, as typed after `--set`.
    pub key: &'static str,
    /// The unit of its value; a dash where it has none.
    pub unit: &'static str,
    /// What it may be.
    pub range: Range,
    /// What it means, in a sentence.
    pub meaning: &'static str,
}

macro_rules! section {
    ($(#[$doc:meta])* $name:ident $section:literal
     { $($field:ident: $type:ty = $default:expr, $unit:literal, $range:expr, $meaning:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name {
            $(#[doc = $meaning] #[doc = concat!(" Unit: ", $unit, ".")] pub $field: $type,)*
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl $name {
            /// The settings of this section.
            pub const KNOBS: &'static [Knob] = &[$(Knob {
                key: concat!($section, ".", stringify!($field)),
                unit: $unit,
                range: $range,
                meaning: $meaning,
            },)*];
        }
    };
}

use Range::{Number, Numbers, Switch, Texts, Whole, Wholes, Word};

const CHANCE: Range = Number(0.0, 1.0);
const FACTOR: Range = Number(0.0, 1e6);

section! {
    /// Who the people are.
    People "people" {
        household_size: f64 = 5.0, "persons", Number(1.0, 12.0),
            "Mean size of a household, which decides and travels together; 1 makes every person an agent of their own.";
        children_share: f64 = 0.5, "share of persons", CHANCE,
            "Share of persons under 18; every household of two or more has at least one adult.";
        girls_share: f64 = 0.5, "share of children", CHANCE, "Share of girls among children.";
        women_share: f64 = 0.5, "share of adults", CHANCE, "Share of women among adults.";
        flee_from: Vec<String> = Vec::new(), "-", Texts,
            "Sides that the displaced flee: nobody enters or returns to a place one of these holds.";
    }
}

section! {
    /// Who becomes displaced, and when.
    Onset "onset" {
        mode: OnsetMode = OnsetMode::None, "-",
            Word(&["none", "prescribed", "hazard", "sampled", "constant", "share", "poisson"]),
            "How the newly displaced are counted: `prescribed` follows the observed series `displaced`, `hazard` follows the conflict; the others are Flee's: `sampled` draws the place of each newcomer of newcomers.csv, and `constant`, `share` (of residents) and `poisson` displace `per_conflict_day` from each place.";
        lag_days: u32 = 0, "days", Whole(0, 60),
            "Days by which the observed series `displaced` reports later than people fled: `prescribed` flees that much earlier, and both are compared with that lag.";
        conflict_rate: f64 = 0.05, "per day", Number(0.0, 40.0),
            "Rate at which residents flee a place at conflict intensity 1: `hazard` draws by it, `prescribed` shares its number out by it, and people back home flee by it.";
        anticipation_rate: f64 = 0.0, "per day", Number(0.0, 40.0),
            "Rate at which residents flee a place beside one at conflict intensity 1, used likewise.";
        anticipation_km: f64 = 10.0, "km", Number(0.1, 10_000.0),
            "Distance over which a front nearby is felt: its weight falls by a factor e with each of these.";
        per_conflict_day: f64 = 0.0, "persons or share", Number(0.0, 1e9),
            "Displaced from a place each day at conflict intensity 1 with `constant` and `poisson` in persons, with `share` as a share of residents.";
        by_flood: bool = false, "-", Switch,
            "Whether `constant`, `share` and `poisson` follow the flood level by `per_flood_day`, and not the conflict.";
        per_flood_day: Vec<f64> = Vec::new(), "persons or share", Numbers(0.0, 1e9),
            "Displaced from a place each day at flood level k: entry k, used as `per_conflict_day`.";
        from_residents: bool = true, "-", Switch,
            "Whether newcomers of Flee's modes are residents until then; it can make them of nobody, and then residents never grow fewer.";
        conflict_only: bool = true, "-", Switch, "Whether `sampled` draws only from places in conflict.";
        from_hunger: bool = false, "-", Switch,
            "Whether `sampled` also draws from residents in need of food.";
    }
}

section! {
    /// How people who are displaced move. Defaults are Flee's (Groen et al. 2024) unless said.
    Movement "movement" {
        route_choice: RouteChoice = RouteChoice::Destination, "-", Word(&["local", "destination", "fixed"]),
            "`local` weighs places up to `awareness_level` links away, `destination` every place that can be reached; `fixed` is Flee's fixed_routes, the best way to each place that `local` knows.";
        awareness_level: u32 = 1, "links", Whole(1, 8), "How many links ahead people know the map; used by `local` and `fixed`.";
        camp_weight: f64 = 1.0, "factor", FACTOR, "Attraction of a camp of either kind.";
        idp_camp_weight: f64 = 1.0, "factor", FACTOR, "Attraction of a camp of internally displaced persons over that of any camp.";
        host_weight: f64 = 1.0, "factor", FACTOR, "Attraction of a host community.";
        town_weight: f64 = 1.0, "factor", FACTOR, "Attraction of a town.";
        foreign_weight: f64 = 1.0, "factor", FACTOR, "Attraction of a place abroad.";
        conflict_weight: f64 = 0.25, "factor", Number(1e-6, 1e3),
            "Attraction of a place at conflict intensity 1; at intensity i it is this to the power i.";
        conflict_decay: Vec<f64> = Vec::new(), "factor", Numbers(0.0, 10.0),
            "How an ageing conflict is felt: entry k multiplies its intensity from k intervals after it began; empty means no ageing.";
        conflict_decay_interval_days: u32 = 30, "days", Whole(1, 3650), "Length of an interval of `conflict_decay`.";
        population_power: f64 = 0.0, "exponent", Number(0.0, 4.0),
            "Attraction grows with the residents that a town or host community has on the first day, to this power.";
        population_now: bool = false, "-", Switch,
            "Whether `population_power` counts the residents who are left, as Flee does, and not those of the first day.";
        economic_pull: bool = false, "-", Switch,
            "Whether places abroad draw people by trade volume plus the square of the human development index (columns `trade_volume` and `hdi` of places.csv; Flee).";
        closeness_power: f64 = 0.0, "exponent", Number(0.0, 20.0),
            "Attraction of a place falls with its distance in km as the crow flies from where people are, to this power (Flee, stay_close_to_home).";
        softening_km: f64 = 10.0, "km", Number(0.0, 10_000.0), "Added once to the length of a way before it is weighed.";
        weight_softening: f64 = 0.0, "factor", FACTOR, "Added to the attraction of every place.";
        distance_power: f64 = 1.0, "exponent", Number(0.0, 5.0), "A way is weighed by attraction over its length to this power.";
        weight_power: f64 = 1.0, "exponent", Number(0.0, 5.0), "Power to which the final weight is raised.";
        pruning_threshold: f64 = 1.0, "factor", Number(0.0, 1e9),
            "Ways that weigh less than the heaviest one over this are left out; below 1.001 none is, and no `fixed` route (Flee).";
        town_leave: f64 = 0.3, "per day", CHANCE, "Chance that a displaced household moves on from a town.";
        camp_leave: f64 = 0.001, "per day", CHANCE, "Chance that a displaced household leaves a camp.";
        idp_camp_leave: f64 = 0.1, "per day", CHANCE,
            "Chance that a displaced household leaves a camp of internally displaced persons.";
        host_leave: f64 = 0.001, "per day", CHANCE,
            "Chance that a displaced household leaves a host community (our judgement: as a camp).";
        transit_leave: f64 = 1.0, "per day", CHANCE,
            "Chance that a displaced household goes on from a crossing, hub or marker.";
        conflict_leave: f64 = 1.0, "per day", CHANCE,
            "Chance that a displaced household leaves a place at conflict intensity 1; between 0 and 1 it is interpolated.";
        hosted_leave: f64 = 0.0, "per day", CHANCE,
            "Chance that a household hosted since before the run moves elsewhere (our judgement).";
        leave_population_power: f64 = 0.0, "exponent", Number(-4.0, 4.0),
            "Chances of leaving grow with the larger of residents and capacity over `leave_population_base`, to this power (Flee).";
        leave_population_base: f64 = 10_000.0, "persons", Number(1.0, 1e9), "Residents or capacity at which `leave_population_power` changes nothing.";
        capacity_buffer: f64 = 0.9, "share", Number(0.0, 1.0), "Share of capacity from which a place turns less attractive.";
        capacity_scaling: f64 = 1.0, "factor", Number(0.0, 1000.0), "Factor on every capacity.";
        speed_km_per_day: f64 = 200.0, "km/day", Number(0.1, 10_000.0), "Distance covered in a day by vehicle.";
        walking_km_per_day: f64 = 35.0, "km/day", Number(0.1, 10_000.0), "Distance covered in a day on foot.";
        start_on_foot: bool = false, "-", Switch, "Whether people walk the first road of their journey.";
        avoid_short_stints: bool = false, "-", Switch,
            "Whether people who moved little in the last days go on from a town the day they reach it.";
        day_budget: DayBudget = DayBudget::Remaining, "-", Word(&["remaining", "full"]),
            "What is left for the next link on the same day: the `remaining` distance, or a `full` day as in Flee.";
        choose_home: bool = false, "-", Switch,
            "Whether people may choose the place they fled as any other, as in Flee; otherwise they go there only to return.";
        choose_full: bool = false, "-", Switch,
            "Whether people may choose a place without room, be refused and lose the day, as in Flee; otherwise they choose among places with room.";
        flee_quirks: bool = false, "-", Switch,
            "Whether the rest of what decides results in Flee holds: any conflict counts in full for leaving, newcomers leave by the chance of the place, a place whose conflict ended is left as a town, a conflict event begins the age of its conflict anew, only camps refuse people, who was on a road when it closed is sent back although it has opened again, the first of several roads to a neighbour is taken, and a road's speed replaces that of people.";
        batches: u32 = 4, "batches", Whole(1, 64),
            "Parts in which travellers move within a day; capacity is looked at again between them.";
    }
}

section! {
    /// Who returns, and when.
    Returns "returns" {
        probability: f64 = 0.0, "per day", CHANCE,
            "Chance that a displaced household sets out for home while return is open (our judgement).";
        after_days: u32 = 7, "days", Whole(0, 3650), "Days a ceasefire must have held at home before return opens.";
        max_intensity: f64 = 0.1, "intensity", CHANCE, "Highest conflict intensity at home at which people return.";
    }
}

section! {
    /// Who stays for good and stops being counted as on the move: the sinks.
    Settling "settling" {
        camp: f64 = 0.0, "per day", CHANCE, "Chance that a household in a camp settles there for good.";
        host: f64 = 0.0, "per day", CHANCE, "Chance that a household in a host community settles there for good.";
    }
}

section! {
    /// How floods move people (DFlee).
    Floods "floods" {
        leave: Vec<f64> = Vec::new(), "per day", Numbers(0.0, 1.0),
            "Chance of leaving a place at flood level k: entry k, for levels above 0, in place of any other chance.";
        weight: Vec<f64> = Vec::new(), "factor", Numbers(0.0, 1e6),
            "Attraction of a place at flood level k: entry k, once for any flooded place and once for a flood zone, at level 0 too.";
        forecast_days: u32 = 0, "days", Whole(0, 366), "Days that people know of coming floods; below 2 none.";
        forecast_until: u32 = 0, "day", Whole(0, 3650), "Last day of the forecast, and the last day that it knows.";
        forecast_weights: Vec<f64> = Vec::new(), "factor", Numbers(0.0, 1e6), "Weight of a flood that is forecast for day k: entry k.";
        awareness_weights: Vec<f64> = Vec::new(), "factor", Numbers(0.0, 1e6),
            "How far persons whose attribute `floodawareness` is k heed the forecast: entry k.";
    }
}

section! {
    /// How hunger and harvest move people (Flee).
    Food "food" {
        hungry_leave: bool = false, "-", Switch, "Whether the share of people in need of food leaves for certain.";
        avoid_hunger: bool = false, "-", Switch,
            "Whether places at home draw less by the square of the share in need of food, from the second day on.";
        harvest_months: Vec<u32> = Vec::new(), "month", Wholes(1, 12),
            "Months in which everybody who is not on the way is back home for the harvest, to go on from where they were afterwards.";
    }
}

section! {
    /// How attributes of persons change what draws them (Flee); attributes.csv gives the attributes.
    Attributes "attributes" {
        children_avoid_hazards: bool = false, "-", Switch, "Whether for persons with an `age` below 19 attraction is squared.";
        elderly_avoid_hazards: bool = false, "-", Switch, "Whether for persons with an `age` above 59 attraction is squared.";
        women_avoid_hazards: bool = false, "-", Switch, "Whether for persons of `gender` female attraction is squared, unless it is already.";
        boys_take_risk: bool = false, "-", Switch,
            "Whether with `children_avoid_hazards` all places draw males above 14 alike, men included.";
        match_camp_ethnicity: bool = false, "-", Switch, "Whether camps draw by ten times the persons of one's `ethnicity` there over residents.";
        match_camp_religion: bool = false, "-", Switch, "Whether camps draw by the persons of one's `religion` there over residents, over `religion_share`.";
        match_town_ethnicity: bool = false, "-", Switch, "The same as `match_camp_ethnicity`, for towns without conflict.";
        match_conflict_ethnicity: bool = false, "-", Switch, "The same as `match_camp_ethnicity`, for places in conflict.";
        religion_share: f64 = 0.25, "share", Number(1e-6, 1.0), "Mean share of a religion.";
    }
}

section! {
    /// How events act when they do not say.
    Events "events" {
        shelling_days: u32 = 3, "days", Whole(1, 365), "Days that shelling without `until` is felt (our judgement).";
        ceasefire_factor: f64 = 0.1, "factor", CHANCE,
            "Factor on conflict intensity under a ceasefire that gives no value (our judgement).";
    }
}

section! {
    /// What is written down.
    Observe "observe" {
        flow_days: u32 = 7, "days", Whole(1, 366), "Days summed in a row of flows.csv.";
        idp_totals: bool = false, "-", Switch, "Whether out.csv of a Flee instance has the column `total IDPs`.";
    }
}

/// All settings of a run, by section.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Who the people are.
    pub people: People,
    /// Who becomes displaced.
    pub onset: Onset,
    /// How they move.
    pub movement: Movement,
    /// Who returns.
    pub returns: Returns,
    /// Who settles.
    pub settling: Settling,
    /// How floods move people.
    pub floods: Floods,
    /// How hunger and harvest move people.
    pub food: Food,
    /// How attributes of persons count.
    pub attributes: Attributes,
    /// How events act.
    pub events: Events,
    /// What is written down.
    pub observe: Observe,
}

impl Settings {
    /// Every setting, section by section.
    pub fn knobs() -> impl Iterator<Item = &'static Knob> {
        [
            People::KNOBS,
            Onset::KNOBS,
            Movement::KNOBS,
            Returns::KNOBS,
            Settling::KNOBS,
            Floods::KNOBS,
            Food::KNOBS,
            Attributes::KNOBS,
            Events::KNOBS,
            Observe::KNOBS,
        ]
        .into_iter()
        .flatten()
    }
}

/// How the number of newly displaced is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnsetMode {
    /// Nobody becomes displaced during the run.
    None,
    /// From the observed cumulative series `displaced`.
    Prescribed,
    /// From the conflict.
    Hazard,
    /// The newcomers of each day, each from a place drawn by residents times conflict (Flee).
    Sampled,
    /// A number of persons a day from each place (Flee).
    Constant,
    /// A share of its residents a day from each place (Flee).
    Share,
    /// A number of persons a day from each place, on the mean (Flee).
    Poisson,
}

impl OnsetMode {
    /// Whether it is one of Flee's, which can displace persons who are no residents.
    pub fn is_flees(self) -> bool {
        matches!(
            self,
            Self::Sampled | Self::Constant | Self::Share | Self::Poisson
        )
    }
}

/// How far people look when they choose where to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteChoice {
    /// Every simple path up to the awareness level.
    Local,
    /// The shortest path to every reachable destination.
    Destination,
    /// The best of the local paths to each place, weighed once a day (Flee).
    Fixed,
}

/// What distance a household may still cover after it arrives early in the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayBudget {
    /// What is left of the day.
    Remaining,
    /// A whole day again, as Flee gives (a quirk that decides its results).
    Full,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_say_what_they_mean() {
        let mut keys: Vec<&str> = Settings::knobs().map(|knob| knob.key).collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
        assert!(Settings::knobs().all(|knob| knob.meaning.ends_with('.') && !knob.unit.is_empty()));
    }
}
