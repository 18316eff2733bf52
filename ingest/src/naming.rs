//! Where a text names something: a known name, whatever its line breaks and apostrophes.

use crate::{
    Span,
    flow::Flow,
    word::{Word, words},
};

/// A text prepared for looking names up.
pub(crate) struct Names {
    flow: Flow,
    plain: String,
    /// The flow's character at each byte of `plain`.
    chars: Vec<u32>,
    words: Vec<Word>,
    /// The flow's blanks in which a blank line stands.
    parts: Vec<usize>,
}

/// One place where a name stands, in characters of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Named {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Names {
    pub(crate) fn new(text: &[char]) -> Self {
        let flow = Flow::new(text, 0, text.len());
        let mut plain = String::with_capacity(flow.chars.len());
        let mut chars = Vec::with_capacity(flow.chars.len());
        for (char, at) in flow.plain().into_iter().zip(0..) {
            plain.push(char);
            chars.resize(plain.len(), at);
        }
        let words = words(&flow.chars);
        let blank = |at: &usize| {
            let between = text.get(flow.place(*at)..flow.place(at + 1)).unwrap_or_default();
            flow.chars[*at] == ' ' && between.iter().filter(|char| **char == '\n').count() > 1
        };
        let parts = (0..flow.chars.len()).filter(blank).collect();
        Self { flow, plain, chars, words, parts }
    }

    /// Every place of a name between word boundaries. Where the name has a capital, the text must have one too:
    /// "la Région" is the council, "la région" is the land.
    pub(crate) fn find(&self, name: &str) -> Vec<Named> {
        let capitals: Vec<char> = name.chars().collect();
        let sought: String = capitals.iter().copied().map(crate::flow::plain).collect();
        let found = self.plain.match_indices(&sought).filter_map(|(byte, _)| {
            let start = *self.chars.get(byte)? as usize;
            let named = Named { start, end: start + capitals.len() };
            let text = self.flow.chars.get(named.start..named.end)?;
            let capital = text.iter().zip(&capitals).skip(usize::from(!name.starts_with(char::is_uppercase)));
            let alike = capital.into_iter().all(|(text, name)| !name.is_uppercase() || text.is_uppercase());
            (alike && self.bounded(named)).then_some(named)
        });
        found.collect()
    }

    /// Where it stands in the document.
    pub(crate) fn span(&self, named: Named) -> Span {
        self.flow.span(named.start, named.end)
    }

    /// The words before a place, up to `length` characters.
    pub(crate) fn before(&self, named: Named, length: usize) -> String {
        let start = named.start.saturating_sub(length);
        self.flow.chars[start..named.start].iter().collect()
    }

    /// The capitalised word that follows: hyphens and apostrophes are part of it, and "la Région." has none.
    pub(crate) fn name_after(&self, words: Named) -> Option<Named> {
        let after = self.flow.chars.get(words.end..)?;
        let start = words.end + after.iter().take_while(|char| char.is_whitespace()).count();
        let name = self.flow.chars.get(start..)?;
        let part = |char: &char| char.is_alphanumeric() || matches!(char, '-' | '\'' | '\u{2019}');
        let end = start + name.iter().take_while(|char| part(char)).count();
        name.first().is_some_and(|char| char.is_uppercase()).then_some(Named { start, end })
    }

    /// What stands there.
    pub(crate) fn text(&self, named: Named) -> String {
        self.flow.chars[named.start..named.end].iter().collect()
    }

    pub(crate) fn flow(&self) -> &Flow {
        &self.flow
    }

    /// The words of the flow.
    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }

    /// Whether a blank line stands between two characters of the flow.
    pub(crate) fn parted(&self, from: usize, to: usize) -> bool {
        self.parts.get(self.parts.partition_point(|part| *part < from)).is_some_and(|part| *part < to)
    }

    /// Whether no word goes on beyond either end of a place.
    pub(crate) fn bounded(&self, named: Named) -> bool {
        let inside = |char: Option<&char>| char.is_some_and(|char| char.is_alphanumeric());
        let before = named.start.checked_sub(1).and_then(|at| self.flow.chars.get(at));
        let after = self.flow.chars.get(named.end);
        // "CFE-CGC" names no CGC, and "ARN-IA" no ARN.
        let hyphen = |char: Option<&char>, beyond: Option<&char>| char == Some(&'-') && inside(beyond);
        let beyond = named.start.checked_sub(2).and_then(|at| self.flow.chars.get(at));
        // What ends in an apostrophe goes on in the next word.
        let elided = named.end.checked_sub(1).and_then(|at| self.flow.chars.get(at));
        let elided = matches!(elided, Some('\'' | '\u{2019}'));
        !inside(before)
            && (elided || !inside(after))
            && !hyphen(before, beyond)
            && !hyphen(after, self.flow.chars.get(named.end + 1))
    }
}
