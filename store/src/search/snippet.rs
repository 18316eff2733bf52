//! The place of a record that a query hits: text that is safe in HTML, with `<mark>` around each hit.

use super::{
    analyse::{Word, words},
    searchable::Text,
};

/// About so many characters.
const LENGTH: usize = 200;

/// Where a part of a text is hit best.
struct Best<'a> {
    part: &'a str,
    /// The hits there, in bytes.
    hits: Vec<(usize, usize)>,
    /// How many of the query's stems, and how many hits.
    score: (usize, usize),
}

/// The densest place of a text: most of the stems, then most hits, then the first one, the body before the title.
/// The beginning of the text where nothing is hit.
pub(super) fn snippet(text: &Text, stems: &[String]) -> String {
    let mut best: Option<Best<'_>> = None;
    for part in text.body.iter().chain(&text.title) {
        let found = densest(part, stems);
        if best.as_ref().is_none_or(|best| found.score > best.score) {
            best = Some(found);
        }
    }
    best.map(|best| marked(&best)).unwrap_or_default()
}

/// The hits of a part's densest place.
fn densest<'a>(part: &'a str, stems: &[String]) -> Best<'a> {
    let hits: Vec<(Word, usize)> = words(part)
        .filter_map(|word| {
            let stem = stems.iter().position(|stem| Some(stem) == word.stem.as_ref())?;
            Some((word, stem))
        })
        .collect();
    let mut best = Best { part, hits: Vec::new(), score: (0, 0) };
    let mut end = 0;
    for start in 0..hits.len() {
        let from = hits[start].0.start;
        // The window's end only moves on; each hit's own characters are counted from the window's start.
        end = end.max(start + 1);
        while hits.get(end).is_some_and(|(word, _)| part[from..word.end].chars().count() <= LENGTH) {
            end += 1;
        }
        let within = &hits[start..end];
        let distinct = (0..stems.len()).filter(|stem| within.iter().any(|(_, found)| found == stem)).count();
        if (distinct, within.len()) > best.score {
            best.score = (distinct, within.len());
            best.hits = within.iter().map(|(word, _)| (word.start, word.end)).collect();
        }
    }
    best
}

/// The place with what is around it, cut between words.
fn marked(best: &Best<'_>) -> String {
    let part = best.part;
    let first = best.hits.first().map_or(0, |(start, _)| *start);
    let last = best.hits.last().map_or(0, |(_, end)| *end);
    let spare = LENGTH.saturating_sub(part[first..last].chars().count());
    let before = part[..first].chars().count().min(spare / 2);
    let after = part[last..].chars().count().min(spare - before);
    // What one side does not need, the other has.
    let before = part[..first].chars().count().min(spare - after);
    let start = cut_before(part, first, before);
    let end = cut_after(part, last, after);
    let mut snippet = String::new();
    if start > 0 {
        snippet.push('…');
    }
    let mut at = start;
    for (from, to) in &best.hits {
        escape(&part[at..*from], &mut snippet);
        snippet.push_str("<mark>");
        escape(&part[*from..*to], &mut snippet);
        snippet.push_str("</mark>");
        at = *to;
    }
    escape(&part[at..end], &mut snippet);
    if end < part.len() {
        snippet.push('…');
    }
    snippet
}

/// The byte at most so many characters before `at` where a word begins.
fn cut_before(part: &str, at: usize, characters: usize) -> usize {
    let Some((start, _)) = part[..at].char_indices().rev().take(characters).last() else { return at };
    if start == 0 || part[..start].ends_with(char::is_whitespace) {
        return start;
    }
    let next = part[start..at].char_indices().find(|(_, char)| char.is_whitespace());
    next.map_or(at, |(space, char)| start + space + char.len_utf8())
}

/// The byte at most so many characters after `at` where a word has ended.
fn cut_after(part: &str, at: usize, characters: usize) -> usize {
    let end = part[at..].char_indices().nth(characters).map_or(part.len(), |(end, _)| at + end);
    if end == part.len() || part[end..].starts_with(char::is_whitespace) {
        return end;
    }
    at + part[at..end].rfind(char::is_whitespace).unwrap_or(0)
}

/// Writes a text out so that no character of it means anything in HTML, its lines joined.
fn escape(text: &str, into: &mut String) {
    for char in text.chars() {
        match char {
            ' ' | '\n' | '\r' | '\t' if into.ends_with(' ') => {}
            '\n' | '\r' | '\t' => into.push(' '),
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\'' => into.push_str("&#39;"),
            char => into.push(char),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Text, snippet, words};

    /// White space as a snippet has it.
    fn joined(text: &str) -> String {
        let mut joined = String::new();
        super::escape(text, &mut joined);
        joined
    }

    proptest! {
        #[test]
        fn a_snippet_of_any_text_is_a_piece_of_it(
            text in prop_oneof![any::<String>(), "[a-zé’' <&\n]{0,900}", "(œuvre |l'été, |𝄞){0,90}"],
            each in 1_usize..40,
        ) {
            let stems: Vec<String> = words(&text).filter_map(|word| word.stem).step_by(each).take(3).collect();
            let shown = snippet(&Text { title: Vec::new(), body: vec![text.clone()] }, &stems);
            prop_assert_eq!(shown.matches("<mark>").count() > 0, !stems.is_empty(), "{}", shown);
            prop_assert_eq!(shown.matches("<mark>").count(), shown.matches("</mark>").count());
            let plain = shown.replace("<mark>", "").replace("</mark>", "");
            prop_assert!(!plain.contains(['<', '>', '"', '\'']));
            let whole = joined(&text);
            let piece = plain.strip_prefix('…').unwrap_or(&plain);
            let piece = piece.strip_suffix('…').unwrap_or(piece);
            // White space at a mark is joined on either side of it alone.
            let bare = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert!(bare(&whole).contains(&bare(piece)), "{} is no piece of {}", piece, whole);
        }
    }
}
