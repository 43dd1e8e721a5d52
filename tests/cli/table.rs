//! A CSV file as a test reads it.

/// The header and the rows of a CSV file.
pub(crate) struct Table {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn parse(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let cells = |record: &csv::StringRecord| record.iter().map(String::from).collect();
        Self {
            header: cells(reader.headers().expect("a header")),
            rows: reader
                .records()
                .map(|record| cells(&record.expect("as many cells as the header has")))
                .collect(),
        }
    }

    /// The rows in which a column holds this text.
    pub(crate) fn with(mut self, column: &str, text: &str) -> Self {
        let index = self.index(column);
        self.rows.retain(|row| row[index] == text);
        self
    }

    /// A column of texts.
    pub(crate) fn texts(&self, column: &str) -> Vec<&str> {
        let index = self.index(column);
        self.rows.iter().map(|row| row[index].as_str()).collect()
    }

    /// A column of whole numbers.
    pub(crate) fn counts(&self, column: &str) -> Vec<i64> {
        let whole = |text: &&str| {
            text.parse()
                .unwrap_or_else(|_| panic!("{column}: {text:?}"))
        };
        self.texts(column).iter().map(whole).collect()
    }

    /// A column of numbers.
    pub(crate) fn numbers(&self, column: &str) -> Vec<f64> {
        let number = |text: &&str| {
            text.parse()
                .unwrap_or_else(|_| panic!("{column}: {text:?}"))
        };
        self.texts(column).iter().map(number).collect()
    }

    fn index(&self, column: &str) -> usize {
        let found = self.header.iter().position(|name| name == column);
        found.unwrap_or_else(|| panic!("no column {column} in {:?}", self.header))
    }
}
