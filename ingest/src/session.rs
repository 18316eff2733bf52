//! Sessions: the sittings of an assembly.

use chrono::NaiveDate;

use crate::{Basis, Span};

/// A sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The day on which it was held.
    pub held_on: NaiveDate,
    /// Who sat.
    pub kind: SessionKind,
    /// What the record rests on.
    pub basis: Basis,
    /// Where the text says it.
    pub source: Span,
}

/// Who sat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SessionKind {
    /// Séance plénière.
    Plenary,
    /// Bureau.
    Bureau,
    /// Commission.
    Commission,
}
