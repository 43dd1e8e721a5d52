//! Values that change on few days, as the frames from which they hold.

use serde::Serialize;

use super::super::frames::Frames;

/// Frame, value, frame, value and so on: each value holds from its frame until the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub(super) struct Steps(pub(super) Vec<i64>);

impl Steps {
    /// The steps of a value a frame.
    pub(super) fn of(values: impl IntoIterator<Item = i64>) -> Self {
        let mut steps = Vec::new();
        for (frame, value) in values.into_iter().enumerate() {
            if steps.last() != Some(&value) {
                steps.extend([frame as i64, value]);
            }
        }
        Self(steps)
    }

    /// Whether no frame has another value than this.
    pub(super) fn is_always(&self, value: i64) -> bool {
        self.0.chunks(2).all(|step| step.get(1) == Some(&value))
    }
}

/// A value that is in force in one replicate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spell {
    pub(super) replicate: u32,
    /// The first day, from 0.
    pub(super) from: i64,
    /// The last day.
    pub(super) until: i64,
    /// Which of the values.
    pub(super) value: usize,
}

/// The value that most replicates have on each frame, where `otherwise` holds while no spell does: of
/// several in force in a replicate the one that began last. Of equals that are not `otherwise` it is the highest.
pub(super) fn most(
    spells: &mut [Spell],
    otherwise: usize,
    replicates: u32,
    frames: &Frames,
) -> Steps {
    spells.sort_by_key(|spell| (spell.replicate, spell.from));
    let values = spells
        .iter()
        .map(|spell| spell.value)
        .max()
        .unwrap_or(0)
        .max(otherwise)
        + 1;
    // How many replicates more have a value from a frame on.
    let mut more = vec![vec![0_i64; frames.count() + 1]; values];
    more[otherwise][0] = i64::from(replicates);
    for spells in spells.chunk_by(|a, b| a.replicate == b.replicate) {
        for (from, until, value) in stretches(spells) {
            let (from, until) = (frames.from(from), frames.from(until));
            for (value, count) in [(value, 1), (otherwise, -1)] {
                more[value][from] += count;
                more[value][until] -= count;
            }
        }
    }
    let mut counts = vec![0_i64; values];
    Steps::of((0..frames.count()).map(|frame| {
        for (count, more) in counts.iter_mut().zip(&more) {
            *count += more[frame];
        }
        let most = (0..values).max_by_key(|&value| (counts[value], value != otherwise));
        most.unwrap_or(otherwise) as i64
    }))
}

/// From which day, until before which day, and which value the spells of one replicate put in force.
fn stretches(spells: &[Spell]) -> Vec<(i64, i64, usize)> {
    let ends = spells
        .iter()
        .flat_map(|spell| [spell.from, spell.until.saturating_add(1)]);
    let mut ends: Vec<i64> = ends.collect();
    ends.sort_unstable();
    ends.dedup();
    let stretches = ends.windows(2).filter_map(|ends| {
        let holds = |spell: &&Spell| spell.from <= ends[0] && ends[0] <= spell.until;
        let last = spells.iter().rev().find(holds)?;
        Some((ends[0], ends[1], last.value))
    });
    stretches.collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn spell(replicate: u32, from: i64, until: i64, value: usize) -> Spell {
        Spell {
            replicate,
            from,
            until,
            value,
        }
    }

    fn steps(spells: &[Spell], replicates: u32) -> Vec<i64> {
        let frames = Frames::new(date(2020, 1, 1), 10, 400);
        most(&mut spells.to_vec(), 0, replicates, &frames).0
    }

    #[test]
    fn steps_keep_changes_alone() {
        let steps = Steps::of([5, 5, 7, 7, 5]);
        assert_eq!(steps.0, [0, 5, 2, 7, 4, 5]);
        assert!(Steps::of([0, 0]).is_always(0) && !steps.is_always(5));
    }

    #[test]
    fn the_later_of_two_holds_until_it_ends() {
        let spells = [spell(0, 2, i64::MAX, 1), spell(0, 4, 5, 2)];
        assert_eq!(steps(&spells, 1), [0, 0, 2, 1, 4, 2, 6, 1]);
        assert_eq!(steps(&[], 1), [0, 0]);
        assert_eq!(steps(&[spell(0, -2, 0, 1)], 1), [0, 1, 1, 0]);
    }

    #[test]
    fn what_half_of_the_replicates_have_holds() {
        let spells = [spell(0, 2, 8, 1), spell(1, 4, 8, 1), spell(2, 7, 8, 1)];
        assert_eq!(steps(&spells, 3), [0, 0, 4, 1, 9, 0]);
        assert_eq!(steps(&spells, 4), [0, 0, 4, 1, 9, 0]);
        assert_eq!(steps(&spells, 5), [0, 0, 7, 1, 9, 0]);
    }
}
