//! What a look through the ledger found.

use std::fmt;

use uuid::Uuid;

/// A place where the history is not what it was, or the tables are not what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Revisions are missing.
    Gap {
        /// The sequence of the first that is missing.
        first: i64,
        /// The sequence of the next that is there.
        next: i64,
    },
    /// A revision's hash is not that of what it says after the one before it.
    Changed {
        /// Its sequence.
        sequence: i64,
    },
    /// A revision changes a row that the ones before it did not leave.
    Start {
        /// Its sequence.
        sequence: i64,
        /// The table.
        table: String,
        /// The record.
        record: Uuid,
    },
    /// A table does not hold what the history says.
    Row {
        /// The table.
        table: String,
        /// The record that the row belongs to.
        record: Uuid,
        /// How they part.
        parted: Parted,
        /// The sequence of the last revision of such rows of the record; none where no revision tells of any.
        sequence: Option<i64>,
    },
    /// A document's bytes are not those of its hash.
    Bytes {
        /// The hash that they were kept under.
        sha256: String,
    },
    /// A document has no bytes.
    NoBytes {
        /// Their hash.
        sha256: String,
    },
    /// The ledger has not the head that it had.
    Pinned {
        /// How many revisions it had.
        size: i64,
        /// How many it has.
        now: i64,
    },
}

/// How a table and the history part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parted {
    /// The row is another.
    Other,
    /// The row is not there.
    Missing,
    /// No revision tells of the row.
    Untold,
}

impl Finding {
    /// A word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Gap { .. } => "REVISIONS_MISSING",
            Self::Changed { .. } => "REVISION_CHANGED",
            Self::Start { .. } => "REVISION_STARTS_ELSEWHERE",
            Self::Row { parted: Parted::Other, .. } => "ROW_CHANGED",
            Self::Row { parted: Parted::Missing, .. } => "ROW_MISSING",
            Self::Row { parted: Parted::Untold, .. } => "ROW_UNTOLD",
            Self::Bytes { .. } => "BYTES_CHANGED",
            Self::NoBytes { .. } => "BYTES_MISSING",
            Self::Pinned { .. } => "HEAD_NOT_FOUND",
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gap { first, next } if next - first == 1 => {
                write!(formatter, "revision {first} is missing")
            }
            Self::Gap { first, next } => write!(formatter, "revisions {first} to {} are missing", next - 1),
            Self::Changed { sequence } => write!(
                formatter,
                "revision {sequence} does not follow from the one before it: what one of the two says was changed"
            ),
            Self::Start { sequence, table, record } => write!(
                formatter,
                "revision {sequence} changes a row of `{table}` of record {record} that was not so before it"
            ),
            Self::Row { table, record, parted, sequence } => {
                let what = match parted {
                    Parted::Other => "holds another row",
                    Parted::Missing => "holds no row",
                    Parted::Untold => "holds a row that no revision tells of,",
                };
                write!(formatter, "`{table}` {what} of record {record}")?;
                match sequence {
                    Some(sequence) => write!(formatter, ", whose last revision is {sequence}"),
                    None => Ok(()),
                }
            }
            Self::Bytes { sha256 } => {
                write!(formatter, "the bytes of document {sha256} are not those of its hash")
            }
            Self::NoBytes { sha256 } => write!(formatter, "the bytes of document {sha256} are not there"),
            Self::Pinned { size, now } if now < size => {
                write!(formatter, "the ledger had {size} revisions and has {now}")
            }
            Self::Pinned { size, .. } => {
                write!(
                    formatter,
                    "revision {size} has not the hash that it had: it, or one before it, was changed"
                )
            }
        }
    }
}
