//! Decisions of people: what they write, remove and merge, which outranks what documents say. A decision is kept beside the
//! rows and laid over them again at every import, so that a corrected field stays corrected, a removed record removed and a
//! merged one merged; ids never change.

mod create;
mod decided;
mod delete;
mod derived;
mod desk;
mod edit;
mod editable;
mod fault;
mod import;
mod merge;
mod natural;
mod redaction;
mod restored;
mod rules;
mod stored;
mod undo;
mod update;
mod valid;

pub use edit::Edit;
pub(crate) use edit::edit;
pub use fault::{Fault, FaultKind, Refused, Sides};
pub(crate) use import::lay_over;
pub(crate) use redaction::{OWN, Who, empty, mask_row, own, withheld};
