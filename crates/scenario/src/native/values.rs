//! The values of events.

use refuge_core::event::Change;
use refuge_core::place::PlaceKind;
use refuge_core::shelter::ShelterKind;

use super::sides::{Sides, is_plain};
use crate::problem::{Problem, nearest, one_of};
use crate::read;
use crate::row::Cell;

/// What stands before the persons that a place has room for.
pub(super) const CAPACITY: &str = "capacity=";

/// The side that takes a place.
pub(super) fn capture(cell: Cell<'_>, sides: &mut Sides) -> Result<Change, Problem> {
    if sides.may_be(cell.text) {
        return Ok(Change::Capture(sides.taker(cell.text, cell.mark())));
    }
    let problem = cell.expected("the name of the side that takes the place");
    Err(if cell.is_empty() {
        problem
    } else if cell.text.contains(char::is_alphabetic) {
        let one_word = cell.text.split_whitespace().collect::<Vec<_>>().join("_");
        problem.help(format!(
            "Write it as one word, such as `{one_word}`, or as the column `control` of places.csv does."
        ))
    } else {
        problem.help("Write it with a letter, such as `opposition`.")
    })
}

/// Nothing, a factor, or a factor and the chance a day that it breaks: `0.1 break=0.05`.
pub(super) fn ceasefire(cell: Cell<'_>, usual_factor: f64) -> Result<Change, Problem> {
    let mut factor = usual_factor;
    let mut break_chance = 0.0;
    for (index, part) in cell.text.split_whitespace().enumerate() {
        let (number, target) = match part.strip_prefix("break=") {
            Some(number) => (number, &mut break_chance),
            None if index == 0 => (part, &mut factor),
            None => return Err(not_a_ceasefire(cell)),
        };
        *target = share(number).ok_or_else(|| not_a_ceasefire(cell))?;
    }
    Ok(Change::Ceasefire {
        factor,
        break_chance,
    })
}

fn not_a_ceasefire(cell: Cell<'_>) -> Problem {
    cell.expected("empty, a factor from 0 to 1 such as `0.1`, or with the chance a day that it breaks such as `0.1 break=0.05`")
}

/// The side that is to be given the place, and the chance that it is: `opposition met=0.1`.
pub(super) fn ultimatum(cell: Cell<'_>, sides: &mut Sides) -> Result<Change, Problem> {
    let parts = cell.text.rsplit_once(char::is_whitespace);
    let parts = parts.filter(|(_, last)| last.contains('='));
    let (side, chance) = parts.unwrap_or((cell.text, "met=0"));
    let side = side.trim();
    let met = chance.strip_prefix("met=").and_then(share);
    match met {
        Some(met) if !side.contains('=') && sides.may_be(side) => Ok(Change::Ultimatum {
            to: sides.side(side, cell.mark()),
            met,
        }),
        _ => Err(cell
            .expected("the side that the place is to be left to, and the chance from 0 to 1 that it is, such as `opposition met=0.1`")
            .help_if(meant_ultimatum(cell.text))),
    }
}

/// What an ultimatum of several words, or without `=`, was probably meant to be.
fn meant_ultimatum(text: &str) -> Option<String> {
    let words = text.split(|c: char| c.is_whitespace() || c == '=');
    let mut words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let met = words.pop_if(|word| share(word).is_some()).unwrap_or("0");
    words.pop_if(|word| *word == "met");
    let is_side = !words.is_empty() && words.iter().all(|word| is_plain(word));
    is_side.then(|| format!("Write `{} met={met}`.", words.join("_")))
}

/// No value at all.
pub(super) fn nothing(cell: Cell<'_>, change: Change) -> Result<Change, Problem> {
    if cell.is_empty() {
        Ok(change)
    } else {
        Err(cell.expected("empty for an event of this kind"))
    }
}

/// Room in a kind of shelter: `tent=5000`.
pub(super) fn shelter(cell: Cell<'_>) -> Result<Change, Problem> {
    let room = |text: &str| {
        let (word, persons) = text.split_once('=')?;
        let kind = ShelterKind::ALL
            .into_iter()
            .find(|kind| kind.word() == word)?;
        Some(Change::Shelter(kind, read::persons(persons)?))
    };
    room(cell.text).ok_or_else(|| {
        let words = one_of(ShelterKind::ALL.map(ShelterKind::word));
        cell.expected("a kind of shelter and the persons it is for, such as `tent=5000`")
            .help(format!("The kinds are {words}."))
    })
}

/// `open`, `closed`, or the chance that a household is let across in a day.
pub(super) fn border(cell: Cell<'_>) -> Result<Change, Problem> {
    match cell.text {
        "open" => Ok(Change::Border(1.0)),
        "closed" => Ok(Change::Border(0.0)),
        text => share(text).map(Change::Border).ok_or_else(|| {
            cell.expected("`open`, `closed` or a number from 0 to 1")
                .help_if(cell.share_of_percent())
                .suggest(nearest(text, ["open", "closed"]))
        }),
    }
}

/// `open`, `closed` or `capacity=N`.
pub(super) fn camp(cell: Cell<'_>) -> Result<Change, Problem> {
    let capacity = |text: &str| read::persons(text.strip_prefix(CAPACITY)?);
    match cell.text {
        "open" => Ok(Change::CampOpens),
        "closed" => Ok(Change::CampCloses),
        text => capacity(text).map(Change::Capacity).ok_or_else(|| {
            cell.expected("`open`, `closed` or room for whole persons such as `capacity=5000`")
                .suggest(nearest(text, ["open", "closed"]))
        }),
    }
}

/// The kind that a place becomes.
pub(super) fn kind(cell: Cell<'_>) -> Result<Change, Problem> {
    let kind = cell.word(&PlaceKind::ALL, |kind| kind.word())?;
    Ok(Change::Kind(*kind))
}

/// A flood level.
pub(super) fn flood(cell: Cell<'_>) -> Result<Change, Problem> {
    let level = cell.count("a whole flood level, 0 where there is no flood")?;
    Ok(Change::Flood(level))
}

/// `open`, `closed` or `speed=N` in km a day.
pub(super) fn road(cell: Cell<'_>) -> Result<Change, Problem> {
    let speed = |text: &str| {
        let speed: f64 = text.strip_prefix("speed=")?.parse().ok()?;
        (speed.is_finite() && speed > 0.0).then_some(speed)
    };
    match cell.text {
        "open" => Ok(Change::RoadOpens),
        "closed" => Ok(Change::RoadCloses),
        text => speed(text).map(Change::RoadSpeed).ok_or_else(|| {
            cell.expected("`open`, `closed` or a speed in km a day such as `speed=60`")
                .suggest(nearest(text, ["open", "closed"]))
        }),
    }
}

fn share(text: &str) -> Option<f64> {
    let share: f64 = text.parse().ok()?;
    (0.0..=1.0).contains(&share).then_some(share)
}
