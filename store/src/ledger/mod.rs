//! The history as a ledger: each revision has a hash over what it says and over the hash before it, so that none can be
//! changed, removed or moved unseen; and the tables are what all of them together say.

mod chain;
mod finding;
mod former;
mod head;
mod token;
mod verify;

pub(crate) use chain::{Chain, Digests, Said, hex, redacted_digest};
pub use finding::{Finding, Parted};
pub(crate) use former::write;
pub(crate) use head::chain;
pub use head::{Head, InvalidHead};
pub use token::{InvalidToken, Token};
pub use verify::{Progress, Verified};
