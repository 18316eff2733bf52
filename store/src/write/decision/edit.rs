//! What people with a key ask for, and how it becomes rows.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::{create, delete, desk::Desk, merge, redaction, stored, undo, update};
use crate::{
    Error,
    recorded::{Cells, tables},
    write::{Changed, Mend},
};

/// A change of records that people with a key ask for. Values are columns as JSON: ids and dates as texts, words of closed
/// sets as the tables have them, lists as arrays.
#[derive(Clone, Debug)]
pub enum Edit {
    /// A record that no document states.
    Create {
        /// Its type.
        kind: &'static str,
        /// What it says, and what its key is made of.
        values: Cells,
    },
    /// Other values for some fields.
    Update {
        /// The type that the record shall have.
        kind: &'static str,
        /// Which record.
        id: Uuid,
        /// What they shall say; null for nothing.
        values: Cells,
        /// The last revision of the record that was seen.
        expected: Option<i64>,
    },
    /// That a record is not there, with what it owns.
    Delete {
        /// Which record.
        id: Uuid,
        /// The last revision of the record that was seen.
        expected: Option<i64>,
    },
    /// That a record is another one.
    Merge {
        /// The type of both.
        kind: &'static str,
        /// The one that goes: its id answers with the other.
        from: Uuid,
        /// The one that stays.
        into: Uuid,
    },
    /// That no name of a person is kept, anywhere.
    Redact {
        /// Which person.
        id: Uuid,
    },
    /// That an earlier edit was none.
    Undo {
        /// A revision that it wrote.
        sequence: i64,
    },
}

/// What an edit comes to.
pub(crate) struct Edited {
    /// What differs, table by table.
    pub(crate) tables: Vec<Box<dyn Mend>>,
    /// The records that it is about, the first of them first.
    pub(crate) records: Vec<Uuid>,
    /// Rows that were written already, and are no changes: names that are gone.
    pub(crate) masked: Vec<Changed>,
}

/// Works out what an edit changes. Runs where no other writer does.
pub(crate) async fn edit(
    on: &DatabaseTransaction,
    edit: &Edit,
    actor: &str,
    at: DateTime<Utc>,
) -> Result<Edited, Error> {
    let desk = Desk { on, tables: tables(), decisions: stored::all(on).await?, actor, at };
    let mut masked = Vec::new();
    let (changes, records) = match edit {
        Edit::Create { kind, values } => create::create(&desk, kind, values).await?,
        Edit::Update { kind, id, values, expected } => {
            update::update(&desk, kind, *id, values, *expected).await?
        }
        Edit::Delete { id, expected } => delete::delete(&desk, *id, *expected).await?,
        Edit::Merge { kind, from, into } => merge::merge(&desk, kind, *from, *into).await?,
        Edit::Undo { sequence } => undo::undo(&desk, *sequence).await?,
        Edit::Redact { id } => {
            let redacted = redaction::redact(&desk, *id).await?;
            masked = redacted.masked;
            (redacted.changes, vec![redacted.record])
        }
    };
    Ok(Edited { tables: desk.differences(&changes)?, records, masked })
}
