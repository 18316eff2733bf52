//! A document's text as it grows, and where in it each record was read.

use std::collections::HashSet;

use uuid::Uuid;

use super::row::{Cell, Rows, Table, row};

/// Code points of context on each side of a quote (`store/src/write/quote.rs`).
const CONTEXT: usize = 32;

/// A place in the text: code points, the end exclusive.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    /// From the beginning of one to the end of another.
    pub(super) fn to(self, last: Self) -> Self {
        Self { start: self.start, end: last.end }
    }
}

/// A text that is being put together.
#[derive(Default)]
pub(super) struct Draft {
    text: String,
    length: u32,
    read: Vec<(Uuid, Span)>,
    named: HashSet<Uuid>,
}

impl Draft {
    /// Adds words.
    pub(super) fn say(&mut self, words: &str) -> Span {
        let start = self.length;
        self.text.push_str(words);
        self.length += words.chars().count() as u32;
        Span { start, end: self.length }
    }

    /// Notes where a record was read: of several places the first.
    pub(super) fn read(&mut self, id: Uuid, at: Span) {
        if self.named.insert(id) {
            self.read.push((id, at));
        }
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Adds the places as rows.
    pub(super) fn sources(&self, document: Uuid, rows: &mut Rows) {
        let mut starts: Vec<usize> = self.text.char_indices().map(|(byte, _)| byte).collect();
        starts.push(self.text.len());
        let slice = |from: usize, to: usize| &self.text[starts[from]..starts[to.min(starts.len() - 1)]];
        for (id, at) in &self.read {
            let (start, end) = (at.start as usize, at.end as usize);
            let prefix = slice(start.saturating_sub(CONTEXT), start);
            let (quote, suffix) = (slice(start, end), slice(end, end + CONTEXT));
            let row = row![*id, document, at.start, at.end, Cell::Null, quote, prefix, suffix, false];
            rows.add(Table::Source, row);
        }
    }
}
