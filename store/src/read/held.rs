//! Small tables in memory: what nearly every record leads to, and what seldom changes.
//!
//! Each statement says which state of the data it has read, by the hash of the last revision. Where the tables in memory
//! are of that state, what it leads to is taken from them; else they are brought up to it by the revisions since. So
//! nothing in an answer is older than what the first statement of its request has read; what came since is asked for.

use std::{
    collections::HashMap,
    sync::{
        Arc, OnceLock, PoisonError, RwLock,
        atomic::{AtomicU32, Ordering},
    },
};

use entities::{initiative, organisation, person, session, territory, theme};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IsolationLevel,
    TransactionTrait,
    sea_query::{Alias, Expr, ExprTrait, Order, Query},
};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::{columns::Columns, join::Join, noun::Noun};
use crate::{Error, Store};

/// A table of more rows is not held: about 300 bytes each.
const MOST: usize = 10_000;

/// Where more records have changed, all are read again.
const MANY: usize = 1_000;

/// After so many reads of an older state in a row, a backup has taken the database's place. Before, it may be a replica
/// that is behind.
const BEHIND: u32 = 1_000;

/// The last revision's hash, as a column.
pub(crate) const HEAD: &str = "(SELECT hash FROM revision ORDER BY sequence DESC LIMIT 1)";

/// The tables that all who read from a store share.
#[derive(Debug, Default)]
pub(crate) struct Held {
    tables: RwLock<Option<Arc<Tables>>>,
    /// Whoever brings them up to date.
    bringing: Mutex<()>,
    behind: AtomicU32,
}

/// What one request has seen: the state of its first statement, and the tables of that state.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    head: OnceLock<Vec<u8>>,
    tables: OnceLock<Arc<Tables>>,
}

/// A table's rows; none where there are too many.
type Rows<N> = Option<Arc<HashMap<Uuid, Arc<N>>>>;

/// Small tables in one state of the data.
#[derive(Clone, Debug)]
pub struct Tables {
    sequence: i64,
    head: Vec<u8>,
    pub(super) territories: Rows<territory::Model>,
    pub(super) organisations: Rows<organisation::Model>,
    pub(super) persons: Rows<person::Model>,
    pub(super) sessions: Rows<session::Model>,
    pub(super) initiatives: Rows<initiative::Model>,
    pub(super) themes: Rows<theme::Model>,
}

impl Held {
    fn now(&self) -> Option<Arc<Tables>> {
        self.tables.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, tables: &Arc<Tables>) {
        *self.tables.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(tables));
        self.behind.store(0, Ordering::Relaxed);
    }
}

impl Store {
    /// The same store for one request: what it has read decides what is taken from memory.
    #[must_use]
    pub fn reading(&self) -> Self {
        Self { seen: Arc::default(), gathering: None, ..self.clone() }
    }

    /// A record of a small table that is held in the state which was read; none where it is not, or there is none.
    #[must_use]
    pub fn held<N: Noun>(&self, id: Uuid) -> Option<Arc<N>> {
        N::held(self.seen.tables.get()?)?.get(&id).cloned()
    }

    /// Whether what a join leads to is taken from memory, so that it need not be joined.
    #[must_use]
    pub fn holds(&self, join: Join) -> bool {
        // A database of the past has no state of its own.
        self.past.is_none() && join.is_held(self.held.now().as_deref())
    }

    /// The same of all rows of a table.
    pub(super) fn holds_all<N: Noun>(&self) -> bool {
        self.past.is_none() && self.held.now().is_some_and(|tables| N::held(&tables).is_some())
    }

    /// The last revision's hash, as a column; null once a statement of this request has told it.
    pub(super) fn state(&self) -> Expr {
        Expr::cust(if self.asks_state() { HEAD } else { self.no_state() })
    }

    /// What stands in its place where it is not asked for.
    pub(crate) fn no_state(&self) -> &'static str {
        no_state(self.connection.get_database_backend())
    }

    /// Whether no statement of this request has told the state yet.
    pub(crate) fn asks_state(&self) -> bool {
        self.past.is_none() && self.seen.head.get().is_none()
    }

    /// Remembers the state that the first statement of a request has read.
    pub(crate) fn saw(&self, head: Option<Vec<u8>>) {
        let Some(head) = head.filter(|_| self.seen.head.get().is_none()) else { return };
        if let Some(tables) = self.held.now().filter(|tables| tables.head == head) {
            let _ = self.seen.tables.set(tables);
        }
        let _ = self.seen.head.set(head);
    }

    /// Small tables of the state that was read, or a later one; none where nothing was read yet, or an older state.
    pub(super) async fn tables(&self) -> Result<Option<&Tables>, Error> {
        if let Some(tables) = self.seen.tables.get() {
            return Ok(Some(tables));
        }
        let Some(seen) = self.seen.head.get() else { return Ok(None) };
        let _bringing = self.held.bringing.lock().await;
        let held = self.held.now();
        let current = match held.filter(|tables| tables.head == *seen) {
            Some(tables) => Some(tables),
            None => self.brought().await?,
        };
        Ok(current.map(|tables| &**self.seen.tables.get_or_init(|| tables)))
    }

    /// Brings the tables up to the state that the data has now.
    async fn brought(&self) -> Result<Option<Arc<Tables>>, Error> {
        // Not among the statements that a query is said to take: they go with writes.
        let mut apart: DatabaseConnection = self.connection.clone();
        apart.set_metric_callback(|_| {});
        // SQLite's transactions see one state anyway, and it knows no other isolation.
        let whole = apart.get_database_backend() == DbBackend::Postgres;
        let (level, access) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
        let on = apart.begin_with_config(whole.then_some(level), whole.then_some(access)).await?;
        let Some((sequence, head)) = last(&on, None).await? else { return Ok(None) };
        let tables = match self.held.now() {
            None => all(&on, sequence, head).await?,
            Some(held) => match last(&on, Some(held.sequence)).await? {
                Some((_, hash)) if hash == held.head => since(&on, &held, sequence, head).await?,
                // An older state: of a replica that is behind, or for good.
                None if sequence < held.sequence
                    && self.held.behind.fetch_add(1, Ordering::Relaxed) < BEHIND =>
                {
                    return Ok(None);
                }
                _ => all(&on, sequence, head).await?,
            },
        };
        on.commit().await?;
        let tables = Arc::new(tables);
        self.held.set(&tables);
        Ok(Some(tables))
    }
}

/// What stands in place of the state where it is not asked for.
pub(super) fn no_state(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Postgres { "CAST(NULL AS bytea)" } else { "NULL" }
}

/// The last revision, or that of a sequence: its sequence and its hash.
async fn last(on: &DatabaseTransaction, sequence: Option<i64>) -> Result<Option<(i64, Vec<u8>)>, DbErr> {
    let mut select = Query::select();
    select.columns(["sequence", "hash"]).from(Alias::new("revision"));
    match sequence {
        Some(sequence) => select.and_where(Expr::col("sequence").eq(sequence)),
        None => select.order_by("sequence", Order::Desc).limit(1),
    };
    let row = on.query_one(&select).await?;
    row.map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).transpose()
}

/// Reads all rows of the small tables.
async fn all(on: &DatabaseTransaction, sequence: i64, head: Vec<u8>) -> Result<Tables, DbErr> {
    Ok(Tables {
        sequence,
        head,
        territories: table(on).await?,
        organisations: table(on).await?,
        persons: table(on).await?,
        sessions: table(on).await?,
        initiatives: table(on).await?,
        themes: table(on).await?,
    })
}

async fn table<N: Noun>(on: &DatabaseTransaction) -> Result<Rows<N>, DbErr> {
    let mut select = Query::select();
    select.columns(N::COLUMNS.iter().copied()).from(Alias::new(N::TABLE)).limit(MOST as u64 + 1);
    let rows = on.query_all(&select).await?;
    if rows.len() > MOST {
        return Ok(None);
    }
    let rows = rows.iter().map(|row| N::read(&mut Columns::of(row)).map(|row| (row.id(), Arc::new(row))));
    rows.collect::<Result<_, _>>().map(|rows| Some(Arc::new(rows)))
}

/// Reads the rows that have changed since.
async fn since(
    on: &DatabaseTransaction,
    held: &Tables,
    sequence: i64,
    head: Vec<u8>,
) -> Result<Tables, DbErr> {
    let names = ["territory", "organisation", "person", "session", "initiative", "theme"];
    let mut select = Query::select();
    select
        .distinct()
        .columns(["record_type", "record_id"])
        .from(Alias::new("revision"))
        .and_where(Expr::col("sequence").gt(held.sequence))
        .and_where(Expr::col("record_type").is_in(names))
        .limit(MANY as u64 + 1);
    let rows = on.query_all(&select).await?;
    if rows.len() > MANY {
        return all(on, sequence, head).await;
    }
    let mut changed: HashMap<String, Vec<Uuid>> = HashMap::new();
    for row in &rows {
        changed.entry(row.try_get_by_index(0)?).or_default().push(row.try_get_by_index(1)?);
    }
    Ok(Tables {
        sequence,
        head,
        territories: renewed(on, &held.territories, &changed).await?,
        organisations: renewed(on, &held.organisations, &changed).await?,
        persons: renewed(on, &held.persons, &changed).await?,
        sessions: renewed(on, &held.sessions, &changed).await?,
        initiatives: renewed(on, &held.initiatives, &changed).await?,
        themes: renewed(on, &held.themes, &changed).await?,
    })
}

async fn renewed<N: Noun>(
    on: &DatabaseTransaction,
    held: &Rows<N>,
    changed: &HashMap<String, Vec<Uuid>>,
) -> Result<Rows<N>, DbErr> {
    let (Some(held), Some(ids)) = (held, changed.get(N::TABLE)) else { return Ok(held.clone()) };
    let mut select = Query::select();
    select.columns(N::COLUMNS.iter().copied()).from(Alias::new(N::TABLE));
    select.and_where(Expr::col("id").is_in(ids.iter().copied()));
    let mut rows = HashMap::clone(held);
    for id in ids {
        rows.remove(id);
    }
    for row in on.query_all(&select).await? {
        let row = N::read(&mut Columns::of(&row))?;
        rows.insert(row.id(), Arc::new(row));
    }
    Ok((rows.len() <= MOST).then(|| Arc::new(rows)))
}
