//! Numbered pieces of work, done in parallel and folded in the order of their numbers.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rayon::ScopeFifo;

/// Results that may wait for an earlier one, for each thread.
const WAITING_A_THREAD: u32 = 2;

/// Does pieces of work side by side and folds their results in the order of the pieces, so that
/// what comes out is the same for any number of threads; only a few results wait at a time.
///
/// A piece without a result ends it: pieces under way are completed, no other is begun, and what
/// comes after the missing piece is dropped. `fold` must not use threads itself.
pub(crate) fn fold_in_order<T: Send>(
    pieces: u32,
    work: &(dyn Fn(u32) -> Option<T> + Sync),
    fold: &mut (dyn FnMut(T) + Send),
) {
    let threads = u32::try_from(rayon::current_num_threads()).unwrap_or(u32::MAX);
    let line = Line {
        pieces,
        window: threads.saturating_mul(WAITING_A_THREAD).max(1),
        work,
        progress: Mutex::new(Progress {
            begun: 0,
            folded: 0,
            waiting: BTreeMap::new(),
            ended: false,
            fold,
        }),
    };
    // First in, first out: early pieces are the ones that others wait for.
    rayon::scope_fifo(|scope| line.begin(scope, line.next()));
}

struct Line<'a, T> {
    pieces: u32,
    /// How far pieces may be begun ahead of those that are folded.
    window: u32,
    work: &'a (dyn Fn(u32) -> Option<T> + Sync),
    progress: Mutex<Progress<'a, T>>,
}

struct Progress<'a, T> {
    begun: u32,
    folded: u32,
    waiting: BTreeMap<u32, T>,
    ended: bool,
    fold: &'a mut (dyn FnMut(T) + Send),
}

impl<'a, T: Send> Line<'a, T> {
    fn begin<'s>(&'s self, scope: &ScopeFifo<'s>, pieces: Range<u32>)
    where
        'a: 's,
    {
        for piece in pieces {
            scope.spawn_fifo(move |scope| {
                let result = (self.work)(piece);
                self.take(piece, result);
                self.begin(scope, self.next());
            });
        }
    }

    /// The pieces that may be begun now.
    fn next(&self) -> Range<u32> {
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        let from = progress.begun;
        if !progress.ended {
            let until = progress.folded.saturating_add(self.window);
            progress.begun = until.min(self.pieces).max(from);
        }
        from..progress.begun
    }

    fn take(&self, piece: u32, result: Option<T>) {
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        let progress = &mut *progress;
        match result {
            Some(result) => drop(progress.waiting.insert(piece, result)),
            None => progress.ended = true,
        }
        while let Some(result) = progress.waiting.remove(&progress.folded) {
            (progress.fold)(result);
            progress.folded += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap().install(work)
    }

    #[test]
    fn results_come_in_order_for_any_number_of_threads() {
        for threads in [1, 2, 5] {
            let mut folded = Vec::new();
            let slow = |piece: u32| {
                let spin = (0..(piece * 7919) % 5000).fold(0u32, |sum, n| sum.wrapping_add(n * n));
                Some((piece, spin))
            };
            on_threads(threads, || {
                fold_in_order(100, &slow, &mut |(piece, _)| folded.push(piece));
            });
            assert_eq!(folded, (0..100).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_missing_piece_ends_the_work_and_drops_what_follows() {
        let (done, mut folded) = (AtomicU32::new(0), Vec::new());
        let work = |piece: u32| {
            done.fetch_add(1, Ordering::Relaxed);
            (piece != 5).then_some(piece)
        };
        on_threads(2, || {
            fold_in_order(1000, &work, &mut |piece| folded.push(piece));
        });
        assert_eq!(folded, [0, 1, 2, 3, 4]);
        assert!(done.into_inner() <= 5 + 2 * 2);
    }

    #[test]
    fn no_more_than_a_few_results_wait() {
        let (begun, most) = (AtomicU32::new(0), AtomicU32::new(0));
        let mut folded = 0;
        let work = |_| {
            begun.fetch_add(1, Ordering::Relaxed);
            Some(())
        };
        on_threads(3, || {
            fold_in_order(500, &work, &mut |()| {
                folded += 1;
                most.fetch_max(begun.load(Ordering::Relaxed) - folded, Ordering::Relaxed);
            });
        });
        assert_eq!(folded, 500);
        assert!(most.into_inner() <= 3 * WAITING_A_THREAD);
    }
}
