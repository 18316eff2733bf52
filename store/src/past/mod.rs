//! What was known at a moment that is over.
//!
//! A store of the past is a database in memory, empty at first, and a way to the present one. Before it reads anything
//! as any store does, it brings what it is about to read (`bring.rs`): the rows that the revisions up to the moment leave
//! of the records in question. Which those are, foreign keys tell: those of the present rows, and for what has gone
//! since, the former references of the history. So every list, filter and count answers as it would have answered then,
//! by the same statements.

mod bring;
mod reach;

use std::{
    collections::HashSet,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use entities::revision;
use sea_orm::{
    ColumnTrait, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tokio::sync::Mutex;
use uuid::Uuid;

pub(crate) use self::reach::{Reach, Wanted};
use crate::{
    Access, Error, Store,
    recorded::{Table, tables},
};

/// Where a store of the past has its rows from.
pub(crate) struct Past {
    /// The store of the present.
    present: Store,
    /// The last revision that was known.
    sequence: i64,
    allowance: Allowance,
    tables: Vec<Box<dyn Table>>,
    known: Mutex<Known>,
}

/// What is here already: also of what there was nothing.
#[derive(Default)]
struct Known {
    /// Tables and records, of which the rows there are here.
    records: HashSet<(&'static str, Uuid)>,
    /// Tables, columns and records, of which the rows there that refer to them are here.
    referring: HashSet<(&'static str, &'static str, Uuid)>,
}

/// How many rows of the history look-ups of the past may still read, all of one query together.
#[derive(Clone, Debug)]
pub struct Allowance {
    maximum: usize,
    left: Arc<AtomicUsize>,
}

impl Allowance {
    /// So many and no more.
    #[must_use]
    pub fn new(maximum: usize) -> Self {
        Self { maximum, left: Arc::new(AtomicUsize::new(maximum)) }
    }

    fn left(&self) -> usize {
        self.left.load(Ordering::Relaxed)
    }

    /// Takes what was read.
    fn take(&self, rows: usize) -> Result<(), Error> {
        let left =
            self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(rows));
        left.map(drop).map_err(|_| Error::PastTooLarge { maximum: self.maximum })
    }
}

impl fmt::Debug for Past {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Past").field("sequence", &self.sequence).finish_non_exhaustive()
    }
}

impl Past {
    /// The store of the present.
    pub(crate) fn present(&self) -> &DatabaseConnection {
        &self.present.connection
    }

    /// The last revision that was known.
    pub(crate) fn sequence(&self) -> i64 {
        self.sequence
    }
}

/// The last moment of the last year with four digits.
const LAST_MOMENT: DateTime<Utc> = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => match day.and_hms_opt(23, 59, 59) {
        Some(moment) => moment.and_utc(),
        None => DateTime::<Utc>::MAX_UTC,
    },
    None => DateTime::<Utc>::MAX_UTC,
};

impl Store {
    /// The last revision that was known at a moment: that of the last write at it or before it. None where nothing was
    /// written yet.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`], here and below.
    pub async fn last_known(&self, moment: DateTime<Utc>) -> Result<Option<i64>, Error> {
        // SQLite compares moments as texts, in which the years after 9999 come before all others.
        let moment = moment.min(LAST_MOMENT);
        // Whole microseconds are all that the history knows: PostgreSQL would round up to the next.
        let last = revision::Entity::find()
            .select_only()
            .column(revision::Column::Sequence)
            .filter(revision::Column::At.lte(moment.trunc_subsecs(6)))
            .order_by_desc(revision::Column::At)
            .order_by_desc(revision::Column::Sequence)
            .into_tuple::<i64>();
        Ok(last.one(&self.line()).await?)
    }

    /// What was known when that revision was the last. Records and the lists of records are read as from any store; whole
    /// tables, searches and statistics are not there.
    pub async fn as_of(&self, last_known: i64, allowance: &Allowance) -> Result<Self, Error> {
        let past = Past {
            present: self.clone(),
            sequence: last_known,
            allowance: allowance.clone(),
            tables: tables(),
            known: Mutex::default(),
        };
        Ok(Self {
            connection: empty().await?,
            lines: None,
            told: Arc::new(|_| ()),
            clock: self.clock,
            file: None,
            // Only what is asked of the present database counts, and that is asked by its own store.
            statements: Arc::new(AtomicU64::new(0)),
            access: Access::default(),
            recording: Arc::default(),
            // Nobody follows what is over.
            watch: Arc::default(),
            held: Arc::default(),
            seen: Arc::default(),
            gathering: None,
            wording: Arc::default(),
            past: Some(Arc::new(past)),
        })
    }
}

/// A database in memory with the tables of records. What a row refers to may not have been brought.
async fn empty() -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new("sqlite::memory:");
    // Each connection to a database in memory is a database of its own.
    options.sqlx_logging(false).max_connections(1).min_connections(1);
    options.map_sqlx_sqlite_opts(|sqlite| sqlite.foreign_keys(false));
    let connection = Database::connect(options).await?;
    connection.execute_unprepared(&migration::records(DbBackend::Sqlite)).await?;
    Ok(connection)
}
