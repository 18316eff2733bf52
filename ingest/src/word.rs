//! Words: the runs of letters and digits of a text, folded, so that phrases are found whatever stands between them.

use std::{collections::HashMap, ops::Range, sync::OnceLock};

use crate::text::fold;

/// A word, in characters of the flow that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// In lower case without accents.
    pub(crate) folded: String,
}

/// The words of a text.
pub(crate) fn words(chars: &[char]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = chars[at..].iter().take_while(|char| char.is_alphanumeric()).count();
        if length > 0 {
            let printed: String = chars[at..at + length].iter().collect();
            words.push(Word { start: at, end: at + length, folded: fold(&printed) });
        }
        at += length.max(1);
    }
    words
}

/// The words that stand in a stretch of characters.
pub(crate) fn within(words: &[Word], stretch: &Range<usize>) -> Range<usize> {
    let first = words.partition_point(|word| word.start < stretch.start);
    let end = words.partition_point(|word| word.end <= stretch.end);
    first..end.max(first)
}

/// How many words a folded phrase takes, where it stands at `at`: "fait echo a".
pub(crate) fn phrase(words: &[Word], at: usize, phrase: &str) -> Option<usize> {
    let mut count = 0;
    for part in phrase.split([' ', '\'', '-']) {
        if words.get(at + count)?.folded != part {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// The longest of some phrases that stands at `at`, by the words that it takes.
pub(crate) fn any(words: &[Word], at: usize, phrases: &[&str]) -> Option<usize> {
    phrases.iter().filter_map(|each| phrase(words, at, each)).max()
}

/// The first place of one of the phrases among some words, with the words that it takes.
pub(crate) fn find(words: &[Word], range: Range<usize>, phrases: &[&str]) -> Option<Range<usize>> {
    let end = range.end;
    range.into_iter().find_map(|at| {
        let count = any(words, at, phrases)?;
        (at + count <= end).then_some(at..at + count)
    })
}

/// Whether a folded word is a Roman figure: "iii", "xiv".
pub(crate) fn roman(folded: &str) -> bool {
    !folded.is_empty() && folded.chars().all(|char| matches!(char, 'i' | 'v' | 'x' | 'l' | 'c'))
}

/// A table of folded phrases, looked up by their first words; the phrases stand in one text, with semicolons between.
pub(crate) struct Phrases {
    text: &'static str,
    index: OnceLock<HashMap<&'static str, Vec<&'static str>>>,
}

impl Phrases {
    pub(crate) const fn new(text: &'static str) -> Self {
        Self { text, index: OnceLock::new() }
    }

    fn index(&self) -> &HashMap<&'static str, Vec<&'static str>> {
        self.index.get_or_init(|| {
            let mut index: HashMap<_, Vec<_>> = HashMap::new();
            for phrase in self.text.split(';').map(str::trim).filter(|phrase| !phrase.is_empty()) {
                index.entry(phrase.split(' ').next().unwrap_or(phrase)).or_default().push(phrase);
            }
            index
        })
    }

    /// Whether a word is one of the phrases.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.index().get(word).is_some_and(|phrases| phrases.contains(&word))
    }

    /// The longest phrase that stands at a word, by the words that it takes.
    pub(crate) fn at(&self, words: &[Word], at: usize) -> Option<usize> {
        any(words, at, self.index().get(words.get(at)?.folded.as_str())?)
    }

    /// The first place of one of the phrases among some words.
    pub(crate) fn find(&self, words: &[Word], range: Range<usize>) -> Option<Range<usize>> {
        let end = range.end;
        range.into_iter().find_map(|at| {
            let count = self.at(words, at)?;
            (at + count <= end).then_some(at..at + count)
        })
    }
}
