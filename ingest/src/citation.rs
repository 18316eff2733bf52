//! Citations: the opinions of the same assembly that a text names.

use chrono::NaiveDate;

use crate::{OpinionKind, Span};

/// The natural key of a cited opinion within its assembly: the same that the opinion has once its own document comes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitationKey {
    /// The day on which it was given.
    pub day: NaiveDate,
    /// What gave rise to it.
    pub kind: OpinionKind,
    /// The report's number, or the slug of the title where it answers no report; empty where the text gives neither.
    pub name: String,
}

/// Another opinion that the text names well enough to tell which: its kind, its day, and its title or number if the
/// text gives one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Which opinion.
    pub key: CitationKey,
    /// Its title as the text prints it; none where only the number of a report is printed.
    pub title: Option<String>,
    /// The number of the report that it answers.
    pub report_number: Option<String>,
    /// The first place where the text names it with its title or number.
    pub source: Span,
}
