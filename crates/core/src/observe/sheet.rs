//! Results as sheets: rows of whole keys and numbers, with one schema for every reader of them.

use serde::{Deserialize, Serialize, Serializer};

use super::schemas;
use super::scored::{Forecasts, Score};
use super::spread::{Drawn, SpreadOf};
use crate::calendar::Day;
use crate::place::PlaceId;

/// A column of numbers: its name, unit and meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The header in files.
    pub name: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// The meaning, in a sentence.
    pub meaning: &'static str,
}

/// What the parts of a row's key are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPart {
    /// A day number, shown as `date`.
    Date,
    /// A day number, shown as `date` and `day`.
    DateAndDay,
    /// A place index, shown as `place`.
    Place,
    /// A place index, shown as `place`, `kind`, `country` and `admin1`.
    PlaceInFull,
    /// A place index, shown as `from`.
    From,
    /// A place index, shown as `to`.
    To,
    /// A place index that stands for its first-level unit, shown as `from_country` and `from_admin1`.
    FromUnit,
    /// A place index that stands for its first-level unit, shown as `to_country` and `to_admin1`.
    ToUnit,
    /// An origin code, shown as `origin`: see [`Origin`](crate::people::Origin).
    Origin,
    /// An index into [`Group::ALL`](crate::people::Group::ALL), shown as `group`.
    Group,
    /// An index into [`ShelterKind::ALL`](crate::shelter::ShelterKind::ALL), or one beyond for what is unknown, shown
    /// as `kind`.
    Shelter,
    /// An index into [`World::observed`](crate::World::observed), shown as `date`, `measure`, `place`.
    Observation,
}

/// The shape of a sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// The name of the file, without its ending.
    pub name: &'static str,
    /// What a row is, in a few words.
    pub row: &'static str,
    /// What the key of a row is made of: at most three parts.
    pub keys: &'static [KeyPart],
    /// The numbers of a row.
    pub columns: &'static [Column],
}

/// The key of a row; parts that the schema does not name are 0.
pub type Key = [u32; 3];

/// The rows of one run; keys ascend and are unique.
///
/// Serialized, its schema is a name of [`schemas::ALL`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Sheet {
    /// What it holds.
    #[serde(serialize_with = "by_name")]
    pub schema: &'static Schema,
    /// The keys.
    pub keys: Vec<Key>,
    /// The numbers, row after row; NaN where there is none.
    #[serde(serialize_with = "in_few_bytes")]
    pub values: Vec<f64>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(schema: &'static Schema) -> Self {
        Self {
            schema,
            keys: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Adds a row; its key must follow the last one.
    pub fn push(&mut self, key: Key, values: &[f64]) {
        debug_assert_eq!(values.len(), self.schema.columns.len());
        debug_assert!(self.keys.last().is_none_or(|last| *last < key));
        self.keys.push(key);
        self.values.extend_from_slice(values);
    }

    /// The numbers of a row.
    pub fn row(&self, row: usize) -> &[f64] {
        let width = self.schema.columns.len();
        &self.values[row * width..(row + 1) * width]
    }

    /// The number in a row and column of this name, if both exist.
    pub fn get(&self, key: Key, column: &str) -> Option<f64> {
        let row = self.keys.binary_search(&key).ok()?;
        let column = self.schema.columns.iter().position(|c| c.name == column)?;
        Some(self.row(row)[column])
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands fields over so"
)]
fn by_name<S: Serializer>(schema: &&'static Schema, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(schema.name)
}

/// Says that the bits of a number follow, which is no count; a count n is written as 2n.
const BITS: u64 = 1;

/// Writes numbers, most of which are counts, as integers that are small as varints.
fn in_few_bytes<S: Serializer>(values: &[f64], to: S) -> Result<S::Ok, S::Error> {
    let mut words = Vec::with_capacity(values.len());
    for &value in values {
        let count = value as u64;
        if count < 1 << 53 && (count as f64).to_bits() == value.to_bits() {
            words.push(2 * count);
        } else {
            words.extend([BITS, value.to_bits()]);
        }
    }
    words.serialize(to)
}

/// The numbers that were written so.
fn numbers(words: &[u64]) -> Option<Vec<f64>> {
    let mut words = words.iter();
    let mut numbers = Vec::with_capacity(words.len());
    while let Some(&word) = words.next() {
        numbers.push(match word {
            BITS => f64::from_bits(*words.next()?),
            twice if twice.is_multiple_of(2) => (twice / 2) as f64,
            _ => return None,
        });
    }
    Some(numbers)
}

/// A sheet as it was serialized, before anything of it is believed.
#[derive(Deserialize)]
struct Unchecked {
    schema: String,
    keys: Vec<Key>,
    values: Vec<u64>,
}

impl TryFrom<Unchecked> for Sheet {
    type Error = String;

    fn try_from(sheet: Unchecked) -> Result<Self, String> {
        let Unchecked {
            schema: name,
            keys,
            values,
        } = sheet;
        let known = schemas::ALL.iter().find(|schema| schema.name == name);
        let schema = *known.ok_or_else(|| format!("There is no sheet `{name}`."))?;
        let ascends = keys.is_sorted_by(|a, b| a < b);
        let fits = |values: &Vec<f64>| values.len() == keys.len() * schema.columns.len();
        match numbers(&values).filter(fits) {
            Some(values) if ascends => Ok(Self {
                schema,
                keys,
                values,
            }),
            _ => Err(format!("The rows of sheet `{name}` are damaged.")),
        }
    }
}

/// A sheet over replicates: the mean of every number, and its 5, 50 and 95% quantiles.
#[derive(Clone, Debug)]
pub struct Estimate {
    /// The mean over replicates; with one replicate, its numbers.
    pub mean: Sheet,
    /// For each number of `mean` its 5, 50 and 95% quantiles; empty with one replicate.
    pub quantiles: Vec<[f64; 3]>,
}

/// An event that happened in a replicate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// The replicate, from 0.
    pub replicate: u32,
    /// The day it began.
    pub day: Day,
    /// The index of the event in [`World::events`](crate::World::events).
    pub event: u32,
    /// What is to be said besides the event's own note.
    pub remark: Remark,
    /// The places in which a capture failed, if it did not fail in all.
    pub withstood: Vec<PlaceId>,
    /// The last day on which it is in force; `None` means to the end, or until another event of its
    /// kind replaces it.
    pub until: Option<Day>,
}

/// What is to be said of an event besides its own note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Remark {
    /// Nothing: it begins.
    #[default]
    Nothing,
    /// It is a ceasefire that breaks on this day.
    CeasefireBreaks,
    /// It is an ultimatum whose time is over, and was met.
    UltimatumMet,
    /// It is an ultimatum whose time is over, and was not met.
    UltimatumNotMet,
    /// It is a capture that failed in all its places.
    CaptureFails,
    /// It is a capture that failed in some of its places; which ones follows.
    CaptureFailsInPart,
}

impl Remark {
    /// The words for it in files; empty where there is nothing to say.
    pub fn words(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::CeasefireBreaks => "the ceasefire breaks",
            Self::UltimatumMet => "the ultimatum is met",
            Self::UltimatumNotMet => "the ultimatum is not met",
            Self::CaptureFails => "the capture fails",
            Self::CaptureFailsInPart => "the capture fails in",
        }
    }
}

/// Everything a run leaves: what reports are made of.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Every sheet.
    pub estimates: Vec<Estimate>,
    /// What happened, by replicate and day.
    pub timeline: Vec<Happened>,
    /// How well it fits.
    pub scores: Vec<Score>,
    /// What naive forecasts say for each observation of the world, in persons; empty if nobody asked.
    pub naive: Vec<Forecasts>,
    /// The sheet `totals` of each replicate, where that was asked for.
    pub each: Vec<Sheet>,
    /// What each replicate drew for uncertain settings, if there are any.
    pub drawn: Vec<Drawn>,
    /// What of the spread comes from these.
    pub spreads: Vec<SpreadOf>,
}

impl Results {
    /// The estimate of a sheet by its name.
    pub fn estimate(&self, name: &str) -> Option<&Estimate> {
        self.estimates
            .iter()
            .find(|estimate| estimate.mean.schema.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(schema: &str, keys: &[Key], values: &[u64]) -> Result<Sheet, String> {
        let bytes = postcard::to_allocvec(&(schema, keys, values)).unwrap();
        postcard::from_bytes(&bytes).map_err(|error| error.to_string())
    }

    #[test]
    fn a_sheet_comes_back_as_it_was() {
        let mut sheet = Sheet::new(&schemas::FLOWS);
        sheet.push([0, 1, 2], &[7.0]);
        sheet.push([0, 2, 1], &[0.1]);
        let bytes = postcard::to_allocvec(&sheet).unwrap();
        assert_eq!(postcard::from_bytes(&bytes), Ok(sheet));
    }

    #[test]
    fn what_no_sheet_can_be_is_refused() {
        let keys = [[0, 1, 2], [0, 2, 1]];
        let values = [14, 1, 0.1_f64.to_bits()];
        assert_eq!(decoded("flows", &keys, &values).unwrap().values, [7.0, 0.1]);
        assert!(decoded("flaws", &keys, &values).is_err());
        for damaged in [&values[..2], &values[..1], &[14, 3], &[14, 14, 14]] {
            assert!(decoded("flows", &keys, damaged).is_err(), "{damaged:?}");
        }
        assert!(decoded("flows", &[keys[1], keys[0]], &values).is_err());
        assert!(decoded("flows", &[keys[0], keys[0]], &values).is_err());
    }

    #[test]
    fn every_number_comes_back_to_the_bit_and_counts_are_small() {
        let all = [0.0, -0.0, 1.0, -1.0, 0.5, 1e300, f64::NAN, f64::INFINITY];
        let large = [9_007_199_254_740_991.0, 9_007_199_254_740_992.0, 2e19];
        let mut sheet = Sheet::new(&schemas::FLOWS);
        for (row, value) in (0..).zip(all.into_iter().chain(large)) {
            sheet.push([0, 0, row], &[value]);
        }
        let bytes = postcard::to_allocvec(&sheet).unwrap();
        let back: Sheet = postcard::from_bytes(&bytes).unwrap();
        let bits = |sheet: &Sheet| sheet.values.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&back), bits(&sheet));

        let (none, mut one) = (Sheet::new(&schemas::FLOWS), Sheet::new(&schemas::FLOWS));
        one.push([0, 0, 0], &[63.0]);
        let size = |sheet: &Sheet| postcard::to_allocvec(sheet).unwrap().len();
        // Three bytes of its key, and one of the count.
        assert_eq!(size(&one) - size(&none), 4);
    }

    #[test]
    fn what_happened_comes_back_as_it_was() {
        let happened = Happened {
            replicate: 3,
            day: 400,
            event: 70_000,
            remark: Remark::CaptureFailsInPart,
            withstood: vec![PlaceId(7)],
            until: None,
        };
        let bytes = postcard::to_allocvec(&happened).unwrap();
        assert_eq!(postcard::from_bytes(&bytes), Ok(happened));
    }
}
