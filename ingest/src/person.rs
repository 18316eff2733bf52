//! Persons: who reports, who speaks.

use crate::Span;

/// The folded name of a person: unique within an assembly, until a hand tells homonyms apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey(pub String);

/// A person whom the text names in a public role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// How other records refer to them.
    pub key: PersonKey,
    /// The name as printed.
    pub name: String,
    /// The given name, where the printed name tells it apart.
    pub given_name: Option<String>,
    /// The family name with its particle, where the printed name tells it apart.
    pub family_name: Option<String>,
    /// The first place where the text names them.
    pub source: Span,
}
