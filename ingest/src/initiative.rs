//! Initiatives: the strategies, programmes, plans, services and platforms that texts name.

use crate::{Basis, OrganisationKey, Span};

/// The slug of an initiative's acronym, or of its name: unique within a territory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InitiativeKey(pub String);

/// Something that public bodies do or plan under a name: "SCORAN", "DECIDATA".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Initiative {
    /// How other records refer to it.
    pub key: InitiativeKey,
    /// The acronym, such as "SCORAN".
    pub acronym: Option<String>,
    /// The long name; the only name where there is no other.
    pub name: String,
    /// What it is.
    pub kind: InitiativeKind,
    /// Other names of it, as the reference table lists them or the text uses them.
    pub aliases: Vec<String>,
    /// The body that it has become, once one exists and the text knows it.
    pub organisation: Option<OrganisationKey>,
    /// What the record rests on.
    pub basis: Basis,
    /// The first place where the text names it.
    pub source: Span,
}

/// What an initiative is; closed, as in the design's vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words are the vocabulary's, and the schema describes each")]
pub enum InitiativeKind {
    Strategy,
    Policy,
    Plan,
    Programme,
    Agreement,
    Agency,
    Service,
    Platform,
    Hub,
    Other,
}
