//! Reads: each takes many keys and makes one statement.

mod filter;
mod join;
mod noun;
mod page;
mod parent;
mod source;
mod version;

pub use filter::{Filter, Target};
pub use join::{Join, Joined};
pub use noun::Noun;
pub use page::{List, Page, Place, Row, Slice, Sort};
pub use parent::Parent;
pub use version::Version;
