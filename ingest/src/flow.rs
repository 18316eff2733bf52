//! A text as one line: what a reader hears, with the place of every character.

use crate::Span;

/// Words that a hyphen at a line's end stays before: "est-\nelle", "celui-\nci".
const AFTER_HYPHEN: [&str; 17] = [
    "elle", "elles", "il", "ils", "on", "je", "tu", "nous", "vous", "ce", "ci", "là", "même", "mêmes", "t",
    "y", "en",
];

/// Characters with their places in the document's text. White space is folded to single spaces, words cut at a
/// line's end are joined, typographic ligatures are written out, apostrophes stay as printed.
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
            if matches!(char, '-' | '\u{2010}' | '\u{ad}')
                && let Some(next) = cut(text, at, end)
            {
                if char != '\u{ad}' && keeps_hyphen(text, at, next, end) {
                    flow.push('-', at);
                }
                at = next;
                continue;
            }
            at += 1;
            if let Some(letters) = ligature(char) {
                letters.chars().for_each(|letter| flow.push(letter, at - 1));
            } else if char.is_whitespace() {
                if flow.chars.last().is_some_and(|last| *last != ' ') {
                    flow.push(' ', at - 1);
                }
            } else if !unseen(char) {
                flow.push(char, at - 1);
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

    /// The text with the ligatures that are printed: what the span of these characters quotes, on one line.
    pub(crate) fn printed(&self, text: &[char], start: usize, end: usize) -> String {
        let mut printed = String::new();
        let mut before = None;
        for at in start..end.min(self.chars.len()) {
            let place = self.places[at];
            if before != Some(place) {
                let whole = text.get(place as usize).filter(|char| ligature(**char).is_some());
                printed.push(*whole.unwrap_or(&self.chars[at]));
            }
            before = Some(place);
        }
        printed
    }

    /// Where a character of the flow stands in the document.
    pub(crate) fn place(&self, at: usize) -> usize {
        self.places.get(at).map_or(0, |place| *place as usize)
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

/// The letters of a typographic ligature (Unicode, Alphabetic Presentation Forms): a printer's choice, no spelling.
fn ligature(char: char) -> Option<&'static str> {
    let letters = match char {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    };
    Some(letters)
}

/// Marks for printers that nobody sees.
fn unseen(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Where a word goes on that a hyphen at a line's end cuts; none where the hyphen is no such thing.
fn cut(text: &[char], hyphen: usize, end: usize) -> Option<usize> {
    let before = hyphen.checked_sub(1).and_then(|at| text.get(at))?;
    let mut next = hyphen + 1;
    while next < end && text[next].is_whitespace() {
        next += 1;
    }
    if next >= end || !before.is_alphabetic() || !text[next].is_alphabetic() {
        return None;
    }
    let breaks = text[hyphen + 1..next].iter().filter(|char| is_break(**char)).count();
    // A page's end may leave blank lines inside a word; nothing else does.
    let paged = breaks > 1 && before.is_lowercase() && text[next].is_lowercase();
    (breaks == 1 || paged).then_some(next)
}

/// How many characters people see in one.
pub(crate) fn seen(char: &char) -> usize {
    if unseen(*char) { 0 } else { ligature(*char).map_or(1, str::len) }
}

/// What ends a line. A carriage return before a line feed ends none of its own.
pub(crate) fn is_break(char: char) -> bool {
    matches!(char, '\n' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
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
    fn ligatures_and_soft_hyphens_are_read_as_their_letters() {
        assert_eq!(
            flow("l’e\u{fb03}cacité des \u{fb02}ux de com\u{ad}mande et de li\u{ad}\nvraison"),
            "l’efficacité des flux de commande et de livraison"
        );
        let chars: Vec<char> = "su\u{fb00}rages".chars().collect();
        let flow = Flow::new(&chars, 0, chars.len());
        assert_eq!(flow.printed(&chars, 0, flow.chars.len()), "su\u{fb00}rages");
        assert_eq!(flow.span(2, 4).end, 3);
    }

    #[test]
    fn a_word_that_a_page_cuts_is_joined() {
        assert_eq!(flow("per-\n\n\u{c}mettant"), "permettant");
    }

    #[test]
    fn a_dash_between_lines_stays() {
        assert_eq!(flow("un –\ndeux -\ntrois"), "un – deux - trois");
    }
}
