//! The records of hits that are read with them: of one noun, whose records are not in memory.

use std::sync::Arc;

use entities::{declaration, opinion, recommendation, report};
use sea_orm::DbErr;

use super::{find::Search, searchable::Searchable};
use crate::read::{Columns, Noun};

/// Records that were read with the hits that they are of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the noun of its records")]
pub enum Records {
    #[default]
    None,
    Opinions(Vec<Arc<opinion::Model>>),
    Reports(Vec<Arc<report::Model>>),
    Declarations(Vec<Arc<declaration::Model>>),
    Recommendations(Vec<Arc<recommendation::Model>>),
}

impl Records {
    /// No records yet of the noun that a search is for, where they are to be read with its hits.
    pub(super) fn of(search: &Search<'_>) -> Self {
        match search.filter.nouns.as_deref().filter(|_| search.records) {
            Some([Searchable::Opinion]) => Self::Opinions(Vec::new()),
            Some([Searchable::Report]) => Self::Reports(Vec::new()),
            Some([Searchable::Declaration]) => Self::Declarations(Vec::new()),
            Some([Searchable::Recommendation]) => Self::Recommendations(Vec::new()),
            _ => Self::None,
        }
    }

    /// Their table, and its columns.
    pub(super) fn table(&self) -> Option<(&'static str, &'static [&'static str])> {
        fn table<N: Noun>(_: &[Arc<N>]) -> Option<(&'static str, &'static [&'static str])> {
            Some((N::TABLE, N::COLUMNS))
        }
        match self {
            Self::None => None,
            Self::Opinions(rows) => table(rows),
            Self::Reports(rows) => table(rows),
            Self::Declarations(rows) => table(rows),
            Self::Recommendations(rows) => table(rows),
        }
    }

    /// Reads one by those columns. A hit's record may be gone.
    pub(super) fn read(&mut self, columns: &mut Columns<'_>) -> Result<(), DbErr> {
        fn read<N: Noun>(rows: &mut Vec<Arc<N>>, columns: &mut Columns<'_>) -> Result<(), DbErr> {
            if columns.has_id()? {
                rows.push(Arc::new(N::read(columns)?));
            }
            Ok(())
        }
        match self {
            Self::None => Ok(()),
            Self::Opinions(rows) => read(rows, columns),
            Self::Reports(rows) => read(rows, columns),
            Self::Declarations(rows) => read(rows, columns),
            Self::Recommendations(rows) => read(rows, columns),
        }
    }
}
