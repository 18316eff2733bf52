//! A row's values in the order of its columns: by their places, since looking each name up took more than reading it.

use sea_orm::{
    DbErr, QueryResult,
    sqlx::{Row, ValueRef, postgres::PgRow},
};
use uuid::Uuid;

use super::cell::Cell;

/// A row as the database gave it.
#[derive(Debug)]
pub(super) enum Stored {
    /// A row of a statement of its own.
    Whole(QueryResult),
    /// A row of a statement that has gone with others: its columns stand after those that say whose row it is.
    Beside(QueryResult),
}

/// What stands before the columns of a row of a statement that has gone with others: of which statement it is, and its place
/// by figure, key and id. PostgreSQL has the columns themselves as one value, a record.
const BEFORE: usize = 4;

/// Which of a noun's spare columns are left out: a bit for each, the first of them the lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Without(u32);

impl Without {
    /// None is left out.
    pub const NOTHING: Self = Self(0);

    /// Those of some columns for which something holds.
    #[must_use]
    pub fn those(spare: &[&str], left_out: impl Fn(&str) -> bool) -> Self {
        let bits = spare.iter().enumerate().filter(|(_, column)| left_out(column));
        Self(bits.fold(0, |bits, (place, _)| bits | 1 << place))
    }

    /// How many columns are left out.
    pub(super) fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Those of a noun's columns that are left; the spare ones are the last of them.
    pub(super) fn of(self, columns: &[&'static str], spare: &[&str]) -> impl Iterator<Item = &'static str> {
        let first = columns.len() - spare.len();
        columns
            .iter()
            .enumerate()
            .filter(move |(place, _)| *place < first || !self.has(place - first))
            .map(|(_, name)| *name)
    }

    /// Whether the spare column of this place is.
    fn has(self, place: usize) -> bool {
        self.0 >> place & 1 == 1
    }

    /// Whether the first one is; the next is the first then.
    fn pop(&mut self) -> bool {
        let first = self.has(0);
        self.0 >>= 1;
        first
    }
}

/// Reads a row from its first column to its last.
pub struct Columns<'r> {
    values: Values<'r>,
    at: usize,
    /// Which of the spare columns that come next were left out.
    without: Without,
}

enum Values<'r> {
    Any(&'r QueryResult),
    Postgres(&'r PgRow),
    /// What is left of a record: of each column the type, the length and the bytes.
    Record(&'r [u8]),
}

impl<'r> Columns<'r> {
    pub(crate) fn of(row: &'r QueryResult) -> Self {
        let values = row.try_as_pg_row().map_or(Values::Any(row), Values::Postgres);
        Self { values, at: 0, without: Without::NOTHING }
    }

    /// The columns of a row.
    ///
    /// # Errors
    /// Where it has none.
    pub(super) fn stored(row: &'r Stored) -> Result<Self, DbErr> {
        let row = match row {
            Stored::Whole(row) => return Ok(Self::of(row)),
            Stored::Beside(row) => row,
        };
        let Some(row) = row.try_as_pg_row() else { return Ok(Self { at: BEFORE, ..Self::of(row) }) };
        // It begins with how many columns it has.
        let record = bytes(row, BEFORE)?.and_then(|record| record.get(4..)).ok_or_else(short)?;
        Ok(Self { values: Values::Record(record), at: 0, without: Without::NOTHING })
    }

    /// The value of the next column.
    ///
    /// # Errors
    /// Where it holds something else.
    pub(crate) fn next<T: Cell>(&mut self) -> Result<T, DbErr> {
        let value = match &mut self.values {
            Values::Any(row) => row.try_get_by_index(self.at)?,
            Values::Postgres(row) => T::cell(bytes(row, self.at)?)?,
            Values::Record(record) => {
                let (value, rest) = first(record)?;
                *record = rest;
                T::cell(value)?
            }
        };
        self.at += 1;
        Ok(value)
    }

    /// The same of a row that lacks some of its spare columns.
    pub(super) fn without(&mut self, without: Without) {
        self.without = without;
    }

    /// The value of the next column, unless it was left out.
    ///
    /// # Errors
    /// Where it holds something else.
    pub(crate) fn spare<T: Cell>(&mut self) -> Result<Option<T>, DbErr> {
        if self.without.pop() { Ok(None) } else { self.next() }
    }

    /// Whether the next column, an id, has one.
    pub(crate) fn has_id(&self) -> Result<bool, DbErr> {
        Ok(match &self.values {
            Values::Any(row) => row.try_get_by_index::<Option<Uuid>>(self.at)?.is_some(),
            Values::Postgres(row) => bytes(row, self.at)?.is_some(),
            Values::Record(record) => first(record)?.0.is_some(),
        })
    }

    /// Leaves columns out.
    ///
    /// # Errors
    /// Where there are fewer.
    pub(super) fn skip(&mut self, columns: usize) -> Result<(), DbErr> {
        self.at += columns;
        if let Values::Record(record) = &mut self.values {
            for _ in 0..columns {
                *record = first(record)?.1;
            }
        }
        Ok(())
    }
}

/// The bytes of a column.
fn bytes(row: &PgRow, at: usize) -> Result<Option<&[u8]>, DbErr> {
    let value = row.try_get_raw(at).map_err(|error| DbErr::Type(error.to_string()))?;
    if value.is_null() {
        return Ok(None);
    }
    value.as_bytes().map(Some).map_err(|error| DbErr::Type(error.to_string()))
}

/// The bytes of a record's first column, and what comes after it.
fn first(record: &[u8]) -> Result<(Option<&[u8]>, &[u8]), DbErr> {
    let (_type, rest) = record.split_first_chunk::<4>().ok_or_else(short)?;
    let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(short)?;
    match usize::try_from(i32::from_be_bytes(*length)) {
        Ok(length) => {
            rest.split_at_checked(length).map(|(value, rest)| (Some(value), rest)).ok_or_else(short)
        }
        // Less than none is null.
        Err(_) => Ok((None, rest)),
    }
}

fn short() -> DbErr {
    DbErr::Type("a record ends before its last column".to_owned())
}
