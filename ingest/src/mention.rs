//! Mentions: the places where a text names something.

use crate::{CitationKey, InitiativeKey, OrganisationKey, PersonKey, Span};

/// One place where the text names an organisation, a person, an initiative or another text. "Long form (ACRONYM)" is
/// one; the longest match wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it names; none where that cannot be told, and `candidates` say what it may be.
    pub target: Option<Named>,
    /// What it may name, where that cannot be told; else empty. At least two, in the order of their keys.
    pub candidates: Vec<Named>,
    /// The rank of the declaration that it stands in; none in the opinion's own words.
    pub declaration: Option<u32>,
    /// Where it stands.
    pub source: Span,
}

/// What can be named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// A body.
    Organisation(OrganisationKey),
    /// A person.
    Person(PersonKey),
    /// An initiative.
    Initiative(InitiativeKey),
    /// Another opinion of the assembly.
    Opinion(CitationKey),
}
