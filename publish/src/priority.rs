//! Priorities (priorités).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Priorities (priorités).
pub(crate) const PRIORITIES: Dataset = Dataset {
    name: "priorities",
    title: "Priorities (priorités)",
    description: "One row for each priority of a report, ranked.",
    record: Some("Priority"),
    columns: &[
        id(&["Priority.id"]),
        Column::new(
            "report_id",
            Kind::Id,
            &["Priority.report", "Report.priorities"],
            "Of which report (rapport).",
        )
        .of("reports")
        .required(),
        Column::new("rank", Kind::Integer, &["Priority.rank"], "The place in the report, from 1 (rang).")
            .required(),
        Column::new("title", Kind::Text, &["Priority.title"], "What it is (intitulé).")
            .means("dcterms:title")
            .required(),
        basis(&["Priority.basis", "Priority.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
