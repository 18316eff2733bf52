//! What can go wrong below the API. A database's own words stay in here, for the log.

use sea_orm::{DbErr, RuntimeErr, sqlx};

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database cannot be reached, or does not answer.
    #[error("the database does not answer: {0}. Check that it runs and that its address is right")]
    Unavailable(#[source] DbErr),
    /// Another program has kept the database for itself for too long.
    #[error("the database is locked by another program: {0}. Wait until that one is done, or stop it")]
    Locked(#[source] DbErr),
    /// The file is no database, or a damaged one.
    #[error(
        "the file is no database, or a damaged one: {0}. Pass another --database, or restore a backup of this one"
    )]
    NotADatabase(#[source] DbErr),
    /// The file cannot be opened.
    #[error(
        "the database file cannot be opened: {0}. Check that its folder is there, that it is no folder itself, and that \
         this user may read and write both"
    )]
    CannotOpen(#[source] DbErr),
    /// The database cannot grow.
    #[error(
        "the database has no room: {0}. Make room on its disk, or raise the limit on the size of its file"
    )]
    Full(#[source] DbErr),
    /// The database may be read only.
    #[error(
        "the database cannot be written: {0}. Give this user the right to write the file and its folder, or pass \
         another --database"
    )]
    ReadOnly(#[source] DbErr),
    /// The server is a standby, which only reads.
    #[error(
        "the database only reads: {0}. It is a standby, or is becoming one: try again, or pass the address of the primary"
    )]
    Standby(#[source] DbErr),
    /// The address leads through a pool that keeps no statement prepared.
    #[error(
        "the database address leads through a pool that gives a server for one transaction, such as pgbouncer in the mode \
         transaction: {0}. Pass --transaction-pool, or the address of PostgreSQL itself"
    )]
    Pooled(#[source] DbErr),
    /// Replicas of a database that has none.
    #[error(
        "what {begins} is no address of a replica: expected postgres://USER:PASSWORD@HOST:PORT/NAME, and --database must be \
         one, too: only PostgreSQL has them",
        begins = begins(.0)
    )]
    NoReplica(String),
    /// A statement failed: a fault of this program, or of the database.
    #[error(
        "a statement failed: {0}. This is a fault of this program, or of a database that another one has changed"
    )]
    Database(#[source] DbErr),
    /// The database was written by a newer version of this program.
    #[error(
        "the database has migration {found:?}, which this version does not know: it was written by a newer \
         hemicycle. Run that version, or restore a backup made before the upgrade"
    )]
    Newer {
        /// The first migration that this version does not know.
        found: String,
    },
    /// The database lacks migrations.
    #[error("the database lacks {missing} of this version's migrations. Run `hemicycle migrate`")]
    Older {
        /// How many are missing.
        missing: usize,
    },
    /// The search index is of another version.
    #[error(
        "the search index is of the analyser {found:?}, where this version has {expected:?}: stop any other version of \
         hemicycle on this database, then run `hemicycle migrate`"
    )]
    Analyser {
        /// The stored version; empty where there is none.
        found: String,
        /// This program's.
        expected: &'static str,
    },
    /// An edit cannot be made: whoever asked for it can mend it.
    #[error("{0}")]
    Refused(crate::Refused),
    /// A token's place is none that the ledger has.
    #[error(
        "the token is none of this ledger: it was given out by another database, or by this one before an older backup \
         took its place. Start anew, without a token"
    )]
    UnknownToken,
    /// The address of the database is of no known kind.
    #[error(
        "the database address that {begins} cannot be read: expected sqlite://FILE or \
         postgres://USER:PASSWORD@HOST:PORT/NAME. Pass one with --database",
        begins = begins(.0)
    )]
    Address(String),
    /// What an address of a file of SQLite says after its `?` is not understood.
    #[error(
        "the address of the database's file cannot be read: {0}. After the file's name it may say ?mode=ro (for reading \
         only), ?mode=rw or ?mode=rwc (made where it is missing, as without any); write a ? of the name as %3F. Pass one \
         with --database"
    )]
    FileAddress(String),
    /// The direct address of the database cannot be read.
    #[error(
        "the database's direct address that {begins} is none: expected postgres://USER:PASSWORD@HOST:PORT/NAME, and \
         --database must be PostgreSQL, too. Pass one with --direct-database, or leave it out",
        begins = begins(.0)
    )]
    DirectAddress(String),
    /// The folder of a database file is missing.
    #[error(
        "the database file {0:?} cannot be made: its folder does not exist. Make the folder, or pass another --database"
    )]
    Folder(String),
    /// A look-up of the past needs more of the history than it may read.
    #[error(
        "what was known then takes more than {maximum} rows of the history: ask for fewer records, or for shorter lists of \
         theirs"
    )]
    PastTooLarge {
        /// The most rows.
        maximum: usize,
    },
    /// The search index tells of the present only.
    #[error(
        "a filter of a look-up of the past cannot search for words: the search index tells of the present only"
    )]
    PastSearch,
}

/// What may be said of an address.
fn begins(scheme: &str) -> String {
    match scheme {
        "" => "has no scheme".to_owned(),
        scheme => format!("begins with {scheme:?}"),
    }
}

impl Error {
    /// Whether another server of the same database may answer.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Locked(_) | Self::Standby(_))
    }
}

impl From<crate::Refused> for Error {
    fn from(refused: crate::Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        let kind = match &error {
            DbErr::Exec(RuntimeErr::SqlxError(cause))
            | DbErr::Query(RuntimeErr::SqlxError(cause))
            | DbErr::Conn(RuntimeErr::SqlxError(cause)) => match kind(cause) {
                Kind::Other if matches!(error, DbErr::Conn(_)) => Kind::Unavailable,
                kind => kind,
            },
            DbErr::Conn(_) | DbErr::ConnectionAcquire(_) => Kind::Unavailable,
            _ => Kind::Other,
        };
        kind.of(error)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let code = error.sqlite_error().map(|error| error.extended_code.to_string());
        code.map_or(Kind::Other, |code| coded(&code)).of(DbErr::Custom(error.to_string()))
    }
}

/// What an error of the driver means to an operator.
enum Kind {
    Unavailable,
    Locked,
    NotADatabase,
    CannotOpen,
    Full,
    ReadOnly,
    Standby,
    Pooled,
    Other,
}

impl Kind {
    fn of(self, error: DbErr) -> Error {
        let kind = match self {
            Self::Unavailable => Error::Unavailable,
            Self::Locked => Error::Locked,
            Self::NotADatabase => Error::NotADatabase,
            Self::CannotOpen => Error::CannotOpen,
            Self::Full => Error::Full,
            Self::ReadOnly => Error::ReadOnly,
            Self::Standby => Error::Standby,
            Self::Pooled => Error::Pooled,
            Self::Other => Error::Database,
        };
        kind(error)
    }
}

fn kind(cause: &sqlx::Error) -> Kind {
    match cause {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => Kind::Unavailable,
        // All that pgbouncer says has one code: of these words, that it does not take a parameter of a session.
        sqlx::Error::Database(error) if error.message().starts_with("unsupported startup parameter") => {
            Kind::Pooled
        }
        sqlx::Error::Database(error) => error.code().map_or(Kind::Other, |code| coded(&code)),
        _ => Kind::Other,
    }
}

/// A code of PostgreSQL (SQLSTATE, five characters) or of SQLite (an extended result code in decimal).
fn coded(code: &str) -> Kind {
    if code.len() == 5 {
        return match code {
            "53100" => Kind::Full,
            "25006" => Kind::Standby,
            // A prepared statement that is another's, or nobody's.
            "26000" | "42P05" => Kind::Pooled,
            // A standby ends a query that stands in the way of what it is to apply.
            "40001" => Kind::Unavailable,
            _ if code.starts_with("08") || code.starts_with("57P") => Kind::Unavailable,
            _ => Kind::Other,
        };
    }
    let Ok(code) = code.parse::<u32>() else { return Kind::Other };
    match (code, code & 0xff) {
        // SQLITE_FULL, SQLITE_IOERR_WRITE; SQLITE_IOERR_SHMOPEN and SQLITE_IOERR_SHMSIZE, where the file that its
        // connections share cannot grow.
        (13 | 778 | 4618 | 4874, _) => Kind::Full,
        // SQLITE_READONLY and its kinds
        (_, 8) => Kind::ReadOnly,
        // SQLITE_BUSY, SQLITE_LOCKED and their kinds
        (_, 5 | 6) => Kind::Locked,
        // SQLITE_CORRUPT, SQLITE_NOTADB and their kinds
        (_, 11 | 26) => Kind::NotADatabase,
        // SQLITE_CANTOPEN and its kinds
        (_, 14) => Kind::CannotOpen,
        // SQLITE_IOERR and its kinds
        (_, 10) => Kind::Unavailable,
        _ => Kind::Other,
    }
}
