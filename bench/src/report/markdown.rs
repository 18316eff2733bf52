//! A table in Markdown.

/// Rows under a head. The first column is of words, the others are of figures.
pub(crate) struct Table {
    text: String,
    columns: usize,
}

impl Table {
    /// A table without rows.
    pub(crate) fn new(columns: &[&str]) -> Self {
        let mut table = Self { text: String::new(), columns: columns.len() };
        table.row(columns.iter().map(|column| (*column).to_owned()));
        table.text.push_str("|---|");
        table.text.push_str(&"---:|".repeat(columns.len() - 1));
        table.text.push('\n');
        table
    }

    /// One row; cells that are missing stay empty.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut cells: Vec<String> = cells.into_iter().map(|cell| cell.replace('|', "\\|")).collect();
        cells.resize(self.columns, String::new());
        self.text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }

    /// The table with an empty line after it.
    pub(crate) fn end(self) -> String {
        self.text + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn every_row_has_every_column() {
        let mut table = Table::new(&["what", "one", "two"]);
        table.row(["a|b".to_owned(), "1".to_owned()]);
        assert_eq!(table.end(), "| what | one | two |\n|---|---:|---:|\n| a\\|b | 1 |  |\n\n");
    }
}
