//! Sections (parties).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Sections (parties).
pub(crate) const SECTIONS: Dataset = Dataset {
    name: "sections",
    title: "Sections (parties)",
    description: "One row for each part of an opinion's text.",
    record: Some("Section"),
    columns: &[
        id(&["Section.id"]),
        Column::new(
            "opinion_id",
            Kind::Id,
            &["Section.opinion", "Opinion.sections"],
            "Of which opinion (avis).",
        )
        .of("opinions")
        .means("dcterms:isPartOf")
        .required(),
        Column::new("rank", Kind::Integer, &["Section.rank"], "The place in the opinion, from 1 (rang).")
            .required(),
        Column::new("heading", Kind::Text, &["Section.heading"], "The heading (intertitre).")
            .means("dcterms:title"),
        basis(&["Section.basis", "Section.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
