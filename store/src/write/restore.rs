//! A history written again into an empty database: the revisions as they were, and the rows that they tell of.
//!
//! Nothing is read or decided anew. What the tables hold is what their revisions say, whatever wrote them: an import, a
//! later version of the reader, other options, a hand. So the same history gives the same tables.

use std::{collections::HashMap, mem::take};

use entities::{redaction, revision};
use sea_orm::DatabaseTransaction;

use super::{
    history::place,
    opinion_tally,
    table::{CHUNK, Mend, mend},
};
use crate::{
    Error, Store,
    connect::make_room,
    follow,
    ledger::{self, Chain, Digests, redacted_digest},
    recorded::{Table, tables},
    search,
};

/// A restoration that goes on. Dropped before its end, nothing of it stays.
pub struct Restoration {
    transaction: DatabaseTransaction,
    /// The revisions of the write that is being read.
    write: Vec<(usize, revision::Model)>,
    /// Where the last of them stands in its write.
    last: (usize, u8),
    chain: Chain,
    tables: Vec<Box<dyn Table>>,
    /// Revisions of which a name was taken out.
    gaps: HashMap<i64, redaction::Model>,
}

/// Why a history cannot be written again.
#[derive(Debug, thiserror::Error)]
pub enum Unrestored {
    /// The database cannot be read or written.
    #[error(transparent)]
    Store(#[from] Error),
    /// A revision does not come after the one before it.
    #[error("expected revision {expected}, found {found}: revisions are missing, or stand in another order")]
    Gap {
        /// The next.
        expected: i64,
        /// What stands there.
        found: i64,
    },
    /// A revision's hash is not that of what it says after the one before it.
    #[error(
        "revision {sequence} does not follow from the one before it: what one of the two says was changed"
    )]
    Changed {
        /// Which revision.
        sequence: i64,
    },
    /// A revision is of a table that this version does not have.
    #[error("revision {sequence} is of a table {table:?} that this version does not have")]
    Table {
        /// Which revision.
        sequence: i64,
        /// The table that it names.
        table: String,
    },
    /// A revision's row is none of this version.
    #[error("revision {sequence} holds a row of the table {table:?} that this version does not understand")]
    Row {
        /// Which revision.
        sequence: i64,
        /// The table that it names.
        table: String,
    },
    /// The rows do not fit those before them.
    #[error("the revisions up to {sequence} change rows that are not what the revisions before them say")]
    Unfitting {
        /// The last of the write.
        sequence: i64,
    },
}

impl Restoration {
    /// Begins one, beside which nobody writes; none where the database has a history of its own. `gaps` are the redactions that
    /// the history tells of, the last of each revision: what such a revision said stands there by its hashes.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn begin(
        store: &Store,
        gaps: impl IntoIterator<Item = redaction::Model>,
    ) -> Result<Option<Self>, Error> {
        let transaction = store.begin_alone().await?;
        if ledger::chain(&transaction).await?.size > 0 {
            return Ok(None);
        }
        make_room(&transaction).await?;
        Ok(Some(Self {
            transaction,
            write: Vec::new(),
            last: (0, 0),
            chain: Chain::default(),
            tables: tables(),
            gaps: gaps.into_iter().map(|gap| (gap.revision, gap)).collect(),
        }))
    }

    /// Adds the next revision.
    ///
    /// # Errors
    /// [`Unrestored`]; then the restoration is lost.
    pub async fn add(&mut self, revision: revision::Model) -> Result<(), Unrestored> {
        if revision.sequence != self.chain.next() {
            return Err(Unrestored::Gap { expected: self.chain.next(), found: revision.sequence });
        }
        let gap = self.gaps.get(&revision.sequence);
        let digests = gap.map_or_else(|| Digests::of(&revision), Digests::kept);
        let now = gap.is_none_or(|gap| gap.redacted_digest == redacted_digest(&revision));
        if self.chain.take(&(&revision).into(), &digests) != revision.hash || !now {
            return Err(Unrestored::Changed { sequence: revision.sequence });
        }
        let Some(at) = place(&self.tables, &revision) else {
            let revision::Model { sequence, record_type: table, .. } = revision;
            return Err(Unrestored::Table { sequence, table });
        };
        let goes_on = self.write.last().is_some_and(|(_, last)| {
            let one = |each: &revision::Model| (each.at, each.reason.clone(), each.actor.clone());
            self.last <= at && one(last) == one(&revision)
        });
        if !goes_on {
            self.apply().await?;
        }
        self.last = at;
        self.write.push((at.0, revision));
        Ok(())
    }

    /// Writes what is left, the search index, and what is counted of opinions. Returns how many revisions there were.
    ///
    /// # Errors
    /// [`Unrestored`]; then nothing was written.
    pub async fn end(mut self) -> Result<u64, Unrestored> {
        self.apply().await?;
        search::make_anew(&self.transaction).await.map_err(Error::from)?;
        opinion_tally::make_anew(&self.transaction).await.map_err(Error::from)?;
        follow::tell(&self.transaction, self.chain.size).await.map_err(Error::from)?;
        self.transaction.commit().await.map_err(Error::from)?;
        Ok(self.chain.size.unsigned_abs())
    }

    /// Applies one write as it was applied then: from the first table to the last, and removes from the last to the first.
    async fn apply(&mut self) -> Result<(), Unrestored> {
        let (tables, revisions): (Vec<usize>, Vec<revision::Model>) =
            take(&mut self.write).into_iter().unzip();
        let Some(last) = revisions.last().map(|last| last.sequence) else { return Ok(()) };
        let mut all: Vec<Box<dyn Mend>> = Vec::new();
        let mut from = 0;
        for of_one in tables.chunk_by(|one, next| one == next) {
            all.push(self.tables[of_one[0]].difference(&revisions[from..from + of_one.len()])?);
            from += of_one.len();
        }
        let written = async {
            mend(&self.transaction, &all).await?;
            for revisions in revisions.chunks(CHUNK) {
                ledger::write(&self.transaction, revisions).await?;
            }
            Ok(())
        };
        written.await.map_err(|error| unfitting(error, last))
    }
}

/// A row that cannot be written is a fault of the history, as long as the database answers.
fn unfitting(error: sea_orm::DbErr, sequence: i64) -> Unrestored {
    match error.into() {
        Error::Database(_) => Unrestored::Unfitting { sequence },
        error => error.into(),
    }
}
