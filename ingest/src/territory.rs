//! The territory of an assembly.

use crate::{Basis, Span};

/// A territory by its INSEE code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// The INSEE code, such as "27".
    pub code: String,
    /// What kind of territory the code counts.
    pub level: TerritoryLevel,
    /// The name, where the bundled table knows the code.
    pub name: Option<String>,
    /// What the record rests on: `Inferred` where the caller gave the code.
    pub basis: Basis,
    /// Where the text names it; none where only the caller did.
    pub source: Option<Span>,
}

/// The level of a territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TerritoryLevel {
    /// Région.
    Region,
    /// Département.
    Department,
}
