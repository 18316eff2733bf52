//! Connections for reads. The driver's pool asks a connection how it is whenever it is taken and whenever it is given back:
//! two exchanges with the database beside the one that reads, which took more than many a read itself. Reads keep the
//! connections that they took, and take one that is lost for what it is when a statement fails on it: a read may be sent
//! again.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult,
    RuntimeErr, Statement,
    sqlx::{self, AssertSqlSafe, Executor, Postgres, Sqlite, pool::PoolConnection},
};
use sea_query_sqlx::SqlxValues;
use tokio::{sync::Semaphore, time::timeout};

use crate::Store;

/// A connection that nobody has used for so long is given back: the pool closes what is idle or old.
const KEPT: Duration = Duration::from_secs(30);
/// So long a read waits for a connection.
const WAITED: Duration = Duration::from_secs(10);

/// What is told of every statement.
pub(crate) type Told = Arc<dyn Fn(&Statement) + Send + Sync>;

/// The connections of all reads.
#[derive(Debug)]
pub(crate) struct Lines {
    /// A pool that is theirs alone.
    pool: DatabaseConnection,
    permits: Semaphore,
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
    /// Lines of a pool with so many connections, none of which is open yet.
    pub(crate) fn new(pool: DatabaseConnection, most: usize) -> Self {
        Self { pool, permits: Semaphore::new(most), idle: Mutex::default() }
    }

    async fn all(&self, statement: &Statement) -> Result<Vec<QueryResult>, DbErr> {
        let permit = timeout(WAITED, self.permits.acquire()).await;
        let _permit = permit
            .map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?
            .map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))?;
        loop {
            let kept = self.kept();
            let is_new = kept.is_none();
            let mut open = match kept {
                Some(open) => open,
                None => self.open().await?,
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

    async fn open(&self) -> Result<Open, DbErr> {
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
