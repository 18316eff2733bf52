//! Reads: each takes many keys and makes one statement.

mod choice;
mod coverage;
mod decision;
mod dialect;
mod direct;
mod event;
mod export;
mod facet;
mod filter;
mod history;
mod join;
mod noun;
mod page;
mod parent;
mod phrase;
mod source;
mod statistics;
mod term;
mod version;

pub use coverage::Coverage;
pub use event::{Event, Events, Operation, Since};
pub use export::{Field, FieldKind, Snapshot};
pub use facet::{Counted, Facet, FacetValue};
pub use filter::Filter;
pub(crate) use history::without_texts;
pub use history::{Past, PastPage};
pub use join::{Join, Joined};
pub use noun::Noun;
pub use page::{List, Page, Place, Row, Slice, Sort};
pub use parent::Parent;
pub use statistics::{Dimension, Figures, Group};
pub use term::Target;
pub use version::Version;
