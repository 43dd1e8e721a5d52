//! What a run can hold: more would be lost, or need memory that few machines have.

use refuge_core::World;
use refuge_core::people::Profiles;
use refuge_core::settings::OnsetMode;
use refuge_core::world::Attribute;

use crate::problem::{Problem, Problems};

/// More persons than the refugees and displaced of the whole world.
pub(crate) const MOST_PERSONS: u64 = 1_000_000_000;

/// The largest number of people that a table may say were counted, and as many fewer than none.
pub(crate) const MOST_COUNTED: i64 = 1_000_000_000_000;

/// The values of an attribute are numbered in 16 bits.
const MOST_VALUES: usize = 1 << 16;

/// Tells what of a world a run cannot hold.
pub(crate) fn check(world: &World, problems: &mut Problems) {
    let too_many = |attribute: &&Attribute| attribute.values.len() > MOST_VALUES;
    if let Some(attribute) = world.attributes.iter().find(too_many) {
        problems.add(
            Problem::error(format!(
                "The attribute `{}` has {} values, but it can have at most {MOST_VALUES}.",
                attribute.name,
                attribute.values.len()
            ))
            .help("Take together values that no rule tells apart."),
        );
    }
    let kinds = Profiles::count(world);
    if kinds > Profiles::MOST {
        problems.add(
            Problem::error(format!(
                "The rules tell {kinds} kinds of people apart by their attributes, but a run can hold at most {}.",
                Profiles::MOST
            ))
            .help("Take values of `ethnicity`, `religion` or `floodawareness` together, or do without one of their rules."),
        );
    }
    let present = world.present.iter().map(|present| present.persons);
    let is_read = world.settings.onset.mode == OnsetMode::Sampled;
    let newcomers = world.newcomers.iter().copied().filter(|_| is_read);
    let persons: u64 = present.chain(newcomers).map(u64::from).sum();
    if persons > MOST_PERSONS {
        problems.add(Problem::error(format!(
            "A run takes at most {MOST_PERSONS} persons, but there are more before the first day and among the newcomers."
        )));
    }
}
