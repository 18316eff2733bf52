//! CSV (RFC 4180) as rows of cells that know where they stand.

use std::borrow::Cow;

use crate::Span;

/// A cell, without its quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) span: Span,
}

/// A row of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row<'a> {
    pub(super) cells: Vec<Cell<'a>>,
    /// Where a quote opens that nothing closes.
    pub(super) open: Option<Span>,
}

impl Row<'_> {
    /// From the first cell to the last.
    pub(super) fn span(&self) -> Span {
        let start = self.cells.first().map_or(0, |cell| cell.span.start);
        let end = self.cells.last().map_or(0, |cell| cell.span.end);
        Span { start, end: end.max(start + 1), page: None }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }
}

/// The sign between the cells of a first line: the most frequent of those that publishers use.
pub(super) fn separator(text: &str) -> char {
    let line = text.lines().next().unwrap_or_default();
    let often = |sign: &char| line.chars().filter(|char| char == sign).count();
    [';', ',', '\t'].into_iter().rev().max_by_key(often).unwrap_or(';')
}

/// The rows of a text.
pub(super) struct Rows<'a> {
    text: &'a str,
    separator: char,
    /// In bytes, and in code points.
    at: usize,
    chars: u32,
}

impl<'a> Rows<'a> {
    pub(super) fn new(text: &'a str, separator: char) -> Self {
        Self { text, separator, at: 0, chars: 0 }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn step(&mut self, char: char) {
        self.at += char.len_utf8();
        self.chars += 1;
    }

    /// The next cell; where it opens a quote that nothing closes, the place.
    fn cell(&mut self) -> (Cell<'a>, Option<Span>) {
        let (start, from) = (self.chars, self.at);
        if self.peek() == Some('"') {
            return self.quoted();
        }
        while let Some(char) =
            self.peek().filter(|char| !matches!(char, '\n' | '\r') && *char != self.separator)
        {
            self.step(char);
        }
        let span = Span { start, end: self.chars, page: None };
        (Cell { text: Cow::Borrowed(&self.text[from..self.at]), span }, None)
    }

    fn quoted(&mut self) -> (Cell<'a>, Option<Span>) {
        let start = self.chars;
        self.step('"');
        let (from, mut text) = (self.at, None::<String>);
        let mut piece = from;
        let mut open = Some(Span { start, end: start + 1, page: None });
        let mut end = self.text.len();
        while let Some(char) = self.peek() {
            let quote = self.at;
            self.step(char);
            if char != '"' {
                continue;
            }
            if self.peek() == Some('"') {
                // Two quotes are one within a cell.
                let text = text.get_or_insert_default();
                text.push_str(&self.text[piece..self.at]);
                self.step('"');
                piece = self.at;
            } else {
                (open, end) = (None, quote);
                break;
            }
        }
        // What stands between the quote and the separator belongs to no cell by the rule; it is kept.
        let rest = self.at;
        while let Some(char) =
            self.peek().filter(|char| !matches!(char, '\n' | '\r') && *char != self.separator)
        {
            self.step(char);
        }
        let stray = self.text[rest..self.at].trim();
        let inner = &self.text[piece..end];
        let text = match text {
            None if stray.is_empty() => Cow::Borrowed(inner),
            text => Cow::Owned(text.unwrap_or_default() + inner + stray),
        };
        (Cell { text, span: Span { start, end: self.chars, page: None } }, open)
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        self.peek()?;
        let mut row = Row { cells: Vec::new(), open: None };
        loop {
            let (cell, open) = self.cell();
            row.cells.push(cell);
            row.open = row.open.or(open);
            match self.peek() {
                Some(char) if char == self.separator => self.step(char),
                Some('\r') => {
                    self.step('\r');
                    if self.peek() == Some('\n') {
                        self.step('\n');
                    }
                    return Some(row);
                }
                Some(char) => {
                    self.step(char);
                    return Some(row);
                }
                None => return Some(row),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Rows, separator};

    fn read(text: &str) -> Vec<Vec<String>> {
        let rows = Rows::new(text, separator(text));
        rows.map(|row| row.cells.into_iter().map(|cell| cell.text.into_owned()).collect()).collect()
    }

    #[test]
    fn quotes_hold_separators_line_ends_and_quotes() {
        let text = "a;b;c\r\n\"x;y\";\"two\r\nlines\";\"say \"\"yes\"\"\"\r\n;;\r\n";
        assert_eq!(
            read(text),
            [vec!["a", "b", "c"], vec!["x;y", "two\r\nlines", "say \"yes\""], vec!["", "", ""]]
        );
    }

    #[test]
    fn commas_tabs_and_any_line_end_will_do() {
        assert_eq!(read("a,b\nc,d"), [vec!["a", "b"], vec!["c", "d"]]);
        assert_eq!(read("a\tb\rc\td\r"), [vec!["a", "b"], vec!["c", "d"]]);
    }

    #[test]
    fn spans_count_code_points_quotes_included() {
        let rows: Vec<_> = Rows::new("é;\"œ\";z\nà", ';').collect();
        let spans: Vec<_> = rows[0].cells.iter().map(|cell| (cell.span.start, cell.span.end)).collect();
        assert_eq!(spans, [(0, 1), (2, 5), (6, 7)]);
        assert_eq!(rows[1].cells[0].span.start, 8);
    }

    #[test]
    fn a_quote_that_nothing_closes_is_told() {
        let rows: Vec<_> = Rows::new("a;b\n1;\"two\n3;4\n", ';').collect();
        assert_eq!(rows[1].open.map(|span| span.start), Some(6));
        assert_eq!(rows.len(), 2);
    }
}
