//! Recommendations (préconisations).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Recommendations (préconisations).
pub(crate) const RECOMMENDATIONS: Dataset = Dataset {
    name: "recommendations",
    title: "Recommendations (préconisations)",
    description: "One row for each thing that the assembly or an organisation asks for.",
    record: Some("Recommendation"),
    columns: &[
        id(&["Recommendation.id"]),
        Column::new("number", Kind::Text, &["Recommendation.number"], "Its number in its opinion (numéro)."),
        Column::new(
            "subject",
            Kind::Text,
            &["Recommendation.subject"],
            "The theme, where the text names no more (objet).",
        )
        .means("dcterms:subject"),
        Column::new("text", Kind::Text, &["Recommendation.text"], "What is asked for (texte).")
            .means("schema:text"),
        Column::new("made_by_ids", Kind::Ids, &["Recommendation.madeBy"], "Who asks (auteurs).")
            .of("organisations")
            .means("dcterms:creator"),
        Column::new(
            "origin_id",
            Kind::Id,
            &["Recommendation.origin"],
            "The opinion that made it (avis d'origine).",
        )
        .of("opinions"),
        Column::new(
            "declaration_id",
            Kind::Id,
            &["Recommendation.declaration"],
            "The declaration that made it (déclaration).",
        )
        .of("declarations"),
        Column::new(
            "initiative_ids",
            Kind::Ids,
            &["Recommendation.initiatives"],
            "The initiatives that its words name (dispositifs).",
        )
        .of("initiatives"),
        basis(&["Recommendation.basis", "Recommendation.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
