//! The only crate that speaks SQL: what is written, through one door, and what is read, many keys at a time.

/// The rows that reads answer with, by their nouns.
pub use entities;

mod access;
mod access_key;
mod address;
mod clock;
mod connect;
mod error;
mod follow;
mod id;
mod ledger;
mod line;
mod past;
mod read;
mod recorded;
mod replicas;
mod rows;
mod search;
mod sort_key;
mod webhook;
mod write;

pub use access::Access;
pub use access_key::{Key, NotMade, Rejected, Scope};
pub use clock::Clock;
pub use connect::{Migrated, Store};
pub use error::Error;
pub use follow::{Followed, Follower};
pub use ledger::{Finding, Head, InvalidHead, InvalidToken, Parted, Progress, Token, Verified};
pub use past::Allowance;
pub use read::{
    Answered, Cell, Columns, Counted, Coverage, Dimension, Event, Events, Facet, FacetValue, Field,
    FieldKind, Figures, Filter, Group, Join, Joined, Joining, List, Noun, Operation, Page, Parent, Past,
    PastPage, Place, Row, Since, Slice, Snapshot, Sort, Tables, Target, Version, Wanting, Without,
};
pub use recorded::Cells;
pub use replicas::{Reading, Replicas};
pub use rows::{Fresh, Named, Rows};
pub use search::{
    Found, Hit, HitPlace, InvalidQuery, Records, Search, SearchFilter, SearchQuery, Searchable,
};
pub use webhook::{Disabled, Reason, Webhook, WebhookChange};
pub use write::{
    Applied, Change, Difference, Edit, Fault, FaultKind, Imported, Kept, Preview, Received, ReceivedRoll,
    Refused, Restoration, Rival, SIZE_LIMIT, Sides, Unrestored, apply, held, import, keep, keep_gap, preview,
    preview_roll, record, record_roll, taken,
};
