//! The connection, and what it counts.

use std::{
    fmt,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    RuntimeErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::{
        self, AssertSqlSafe, ConnectOptions as _, Executor, Row, postgres::PgConnectOptions,
        sqlite::SqliteConnectOptions,
    },
};
use tokio::time::timeout;

use crate::{
    Access, Clock, Error,
    address::{Address, is_postgres, scheme},
    follow::Watch,
    line::{Lines, Told},
    past::Past,
    read::{Gathering, Held, Seen, Wording},
    search,
    write::opinion_tally,
};

/// At most so many connections for reads, and as many for everything else.
const CONNECTIONS: u32 = 8;

/// So long a statement waits for another process that writes into the same file of SQLite.
const PATIENCE: Duration = Duration::from_secs(30);

/// A database with this program's tables in it.
#[derive(Clone)]
pub struct Store {
    pub(crate) connection: DatabaseConnection,
    /// The connections of reads; none where they share those above.
    pub(crate) lines: Option<Arc<Lines>>,
    /// What is told of every statement.
    pub(crate) told: Told,
    pub(crate) clock: Clock,
    /// Where the database is one.
    pub(crate) file: Option<PathBuf>,
    pub(crate) statements: Arc<AtomicU64>,
    pub(crate) access: Access,
    /// Whether the use of a key is being recorded.
    pub(crate) recording: Arc<AtomicBool>,
    /// What tells those who follow that the ledger grew.
    pub(crate) watch: Arc<Watch>,
    /// Small tables in memory.
    pub(crate) held: Arc<Held>,
    /// What the request that this store is for has seen.
    pub(crate) seen: Arc<Seen>,
    /// The reads of that request which wait to go together; none where each goes by itself.
    pub(crate) gathering: Option<Arc<Gathering>>,
    /// The texts of reads that are alike.
    pub(crate) wording: Arc<Wording>,
    /// Where this is what was known at a moment that is over: what brings it here.
    pub(crate) past: Option<Arc<Past>>,
}

impl Store {
    /// Connects to `sqlite://FILE` (made where it is missing; `sqlite::memory:` is a database in memory) or
    /// `postgres://USER:PASSWORD@HOST/NAME`. Tables are made by [`Store::migrate`].
    ///
    /// # Errors
    /// [`Error::Address`], [`Error::FileAddress`], [`Error::Unavailable`], [`Error::Full`], [`Error::ReadOnly`].
    pub async fn connect(address: &str, clock: Clock) -> Result<Self, Error> {
        Self::connect_by(address, clock, &Access::default()).await
    }

    /// The same, where the database may be behind a pool.
    ///
    /// # Errors
    /// As [`Store::connect`]; [`Error::Pooled`] where the address leads through a pool and the access does not say so.
    pub async fn connect_by(address: &str, clock: Clock, access: &Access) -> Result<Self, Error> {
        Self::open(Address::read(address)?.made_where_missing(address)?, clock, access, |_| ()).await
    }

    /// Connects to a database that is there and has tables of this version; none where there is none yet, or it is
    /// empty. Makes nothing.
    ///
    /// # Errors
    /// As [`Store::connect`] and [`Store::check`].
    pub async fn existing(address: &str, clock: Clock, access: &Access) -> Result<Option<Self>, Error> {
        if matches!(Address::read(address)?, Address::File(file) if !file.is_file()) {
            return Ok(None);
        }
        let store = Self::open(address.to_owned(), clock, access, |_| ()).await?;
        if applied(&store.connection).await?.is_empty() {
            return Ok(None);
        }
        store.check().await?;
        Ok(Some(store))
    }

    /// Opens it, with what else a pool of connections is to be.
    pub(crate) async fn open(
        address: String,
        clock: Clock,
        access: &Access,
        also: impl FnOnce(&mut ConnectOptions),
    ) -> Result<Self, Error> {
        let of = Address::read(&address)?;
        let (is_sqlite, in_memory) = (of != Address::Postgres, of == Address::Memory);
        let begins = scheme(&address);
        let server = (!is_sqlite).then(|| address.parse::<PgConnectOptions>().ok()).flatten();
        if let Some(direct) = &access.direct {
            let wrong = || Error::DirectAddress(scheme(direct));
            direct.parse::<PgConnectOptions>().map_err(|_| wrong())?;
            if is_sqlite || !is_postgres(direct) {
                return Err(wrong());
            }
        }
        let mut options = ConnectOptions::new(address);
        options
            .sqlx_logging(false)
            .acquire_timeout(Duration::from_secs(10))
            .connect_timeout(Duration::from_secs(10));
        if in_memory {
            // Each connection to a database in memory is a database of its own.
            options.max_connections(1).min_connections(1);
        } else {
            options.max_connections(CONNECTIONS);
        }
        if is_sqlite {
            // Nobody hangs up on a file.
            options.test_before_acquire(false);
        }
        options.map_sqlx_sqlite_opts(to_sqlite);
        access.prepare(&mut options);
        also(&mut options);
        // A pool in the mode `transaction` is asked for a connection each time: what it gives is another one.
        let apart = (!in_memory && (is_sqlite || !access.pooled)).then(|| options.clone());
        let mut connection = match Database::connect(options).await {
            Ok(connection) => connection,
            // The driver does not understand the address, and says it with the password in it.
            Err(DbErr::Conn(RuntimeErr::Internal(_))) => return Err(Error::Address(begins)),
            Err(DbErr::Conn(RuntimeErr::SqlxError(cause)))
                if matches!(*cause, sqlx::Error::Configuration(_)) =>
            {
                return Err(Error::Address(begins));
            }
            Err(error) => return Err(cause(server, error).await.into()),
        };
        let file = of.file().filter(|file| file.is_file());
        if file.is_some() {
            // Where the file is taken away, a connection that is opened later makes no empty one in its place.
            let pool = connection.get_sqlite_connection_pool();
            pool.set_connect_options((*pool.connect_options()).clone().create_if_missing(false));
        }
        let statements = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&statements);
        let told: Told = Arc::new(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        tell(&mut connection, &told);
        let lines = match apart {
            Some(options) => Some(Arc::new(Lines::open(options, CONNECTIONS as usize).await?)),
            None => None,
        };
        let access = access.clone();
        Ok(Self {
            connection,
            lines,
            told,
            clock,
            file,
            statements,
            access,
            recording: Arc::default(),
            watch: Arc::default(),
            held: Arc::default(),
            seen: Arc::default(),
            gathering: None,
            wording: Arc::default(),
            past: None,
        })
    }

    /// Tells of every statement that this store sends from now on: its SQL with the values in it. For those who look
    /// at plans.
    #[must_use]
    pub fn heard_by(mut self, heard: impl Fn(&str) + Send + Sync + 'static) -> Self {
        let before = Arc::clone(&self.told);
        self.told = Arc::new(move |statement| {
            before(statement);
            heard(&statement.to_string());
        });
        tell(&mut self.connection, &self.told);
        self
    }

    /// Makes the tables, or brings them and the search index up to this version.
    ///
    /// # Errors
    /// [`Error::Newer`]; [`Error::Database`] where a migration fails.
    pub async fn migrate(&self) -> Result<Migrated, Error> {
        if missing(&self.connection).await?.is_none() && search::check(&self.connection).await.is_ok() {
            return Ok(Migrated::default());
        }
        // All or none, also on SQLite, and one process at a time: another may have made them meanwhile.
        let transaction = self.begin_alone().await?;
        let migrations = missing(&transaction).await?.unwrap_or_default();
        Migrator::up(&transaction, None).await?;
        let indexed = search::make_anew_if_old(&transaction).await?;
        if indexed {
            // What else is made from the records is made anew with it.
            opinion_tally::make_anew(&transaction).await?;
        }
        transaction.commit().await?;
        Ok(Migrated { migrations, indexed })
    }

    /// Writes into a file of SQLite what is in its log alone, and empties the log: a copy of the file has all then, and the next
    /// start reads no log of what may be hundreds of megabytes. Says whether that was done; where somebody reads the file
    /// meanwhile it waits a second, and leaves it to the next who writes. Nothing is to be done on PostgreSQL.
    pub async fn settle(&self) -> bool {
        if self.file.is_none() {
            return true;
        }
        match self.emptied().await {
            Ok(emptied) => emptied,
            Err(error) => {
                tracing::debug!(%error, "the log of SQLite was not emptied");
                false
            }
        }
    }

    /// <https://sqlite.org/pragma.html#pragma_wal_checkpoint>: who is in the way is told by the first column, and by no error.
    async fn emptied(&self) -> Result<bool, sqlx::Error> {
        let mut connection = self.connection.get_sqlite_connection_pool().acquire().await?;
        connection.execute("PRAGMA busy_timeout = 1000").await?;
        let done = connection.fetch_one("PRAGMA wal_checkpoint(TRUNCATE)").await;
        // The connection goes back as it was, whatever came of it.
        connection.execute(AssertSqlSafe(format!("PRAGMA busy_timeout = {}", PATIENCE.as_millis()))).await?;
        Ok(done?.try_get::<i64, _>(0)? == 0)
    }

    /// Removes all tables, and what they hold.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn unmigrate(&self) -> Result<(), Error> {
        Ok(Migrator::down(&self.connection, None).await?)
    }

    /// Whether the tables and the search index are of this version, and a file is where it was.
    ///
    /// # Errors
    /// [`Error::Newer`], [`Error::Older`], [`Error::Analyser`], [`Error::Unavailable`], [`Error::CannotOpen`].
    pub async fn check(&self) -> Result<(), Error> {
        self.found()?;
        match missing(&self.connection).await? {
            None => search::check(&self.connection).await,
            Some(missing) => Err(Error::Older { missing }),
        }
    }

    /// A transaction for what is written. A connection that is open would go on writing into a file that was taken away.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, Error> {
        self.found()?;
        Ok(self.connection.begin().await?)
    }

    /// The same, beside which no other of this program runs.
    pub(crate) async fn begin_alone(&self) -> Result<DatabaseTransaction, Error> {
        self.found()?;
        Ok(alone(&self.connection).await?)
    }

    /// Whether a database's file is where it was.
    fn found(&self) -> Result<(), Error> {
        match self.file.as_ref().filter(|file| !file.is_file()) {
            Some(gone) => Err(Error::CannotOpen(DbErr::Custom(format!("{} was taken away", gone.display())))),
            None => Ok(()),
        }
    }

    /// Whether the database is PostgreSQL.
    pub(crate) fn is_postgres(&self) -> bool {
        self.connection.get_database_backend() == DbBackend::Postgres
    }

    /// How many statements this store has sent since it connected.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }
}

/// Why a server gave no connection. A pool tries until its time is over, and then knows no more than that.
async fn cause(server: Option<PgConnectOptions>, error: DbErr) -> DbErr {
    let Some(server) = server else { return error };
    match timeout(Duration::from_secs(2), server.connect()).await {
        Ok(Err(cause)) => DbErr::Conn(RuntimeErr::SqlxError(cause.into())),
        _ => error,
    }
}

/// What every connection to SQLite is.
pub(crate) fn to_sqlite(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options.foreign_keys(true).busy_timeout(PATIENCE).pragma("journal_mode", "WAL")
}

/// What was done to bring a database up to this version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Migrated {
    /// How many migrations ran.
    pub migrations: usize,
    /// Whether the search index was made anew.
    pub indexed: bool,
}

/// How many migrations the database lacks; none where it is up to date.
async fn missing(on: &impl ConnectionTrait) -> Result<Option<usize>, Error> {
    let known: Vec<String> = Migrator::migrations().iter().map(|each| each.name().to_owned()).collect();
    let applied = applied(on).await?;
    if let Some(found) = applied.iter().find(|name| !known.contains(name)) {
        return Err(Error::Newer { found: found.clone() });
    }
    Ok(Some(known.len() - applied.len()).filter(|missing| *missing > 0))
}

/// The names of the migrations that the database has; none where it is empty.
async fn applied(on: &impl ConnectionTrait) -> Result<Vec<String>, Error> {
    let backend = on.get_database_backend();
    let table = match backend {
        DbBackend::Postgres => {
            "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'seaql_migrations'"
        }
        _ => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'seaql_migrations'",
    };
    let raw = |sql: &str| sea_orm::Statement::from_string(backend, sql);
    if on.query_one_raw(raw(table)).await?.is_none() {
        return Ok(Vec::new());
    }
    let rows = on.query_all_raw(raw("SELECT version FROM seaql_migrations ORDER BY version")).await?;
    Ok(rows.iter().map(|row| row.try_get("", "version")).collect::<Result<_, _>>()?)
}

/// A transaction that no other migration or import of this program runs beside; it waits for its turn.
async fn alone(connection: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = connection.begin_with_options(options).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        // "hemicycl" in ASCII: a number that no other program's lock is likely to have.
        transaction.execute_unprepared("SELECT pg_advisory_xact_lock(x'68656d696379636c'::bigint)").await?;
    }
    Ok(transaction)
}

/// Lets a connection to SQLite hold more pages, for a file of votes that writes to all places of large indexes: 32 MiB, and
/// twice as much in the log before it is written into the database. It was 2 and 4, and the same pages were written again
/// and again.
pub(crate) async fn make_room(on: &impl ConnectionTrait) -> Result<(), DbErr> {
    if on.get_database_backend() == DbBackend::Sqlite {
        on.execute_unprepared("PRAGMA cache_size = -32768").await?;
        on.execute_unprepared("PRAGMA wal_autocheckpoint = 16384").await?;
    }
    Ok(())
}

/// Tells of what a connection sends.
fn tell(connection: &mut DatabaseConnection, told: &Told) {
    let told = Arc::clone(told);
    connection.set_metric_callback(move |info| told(info.statement));
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Store").field("connection", &self.connection).finish_non_exhaustive()
    }
}
