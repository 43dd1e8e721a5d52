//! The model's rules, one a file: each a pure function of settings and circumstances.
//!
//! Rules see places, counts and groups of people, never a person; those who move people read only the
//! day's plan that rules made.

pub mod affinity;
pub mod attraction;
pub mod capacity;
pub mod circumstances;
pub mod flight;
pub mod floods;
pub mod harvest;
pub mod hazards;
pub mod household;
pub mod leaving;
pub mod onset;
pub mod onward;
pub mod returns;
pub mod routes;
pub mod settling;
pub mod shelter;
pub mod stored;
pub mod travel;
pub mod waiting;
