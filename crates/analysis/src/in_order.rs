//! Numbered pieces of work, done in parallel and folded in the order of their numbers.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rayon::ScopeFifo;

/// Does a piece: its result, nothing if it was stopped, or a sentence that says why it failed.
pub(crate) type Work<'a, T> = dyn Fn(u32) -> Result<Option<T>, String> + Sync + 'a;

/// Results that may wait for an earlier one, for each thread.
const WAITING_A_THREAD: u32 = 2;

/// Does pieces of work side by side and folds their results in the order of the pieces, so that
/// what comes out is the same for any number of threads; only a few results wait at a time.
///
/// A piece without a result ends it: pieces under way are completed, no other is begun, and what
/// comes after the missing piece is dropped. `fold` must not use threads itself.
///
/// # Errors
///
/// What the first piece that failed says.
pub(crate) fn fold_in_order<T: Send>(
    pieces: u32,
    work: &Work<'_, T>,
    fold: &mut (dyn FnMut(T) + Send),
) -> Result<(), String> {
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
            failed: None,
            fold,
        }),
    };
    // First in, first out: early pieces are the ones that others wait for.
    rayon::scope_fifo(|scope| line.begin(scope, line.next()));
    let progress = line.progress.into_inner();
    let progress = progress.unwrap_or_else(PoisonError::into_inner);
    progress
        .failed
        .map_or(Ok(()), |(_, sentence)| Err(sentence))
}

struct Line<'a, T> {
    pieces: u32,
    /// How far pieces may be begun ahead of those that are folded.
    window: u32,
    work: &'a Work<'a, T>,
    progress: Mutex<Progress<'a, T>>,
}

struct Progress<'a, T> {
    begun: u32,
    folded: u32,
    waiting: BTreeMap<u32, T>,
    ended: bool,
    /// The first of the pieces that failed, and what it says.
    failed: Option<(u32, String)>,
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

    fn take(&self, piece: u32, result: Result<Option<T>, String>) {
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        let progress = &mut *progress;
        match result {
            Ok(Some(result)) => drop(progress.waiting.insert(piece, result)),
            Ok(None) => progress.ended = true,
            Err(sentence) => {
                progress.ended = true;
                if progress
                    .failed
                    .as_ref()
                    .is_none_or(|(first, _)| piece < *first)
                {
                    progress.failed = Some((piece, sentence));
                }
            }
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
                Ok(Some((piece, spin)))
            };
            on_threads(threads, || {
                fold_in_order(100, &slow, &mut |(piece, _)| folded.push(piece))
            })
            .unwrap();
            assert_eq!(folded, (0..100).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_missing_piece_ends_the_work_and_drops_what_follows() {
        let (done, mut folded) = (AtomicU32::new(0), Vec::new());
        let work = |piece: u32| {
            done.fetch_add(1, Ordering::Relaxed);
            Ok((piece != 5).then_some(piece))
        };
        on_threads(2, || {
            fold_in_order(1000, &work, &mut |piece| folded.push(piece))
        })
        .unwrap();
        assert_eq!(folded, [0, 1, 2, 3, 4]);
        assert!(done.into_inner() <= 5 + 2 * 2);
    }

    #[test]
    fn of_pieces_that_fail_the_first_is_told_however_they_race() {
        let work = |piece: u32| {
            if piece == 3 {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            match piece {
                0..3 => Ok(Some(())),
                _ => Err(format!("{piece} failed")),
            }
        };
        let mut folded = 0;
        let ended = on_threads(3, || fold_in_order(9, &work, &mut |()| folded += 1));
        assert_eq!((ended, folded), (Err("3 failed".to_owned()), 3));
    }

    #[test]
    fn no_more_than_a_few_results_wait() {
        let (begun, most) = (AtomicU32::new(0), AtomicU32::new(0));
        let mut folded = 0;
        let work = |_| {
            begun.fetch_add(1, Ordering::Relaxed);
            Ok(Some(()))
        };
        on_threads(3, || {
            fold_in_order(500, &work, &mut |()| {
                folded += 1;
                most.fetch_max(begun.load(Ordering::Relaxed) - folded, Ordering::Relaxed);
            })
        })
        .unwrap();
        assert_eq!(folded, 500);
        assert!(most.into_inner() <= 3 * WAITING_A_THREAD);
    }
}
