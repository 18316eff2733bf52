//! Sentences of a flow.

use std::ops::Range;

use crate::flow::Flow;

/// The sentences, each from its first character to its full stop.
pub(crate) fn sentences(flow: &Flow) -> Vec<Range<usize>> {
    bounds(&flow.chars)
}

/// The sentences of some characters.
pub(crate) fn bounds(chars: &[char]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 0..chars.len() {
        let ends = matches!(chars[at], '.' | '!' | '?' | '…');
        let last = at + 1 == chars.len();
        let capital =
            chars.get(at + 2).is_some_and(|char| char.is_uppercase() || matches!(char, '"' | '«' | '“'));
        let next = chars.get(at + 1) == Some(&' ') && capital && !abbreviation(chars, at);
        if last || (ends && next) {
            sentences.push(start..at + 1);
            start = at + 2;
        }
    }
    sentences
}

/// "M. Dupont" and "J. Dupont" hold no end of a sentence.
fn abbreviation(chars: &[char], stop: usize) -> bool {
    let word = chars[..stop].iter().rev().take_while(|char| char.is_alphabetic()).count();
    word == 1 && chars[stop - 1].is_uppercase()
}
