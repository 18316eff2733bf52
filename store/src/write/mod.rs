//! Writes: one door, [`apply`], and what goes through it.

mod apply;
mod citation;
mod document;
mod follow_up;
mod history;
mod initiative;
mod keys;
mod mention;
mod milestone;
mod opinion;
mod plan;
mod preview;
mod quote;
mod received;
mod recommendation;
mod restore;
mod roll;
mod roll_keys;
mod roll_shared;
mod roll_vote;
mod shared;
mod table;
mod tables;
mod taken;
mod telling;
mod theme;
mod theme_assignment;
mod words;

pub use apply::{Applied, Change, apply};
pub use plan::Rival;
pub use preview::{Difference, Preview, preview, preview_roll};
pub use received::{Imported, Kept, Received, SIZE_LIMIT, import, keep, keep_again, record, record_roll};
pub use restore::{Restoration, Unrestored};
pub use roll::ReceivedRoll;
pub(crate) use table::Changed;
pub use taken::{held, taken};
