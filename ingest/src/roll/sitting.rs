//! Sittings of votes.

use chrono::NaiveDate;

use crate::{SessionKind, Span};

/// A sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// The body that sat, among the file's.
    pub assembly: u32,
    /// The day.
    pub held_on: NaiveDate,
    /// Who sat.
    pub kind: SessionKind,
    /// The first place that says so.
    pub source: Span,
}
