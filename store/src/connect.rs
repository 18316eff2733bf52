//! The connection, and what it counts.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use crate::{Clock, Error};

/// A database with this program's tables in it.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) connection: DatabaseConnection,
    pub(crate) clock: Clock,
    statements: Arc<AtomicU64>,
}

impl Store {
    /// Connects to `sqlite://FILE` (made where it is missing; `sqlite::memory:` is a database in memory) or
    /// `postgres://USER:PASSWORD@HOST/NAME`. Tables are made by [`Store::migrate`].
    ///
    /// # Errors
    /// [`Error::Address`], [`Error::Unavailable`].
    pub async fn connect(address: &str, clock: Clock) -> Result<Self, Error> {
        let mut options = ConnectOptions::new(made_where_missing(address)?);
        options
            .sqlx_logging(false)
            .acquire_timeout(Duration::from_secs(10))
            .connect_timeout(Duration::from_secs(10));
        if address.starts_with("sqlite::memory:") {
            // Each connection to a database in memory is a database of its own.
            options.max_connections(1).min_connections(1);
        } else {
            options.max_connections(8);
        }
        options.map_sqlx_sqlite_opts(|sqlite| {
            sqlite.foreign_keys(true).busy_timeout(Duration::from_secs(30)).pragma("journal_mode", "WAL")
        });
        let mut connection = Database::connect(options).await.map_err(Error::Unavailable)?;
        let statements = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&statements);
        connection.set_metric_callback(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        Ok(Self { connection, clock, statements })
    }

    /// Makes the tables, or brings them up to this version. Returns how many migrations ran.
    ///
    /// # Errors
    /// [`Error::Newer`]; [`Error::Database`] where a migration fails.
    pub async fn migrate(&self) -> Result<usize, Error> {
        let missing = match self.check().await {
            Ok(()) => return Ok(0),
            Err(Error::Older { missing }) => missing,
            Err(error) => return Err(error),
        };
        Migrator::up(&self.connection, None).await?;
        Ok(missing)
    }

    /// Removes all tables, and what they hold.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn unmigrate(&self) -> Result<(), Error> {
        Ok(Migrator::down(&self.connection, None).await?)
    }

    /// Whether the tables are of this version.
    ///
    /// # Errors
    /// [`Error::Newer`], [`Error::Older`], [`Error::Unavailable`].
    pub async fn check(&self) -> Result<(), Error> {
        let known: Vec<String> = Migrator::migrations().iter().map(|each| each.name().to_owned()).collect();
        let applied = self.applied().await?;
        if let Some(found) = applied.iter().find(|name| !known.contains(name)) {
            return Err(Error::Newer { found: found.clone() });
        }
        match known.len() - applied.len() {
            0 => Ok(()),
            missing => Err(Error::Older { missing }),
        }
    }

    /// How many statements this store has sent since it connected.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// The names of the migrations that the database has; none where it is empty.
    async fn applied(&self) -> Result<Vec<String>, Error> {
        let backend = self.connection.get_database_backend();
        let table = match backend {
            sea_orm::DbBackend::Postgres => {
                "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'seaql_migrations'"
            }
            _ => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'seaql_migrations'",
        };
        let raw = |sql: &str| sea_orm::Statement::from_string(backend, sql);
        if self.connection.query_one_raw(raw(table)).await?.is_none() {
            return Ok(Vec::new());
        }
        let rows = self
            .connection
            .query_all_raw(raw("SELECT version FROM seaql_migrations ORDER BY version"))
            .await?;
        Ok(rows.iter().map(|row| row.try_get("", "version")).collect::<Result<_, _>>()?)
    }
}

/// Asks SQLite to make the file, unless the address already says how to open it.
fn made_where_missing(address: &str) -> Result<String, Error> {
    if let Some(file) = address.strip_prefix("sqlite:") {
        let made = !file.contains('?') && file != ":memory:";
        let parent = Path::new(file.trim_start_matches("//")).parent();
        if made && parent.is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            return Err(Error::Folder(file.trim_start_matches("//").to_owned()));
        }
        return Ok(if made { format!("{address}?mode=rwc") } else { address.to_owned() });
    }
    if address.starts_with("postgres://") || address.starts_with("postgresql://") {
        return Ok(address.to_owned());
    }
    Err(Error::Address(address.split("://").next().unwrap_or_default().to_owned()))
}
