//! Reports: what the Executive submits.

use crate::{OrganisationKey, Span};

/// A report that the opinion answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The number without spaces, such as "4-1".
    pub number: String,
    /// The object of the report.
    pub title: Option<String>,
    /// What the opinion says of the report, re-flowed; paragraphs are separated by a blank line.
    pub summary: Option<String>,
    /// Who submits it.
    pub submitted_by: Option<OrganisationKey>,
    /// What it puts first, in its order.
    pub priorities: Vec<Priority>,
    /// Where the text names it.
    pub source: Span,
}

/// One of a report's priorities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority {
    /// Its place in the report, from 1.
    pub rank: u32,
    /// What it says, without the punctuation that ends a list's item.
    pub title: String,
    /// Where the text says it.
    pub source: Span,
}
