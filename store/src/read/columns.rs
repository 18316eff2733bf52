//! A row's values in the order of its columns: by their places, since looking each name up took more than reading it.

use sea_orm::{DbErr, QueryResult, TryGetable};
use uuid::Uuid;

/// Reads a row from its first column to its last.
pub struct Columns<'r> {
    row: &'r QueryResult,
    at: usize,
}

impl<'r> Columns<'r> {
    pub(super) fn of(row: &'r QueryResult) -> Self {
        Self { row, at: 0 }
    }

    /// The value of the next column.
    ///
    /// # Errors
    /// Where it holds something else.
    pub(crate) fn next<T: TryGetable>(&mut self) -> Result<T, DbErr> {
        let value = self.row.try_get_by_index(self.at)?;
        self.at += 1;
        Ok(value)
    }

    /// Whether the next column, an id, has one.
    pub(super) fn has_id(&self) -> Result<bool, DbErr> {
        self.row.try_get_by_index::<Option<Uuid>>(self.at).map(|id| id.is_some())
    }

    /// Leaves columns out.
    pub(super) fn skip(&mut self, columns: usize) {
        self.at += columns;
    }
}
