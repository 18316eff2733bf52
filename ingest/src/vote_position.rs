//! Positions that declarations announce.

use crate::{OrganisationKey, Span};

/// What a declaration says that an organisation will do: never a ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VotePosition {
    /// The rank of the declaration that says so.
    pub declaration: u32,
    /// Which organisation.
    pub organisation: OrganisationKey,
    /// What it will do.
    pub choice: Choice,
    /// Whether the sentence names reservations.
    pub with_reservations: bool,
    /// The sentence.
    pub source: Span,
}

/// What a voter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Pour.
    For,
    /// Contre.
    Against,
    /// Abstention.
    Abstention,
    /// Ne prend pas part au vote.
    NotParticipating,
    /// Absent.
    Absent,
}
