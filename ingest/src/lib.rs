//! A document's bytes to records with sources. Pure: no database, no network, no clock.

mod basis;
mod declaration;
mod document;
mod membership;
mod opinion;
mod organisation;
mod person;
mod problem;
mod rapporteur;
mod report;
mod section;
mod session;
mod span;
mod territory;
pub mod text;
mod vote;
mod vote_position;

pub use basis::Basis;
pub use declaration::Declaration;
pub use document::{Options, Parsed, Records};
pub use membership::Membership;
pub use opinion::{Opinion, OpinionKind};
pub use organisation::{Organisation, OrganisationKey, OrganisationKind};
pub use person::{Person, PersonKey};
pub use problem::{Problem, Severity};
pub use rapporteur::Rapporteur;
pub use report::{Priority, Report};
pub use section::{Paragraph, Section};
pub use session::{Session, SessionKind};
pub use span::Span;
pub use territory::{Territory, TerritoryLevel};
pub use vote::{Counts, Majority, Outcome, Vote};
pub use vote_position::{Choice, VotePosition};
