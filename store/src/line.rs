//! Connections for reads. The driver's pool asks a connection how it is whenever it is taken and whenever it is given back:
//! two exchanges with the database beside the one that reads, which took more than many a read itself. Reads keep the
//! connections that they took, and take one that is lost for what it is when a statement fails on it: a read may be sent
//! again.

use std::{
    num::NonZero,
    pin::pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::available_parallelism,
    time::{Duration, Instant},
};

use sea_orm::{
    ConnAcquireErr, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr,
    ExecResult, QueryResult, RuntimeErr, Statement,
    sqlx::{
        self, AssertSqlSafe, Executor, Postgres, Sqlite, pool::PoolConnection, sqlite::SqliteConnectOptions,
    },
};
use sea_query_sqlx::SqlxValues;
use tokio::{
    sync::{AcquireError, Semaphore, SemaphorePermit},
    time::timeout,
};

use crate::{Store, connect::to_sqlite};

/// A connection that nobody has used for so long is given back: the pool closes what is idle or old.
const KEPT: Duration = Duration::from_secs(30);
/// So long a read waits for one of the usual connections alone.
const SHORT: Duration = Duration::from_millis(100);
/// So long a read waits for a connection.
const WAITED: Duration = Duration::from_secs(10);

/// Bytes of a file that are mapped: all of it.
const MAPPED: &str = "1099511627776";

/// What is told of every statement.
pub(crate) type Told = Arc<dyn Fn(&Statement) + Send + Sync>;

/// The connections of all reads.
#[derive(Debug)]
pub(crate) struct Lines {
    /// A pool that is theirs alone.
    pool: DatabaseConnection,
    permits: Semaphore,
    /// For those that waited long, so that a few statements that take their time hold up no others.
    spare: Semaphore,
    /// Whether the usual ones were long in use when they were last asked for.
    slow: AtomicBool,
    /// Those that nobody reads by, the last one used at the end.
    idle: Mutex<Vec<(Open, Instant)>>,
}

/// An open connection.
#[derive(Debug)]
enum Open {
    Postgres(PoolConnection<Postgres>),
    Sqlite(PoolConnection<Sqlite>),
}

/// Where a store's reads are sent.
pub(crate) struct Line<'a>(&'a Store);

impl Store {
    /// Where reads are sent.
    pub(crate) fn line(&self) -> Line<'_> {
        Line(self)
    }
}

impl Lines {
    /// Lines of a pool with those options, at most so many. None is open yet.
    ///
    /// # Errors
    /// Where the options make no pool.
    pub(crate) async fn open(mut options: ConnectOptions, most: usize) -> Result<Self, DbErr> {
        options.connect_lazy(true).map_sqlx_sqlite_opts(reading);
        let pool = Database::connect(options).await?;
        let usual = usual().min(most);
        Ok(Self {
            pool,
            permits: Semaphore::new(usual),
            spare: Semaphore::new(most - usual),
            slow: AtomicBool::new(false),
            idle: Mutex::default(),
        })
    }

    /// Leave to take a connection: one of the usual ones, or one of the rest where those are long in use.
    async fn permit(&self) -> Result<SemaphorePermit<'_>, AcquireError> {
        if let Ok(permit) = self.permits.try_acquire() {
            if self.slow.load(Ordering::Relaxed) {
                self.slow.store(false, Ordering::Relaxed);
            }
            return Ok(permit);
        }
        // The place in the queue is kept meanwhile.
        let mut first = pin!(self.permits.acquire());
        // Until one of them is free again, nobody waits to find out what is known.
        if !self.slow.load(Ordering::Relaxed) {
            if let Ok(permit) = timeout(SHORT, &mut first).await {
                return permit;
            }
            self.slow.store(true, Ordering::Relaxed);
        }
        tokio::select! {
            biased;
            permit = first => {
                self.slow.store(false, Ordering::Relaxed);
                permit
            }
            permit = self.spare.acquire() => permit,
        }
    }

    async fn all(&self, statement: &Statement) -> Result<Vec<QueryResult>, DbErr> {
        let permit = timeout(WAITED, self.permit()).await;
        let _permit = permit
            .map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?
            .map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))?;
        loop {
            let kept = self.kept();
            let is_new = kept.is_none();
            let mut open = match kept {
                Some(open) => open,
                None => self.another().await?,
            };
            match open.all(statement).await {
                Ok(rows) => {
                    self.keep(open);
                    return Ok(rows);
                }
                // What is dropped goes back to the pool, which asks how it is.
                Err(error) if !is_new && is_lost(&error) => {}
                Err(error) => return Err(failed(error)),
            }
        }
    }

    /// The connection that was used last, whose memory is the warmest.
    fn kept(&self) -> Option<Open> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let (open, since) = idle.pop()?;
        if since.elapsed() < KEPT {
            return Some(open);
        }
        // All others were used before it.
        idle.clear();
        None
    }

    fn keep(&self, open: Open) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = idle.iter().position(|(_, since)| since.elapsed() < KEPT) {
            idle.drain(..at);
        }
        idle.push((open, Instant::now()));
    }

    async fn another(&self) -> Result<Open, DbErr> {
        let open = match self.pool.get_database_backend() {
            DbBackend::Postgres => {
                self.pool.get_postgres_connection_pool().acquire().await.map(Open::Postgres)
            }
            _ => self.pool.get_sqlite_connection_pool().acquire().await.map(Open::Sqlite),
        };
        open.map_err(|error| match error {
            sqlx::Error::PoolTimedOut => DbErr::ConnectionAcquire(ConnAcquireErr::Timeout),
            sqlx::Error::PoolClosed => DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed),
            error => DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error))),
        })
    }
}

/// So many statements at once keep the processors busy, where a database is on this machine or computes in this process. With
/// more of them, each waits for the others: with eight on two processors, a page of twenty opinions took 17 % more of both.
fn usual() -> usize {
    available_parallelism().map_or(1, NonZero::get).saturating_mul(2)
}

/// What a connection to SQLite is that reads. Its pages are those that the system has in memory: copied by a read of the
/// system each, they made what is looked up in large tables cost up to 60 % more. An error of the disk under such a page
/// ends the process, which is what <https://sqlite.org/mmap.html> says against it. Rows are handed on by hundreds, since the
/// thread stops where they are not taken. The file is there by then.
fn reading(options: SqliteConnectOptions) -> SqliteConnectOptions {
    to_sqlite(options).create_if_missing(false).pragma("mmap_size", MAPPED).row_buffer_size(1_000)
}

impl Open {
    async fn all(&mut self, statement: &Statement) -> Result<Vec<QueryResult>, sqlx::Error> {
        let values = SqlxValues(statement.values.clone().unwrap_or(sea_orm::Values(Vec::new())));
        let query = AssertSqlSafe(statement.sql.as_str());
        match self {
            Self::Postgres(connection) => {
                let rows = connection.fetch_all(sqlx::query_with(query, values)).await?;
                Ok(rows.into_iter().map(QueryResult::from).collect())
            }
            Self::Sqlite(connection) => {
                let rows = connection.fetch_all(sqlx::query_with(query, values)).await?;
                Ok(rows.into_iter().map(QueryResult::from).collect())
            }
        }
    }
}

/// Whether the connection is at fault, or the server that is going down, and not the statement.
fn is_lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::Tls(_) => true,
        // https://www.postgresql.org/docs/current/errcodes-appendix.html: connection exceptions, and shutdowns.
        sqlx::Error::Database(error) => error
            .code()
            .is_some_and(|code| code.starts_with("08") || ["57P01", "57P02", "57P03"].contains(&&*code)),
        _ => false,
    }
}

fn failed(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(Arc::new(error)))
}

#[async_trait::async_trait]
impl ConnectionTrait for Line<'_> {
    fn get_database_backend(&self) -> DbBackend {
        self.0.connection.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.0.connection.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.0.connection.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(self.query_all_raw(statement).await?.into_iter().next())
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let Some(lines) = &self.0.lines else { return self.0.connection.query_all_raw(statement).await };
        (self.0.told)(&statement);
        lines.all(&statement).await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use sea_orm::{ConnectOptions, Database, DbBackend, Statement};
    use tokio::sync::Semaphore;

    use super::Lines;

    #[tokio::test]
    async fn statements_that_take_their_time_hold_up_no_others() {
        let pool = Database::connect(ConnectOptions::new("sqlite::memory:")).await.expect("a pool");
        let (permits, spare) = (Semaphore::new(1), Semaphore::new(1));
        let (slow, idle) = (AtomicBool::new(false), std::sync::Mutex::default());
        let lines = Lines { pool, permits, spare, slow, idle };
        let is_slow = || lines.slow.load(Ordering::Relaxed);
        let long = lines.permits.acquire().await.expect("what is free");
        let statement = Statement::from_string(DbBackend::Sqlite, "SELECT 1");
        for _ in 0..2 {
            let rows = lines.all(&statement).await.expect("what a spare one reads");
            assert_eq!(rows.len(), 1);
            assert!(is_slow(), "the next one takes a spare one at once");
        }
        drop(long);
        lines.all(&statement).await.expect("what the usual one reads");
        assert!(!is_slow(), "the usual ones are asked alone again");
    }
}
