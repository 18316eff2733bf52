//! Values of columns, written as the library writes what the schema makes of them.

use std::io::Write;

use async_graphql::resolver_utils::EnumType;
use chrono::NaiveDate;
use uuid::Uuid;

use super::written::json;

/// A value that a column holds.
pub(super) trait Leaf {
    /// Writes it.
    fn leaf(&self, text: &mut Vec<u8>);
}

impl Leaf for str {
    fn leaf(&self, text: &mut Vec<u8>) {
        json(text, self);
    }
}

impl Leaf for String {
    fn leaf(&self, text: &mut Vec<u8>) {
        json(text, self);
    }
}

impl Leaf for i32 {
    fn leaf(&self, text: &mut Vec<u8>) {
        json(text, self);
    }
}

impl Leaf for bool {
    fn leaf(&self, text: &mut Vec<u8>) {
        text.extend_from_slice(if *self { b"true" } else { b"false" });
    }
}

impl Leaf for Uuid {
    fn leaf(&self, text: &mut Vec<u8>) {
        text.push(b'"');
        text.extend_from_slice(self.hyphenated().encode_lower(&mut Self::encode_buffer()).as_bytes());
        text.push(b'"');
    }
}

impl Leaf for NaiveDate {
    fn leaf(&self, text: &mut Vec<u8>) {
        // A buffer in memory takes all.
        let _ = write!(text, "\"{self}\"");
    }
}

impl<L: Leaf> Leaf for Option<L> {
    fn leaf(&self, text: &mut Vec<u8>) {
        match self {
            Some(value) => value.leaf(text),
            None => text.extend_from_slice(b"null"),
        }
    }
}

/// A word of an enumeration of the schema.
pub(super) struct Word<E>(pub(super) E);

impl<E: EnumType> Leaf for Word<E> {
    fn leaf(&self, text: &mut Vec<u8>) {
        let name = E::items().iter().find(|item| item.value == self.0).map_or("", |item| item.name);
        text.push(b'"');
        text.extend_from_slice(name.as_bytes());
        text.push(b'"');
    }
}
