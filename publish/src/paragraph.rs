//! Paragraphs (paragraphes).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Paragraphs (paragraphes).
pub(crate) const PARAGRAPHS: Dataset = Dataset {
    name: "paragraphs",
    title: "Paragraphs (paragraphes)",
    description: "One row for each paragraph of a section or of a declaration.",
    record: Some("Paragraph"),
    columns: &[
        id(&["Paragraph.id"]),
        Column::new(
            "section_id",
            Kind::Id,
            &["Paragraph.section", "Section.paragraphs"],
            "Of which section (partie).",
        )
        .of("sections"),
        Column::new(
            "declaration_id",
            Kind::Id,
            &["Paragraph.declaration", "Declaration.paragraphs"],
            "Of which declaration (déclaration).",
        )
        .of("declarations"),
        Column::new("rank", Kind::Integer, &["Paragraph.rank"], "The place there, from 1 (rang).").required(),
        Column::new("text", Kind::Text, &["Paragraph.text"], "The text, lines joined (texte).")
            .means("schema:text")
            .required(),
        basis(&["Paragraph.basis", "Paragraph.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
