//! Writes: one door, [`apply`], and what goes through it.

mod apply;
mod keys;
mod opinion;
mod plan;
mod received;
mod shared;
mod table;
mod tables;
mod words;

pub use apply::{Applied, Change, apply};
pub use plan::Rival;
pub use received::{Imported, Received, SIZE_LIMIT, import};
pub(crate) use table::Changed;
