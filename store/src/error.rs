//! What can go wrong below the API. A database's own words stay in here, for the log.

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database cannot be reached, or does not answer.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] sea_orm::DbErr),
    /// A statement failed: a fault of this program, or of the database.
    #[error("a statement failed: {0}")]
    Database(#[source] sea_orm::DbErr),
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
    /// The address of the database is of no known kind.
    #[error(
        "the database address {0:?} is neither sqlite://FILE nor postgres://USER@HOST/NAME. Pass one with --database"
    )]
    Address(String),
    /// The folder of a database file is missing.
    #[error(
        "the database file {0:?} cannot be made: its folder does not exist. Make the folder, or pass another --database"
    )]
    Folder(String),
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        match error {
            sea_orm::DbErr::Conn(_) | sea_orm::DbErr::ConnectionAcquire(_) => Self::Unavailable(error),
            error => Self::Database(error),
        }
    }
}
