//! Rows that a change states, one list a table, in the order in which tables refer to each other.

use entities::{
    declaration, declaration_organisation, document, membership, node, opinion, organisation,
    organisation_alias, paragraph, person, priority, problem, rapporteur, report, section, session, source,
    territory, vote, vote_position,
};

/// What the tables shall hold.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "each is its table's rows")]
pub struct Rows {
    pub node: Vec<node::Model>,
    pub document: Vec<document::Model>,
    pub problem: Vec<problem::Model>,
    pub territory: Vec<territory::Model>,
    pub organisation: Vec<organisation::Model>,
    pub organisation_alias: Vec<organisation_alias::Model>,
    pub person: Vec<person::Model>,
    pub membership: Vec<membership::Model>,
    pub session: Vec<session::Model>,
    pub report: Vec<report::Model>,
    pub priority: Vec<priority::Model>,
    pub opinion: Vec<opinion::Model>,
    pub rapporteur: Vec<rapporteur::Model>,
    pub section: Vec<section::Model>,
    pub declaration: Vec<declaration::Model>,
    pub declaration_organisation: Vec<declaration_organisation::Model>,
    pub paragraph: Vec<paragraph::Model>,
    pub vote: Vec<vote::Model>,
    pub vote_position: Vec<vote_position::Model>,
    pub source: Vec<source::Model>,
}
