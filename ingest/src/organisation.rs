//! Organisations: the bodies that a text names.

use crate::{Basis, Span};

/// The slug of an organisation's acronym, or of its name: unique within a territory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationKey(pub String);

/// A body that the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// How other records refer to it.
    pub key: OrganisationKey,
    /// The acronym, such as "CGT".
    pub acronym: Option<String>,
    /// The long name.
    pub name: String,
    /// What kind of body it is.
    pub kind: OrganisationKind,
    /// Other names of it, as the reference table lists them or the text uses them.
    pub aliases: Vec<String>,
    /// The body that it belongs to.
    pub parent: Option<OrganisationKey>,
    /// What the record rests on.
    pub basis: Basis,
    /// The first place where the text names it.
    pub source: Span,
}

/// The kinds of bodies; closed, as in the design's vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum OrganisationKind {
    ConsultativeAssembly,
    RegionalCouncil,
    Executive,
    Commission,
    Committee,
    College,
    Chamber,
    TradeUnion,
    Employers,
    Association,
    Agency,
    State,
    Party,
    Other,
}
