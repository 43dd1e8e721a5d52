//! Problems of a scenario: gathered, counted, and shown with the line they stand on.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::source::Source;

/// How many problems of a sort are shown of a file.
const SHOWN: usize = 20;

/// Everything that is wrong, or doubtful, in a scenario.
#[derive(Clone, Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// How many problems forbid a run.
    pub fn errors(&self) -> usize {
        self.0.iter().filter(|problem| problem.is_error()).count()
    }

    /// How many problems are only doubtful.
    pub fn warnings(&self) -> usize {
        self.0.len() - self.errors()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them as text for people, file by file and line by line, with or without colour.
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut ordered: Vec<&Problem> = self.0.iter().collect();
        ordered.sort_by_key(|problem| problem.position());
        let mut alike: BTreeMap<(usize, String), usize> = BTreeMap::new();
        for problem in &ordered {
            *alike.entry(problem.sort()).or_default() += 1;
        }
        let mut shown: BTreeMap<(usize, String), usize> = BTreeMap::new();
        let mut texts = Vec::new();
        for problem in ordered {
            let sort = problem.sort();
            let more = alike[&sort].saturating_sub(SHOWN);
            let number = shown.entry(sort).or_default();
            *number += 1;
            if *number <= SHOWN {
                texts.push(problem.render(&renderer));
            }
            if *number == SHOWN && more > 0 {
                texts.push(format!("and {more} more like this"));
            }
        }
        texts.join("\n\n")
    }

    /// Whether there are so many that looking for suggestions is time lost.
    pub(crate) fn are_many(&self) -> bool {
        self.0.len() > 100
    }

    pub(crate) fn add(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Passes a value on, or notes why there is none.
    pub(crate) fn keep<T>(&mut self, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.add(problem)).ok()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Problems {}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

/// One problem; boxed, since it travels in results.
#[derive(Clone, Debug)]
pub(crate) struct Problem(Box<Parts>);

#[derive(Clone, Debug)]
struct Parts {
    is_error: bool,
    title: String,
    /// The file, and the line if one is known; shown where there is no mark.
    origin: Option<String>,
    marks: Vec<Mark>,
    help: Option<String>,
}

/// A part of a file, with a remark on it.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub(crate) source: Arc<Source>,
    pub(crate) span: Range<usize>,
    pub(crate) label: Option<String>,
}

impl Problem {
    pub(crate) fn error(title: impl Into<String>) -> Self {
        Self(Box::new(Parts {
            is_error: true,
            title: title.into(),
            origin: None,
            marks: Vec::new(),
            help: None,
        }))
    }

    pub(crate) fn warning(title: impl Into<String>) -> Self {
        let mut problem = Self::error(title);
        problem.0.is_error = false;
        problem
    }

    /// Says which file it is about, where there is no text to show.
    pub(crate) fn in_file(mut self, path: impl Into<String>) -> Self {
        self.0.origin = Some(path.into());
        self
    }

    /// Says where it stands; the first mark is the problem, further ones are what it collides with.
    pub(crate) fn at(mut self, mark: Mark) -> Self {
        self.0.marks.push(mark);
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    /// Gives the advice that there is, if any.
    pub(crate) fn help_if(self, help: Option<String>) -> Self {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }

    /// Offers the nearest known name, if one is near.
    pub(crate) fn suggest(self, nearest: Option<&str>) -> Self {
        self.help_if(nearest.map(|name| format!("Did you mean `{name}`?")))
    }

    fn is_error(&self) -> bool {
        self.0.is_error
    }

    /// The file it stands in, and its title without the names and numbers in it.
    fn sort(&self) -> (usize, String) {
        let title = self.0.title.split('`').step_by(2).collect::<String>();
        let title = title.replace(|c: char| c.is_ascii_digit(), "");
        (self.position().0, title)
    }

    fn position(&self) -> (usize, usize) {
        self.0
            .marks
            .first()
            .map_or((0, 0), |mark| (mark.source.rank, mark.span.start))
    }

    fn render(&self, renderer: &Renderer) -> String {
        let Parts {
            is_error,
            title,
            origin,
            marks,
            help,
        } = &*self.0;
        let level = if *is_error {
            Level::ERROR
        } else {
            Level::WARNING
        };
        let mut group = Group::with_title(level.primary_title(title));
        for (index, mark) in marks.iter().enumerate() {
            let kind = if index == 0 {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            group = group.element(mark.snippet(kind));
        }
        let help = help
            .as_deref()
            .map(|help| Group::with_title(Level::HELP.secondary_title(help)));
        if !marks.is_empty() {
            let groups: Vec<Group<'_>> = [Some(group), help].into_iter().flatten().collect();
            return renderer.render(&groups);
        }
        let title = renderer.render(&[group]);
        let file = origin.as_ref().map(|file| format!(" --> {file}"));
        let help = help.map(|help| renderer.render(&[help]));
        let lines: Vec<String> = [Some(title), file, help].into_iter().flatten().collect();
        lines.join("\n")
    }
}

impl Mark {
    /// The line of the mark alone, so that showing it costs the same in a file of any size.
    fn snippet(&self, kind: AnnotationKind) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let (number, line) = self.source.line(self.span.start);
        let text = &self.source.text[line.clone()];
        let inside = |at: usize| at.clamp(line.start, line.end) - line.start;
        let span = inside(self.span.start)..inside(self.span.end);
        Snippet::source(text)
            .line_start(number)
            .path(&self.source.path)
            .annotation(kind.span(span).label(self.label.as_deref()))
    }
}

/// The candidate that a misspelt word was probably meant to be.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= limit + 2)
        .map(|candidate| {
            let lower = candidate.to_lowercase();
            let distance = strsim::damerau_levenshtein(&word, &lower);
            // Of equally near ones, letters in another order are the likelier slip.
            (distance, letters(&lower) != letters(&word), candidate)
        })
        .filter(|&(distance, ..)| distance <= limit)
        .min_by_key(|&(distance, other_letters, _)| (distance, other_letters))
        .map(|(.., candidate)| candidate)
}

fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// Names in backticks, with commas and an `and`.
pub(crate) fn all_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    joined(names, "and")
}

/// Names in backticks, with commas and an `or`.
pub(crate) fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    joined(names, "or")
}

fn joined<'a>(names: impl IntoIterator<Item = &'a str>, word: &str) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        let words = ["town", "camp", "idp_camp"];
        assert_eq!(nearest("cmap", words), Some("camp"));
        assert_eq!(nearest("Town", words), Some("town"));
        assert_eq!(nearest("village", words), None);
    }

    #[test]
    fn of_many_problems_alike_the_first_are_shown() {
        let source = Arc::new(Source::new("places.csv", "a\n".repeat(30), 1));
        let mut problems = Problems::default();
        for line in 0..23 {
            let problem = Problem::error(format!("`{line}` is the {line}th wrong name."));
            problems.add(problem.at(Mark {
                source: Arc::clone(&source),
                span: 2 * line..2 * line + 1,
                label: None,
            }));
        }
        problems.add(Problem::error("Another one.").in_file("routes.csv"));
        let said = problems.to_string();
        assert_eq!(said.matches("wrong name").count(), 20);
        assert!(
            said.ends_with("20 | a\n   | ^\n\nand 3 more like this"),
            "{said}"
        );
        assert_eq!(problems.errors(), 24);
    }

    #[test]
    fn problems_are_shown_in_the_order_of_the_file() {
        let source = Arc::new(Source::new("places.csv", "first\nsecond\n".to_owned(), 1));
        let at = |span| Mark {
            source: Arc::clone(&source),
            span,
            label: None,
        };
        let mut problems = Problems::default();
        problems.add(Problem::warning("Second.").at(at(6..12)));
        problems.add(Problem::error("First.").at(at(0..5)).help("Do this."));
        assert_eq!((problems.errors(), problems.warnings()), (1, 1));
        insta::assert_snapshot!(problems, @"
        error: First.
         --> places.csv:1:1
          |
        1 | first
          | ^^^^^
          |
        help: Do this.

        warning: Second.
         --> places.csv:2:1
          |
        2 | second
          | ^^^^^^
        ");
    }
}
