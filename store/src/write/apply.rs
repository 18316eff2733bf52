//! The one door for writes.

use super::{
    plan::{Rival, plan},
    received::Received,
    roll::{self, ReceivedRoll},
    tables::{Tables, Told},
};
use crate::{
    Error, Store,
    connect::{alone, make_room},
    ledger, search,
};

/// Something to be written.
#[derive(Clone, Debug)]
pub enum Change {
    /// A document with what was read of it.
    Import(Box<Received>),
    /// A file of votes with what was read of it.
    Roll(Box<ReceivedRoll>),
}

/// What a write did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// How many rows were written or removed, each with a revision; 0 where nothing differed.
    pub revisions: usize,
    /// Another document that states the imported opinion too: the one that decides among the others.
    pub rival: Option<Rival>,
}

/// Compares a change with what is stored and writes what differs, rows and revisions, in one transaction.
/// Where nothing differs, nothing is written.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Database`]; then nothing was written.
pub async fn apply(store: &Store, change: &Change, reason: &str, actor: &str) -> Result<Applied, Error> {
    // No other writer beside it, so that sequences have no gaps and plans stay true.
    let transaction = alone(&store.connection).await?;
    let planned = match change {
        Change::Import(received) => plan(&transaction, received).await?,
        Change::Roll(received) => {
            make_room(&transaction).await?;
            roll::plan(&transaction, received).await?
        }
    };
    let tables = Tables::compare(&transaction, planned.rows).await?;
    tables.mend().await?;
    let revisions = tables.len();
    if revisions > 0 {
        search::refresh(&transaction, &tables.changes(search::reads)?).await?;
        let chain = ledger::chain(&transaction).await?;
        let at = chain.moment(store.clock.now());
        tables.record(&Told { reason, actor, at }, chain).await?;
    }
    transaction.commit().await?;
    Ok(Applied { revisions, rival: planned.rival })
}
