//! Milestones: the dated steps of an initiative or an organisation.

use crate::{InitiativeKey, OrganisationKey, PartialDate, Span};

/// A dated step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its place in the document, from 1.
    pub rank: u32,
    /// When, as exactly as the text says.
    pub date: PartialDate,
    /// What happened, in the text's words without the date: "Adoption de la SCORAN".
    pub title: String,
    /// Of which initiative.
    pub initiative: Option<InitiativeKey>,
    /// Of which body.
    pub organisation: Option<OrganisationKey>,
    /// Whether the date was worked out from the session's day ("le 25 juin dernier").
    pub relative: bool,
    /// Where the text says it.
    pub source: Span,
}
