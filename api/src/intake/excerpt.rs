//! The text around a problem.

use ingest::Problem;

/// How many characters of a line are shown.
const WIDTH: usize = 100;

/// A line of the document with the column of a problem in it, from 1.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The line, cut around the column, without what a terminal would obey.
    pub(crate) text: String,
    /// The column in `text`, from 1.
    pub(crate) column: usize,
}

/// The line that a problem stands in; none where the document has no text, or the line is empty.
pub(crate) fn excerpt(text: Option<&str>, problem: &Problem) -> Option<Excerpt> {
    let line = text?.split('\n').nth(problem.line as usize - 1)?;
    let chars: Vec<char> = line.trim_end().chars().map(shown).collect();
    let column = (problem.column as usize).min(chars.len().max(1));
    let from = if chars.len() > WIDTH { column.saturating_sub(WIDTH / 2) } else { 0 };
    let to = (from + WIDTH).min(chars.len());
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < chars.len() { "…" } else { "" });
    let cut: String = chars[from..to].iter().collect();
    let text = format!("{before}{cut}{after}");
    (!cut.trim().is_empty()).then(|| Excerpt { text, column: column - from + before.chars().count() })
}

/// One character for one: a tab or an escape sequence would move the mark below, or more.
pub(crate) fn shown(char: char) -> char {
    if char.is_whitespace() {
        ' '
    } else if char.is_control() {
        '\u{fffd}'
    } else {
        char
    }
}
