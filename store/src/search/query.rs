//! What was typed: the words that must all be met, and the phrases among them.

use sha2::{Digest, Sha256};

use super::analyse::words;

/// What begins and ends a phrase.
const QUOTES: [char; 6] = ['"', '«', '»', '\u{201c}', '\u{201d}', '\u{201e}'];
/// What joins words to one: "e-santé" is a phrase of two.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// A query that was understood. It may have no words, and then nothing is found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SearchQuery {
    /// Each once, in the order in which they were typed.
    pub(super) stems: Vec<String>,
    /// Of each phrase: which stem, and how many places after the phrase's first.
    pub(super) phrases: Vec<Vec<(usize, u32)>>,
}

/// Why a query is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidQuery {
    /// It is too long.
    #[error("`query` has {0} characters: expected at most {max}. Search for fewer words", max = SearchQuery::LONGEST)]
    TooLong(usize),
    /// It has too many words.
    #[error("`query` has {0} different words without \"la\", \"de\" and the like: expected at most {max}", max = SearchQuery::MOST)]
    TooManyWords(usize),
}

impl SearchQuery {
    /// A query of more code points is refused.
    pub const LONGEST: usize = 300;
    /// A query of more stems is refused: each is a join.
    pub const MOST: usize = 12;

    /// Reads a query: words, and phrases in quotes.
    ///
    /// # Errors
    /// [`InvalidQuery`], where it is longer than searches may be.
    pub fn parse(text: &str) -> Result<Self, InvalidQuery> {
        let length = text.chars().count();
        if length > Self::LONGEST {
            return Err(InvalidQuery::TooLong(length));
        }
        let mut query = Self::default();
        for (part, quoted) in text.split(QUOTES).zip([false, true].into_iter().cycle()) {
            if quoted {
                query.add(part, true);
            } else {
                part.split_whitespace().for_each(|word| query.add(word, word.contains(HYPHENS)));
            }
        }
        if query.stems.len() > Self::MOST {
            return Err(InvalidQuery::TooManyWords(query.stems.len()));
        }
        Ok(query)
    }

    /// Whether it has no words to search for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }

    /// How many different words it has.
    #[must_use]
    pub fn words(&self) -> usize {
        self.stems.len()
    }

    /// The stems of its words.
    pub(crate) fn stems(&self) -> impl Iterator<Item = &str> {
        self.stems.iter().map(String::as_str)
    }

    /// Whether some of its words must stand side by side.
    pub(crate) fn has_phrases(&self) -> bool {
        !self.phrases.is_empty()
    }

    /// The same for the same words in the same order, and hardly ever for others.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 8] {
        let mut hash = Sha256::new();
        for stem in &self.stems {
            hash.update(stem);
            hash.update(b" ");
        }
        for (word, place) in self.phrases.iter().flatten() {
            hash.update(format!("{word}+{place} "));
        }
        hash.finalize().first_chunk().copied().unwrap_or_default()
    }

    /// Adds words, side by side where they are a phrase.
    fn add(&mut self, text: &str, is_phrase: bool) {
        let mut phrase = Vec::new();
        for (word, place) in words(text).zip(0..) {
            let Some(stem) = word.stem else { continue };
            let known = self.stems.iter().position(|known| *known == stem);
            let index = known.unwrap_or_else(|| {
                self.stems.push(stem);
                self.stems.len() - 1
            });
            phrase.push((index, place));
        }
        if let (true, [(_, first), _, ..]) = (is_phrase, phrase.as_slice()) {
            let first = *first;
            self.phrases.push(phrase.into_iter().map(|(index, place)| (index, place - first)).collect());
        }
    }
}
