//! What bears on people: floods, hunger, attributes, events; and what is written down.

use serde::{Deserialize, Serialize};

use super::Range::{Number, Numbers, Switch, Whole, Wholes};
use super::{CHANCE, Knob};

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
        post_km: f64 = 10.0, "km", Number(0.0, 1000.0),
            "Distance over which an observation post guards a demilitarised zone.";
    }
}

section! {
    /// What is written down.
    Observe "observe" {
        flow_days: u32 = 7, "days", Whole(1, 366), "Days summed in a row of flows.csv.";
        idp_totals: bool = false, "-", Switch, "Whether out.csv of a Flee instance has the column `total IDPs`.";
        movement_days: u32 = 0, "days", Whole(0, 366),
            "Days summed in a row of movements.csv; 0 means a calendar month.";
    }
}
