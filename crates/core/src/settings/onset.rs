//! Who the people are, and who becomes displaced.

use serde::{Deserialize, Serialize};

use super::Range::{Number, Numbers, Switch, Texts, Whole, Word};
use super::{CHANCE, Knob, OnsetMode};

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
        conflict_power: f64 = 1.0, "exponent", Number(0.1, 5.0),
            "The rate of a place grows with its conflict intensity to this power: above 1 light fire moves few.";
        air_strike_rate: f64 = 0.0, "per day", Number(0.0, 40.0),
            "Rate at which residents flee a place under air strikes of intensity 1, besides that of the conflict.";
        front_rate: f64 = 0.0, "per day", Number(0.0, 40.0),
            "Rate at which residents flee a place beside one that a side they flee has just taken.";
        front_days: f64 = 7.0, "days", Number(0.5, 365.0),
            "Days over which a capture nearby is felt: its weight falls by a factor e with each of these.";
        displaced_factor: f64 = 0.0, "factor", Number(0.0, 100.0),
            "Factor on the rate of residents at which people who were displaced before flee again, on top of `movement.conflict_leave`; 0 leaves it to that.";
        spread: f64 = 0.0, "logarithm", Number(0.0, 3.0),
            "Standard deviation of the logarithm of a factor of mean 1 on the rate of each place, drawn for each `spread_days`: what the conflict does not tell.";
        spread_days: u32 = 7, "days", Whole(1, 365), "Days for which the factor of `spread` is drawn.";
    }
}
