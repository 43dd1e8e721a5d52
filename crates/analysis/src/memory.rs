//! What a long piece of work leaves behind, so that it can be taken up again after it was killed.
//!
//! Every study is a fixed sequence of pieces (replicates, evaluations) whose results follow from
//! their numbers alone. A study that is taken up again runs as from the start, but recalls what it
//! already knows: so its results are the same bytes.

/// Remembers the results of pieces of work by their numbers.
///
/// What is kept is found whole or not at all. A memory that fails tells its owner, who stops the study.
pub trait Memory: Sync {
    /// The result of a piece, if it was kept.
    fn recall(&self, piece: u64) -> Option<Vec<u8>>;

    /// Keeps the result of a piece, for good.
    fn keep(&self, piece: u64, result: &[u8]);

    /// The last state of a piece that was interrupted on its way.
    fn recall_state(&self, piece: u64) -> Option<Vec<u8>>;

    /// Keeps the state of a piece that is on its way, in place of an earlier one.
    fn keep_state(&self, piece: u64, state: &[u8]);

    /// Lets the state of a piece go, since the piece is done.
    fn forget_state(&self, piece: u64);
}

/// A memory that keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Forgetful;

impl Memory for Forgetful {
    fn recall(&self, _: u64) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: u64, _: &[u8]) {}

    fn recall_state(&self, _: u64) -> Option<Vec<u8>> {
        None
    }

    fn keep_state(&self, _: u64, _: &[u8]) {}

    fn forget_state(&self, _: u64) {}
}
