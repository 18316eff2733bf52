//! The lines of a text, and its pages.

use crate::Span;

/// A decoded text by its characters, lines and pages.
pub(crate) struct Lines {
    pub(crate) chars: Vec<char>,
    pub(crate) lines: Vec<Line>,
    /// Where form feeds stand; none where the text has no pages.
    feeds: Vec<u32>,
}

/// A line without the white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Line {
    pub(crate) fn is_blank(&self) -> bool {
        self.start == self.end
    }

    pub(crate) fn width(&self) -> usize {
        self.end - self.start
    }
}

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut lines = Vec::new();
        let mut start = 0;
        for end in (0..=chars.len()).filter(|at| chars.get(*at).is_none_or(|char| *char == '\n')) {
            lines.push(trimmed(&chars, start, end));
            start = end + 1;
        }
        let feeds = chars.iter().zip(0..).filter(|(char, _)| **char == '\u{c}').map(|(_, at)| at).collect();
        Self { chars, lines, feeds }
    }

    /// The text between two places, as printed.
    pub(crate) fn slice(&self, start: usize, end: usize) -> String {
        self.chars.get(start..end).unwrap_or_default().iter().collect()
    }

    /// A line as printed.
    pub(crate) fn text(&self, line: usize) -> String {
        self.lines.get(line).map(|line| self.slice(line.start, line.end)).unwrap_or_default()
    }

    /// A line folded for comparison.
    pub(crate) fn folded(&self, line: usize) -> String {
        // A line of a mebibyte is no heading: what tells a heading stands in its first characters.
        let Some(line) = self.lines.get(line) else { return String::new() };
        crate::text::fold(&self.slice(line.start, line.end.min(line.start + 400)))
    }

    /// A span, with its page.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        self.paged(Span { start: index(start), end: index(end), page: None })
    }

    /// The span with the page that it starts on.
    pub(crate) fn paged(&self, span: Span) -> Span {
        let before = self.feeds.partition_point(|feed| *feed < span.start);
        Span { page: (!self.feeds.is_empty()).then(|| index(before + 1)), ..span }
    }
}

fn trimmed(chars: &[char], mut start: usize, mut end: usize) -> Line {
    while start < end && chars[start].is_whitespace() {
        start += 1;
    }
    while end > start && chars[end - 1].is_whitespace() {
        end -= 1;
    }
    Line { start, end }
}

fn index(figure: usize) -> u32 {
    u32::try_from(figure).unwrap_or(u32::MAX)
}
