//! Columns of text for a terminal.

/// A heading and rows below it, numbers to the right; nothing without rows.
pub(crate) fn aligned(heading: &[&str], rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let heading: Vec<String> = heading.iter().map(ToString::to_string).collect();
    let rows: Vec<_> = std::iter::once(heading).chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<usize> = (0..rows[0].len()).filter_map(width).collect();
    let line = |row: &Vec<String>| {
        let label = format!("{:<width$}", row[0], width = widths[0]);
        let numbers = row.iter().zip(&widths).skip(1);
        let cells = numbers.map(|(text, &width)| format!("  {text:>width$}"));
        format!("{label}{}", cells.collect::<String>())
            .trim_end()
            .to_owned()
            + "\n"
    };
    rows.iter().map(line).collect()
}
