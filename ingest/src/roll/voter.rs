//! Persons that a file of votes names.

use super::Identifier;
use crate::{PersonKey, Span};

/// A person in an assembly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voter {
    /// What tells them apart within the assembly: the file's own id of them, or else the slug of their name.
    pub key: PersonKey,
    /// The assembly, among the file's bodies.
    pub assembly: u32,
    /// The name; none where only an id is known.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// What registers call them.
    pub identifiers: Vec<Identifier>,
    /// Whether the file says who they are; else it only refers to them.
    pub stated: bool,
    /// Where.
    pub source: Span,
}
