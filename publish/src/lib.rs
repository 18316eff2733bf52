//! Records to open formats: CSV, NDJSON, Parquet, JSON-LD, with the descriptions that go with them. Pure: no database,
//! no network, no clock.

mod atom;
mod catalogue;
mod cell;
mod columns;
mod csv;
mod dataset;
mod decision;
mod declaration;
mod deliberation;
mod dictionary;
mod document;
mod error;
mod follow_up;
mod format;
mod initiative;
mod json;
mod json_ld;
mod membership;
mod mention;
mod milestone;
mod ndjson;
mod opinion;
mod opinions_flat;
mod organisation;
mod original;
mod paragraph;
mod parquet;
mod person;
mod popolo;
mod priority;
mod problem;
mod publication;
mod rapporteur;
mod recommendation;
mod report;
mod revision;
mod saved_query;
mod scdl;
mod section;
mod session;
mod source;
mod table;
mod table_schema;
mod territory;
mod theme;
mod theme_assignment;
mod vote;
mod vote_position;

pub use catalogue::{
    Catalogue, Checked, Distribution, Entry, Form, Graph, Page, Place, Publisher, Schema, Words,
};
pub use cell::Cell;
pub use dataset::{Column, Dataset, Kind};
pub use dictionary::dictionary;
pub use error::Error;
pub use format::{Format, Options, Writer};
pub use original::{ORIGINALS, original_path};
pub use popolo::{
    POPOLO, POPOLO_OWN_SCHEME, Popolo, PopoloCount, PopoloForm, PopoloIdentifier, PopoloName, PopoloRecord,
    PopoloVote, PopoloVoteEvent, popolo_option,
};
pub use publication::PUBLICATIONS;
pub use saved_query::{Holds, SavedQuery};
pub use scdl::SCDL_SCHEMA;
pub use table::table;
pub use table_schema::{Packed, data_package, table_schema};

/// Every dataset, in the order in which they are listed.
pub static DATASETS: [&Dataset; 31] = [
    &territory::TERRITORIES,
    &organisation::ORGANISATIONS,
    &person::PERSONS,
    &membership::MEMBERSHIPS,
    &session::SESSIONS,
    &report::REPORTS,
    &priority::PRIORITIES,
    &opinion::OPINIONS,
    &rapporteur::RAPPORTEURS,
    &section::SECTIONS,
    &paragraph::PARAGRAPHS,
    &declaration::DECLARATIONS,
    &vote::VOTES,
    &vote_position::VOTE_POSITIONS,
    &deliberation::DELIBERATIONS,
    &initiative::INITIATIVES,
    &mention::MENTIONS,
    &milestone::MILESTONES,
    &recommendation::RECOMMENDATIONS,
    &follow_up::FOLLOW_UPS,
    &theme::THEMES,
    &theme_assignment::THEME_ASSIGNMENTS,
    &document::DOCUMENTS,
    &problem::PROBLEMS,
    &source::SOURCES,
    &decision::DECISIONS,
    &revision::REVISIONS,
    &opinions_flat::OPINIONS_FLAT,
    &PUBLICATIONS,
    &scdl::SCDL_DELIBERATIONS,
    &scdl::SCDL_EXTENDED,
];

/// The dataset of that name.
#[must_use]
pub fn dataset(name: &str) -> Option<&'static Dataset> {
    DATASETS.into_iter().find(|dataset| dataset.name == name)
}
