//! Votes: what the assembly decided, in the words of the text.

use crate::{Span, VotePosition};

/// What the text says of the vote on the opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// What became of it; none where no word says so.
    pub outcome: Option<Outcome>,
    /// By what majority; none where no word says so.
    pub majority: Option<Majority>,
    /// The figures; none where none is printed.
    pub counts: Option<Counts>,
    /// The words as printed, re-flowed, without the full stop.
    pub formula: String,
    /// Whether the figures contradict each other.
    pub inconsistent: bool,
    /// What declarations say that organisations will do.
    pub positions: Vec<VotePosition>,
    /// Where the formula stands.
    pub source: Span,
}

/// What became of what was put to the vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Adopté.
    Adopted,
    /// Rejeté.
    Rejected,
    /// Pris acte.
    Noted,
}

/// By what majority, where words say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Majority {
    /// Unanimité.
    Unanimity,
    /// Quasi-unanimité, unanimité moins une abstention.
    NearUnanimity,
    /// Large majorité.
    LargeMajority,
    /// Majorité.
    Majority,
    /// Courte majorité.
    NarrowMajority,
}

/// Figures as printed; what is not printed is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counts {
    /// Voix pour.
    pub r#for: Option<u32>,
    /// Voix contre.
    pub against: Option<u32>,
    /// Abstentions.
    pub abstentions: Option<u32>,
    /// Ne prennent pas part au vote.
    pub not_participating: Option<u32>,
    /// Absents.
    pub absent: Option<u32>,
    /// Membres présents.
    pub present: Option<u32>,
    /// Votants, abstentions included.
    pub cast: Option<u32>,
    /// Members of the assembly.
    pub eligible: Option<u32>,
}
