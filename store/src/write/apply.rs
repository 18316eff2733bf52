//! The one door for writes.

use entities::revision;
use sea_orm::{EntityTrait, QueryOrder};

use super::{
    plan::{Rival, plan},
    received::Received,
    roll::{self, ReceivedRoll},
    table::record,
    tables::Tables,
};
use crate::{Error, Store, connect::alone, search};

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
        Change::Roll(received) => roll::plan(&transaction, received).await?,
    };
    let tables = Tables::compare(&transaction, planned.rows).await?;
    tables.mend().await?;
    let changed = tables.changes()?;
    let revisions = changed.len();
    if !changed.is_empty() {
        search::refresh(&transaction, &changed).await?;
        let at = store.clock.now();
        let last =
            revision::Entity::find().order_by_desc(revision::Column::Sequence).one(&transaction).await?;
        let next = last.map_or(1, |last| last.sequence + 1);
        let rows = changed.into_iter().map(|change| revision::Model {
            sequence: 0,
            record_type: change.record_type.to_owned(),
            record_id: change.record_id,
            reason: reason.to_owned(),
            actor: actor.to_owned(),
            at,
            before: change.before,
            after: change.after,
        });
        record(&transaction, rows.collect(), next).await?;
    }
    transaction.commit().await?;
    Ok(Applied { revisions, rival: planned.rival })
}
