//! The lines of a text, and its pages.

use crate::{
    Span,
    flow::{Flow, is_break, seen},
    folded::Folded,
    furniture::furniture,
    inline, table,
};

/// A decoded text by its characters, lines and pages.
pub(crate) struct Lines {
    /// The characters that are read: those of page furniture are blanks, so that no paragraph runs through them.
    pub(crate) chars: Vec<char>,
    /// The characters as printed.
    pub(crate) printed: Vec<char>,
    pub(crate) lines: Vec<Line>,
    /// The lines that a page repeats: numbers, running heads and feet.
    pub(crate) furniture: Vec<Line>,
    /// Each line folded, the first characters of it.
    folded: Vec<String>,
    /// Where form feeds stand; none where the text has no pages.
    feeds: Vec<u32>,
    /// Where line feeds stand.
    breaks: Vec<usize>,
    /// For each line, how many pages ended before it.
    pages: Vec<u32>,
    /// The lines with text.
    filled: Vec<usize>,
    /// How many characters each line has, as people see them.
    widths: Vec<usize>,
    runs_on: Vec<bool>,
    /// Whether paragraphs run over several lines.
    pub(crate) wrapped: bool,
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

/// A line of a mebibyte is no heading: what tells a heading stands in its first characters.
const FOLDED: usize = 400;

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let printed: Vec<char> = text.chars().collect();
        let mut lines = Vec::new();
        let mut start = 0;
        for end in 0..=printed.len() {
            if printed.get(end).is_none_or(|char| ends_line(&printed, end, *char)) {
                lines.push(trimmed(&printed, start, end));
                start = end + 1;
            }
        }
        let mut lines = inline::cut(&printed, columns(&printed, lines));
        let places = |wanted: char| printed.iter().zip(0..).filter(move |(char, _)| **char == wanted);
        let feeds: Vec<u32> = places('\u{c}').map(|(_, at)| at).collect();
        let breaks: Vec<usize> = places('\n').map(|(_, at)| at as usize).collect();
        let mut page = 0;
        let mut pages: Vec<u32> = lines.iter().map(|line| page_of(&feeds, line, &mut page)).collect();
        let mut chars = printed.clone();
        let mut removed = Vec::new();
        let mut ended = 0;
        let gone = furniture(&printed, &lines, &pages);
        for ((line, gone), page) in lines.iter_mut().zip(gone).zip(&mut pages) {
            if gone {
                removed.push(*line);
                chars[line.start..line.end].fill(' ');
                line.end = line.start;
                ended += 1;
            }
            *page += ended;
        }
        table::signed(&mut chars, &lines);
        let folded = lines.iter().map(|line| {
            let flow = Flow::new(&chars, line.start, line.end.min(line.start + FOLDED));
            Folded::new(&flow).text
        });
        let folded = folded.collect();
        let runs_on = runs_on(&chars, &lines);
        let wrapped = runs_on.iter().filter(|runs| **runs).count() > 1;
        let filled = (0..lines.len()).filter(|number| !lines[*number].is_blank()).collect();
        let widths = lines.iter().map(|line| chars[line.start..line.end].iter().map(seen).sum()).collect();
        Self {
            chars,
            printed,
            lines,
            furniture: removed,
            folded,
            feeds,
            breaks,
            pages,
            filled,
            widths,
            runs_on,
            wrapped,
        }
    }

    /// The text between two places, as printed.
    pub(crate) fn slice(&self, start: usize, end: usize) -> String {
        self.printed.get(start..end).unwrap_or_default().iter().collect()
    }

    /// A line as printed.
    pub(crate) fn text(&self, line: usize) -> String {
        self.lines.get(line).map(|line| self.slice(line.start, line.end)).unwrap_or_default()
    }

    /// A line folded for comparison.
    pub(crate) fn folded(&self, line: usize) -> &str {
        self.folded.get(line).map(String::as_str).unwrap_or_default()
    }

    /// Whether a line had room for the first word of the next, among the lines around it: it was not broken for want of
    /// room. Proportional type makes lines of one width differ in their characters.
    pub(crate) fn had_room(&self, number: usize) -> bool {
        let Some(next) = self.lines.get(number + 1) else { return true };
        let around = || number.saturating_sub(12)..(number + 12).min(self.widths.len());
        // Lines that run on show how wide the text is; titles and labels may be wider.
        let full = around().filter(|at| self.runs_on[*at]).map(|at| self.widths[at]).max();
        let width = full.or_else(|| around().map(|at| self.widths[at]).max()).unwrap_or_default();
        let word = self.chars[next.start..next.end].iter().take_while(|char| !char.is_whitespace()).count();
        !self.wrapped || (self.width(number) + 1 + word) * 100 <= width * 88
    }

    /// How many characters a line has.
    pub(crate) fn width(&self, line: usize) -> usize {
        self.widths.get(line).copied().unwrap_or_default()
    }

    /// The first line with text at or after `from`.
    pub(crate) fn next(&self, from: usize) -> Option<usize> {
        let at = self.filled.partition_point(|filled| *filled < from);
        self.filled.get(at).copied()
    }

    /// The last line with text before `from`.
    pub(crate) fn before(&self, from: usize) -> Option<usize> {
        let at = self.filled.partition_point(|filled| *filled < from);
        at.checked_sub(1).map(|at| self.filled[at])
    }

    /// The character that a line begins with.
    pub(crate) fn first(&self, line: usize) -> Option<char> {
        let line = self.lines.get(line).filter(|line| !line.is_blank())?;
        self.chars.get(line.start).copied()
    }

    /// The character that a line ends with.
    pub(crate) fn last(&self, line: usize) -> Option<char> {
        let line = self.lines.get(line).filter(|line| !line.is_blank())?;
        self.chars.get(line.end - 1).copied()
    }

    /// Whether a page ends between two lines.
    pub(crate) fn page_between(&self, before: usize, after: usize) -> bool {
        self.pages.get(before) != self.pages.get(after)
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

    /// The line and column of a place, both from 1.
    pub(crate) fn position(&self, at: usize) -> (u32, u32) {
        let at = at.min(self.printed.len());
        let before = self.breaks.partition_point(|line_feed| *line_feed < at);
        let start = before.checked_sub(1).map_or(0, |last| self.breaks[last] + 1);
        (index(before + 1), index(at - start + 1))
    }
}

/// How far down a head may print several of its parts in one line.
const HEAD: usize = 60;

/// A letterhead stands above the rest.
const TOP: usize = 10;

/// Lines of a head cut where they hold several of its parts: "Séance plénière du … – Commission … – Rapporteur : …".
fn columns(chars: &[char], lines: Vec<Line>) -> Vec<Line> {
    let parts = [
        "seance pleniere",
        "seance du",
        "session du",
        "assemblee pleniere",
        "commission ",
        "rapporteur",
        "co-rapporteur",
        "avis sur le rapport",
        "autosaisine",
        "objet :",
        "rapport n",
        "vote du ceser",
        "session pleniere",
        "reunion pleniere",
        "avis n°",
        "presente par",
    ];
    // What stands first in such a line may be the assembly, or the report's number behind its noun.
    let letterhead = ["ceser", "c.e.s.e.r", "conseil economique"];
    let number = |folded: &str| {
        folded
            .strip_prefix("rapport ")
            .is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()))
    };
    let opens = |start: usize, end: usize| {
        let start = (start..end).find(|at| !chars[*at].is_whitespace()).unwrap_or(end);
        let text: String = chars[start..end.min(start + 24)].iter().collect();
        let folded = crate::text::fold(&text);
        parts.iter().any(|part| folded.starts_with(part)) || number(&folded)
    };
    let begins = |start: usize, end: usize| {
        let text: String = chars[start..end.min(start + 24)].iter().collect();
        let folded = crate::text::fold(&text);
        letterhead.iter().any(|part| folded.starts_with(part)) || opens(start, end)
    };
    // "CESER – Avis sur le rapport 4-3    2/3" is what a page repeats.
    let foot = |number: usize, line: &Line| {
        let last = chars[line.start..line.end].rsplit(|char| char.is_whitespace()).next().unwrap_or_default();
        let paged = !last.is_empty() && last.iter().all(|char| char.is_ascii_digit() || *char == '/');
        !opens(line.start, line.end) && (number >= TOP || (paged && last.len() < 4 || last.contains(&'/')))
    };
    let mut cut = Vec::with_capacity(lines.len());
    for (line, number) in lines.into_iter().zip(0..) {
        if number >= HEAD || line.width() > 300 || !begins(line.start, line.end) || foot(number, &line) {
            cut.push(line);
            continue;
        }
        let mut start = line.start;
        for at in line.start + 1..line.end.saturating_sub(1) {
            let dash = matches!(chars[at], '-' | '–' | '—' | '|' | '•')
                && chars[at - 1].is_whitespace()
                && chars[at + 1].is_whitespace();
            let gap =
                chars[at] == '\t' || (at + 2 < line.end && chars[at..at + 3].iter().all(|char| *char == ' '));
            if (dash || gap) && opens(at + 1, line.end) {
                cut.push(trimmed(chars, start, at));
                start = at + 1;
            }
        }
        cut.push(trimmed(chars, start, line.end));
    }
    cut.retain(|line| line.end >= line.start);
    cut
}

/// For each line whether its sentence runs on in the next.
fn runs_on(chars: &[char], lines: &[Line]) -> Vec<bool> {
    let runs = |pair: &[Line]| {
        let last = pair[0].end.checked_sub(1).filter(|_| !pair[0].is_blank()).and_then(|at| chars.get(at));
        let first = chars.get(pair[1].start).filter(|_| !pair[1].is_blank());
        let open = last.is_some_and(|char| char.is_alphanumeric() || matches!(char, ',' | '-'));
        let goes_on = first.is_some_and(|char| char.is_lowercase() || char.is_ascii_digit() || *char == '(');
        open && goes_on && pair[0].width() > 30
    };
    lines.windows(2).map(runs).chain([false]).collect()
}

/// A carriage return ends a line of its own where no line feed follows it.
fn ends_line(chars: &[char], at: usize, char: char) -> bool {
    is_break(char) || (char == '\r' && chars.get(at + 1) != Some(&'\n'))
}

fn page_of(feeds: &[u32], line: &Line, page: &mut u32) -> u32 {
    while feeds.get(*page as usize).is_some_and(|feed| (*feed as usize) < line.start) {
        *page += 1;
    }
    *page
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
