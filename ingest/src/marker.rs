//! Markers: the words and figures by which a line or an item says which recommendation it is: "Préconisation n° 3",
//! "P1 :", "2)".

use crate::lines::Lines;

/// Nouns of recommendations that a marker begins with.
const NOUNS: [&str; 6] =
    ["Préconisation", "Recommandation", "Proposition", "Preconisation", "PRÉCONISATION", "RECOMMANDATION"];

/// Where recommendations begin among some characters that say their number first, and where the words below a marker
/// that has a line of its own do; none of the places is an item's.
pub(crate) fn labels(lines: &Lines, start: usize, end: usize) -> Vec<(u32, bool)> {
    let chars = &lines.chars[..end.min(lines.chars.len())];
    let mut found = Vec::new();
    let mut add = |at: usize| {
        if let Ok(place) = u32::try_from(at)
            && at > start
        {
            found.push((place, false));
        }
    };
    let mut at = start;
    while at < end {
        let Some(number) = label(chars, at).filter(|_| begins(chars, start, at)) else {
            at += 1;
            continue;
        };
        let mark = (number..end).find(|at| chars[*at] == '\n' || !chars[*at].is_whitespace());
        let next = mark.map_or(end, |mark| mark);
        let alone = next >= end || chars[next] == '\n';
        let marked = next < end && matches!(chars[next], ':' | '–' | '-' | '—' | '.' | ')');
        let inline = !line_begins(chars, start, at);
        let told = if inline { marked && !matches!(chars[next], '.' | ')') } else { marked || alone };
        if told {
            add(at);
            if alone && let Some(below) = (next..end).find(|at| !chars[*at].is_whitespace()) {
                add(below);
            }
        }
        at = number;
    }
    found.dedup();
    found
}

/// Behind the number of a marker that begins at a character: "Préconisation n° 3".
fn label(chars: &[char], at: usize) -> Option<usize> {
    let noun = NOUNS.iter().find(|noun| {
        let mut letters = noun.chars();
        let length = noun.chars().count();
        chars.get(at..at + length).is_some_and(|read| read.iter().all(|char| letters.next() == Some(*char)))
    })?;
    let blank = |mut at: usize| {
        while chars.get(at).is_some_and(|char| char.is_whitespace() && *char != '\n') {
            at += 1;
        }
        at
    };
    let mut next = blank(at + noun.chars().count());
    if matches!(chars.get(next), Some('n' | 'N')) {
        next += 1;
        next += usize::from(matches!(chars.get(next), Some('°' | 'º' | 'o')));
        next = blank(next);
    }
    let digits = chars.get(next..)?.iter().take_while(|char| char.is_ascii_digit()).count();
    let over = next + digits;
    ((1..=3).contains(&digits) && !chars.get(over).is_some_and(|char| char.is_alphanumeric())).then_some(over)
}

/// Whether a line, a sentence or a part of one begins at a character.
fn begins(chars: &[char], start: usize, at: usize) -> bool {
    let before = chars[start..at].iter().rev().find(|char| !char.is_whitespace());
    let ended = before.is_none_or(|char| matches!(char, ';' | '.' | ':' | '!' | '?' | '-' | '–' | '•'));
    // A line that has room to spare ends for another reason; one that ends in a small word runs on.
    ended || line_begins(chars, start, at) && !runs_on(chars, start, at)
}

fn line_begins(chars: &[char], start: usize, at: usize) -> bool {
    chars[start..at].iter().rev().take_while(|char| **char != '\n').all(|char| !char.is_alphanumeric())
}

/// Whether the line before ends in a word that something must follow: "la", "sa", "à".
fn runs_on(chars: &[char], start: usize, at: usize) -> bool {
    let before: String = chars[start..at].iter().collect();
    let last = before.trim_end().rsplit(|char: char| !char.is_alphabetic()).next().unwrap_or_default();
    last.chars().count() <= 3
        || before.trim_end().ends_with(',')
        || matches!(last, "cette" | "notre" | "avec" | "dans")
}

/// A mark at the head of an item's text, and the text behind it: "P1 : un fonds", "1) un fonds".
pub(crate) fn marked(text: &str) -> Option<(String, &str)> {
    let coded = text.strip_prefix('P');
    let rest = coded.unwrap_or(text);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest.get(digits..)?.trim_start();
    let mut chars = behind.chars();
    let mark = chars.next()?;
    let fits = if coded.is_some() {
        matches!(mark, ':' | '-' | '–' | '.' | ')')
    } else {
        matches!(mark, ')' | '°')
    };
    let said = chars.as_str().trim_start();
    let words = chars.as_str().starts_with(char::is_whitespace) && !said.is_empty();
    ((1..=2).contains(&digits) && fits && words).then(|| (rest[..digits].to_owned(), said))
}
