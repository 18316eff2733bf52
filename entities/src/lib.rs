//! What a row is. No query: those are in `store`.

mod basis;
pub mod blob;
pub mod declaration;
pub mod declaration_organisation;
pub mod document;
mod hex;
pub mod membership;
pub mod node;
pub mod opinion;
pub mod organisation;
pub mod organisation_alias;
pub mod organisation_identifier;
pub mod paragraph;
pub mod person;
pub mod priority;
pub mod problem;
pub mod rapporteur;
pub mod report;
pub mod revision;
pub mod search_index;
pub mod search_posting;
pub mod search_record;
pub mod search_stems;
pub mod search_word;
pub mod section;
pub mod session;
pub mod source;
pub mod territory;
pub mod vote;
pub mod vote_position;

pub use basis::Basis;
