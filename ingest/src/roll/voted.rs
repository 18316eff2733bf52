//! Votes on subjects.

use super::{Ballot, Deliberation};
use crate::{Counts, Outcome, Span};

/// A vote on what is no opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voted {
    /// At which of the file's sittings.
    pub sitting: u32,
    /// What was put to the vote.
    pub subject: String,
    /// What the file calls the vote, where it calls it anything.
    pub identifier: Option<String>,
    /// Its place, from 1, among votes of one sitting with the same subject and identifier.
    pub homonym: u32,
    /// The time of the day as printed, such as "14:09:00".
    pub time: Option<String>,
    /// What became of it; none where no word says so.
    pub outcome: Option<Outcome>,
    /// The words that say it, as printed.
    pub formula: Option<String>,
    /// The figures; none where none is printed.
    pub counts: Option<Counts>,
    /// Whether the figures contradict each other, or the ballots.
    pub inconsistent: bool,
    /// Who voted what.
    pub ballots: Vec<Ballot>,
    /// What SCDL says of it beside the vote.
    pub deliberation: Option<Deliberation>,
    /// Where.
    pub source: Span,
}
