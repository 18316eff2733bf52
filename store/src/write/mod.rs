//! Writes: one door, [`apply`], and what goes through it.

mod apply;
mod citation;
mod follow_up;
mod initiative;
mod keys;
mod mention;
mod milestone;
mod opinion;
mod plan;
mod preview;
mod received;
mod recommendation;
mod shared;
mod table;
mod tables;
mod telling;
mod theme;
mod theme_assignment;
mod words;

pub use apply::{Applied, Change, apply};
pub use plan::Rival;
pub use preview::{Difference, Preview, preview};
pub use received::{Imported, Kept, Received, SIZE_LIMIT, import, keep, record};
pub(crate) use table::Changed;
