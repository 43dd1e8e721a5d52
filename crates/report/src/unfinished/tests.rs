//! Tests of what an unfinished folder gives back after it was torn, taken or misused.

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::testing::names;

const ORDER_1: &str = r#"{"seed":1}"#;

fn desk() -> (TempDir, PathBuf) {
    let dir = TempDir::new().unwrap();
    let target = dir.path().join("winter");
    (dir, target)
}

fn opened(target: &Path, resume: bool) -> (Unfinished, Found) {
    Unfinished::open(target, ORDER_1, resume).unwrap()
}

fn done(done: usize) -> Found {
    Found::TakenUp(Extent { done, begun: 0 })
}

/// The message of a refusal, with its place cut out.
fn refused(dir: &TempDir, target: &Path, order: &str, resume: bool) -> String {
    let error = Unfinished::open(target, order, resume).unwrap_err();
    let root = dir.path().canonicalize().unwrap();
    assert!(error.is_refusal());
    error.to_string().replace(root.to_str().unwrap(), "[root]")
}

#[test]
fn pieces_and_states_are_there_again_until_the_work_is_finished() {
    let (dir, target) = desk();
    let (work, found) = opened(&target, true);
    assert_eq!(found, Found::Nothing);
    work.keep(7, b"seven").unwrap();
    work.keep(2, b"").unwrap();
    work.keep_state(3, b"half").unwrap();
    work.keep_state(4, b"gone").unwrap();
    work.forget_state(4).unwrap();
    work.forget_state(4).unwrap();
    drop(work);
    let (work, found) = opened(&target, true);
    assert_eq!(found, Found::TakenUp(Extent { done: 2, begun: 1 }));
    assert_eq!(work.recall(7).unwrap().unwrap(), b"seven");
    assert_eq!(work.recall(2).unwrap().unwrap(), b"");
    assert_eq!(work.recall(3).unwrap(), None);
    assert_eq!(work.recall_state(3).unwrap().unwrap(), b"half");
    assert_eq!(work.recall_state(4).unwrap(), None);
    assert_eq!(names(dir.path()), ["winter.unfinished"]);
    work.finish().unwrap();
    assert!(names(dir.path()).is_empty());
}

#[test]
fn work_that_is_not_resumed_begins_anew() {
    let (_dir, target) = desk();
    let (work, _) = opened(&target, false);
    work.keep(1, b"one").unwrap();
    work.keep_state(2, b"half").unwrap();
    drop(work);
    let (work, found) = opened(&target, false);
    assert_eq!(found, Found::Dropped(Extent { done: 1, begun: 1 }));
    assert_eq!(work.recall(1).unwrap(), None);
    assert_eq!(work.recall_state(2).unwrap(), None);
    drop(work);
    assert_eq!(opened(&target, false).1, Found::Nothing);
}

#[test]
fn pieces_without_an_order_are_no_work() {
    let (_dir, target) = desk();
    let (work, _) = opened(&target, false);
    work.keep(1, b"one").unwrap();
    fs::remove_file(work.folder().join(ORDER)).unwrap();
    drop(work);
    let (work, found) = opened(&target, true);
    assert_eq!(
        (found, work.recall(1).unwrap()),
        (Found::Nothing, None),
        "nobody knows what they are pieces of"
    );
}

#[test]
fn folders_made_for_the_work_go_with_it_unless_results_are_in_them() {
    let dir = TempDir::new().unwrap();
    let target = dir.path().join("out/far/winter");
    opened(&target, false).0.finish().unwrap();
    assert!(names(dir.path()).is_empty());
    let (work, _) = opened(&target, false);
    fs::create_dir(&target).unwrap();
    work.finish().unwrap();
    assert_eq!(names(&dir.path().join("out/far")), ["winter"]);
    fs::remove_dir(&target).unwrap();
    opened(&target, false).0.finish().unwrap();
    assert!(
        names(&dir.path().join("out/far")).is_empty(),
        "it was there"
    );
}

#[test]
fn another_order_is_refused_and_what_is_there_stays() {
    let (dir, target) = desk();
    let (work, _) = opened(&target, false);
    work.keep(1, b"one").unwrap();
    drop(work);
    insta::assert_snapshot!(refused(&dir, &target, r#"{"seed":2}"#, true), @"The unfinished work in `[root]/winter.unfinished` was another: `seed` was 1 and is 2. Ask for the same as then, or leave out `--resume` to begin anew.");
    assert_eq!(opened(&target, true).1, done(1));
}

#[test]
fn pieces_of_another_order_are_not_even_read() {
    let (dir, target) = desk();
    drop(opened(&target, false));
    let pieces = target.with_file_name("winter.unfinished/pieces");
    fs::write(&pieces, b"refuge 2, who knows").unwrap();
    refused(&dir, &target, r#"{"seed":2}"#, true);
    assert_eq!(fs::read(&pieces).unwrap(), b"refuge 2, who knows");
    fs::write(pieces.with_file_name(ORDER), [0xff; 9]).unwrap();
    insta::assert_snapshot!(refused(&dir, &target, ORDER_1, true), @"The unfinished work in `[root]/winter.unfinished` was another: the order cannot be read. Ask for the same as then, or leave out `--resume` to begin anew.");
    assert_eq!(opened(&target, false).1, Found::Nothing);
}

#[test]
fn a_program_that_is_about_to_end_is_waited_for() {
    let (_dir, target) = desk();
    let (work, _) = opened(&target, false);
    work.keep(1, b"one").unwrap();
    let ending = std::thread::spawn(move || {
        sleep(Duration::from_millis(300));
        drop(work);
    });
    assert_eq!(opened(&target, true).1, done(1));
    ending.join().unwrap();
}

#[test]
fn work_that_is_finished_while_it_is_waited_for_begins_anew() {
    let (_dir, target) = desk();
    let (work, _) = opened(&target, false);
    let ending = std::thread::spawn(move || {
        sleep(Duration::from_millis(300));
        work.finish().unwrap();
    });
    let (work, found) = opened(&target, true);
    ending.join().unwrap();
    assert_eq!(found, Found::Nothing);
    work.keep(1, b"one").unwrap();
    drop(work);
    assert_eq!(opened(&target, true).1, done(1));
}

#[test]
fn a_folder_in_use_is_refused() {
    let (dir, target) = desk();
    let (_work, _) = opened(&target, false);
    insta::assert_snapshot!(refused(&dir, &target, ORDER_1, false), @"Another refuge is at work in `[root]/winter.unfinished`: wait until it has ended, or name another folder with `--out`.");
}

#[test]
fn a_folder_with_files_of_others_is_left_alone() {
    let (dir, target) = desk();
    let folder = dir.path().join("winter.unfinished");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("thesis.doc"), "years of work").unwrap();
    insta::assert_snapshot!(refused(&dir, &target, ORDER_1, false), @"The folder `[root]/winter.unfinished` is needed for unfinished work, but holds `thesis.doc`, which refuge did not write: move it away, or name another folder with `--out`.");
    assert_eq!(names(&folder), ["thesis.doc"]);
}

#[test]
fn a_torn_state_is_no_state() {
    let (_dir, target) = desk();
    let (work, _) = opened(&target, false);
    work.keep_state(3, b"half").unwrap();
    for torn in [&b""[..], b"abc", b"\0\0\0\0half"] {
        fs::write(work.folder().join("state-3"), torn).unwrap();
        assert_eq!(work.recall_state(3).unwrap(), None);
    }
}

#[test]
fn a_file_of_another_kind_is_begun_anew() {
    let (_dir, target) = desk();
    drop(opened(&target, false));
    fs::write(target.with_file_name("winter.unfinished/pieces"), [9; 99]).unwrap();
    let (work, found) = opened(&target, true);
    assert_eq!(found, done(0));
    work.keep(1, b"one").unwrap();
    drop(work);
    assert_eq!(opened(&target, true).1, done(1));
}

proptest! {
    #[test]
    fn of_a_torn_file_every_piece_is_whole_or_not_there(
        lengths in prop::collection::vec(0..40usize, 1..6),
        cut in 0.0..1.0f64,
        flip in any::<bool>(),
    ) {
        let (_dir, target) = desk();
        let (work, _) = opened(&target, false);
        for (piece, &length) in (0u64..).zip(&lengths) {
            work.keep(piece, &vec![piece as u8 + 1; length]).unwrap();
        }
        let path = work.folder().join(PIECES);
        drop(work);
        let mut bytes = fs::read(&path).unwrap();
        let at = (cut * bytes.len() as f64) as usize;
        if flip {
            bytes[at] ^= 4;
        } else {
            bytes.truncate(at);
        }
        fs::write(&path, &bytes).unwrap();
        let (work, found) = opened(&target, true);
        let Found::TakenUp(Extent { done: found, begun: 0 }) = found else {
            panic!("{found:?}");
        };
        prop_assert!(found < lengths.len());
        for (piece, &length) in (0u64..).zip(&lengths) {
            let expected = ((piece as usize) < found).then(|| vec![piece as u8 + 1; length]);
            prop_assert_eq!(work.recall(piece).unwrap(), expected);
        }
        work.keep(99, b"on").unwrap();
        drop(work);
        prop_assert_eq!(opened(&target, true).1, done(found + 1));
    }
}
