//! Bodies that a file of votes names.

use crate::{OrganisationKey, OrganisationKind, Span};

/// What a register or another system calls a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identifier {
    /// The register, such as "SIRET"; "popolo" for the id that a Popolo file refers by.
    pub scheme: String,
    /// The identifier there.
    pub value: String,
}

/// An assembly, a party, a committee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// What tells it apart within its territory: the file's own id of it, or else the slug of its name.
    pub key: OrganisationKey,
    /// The name; of a body that is known only by its id, the id.
    pub name: String,
    /// What kind of body it is.
    pub kind: OrganisationKind,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// The body that it belongs to, among the file's.
    pub parent: Option<OrganisationKey>,
    /// What registers call it.
    pub identifiers: Vec<Identifier>,
    /// Whether the file says what it is; else it only refers to it.
    pub stated: bool,
    /// Where.
    pub source: Span,
}
