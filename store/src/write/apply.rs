//! The one door for writes.

use sea_orm::{ConnectionTrait, DbBackend};
use uuid::Uuid;

use super::{
    decision::{Edit, edit, empty},
    opinion_tally,
    plan::{Rival, plan},
    received::Received,
    roll::{self, ReceivedRoll},
    tables::{Tables, Told},
};
use crate::{Error, Store, connect::make_room, follow, ledger, search};

/// Something to be written.
#[derive(Clone, Debug)]
pub enum Change {
    /// A document with what was read of it.
    Import(Box<Received>),
    /// A file of votes with what was read of it.
    Roll(Box<ReceivedRoll>),
    /// What people decide of records.
    Edit(Box<Edit>),
}

/// What a write did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// How many rows were written or removed, each with a revision; 0 where nothing differed.
    pub revisions: usize,
    /// Another document that states the imported opinion too: the one that decides among the others.
    pub rival: Option<Rival>,
    /// The records that an edit was about, the first of them first.
    pub records: Vec<Uuid>,
}

/// Compares a change with what is stored and writes what differs, rows and revisions, in one transaction.
/// Where nothing differs, nothing is written.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Database`], [`Error::Refused`] for an edit; then nothing was written.
pub async fn apply(store: &Store, change: &Change, reason: &str, actor: &str) -> Result<Applied, Error> {
    // No other writer beside it, so that sequences have no gaps and plans stay true.
    let transaction = store.begin_alone().await?;
    let chain = ledger::chain(&transaction).await?;
    let at = chain.moment(store.clock.now());
    let mut applied = Applied::default();
    let mut masked = Vec::new();
    let tables = match change {
        Change::Import(received) => {
            let planned = plan(&transaction, received).await?;
            applied.rival = planned.rival;
            Tables::compare(&transaction, planned.rows).await?
        }
        Change::Roll(received) => {
            make_room(&transaction).await?;
            Tables::compare(&transaction, roll::plan(&transaction, received).await?.rows).await?
        }
        Change::Edit(asked) => {
            let edited = edit(&transaction, asked, actor, at).await?;
            applied.records = edited.records;
            masked = edited.masked;
            Tables::edited(&transaction, edited.tables)
        }
    };
    tables.mend().await?;
    for sha256 in tables.emptied() {
        empty(&transaction, sha256).await?;
    }
    applied.revisions = tables.len();
    if applied.revisions > 0 {
        masked.extend(tables.changes(search::reads)?);
        search::refresh(&transaction, &masked).await?;
        opinion_tally::refresh(&transaction, &tables).await?;
        follow::tell(&transaction, chain.size + applied.revisions as i64).await?;
        tables.record(&Told { reason, actor, at }, chain).await?;
    }
    transaction.commit().await?;
    store.watch.look();
    if is_redaction(change) {
        overwrite(store).await;
    }
    Ok(applied)
}

fn is_redaction(change: &Change) -> bool {
    matches!(change, Change::Edit(edit) if matches!(**edit, Edit::Redact { .. }))
}

/// Leaves nothing in a file of SQLite of what stands in no row any more. Where somebody else reads it meanwhile, the log says so:
/// docs/redaction.md says what to do then.
async fn overwrite(store: &Store) {
    if store.connection.get_database_backend() == DbBackend::Sqlite {
        let anew = store.connection.execute_unprepared("VACUUM").await;
        if anew.is_err() || !store.settle().await {
            tracing::warn!(
                "what was redacted is still in the file, or in its log: another program has it open"
            );
        }
    }
}
