//! How people move, return and settle.

use serde::{Deserialize, Serialize};

use super::Range::{Number, Numbers, Switch, Texts, Whole, Word};
use super::{CHANCE, DayBudget, FACTOR, Knob, RouteChoice};

section! {
    /// How people who are displaced move. Defaults are Flee's (Ghorbani et al. 2024) unless said.
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
        own_admin1_weight: f64 = 1.0, "factor", FACTOR,
            "Attraction of places in the first-level unit that people set out from, over that of others: kin and acquaintances live there (our judgement).";
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
        danger_nearby: f64 = 0.0, "factor", Number(0.0, 100.0),
            "How much a conflict nearby repels besides that of the place itself; it fades with distance by `onset.anticipation_km`.";
        open_weight: f64 = 0.0, "factor", CHANCE,
            "Attraction of a place that has no room left but in the open, over what it was with a roof (shelter.csv).";
        open_leave: f64 = 0.0, "per day", CHANCE,
            "Chance that a household that stays in the open moves on (shelter.csv).";
    }
}

section! {
    /// How people who are abroad move on to further countries.
    Onward "onward" {
        to: Vec<String> = Vec::new(), "-", Texts,
            "Countries that people abroad move on to, by ISO 3166-1 alpha-3; empty means nobody moves on.";
        rate: f64 = 0.0, "per day", Number(0.0, 40.0),
            "Rate at which households abroad, hosted or displaced and all of them counted, set out for one of these countries while a way there is open.";
        news_factor: f64 = 0.0, "factor", Number(0.0, 1e6),
            "How fast word of those who made it spreads: the rate is multiplied by 1 plus this times the share of all abroad before the first day who set out across the border within `news_days`.";
        news_days: u32 = 30, "days", Whole(1, 365), "Days for which it is news that somebody made it; word is brought up to date once a week.";
        willing: f64 = 1.0, "share", CHANCE,
            "Share of the households of each origin who would go at all, the same ones all along; they set out at `rate` over this share.";
        season: Vec<f64> = Vec::new(), "factor", Numbers(0.0, 100.0),
            "Factor on the rate in each month from January on, twelve numbers; empty means none.";
        spread: f64 = 0.0, "logarithm", Number(0.0, 3.0),
            "Standard deviation of the logarithm of a factor of mean 1 on the rate, drawn for each calendar month: what season and word do not tell.";
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
