//! Declarations: what organisations say in the plenary.

use crate::{OrganisationKey, Paragraph, PersonKey, Span};

/// A statement on behalf of one or several organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Its place in the opinion, from 1.
    pub rank: u32,
    /// Who spoke, where the text says it.
    pub speaker: Option<PersonKey>,
    /// On whose behalf, in the order of the text.
    pub organisations: Vec<OrganisationKey>,
    /// What was said.
    pub paragraphs: Vec<Paragraph>,
    /// The line that announces it ("Déclaration de …, au nom de …").
    pub source: Span,
}
