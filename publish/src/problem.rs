//! Problems (anomalies).

use crate::{Column, Dataset, Kind};

/// Problems (anomalies).
pub(crate) const PROBLEMS: Dataset = Dataset {
    name: "problems",
    title: "Problems (anomalies)",
    description: "One row for each thing in a document that was not understood or looks wrong.",
    record: Some("Problem"),
    columns: &[
        Column::new("document_id", Kind::Id, &["Document.problems"], "In which document (document).")
            .of("documents")
            .required(),
        Column::new("rank", Kind::Integer, &[], "The place among the document's problems, from 1 (rang).")
            .required(),
        Column::new(
            "severity",
            Kind::Word(&["ERROR", "WARNING"]),
            &["Problem.severity"],
            "How grave (gravité).",
        )
        .required(),
        Column::new("code", Kind::Text, &["Problem.code"], "The code (code).").required(),
        Column::new(
            "message",
            Kind::Text,
            &["Problem.message"],
            "What was read, and what was expected (message).",
        )
        .required(),
        Column::new("line", Kind::Integer, &["Problem.line"], "The line, from 1 (ligne).").required(),
        Column::new("column", Kind::Integer, &["Problem.column"], "The column, from 1 (colonne).").required(),
    ],
};
