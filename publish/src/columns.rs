//! Columns that many datasets have.

use crate::{Column, Kind};

/// The id of a row's record.
pub(crate) const fn id(fields: &'static [&'static str]) -> Column {
    Column::new(
        "id",
        Kind::Id,
        fields,
        "The record's id: the same in every installation that imports the same documents (identifiant).",
    )
    .required()
}

/// What a record rests on.
pub(crate) const fn basis(fields: &'static [&'static str]) -> Column {
    const WORDS: &[&str] = &["TEXT", "INFERRED", "REFERENCE", "EDITOR"];
    Column::new(
        "basis",
        Kind::Word(WORDS),
        fields,
        "What it rests on: TEXT, a text says it; INFERRED, from the context; REFERENCE, the program's tables; EDITOR, a person (fondement).",
    )
    .required()
}

/// The document that decides what the record says.
pub(crate) const SOURCE_DOCUMENT: Column = Column::new(
    "source_document_id",
    Kind::Id,
    &["Source.document"],
    "The document where it was read; of several, the one that decides what the record says (document source).",
)
.of("documents")
.means("dcterms:source");

/// Where its place begins.
pub(crate) const SOURCE_START: Column = Column::new(
    "source_start",
    Kind::Integer,
    &["Source.start"],
    "Where the place begins in the document's text, in code points from 0 (début).",
)
.means("oa:start");

/// Where its place ends.
pub(crate) const SOURCE_END: Column = Column::new(
    "source_end",
    Kind::Integer,
    &["Source.end"],
    "Where the place ends, in code points, exclusive (fin).",
)
.means("oa:end");

/// On which page.
pub(crate) const SOURCE_PAGE: Column = Column::new(
    "source_page",
    Kind::Integer,
    &["Source.page"],
    "The page, from 1, where the document has pages (page).",
)
.means("schema:pageStart");

/// The words there.
pub(crate) const SOURCE_QUOTE: Column =
    Column::new("source_quote", Kind::Text, &["Source.quote"], "The words there, exactly (citation).")
        .means("oa:exact");
