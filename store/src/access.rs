//! How a database is reached: straight, or through a pool that gives a server for one transaction.

use futures_util::{FutureExt, future::BoxFuture};
use sea_orm::{
    ConnectOptions,
    sqlx::{self, Executor, PgConnection, pool::PoolConnectionMetadata},
};

/// How a database is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// Whether the address leads through a pool that gives a server for one transaction, such as pgbouncer's mode
    /// `transaction`. Then each statement that stands alone is a transaction, and none is kept prepared: two round trips
    /// and one parse more. SQLite has no such thing, and ignores it.
    pub pooled: bool,
    /// PostgreSQL itself, for what a pool cannot do: hearing of commits. Where the address leads through a pool and this is
    /// none, what others write is found by looking.
    pub direct: Option<String>,
}

impl Access {
    /// Makes connections such as a pool in the mode `transaction` bears them.
    ///
    /// The driver prepares a statement and runs it in two exchanges, between which such a pool may change the server.
    /// Within a transaction it does not: so one begins whenever a connection is taken, and ends when it is given back.
    pub(crate) fn prepare(&self, options: &mut ConnectOptions) {
        if !self.pooled {
            return;
        }
        // What begins a transaction finds a dead connection as well.
        options.test_before_acquire(false);
        options.map_sqlx_postgres_opts(|postgres| {
            // The pool knows no such parameter of a session; its value is no matter since PostgreSQL 12.
            postgres.statement_cache_capacity(0).extra_float_digits(None)
        });
        options.map_sqlx_postgres_before_acquire(|connection, _| begin(connection).boxed());
        options.map_sqlx_postgres_pool_opts(|pool| {
            pool.after_connect(|connection, _| async { begin(connection).await.map(drop) }.boxed())
                .after_release(end)
        });
    }
}

/// Takes a server for a transaction, in one exchange. Whoever had it before may have left statements of the same names; they
/// are removed in a transaction before, since removing them is a query, and after one no transaction may say what it is to
/// see. One that begins within this one is no matter to warn of.
async fn begin(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    const BEGIN: &str = "BEGIN; DEALLOCATE ALL; COMMIT; BEGIN; SET LOCAL client_min_messages = error";
    connection.execute(BEGIN).await?;
    Ok(true)
}

/// Gives the server back: whatever was written alone is committed by now, or read only.
fn end(connection: &mut PgConnection, _: PoolConnectionMetadata) -> BoxFuture<'_, Result<bool, sqlx::Error>> {
    async move {
        // `BEGIN` again, so that `COMMIT` has a transaction to end where a whole one went by meanwhile.
        if connection.execute("BEGIN; COMMIT").await.is_err() {
            connection.execute("ROLLBACK").await?;
        }
        Ok(true)
    }
    .boxed()
}
