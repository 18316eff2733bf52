//! Reports (rapports).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Reports (rapports).
pub(crate) const REPORTS: Dataset = Dataset {
    name: "reports",
    title: "Reports (rapports)",
    description: "One row for each report that an Executive submits.",
    record: Some("Report"),
    columns: &[
        id(&["Report.id"]),
        Column::new(
            "session_id",
            Kind::Id,
            &["Report.session"],
            "The session that it is submitted to (séance).",
        )
        .of("sessions")
        .required(),
        Column::new("number", Kind::Text, &["Report.number"], "The number, such as \"4-1\" (numéro).")
            .means("dcterms:identifier")
            .required(),
        Column::new("title", Kind::Text, &["Report.title"], "The title (titre).").means("dcterms:title"),
        Column::new(
            "summary",
            Kind::Text,
            &["Report.summary"],
            "The summary that the opinion gives (synthèse).",
        )
        .means("dcterms:abstract"),
        Column::new("submitted_by_id", Kind::Id, &["Report.submittedBy"], "Who submits it (auteur).")
            .of("organisations")
            .means("dcterms:creator"),
        basis(&["Report.basis", "Report.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
