//! The columns of SCDL Délibérations 2.1.5.

use super::{csv::Row, sheet::Sheet};
use crate::Span;

/// The columns in the schema's order, and whether each must be filled.
pub(super) const COLUMNS: [(&str, bool); 17] = [
    ("COLL_NOM", true),
    ("COLL_SIRET", true),
    ("DELIB_ID", true),
    ("DELIB_DATE", true),
    ("DELIB_MATIERE_CODE", true),
    ("DELIB_MATIERE_NOM", true),
    ("DELIB_OBJET", true),
    ("BUDGET_ANNEE", false),
    ("BUDGET_NOM", false),
    ("PREF_ID", false),
    ("PREF_DATE", false),
    ("VOTE_EFFECTIF", false),
    ("VOTE_REEL", false),
    ("VOTE_POUR", false),
    ("VOTE_CONTRE", false),
    ("VOTE_ABSTENTION", false),
    ("DELIB_URL", false),
];

/// Which column of a file holds each of the schema's.
pub(super) struct Header {
    places: [Option<usize>; 17],
    /// How many cells a row has.
    pub(super) width: usize,
}

impl Header {
    /// Reads the first line; none where a column that must be filled is missing.
    pub(super) fn read(row: &Row<'_>, sheet: &mut Sheet) -> Option<Self> {
        let mut header = Self { places: [None; 17], width: row.cells.len() };
        for (cell, at) in row.cells.iter().zip(0..) {
            let name = cell.text.trim();
            let found = COLUMNS.iter().position(|(column, _)| column.eq_ignore_ascii_case(name));
            match found {
                Some(column) if header.places[column].is_some() => {
                    let message =
                        format!("The column {name} stands twice. The first was read; remove the second.");
                    sheet.warn("DUPLICATE_COLUMN", message, cell.span);
                }
                Some(column) => {
                    header.places[column] = Some(at);
                    let exact = COLUMNS[column].0;
                    if exact != name {
                        let message =
                            format!("The column {name:?} was read as {exact}: the schema writes it so.");
                        sheet.warn("COLUMN_NAME", message, cell.span);
                    }
                }
                None => {
                    let message = format!(
                        "SCDL Délibérations 2.1.5 has no column {name:?}: what stands in it was not taken. It stays in the file, which is kept."
                    );
                    sheet.warn("UNKNOWN_COLUMN", message, cell.span);
                }
            }
        }
        header.complete(row.span(), sheet).then_some(header)
    }

    /// Tells which columns are missing.
    fn complete(&self, at: Span, sheet: &mut Sheet) -> bool {
        let missing = |needed: bool| -> Vec<&str> {
            let absent = COLUMNS.iter().zip(&self.places).filter(|(_, place)| place.is_none());
            absent.filter(|((_, required), _)| *required == needed).map(|((name, _), _)| *name).collect()
        };
        let (needed, optional) = (missing(true), missing(false));
        if !needed.is_empty() {
            let message = format!(
                "The first line lacks {}. Expected the 17 columns of SCDL Délibérations 2.1.5: {}.",
                needed.join(", "),
                COLUMNS.map(|(name, _)| name).join(", ")
            );
            sheet.refuse("MISSING_COLUMN", message, at);
            return false;
        }
        if !optional.is_empty() {
            let message = format!(
                "The first line lacks {}, which the schema asks for even where they are empty. The rows were read without them.",
                optional.join(", ")
            );
            sheet.warn("MISSING_COLUMN", message, at);
        }
        true
    }

    /// Where a column stands in the file's rows.
    pub(super) fn place(&self, column: &str) -> Option<usize> {
        COLUMNS.iter().position(|(name, _)| *name == column).and_then(|at| self.places[at])
    }
}
