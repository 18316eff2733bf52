//! Members' recorded votes.

use crate::{Choice, Span};

/// What one member voted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Who, among the file's persons.
    pub person: u32,
    /// On behalf of which of the file's bodies.
    pub on_behalf_of: Option<u32>,
    /// What.
    pub choice: Choice,
    /// Where.
    pub source: Span,
}
