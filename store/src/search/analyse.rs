//! A text as the words that search compares: folded, without elided articles, stemmed.

use ingest::text::fold;
use unicode_segmentation::UnicodeSegmentation;

use super::{inflection::stem, stop_words::is_stop_word};

/// The version of the words that the index is made of, frostem's included. When it is another than the stored one,
/// the index is made anew: raise it with any change to the files that [`words`] calls.
pub(super) const ANALYSER: &str = "1 frostem-2.20261016.1";

/// A longer word is known by so many of its first code points: an index's keys have a bound.
const LONGEST: usize = 64;

/// What stands before an apostrophe and is a word of its own.
const ELIDED: [&str; 13] =
    ["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its stem; none where it is a stop word.
    pub(super) stem: Option<String>,
    /// Where it stands, in bytes, without the article elided before it; the end exclusive.
    pub(super) start: usize,
    /// See `start`.
    pub(super) end: usize,
}

/// The words of a text in their order, as Unicode cuts them (UAX 29).
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> {
    text.unicode_word_indices().flat_map(|(start, word)| {
        let (elided, rest) = elision(word);
        let end = start + word.len();
        let article = elided.map(|elided| Word { stem: None, start, end: start + elided.len() });
        let rest = (!rest.is_empty()).then(|| Word { stem: known(rest), start: end - rest.len(), end });
        article.into_iter().chain(rest)
    })
}

/// Parts an elided word from the one after the apostrophe: "l'avis", but neither "aujourd'hui" nor "prud'homme".
fn elision(word: &str) -> (Option<&str>, &str) {
    let Some(at) = word.find(['\'', '\u{2019}', '\u{2bc}']) else { return (None, word) };
    let (before, after) = word.split_at(at);
    let rest = after.trim_start_matches(['\'', '\u{2019}', '\u{2bc}']);
    if ELIDED.contains(&fold(before).as_str()) { (Some(before), rest) } else { (None, word) }
}

/// The stem of a word as printed.
fn known(word: &str) -> Option<String> {
    // Folding may write one letter out as several, with a space or an apostrophe among them.
    let folded: String = fold(word).chars().filter(|char| char.is_alphanumeric()).take(LONGEST).collect();
    if folded.is_empty() || is_stop_word(&folded) { None } else { Some(stem(&folded)) }
}

#[cfg(test)]
mod tests {
    use super::words;

    /// The words that have a stem, as printed.
    fn printed(text: &str) -> Vec<&str> {
        words(text).filter(|word| word.stem.is_some()).map(|word| &text[word.start..word.end]).collect()
    }

    fn stems(text: &str) -> Vec<String> {
        words(text).filter_map(|word| word.stem).collect()
    }

    #[test]
    fn elided_articles_are_no_part_of_a_word() {
        assert_eq!(
            printed("L'illectronisme, jusqu\u{2019}à l\u{2019}été d'aujourd'hui qu'on prud'homme"),
            ["illectronisme", "été", "aujourd'hui", "prud'homme"]
        );
    }

    #[test]
    fn accents_capitals_and_ligatures_do_not_matter() {
        assert_eq!(stems("MISE EN ŒUVRE"), stems("mise en oeuvre"));
        assert_eq!(stems("T\u{e9}l\u{e9}m\u{e9}decine"), stems("te\u{301}le\u{301}medecine"));
        assert_eq!(stems("ef\u{fb01}cace"), stems("efficace"));
    }

    #[test]
    fn what_is_no_word_is_left_out() {
        assert_eq!(printed("- «\u{a0}100 %\u{a0}» … 12,5 \0 <b>, l' a"), ["100", "12,5", "b"]);
    }

    #[test]
    fn a_word_without_end_is_known_by_its_beginning() {
        assert_eq!(stems(&"é".repeat(10_000)), [stems(&"é".repeat(64))[0].clone()]);
    }
}
