//! Recommendations: what was asked for.

use crate::{CitationKey, FollowUp, OrganisationKey, Span};

/// Something that the assembly, or an organisation in its declaration, asks for. It has a text, or only a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// Its place in the document, from 1.
    pub rank: u32,
    /// The number that its origin gives it, such as "2".
    pub number: Option<String>,
    /// What it is about, where the text names the theme and no more.
    pub subject: Option<String>,
    /// What was asked for.
    pub text: Option<String>,
    /// Who asks.
    pub made_by: Vec<OrganisationKey>,
    /// In which text.
    pub origin: Origin,
    /// The rank of the declaration that asks; none where the assembly does.
    pub declaration: Option<u32>,
    /// What this document says became of it.
    pub follow_ups: Vec<FollowUp>,
    /// Where the text says it.
    pub source: Span,
}

/// The text that a recommendation was made in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The opinion that the document holds.
    Own,
    /// An opinion that it cites.
    Cited(CitationKey),
    /// An earlier one that the text does not name well enough.
    Unknown,
}
