//! A text as one line: what a reader hears, with the place of every character.

use crate::Span;

/// Words that a hyphen at a line's end stays before: "est-\nelle", "celui-\nci".
const AFTER_HYPHEN: [&str; 17] = [
    "elle", "elles", "il", "ils", "on", "je", "tu", "nous", "vous", "ce", "ci", "là", "même", "mêmes", "t",
    "y", "en",
];

/// Characters with their places in the document's text. White space is folded to single spaces, words cut at a
/// line's end are joined, apostrophes stay as printed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flow {
    pub(crate) chars: Vec<char>,
    places: Vec<u32>,
}

impl Flow {
    /// The text between two places, without white space at its ends.
    pub(crate) fn new(text: &[char], start: usize, end: usize) -> Self {
        let mut flow = Self::default();
        let mut at = start;
        while at < end {
            let char = text[at];
            if char == '-'
                && let Some(next) = cut(text, at, end)
            {
                if keeps_hyphen(text, at, next, end) {
                    flow.push('-', at);
                }
                at = next;
            } else {
                if !char.is_whitespace() {
                    flow.push(char, at);
                } else if flow.chars.last().is_some_and(|last| *last != ' ') {
                    flow.push(' ', at);
                }
                at += 1;
            }
        }
        if flow.chars.last() == Some(&' ') {
            flow.chars.pop();
            flow.places.pop();
        }
        flow
    }

    /// The text.
    pub(crate) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Where characters of the flow stand in the document: `start` inclusive, `end` exclusive, not empty.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let first = self.places.get(start).copied().unwrap_or_default();
        let last = self.places.get(end.saturating_sub(1)).copied().unwrap_or(first);
        Span { start: first, end: last + 1, page: None }
    }

    /// The first character that stands at a place of the document or after it.
    pub(crate) fn at(&self, place: u32) -> usize {
        self.places.partition_point(|each| *each < place)
    }

    /// The same characters in lower case, one for one, with plain apostrophes, spaces and hyphens.
    pub(crate) fn plain(&self) -> Vec<char> {
        self.chars.iter().copied().map(plain).collect()
    }

    fn push(&mut self, char: char, place: usize) {
        self.chars.push(char);
        self.places.push(u32::try_from(place).unwrap_or(u32::MAX));
    }
}

/// A character in lower case with a plain apostrophe or hyphen; one character stays one.
pub(crate) fn plain(char: char) -> char {
    match char {
        '\u{2018}' | '\u{2019}' | '\u{02bc}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        char => {
            let mut lower = char.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(lower), None) => lower,
                _ => char,
            }
        }
    }
}

/// Where a word goes on that a hyphen at a line's end cuts; none where the hyphen is no such thing.
fn cut(text: &[char], hyphen: usize, end: usize) -> Option<usize> {
    let before = hyphen.checked_sub(1).and_then(|at| text.get(at))?;
    let mut next = hyphen + 1;
    while next < end && text[next].is_whitespace() {
        next += 1;
    }
    let broken = text[hyphen + 1..next].iter().filter(|char| **char == '\n').count() == 1;
    (broken && before.is_alphabetic() && next < end && text[next].is_alphabetic()).then_some(next)
}

/// A proper name and a clitic keep their hyphen: "Bourgogne-\nFranche-Comté", "est-\nelle".
fn keeps_hyphen(text: &[char], hyphen: usize, next: usize, end: usize) -> bool {
    let word: String = text[next..end].iter().take_while(|char| char.is_alphabetic()).take(16).collect();
    !text[next].is_lowercase() || !text[hyphen - 1].is_lowercase() || AFTER_HYPHEN.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::Flow;

    fn flow(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        Flow::new(&chars, 0, chars.len()).text()
    }

    #[test]
    fn words_cut_at_a_lines_end_are_joined_and_names_keep_their_hyphen() {
        assert_eq!(
            flow("la trans-\nformation de la Bourgogne-\nFranche-Comté est-\nelle"),
            "la transformation de la Bourgogne-Franche-Comté est-elle"
        );
    }

    #[test]
    fn a_dash_between_lines_stays() {
        assert_eq!(flow("un –\ndeux -\ntrois"), "un – deux - trois");
    }
}
