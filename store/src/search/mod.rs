//! Search in French: the same hits in the same order on both databases, by words and scores of our own.
//!
//! What can be found is in [`searchable`], one place a noun. [`analyse`] turns texts and queries into stems;
//! [`touched`] says which records a change concerns, and [`index`] writes their stems in the same transaction;
//! [`query`] reads what was typed, [`find`] asks the database, and [`snippet`] shows the place.

mod alone;
mod analyse;
mod beside;
mod find;
mod index;
mod inflection;
mod posting;
mod query;
mod searchable;
mod snippet;
mod stop_words;
mod touched;
mod words;

pub use beside::Records;
pub use find::{Found, Hit, HitPlace, Search, SearchFilter};
pub(crate) use index::{check, make_anew, make_anew_if_old, refresh};
pub use query::{InvalidQuery, SearchQuery};
pub use searchable::Searchable;
pub(crate) use touched::reads;
