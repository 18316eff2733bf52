//! Opinions: what the assembly adopts.

use chrono::NaiveDate;

use crate::{Declaration, OrganisationKey, Rapporteur, Report, Section, Span, Vote, VotePosition};

/// An opinion with all that it owns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// What gave rise to it.
    pub kind: OpinionKind,
    /// Its object.
    pub title: String,
    /// The session's day where the text says that the opinion was adopted.
    pub adopted_on: Option<NaiveDate>,
    /// Which assembly.
    pub assembly: OrganisationKey,
    /// Which commission drafted it.
    pub commission: Option<OrganisationKey>,
    /// The report that it answers; none unless it answers one.
    pub report: Option<Report>,
    /// Who reports on it, in the text's order.
    pub rapporteurs: Vec<Rapporteur>,
    /// What it says.
    pub sections: Vec<Section>,
    /// What organisations said of it.
    pub declarations: Vec<Declaration>,
    /// How it was decided; none where the text does not say.
    pub vote: Option<Vote>,
    /// What declarations say that organisations will do, in the text's order, be the vote printed or not.
    pub positions: Vec<VotePosition>,
    /// Where the text names it: its first line, "Avis sur le rapport …".
    pub source: Span,
}

/// What gave rise to an opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpinionKind {
    /// Saisine: the Executive asked.
    Referral,
    /// Autosaisine.
    SelfReferral,
    /// Contribution.
    Contribution,
    /// Vœu.
    Wish,
}
