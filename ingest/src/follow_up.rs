//! Follow-ups: what became of a recommendation.

use crate::Span;

/// What the opinion says became of a recommendation, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// What became of it.
    pub status: FollowUpStatus,
    /// The words that say so.
    pub source: Span,
}

/// What became of a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FollowUpStatus {
    /// A plan or report says the same (fait écho, rejoint).
    Echoed,
    /// It was taken up (pris en compte, mis en œuvre).
    Addressed,
    /// The assembly asks for it again (réitère, comme déjà préconisé).
    Reiterated,
    /// It was turned down (non retenu).
    Declined,
}
