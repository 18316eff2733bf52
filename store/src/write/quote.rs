//! The words at a place of a text: a quote, with what stands around it.

use entities::source;
use ingest::Span;
use uuid::Uuid;

use super::plan::int;

/// Code points of context on each side of a quote.
const CONTEXT: usize = 32;

/// Every so many code points it is noted where they stand in bytes.
const STRIDE: usize = 64;

/// A text that is cut by code points, without a copy of four bytes for each.
pub(crate) struct Quotes<'a> {
    text: &'a str,
    /// Where each `STRIDE`th code point begins, in bytes; none where all are of one byte.
    marks: Option<Vec<usize>>,
}

impl<'a> Quotes<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let marks =
            (!text.is_ascii()).then(|| text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect());
        Self { text, marks }
    }

    /// A place in a document.
    pub(crate) fn source(&self, node_id: Uuid, document_id: Uuid, span: Span, cited: bool) -> source::Model {
        let (start, end) = (span.start as usize, span.end as usize);
        source::Model {
            node_id,
            document_id,
            span_start: int(span.start),
            span_end: int(span.end),
            page: span.page.map(int),
            quote: self.slice(start, end),
            prefix: self.slice(start.saturating_sub(CONTEXT), start),
            suffix: self.slice(end, end + CONTEXT),
            cited,
        }
    }

    fn slice(&self, start: usize, end: usize) -> String {
        let (start, end) = (self.byte(start), self.byte(end));
        self.text.get(start..end).unwrap_or_default().to_owned()
    }

    /// Where a code point begins; the end of the text where there is none.
    fn byte(&self, at: usize) -> usize {
        let Some(marks) = &self.marks else { return at.min(self.text.len()) };
        let Some(mark) = marks.get(at / STRIDE) else { return self.text.len() };
        let mut after = self.text[*mark..].char_indices();
        after.nth(at % STRIDE).map_or(self.text.len(), |(byte, _)| mark + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::Quotes;

    #[test]
    fn a_text_is_cut_as_its_characters_are() {
        for text in ["abc".repeat(100), "aé€😀".repeat(100), "é".to_owned(), String::new()] {
            let chars: Vec<char> = text.chars().collect();
            let quotes = Quotes::new(&text);
            for start in 0..=chars.len() {
                for end in [start, start + 1, start + 63, start + 64, start + 65] {
                    let end = end.min(chars.len());
                    let expected: String = chars[start..end].iter().collect();
                    assert_eq!(quotes.slice(start, end), expected);
                }
            }
            assert_eq!(quotes.slice(chars.len() + 5, chars.len() + 9), "");
        }
    }
}
