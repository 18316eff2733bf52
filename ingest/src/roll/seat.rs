//! Who sits where, as a file of votes says.

use chrono::NaiveDate;

use crate::Span;

/// A membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who, among the file's persons.
    pub person: u32,
    /// In which of the file's bodies.
    pub body: u32,
    /// On behalf of which of them.
    pub on_behalf_of: Option<u32>,
    /// As what.
    pub role: Option<String>,
    /// From when.
    pub start: Option<NaiveDate>,
    /// Until when.
    pub end: Option<NaiveDate>,
    /// Where.
    pub source: Span,
}
