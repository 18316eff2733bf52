//! The only crate that speaks SQL: what is written, through one door, and what is read, many keys at a time.

mod clock;
mod connect;
mod error;
mod id;
mod rows;
mod sort_key;
mod write;

pub use clock::Clock;
pub use connect::Store;
pub use error::Error;
pub use rows::Rows;
pub use write::{Applied, Change, Imported, Received, SIZE_LIMIT, apply, import};
