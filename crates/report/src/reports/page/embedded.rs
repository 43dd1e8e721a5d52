//! Data within a page: JSON that no text in it can end or make into markup.

use minijinja::{Error, ErrorKind};
use serde::Serialize;

/// The value as JSON for a script element: `<`, `>`, `&` and the two separators that scripts take for
/// the end of a line are written as `\u003c` and so on.
///
/// # Errors
///
/// If the value cannot be written as JSON.
pub(super) fn embedded(value: &impl Serialize) -> Result<String, Error> {
    let json = serde_json::to_string(value).map_err(|error| {
        Error::new(
            ErrorKind::BadSerialization,
            "the data of a chart are no JSON",
        )
        .with_source(error)
    })?;
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            other => text.push(other),
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script_or_its_line() {
        let text = "</script><!-- a&b \u{2028}\u{2029} {{ دانا";
        assert_eq!(
            embedded(&[text]).unwrap(),
            r#"["\u003c/script\u003e\u003c!-- a\u0026b \u2028\u2029 {{ دانا"]"#
        );
        let back: Vec<String> = serde_json::from_str(&embedded(&[text]).unwrap()).unwrap();
        assert_eq!(back, [text]);
    }
}
