//! Rapporteurs: who reports on an opinion.

use crate::{PersonKey, Span};

/// A person who reports on the opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rapporteur {
    /// The place in the opinion's list, from 1.
    pub rank: u32,
    /// Who.
    pub person: PersonKey,
    /// Where the text says it.
    pub source: Span,
}
