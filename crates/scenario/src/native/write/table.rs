//! Tables as text: columns that say how to fill their cells.

/// A table with a row for each item.
pub(super) struct Sheet<'w, T> {
    items: &'w [T],
    columns: Vec<Column<'w, T>>,
}

struct Column<'w, T> {
    name: &'w str,
    cell: Box<dyn Fn(&T) -> String + 'w>,
}

impl<'w, T> Sheet<'w, T> {
    pub(super) fn of(items: &'w [T]) -> Self {
        Self {
            items,
            columns: Vec::new(),
        }
    }

    /// Adds a column that is always there.
    pub(super) fn column(mut self, name: &'w str, cell: impl Fn(&T) -> String + 'w) -> Self {
        self.columns.push(Column {
            name,
            cell: Box::new(cell),
        });
        self
    }

    /// Adds a column that is there only if one of its cells is not empty.
    pub(super) fn optional(self, name: &'w str, cell: impl Fn(&T) -> String + 'w) -> Self {
        if self.items.iter().any(|item| !cell(item).is_empty()) {
            self.column(name, cell)
        } else {
            self
        }
    }

    /// Its text.
    pub(super) fn text(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|column| column.name))?;
        for item in self.items {
            writer.write_record(self.columns.iter().map(|column| (column.cell)(item)))?;
        }
        writer
            .into_inner()
            .map_err(|error| error.into_error().into())
    }
}

/// A number as the shortest text that reads back the same, empty if it is 0.
pub(super) fn unless_zero(number: f64) -> String {
    if number == 0.0 {
        String::new()
    } else {
        number.to_string()
    }
}

/// What there is, as text.
pub(super) fn if_any<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
