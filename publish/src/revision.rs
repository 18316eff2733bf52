//! Revisions (révisions).

use crate::{Column, Dataset, Kind};

/// Revisions (révisions).
pub(crate) const REVISIONS: Dataset = Dataset {
    name: "revisions",
    title: "Revisions (révisions)",
    description: "One row for each change of a row, in the order in which they were made.",
    record: Some("Revision"),
    columns: &[
        Column::new(
            "sequence",
            Kind::Integer,
            &["Revision.sequence"],
            "From 1, without gaps (numéro d'ordre).",
        )
        .required(),
        Column::new("record_type", Kind::Text, &["Revision.part"], "The table (table).").required(),
        Column::new("record_id", Kind::Id, &[], "The record (fiche).").required(),
        Column::new("reason", Kind::Text, &["Revision.reason"], "Why (motif).").required(),
        Column::new("actor", Kind::Text, &["Revision.actor"], "By what (auteur).").required(),
        Column::new("at", Kind::Moment, &["Revision.at"], "When (date et heure).")
            .means("dcterms:modified")
            .required(),
        Column::new(
            "before",
            Kind::Text,
            &[
                "Revision.operation",
                "Revision.differences",
                "RevisionDifference.name",
                "RevisionDifference.before",
            ],
            "The row before, as a JSON object; none where it is new (avant).",
        ),
        Column::new(
            "after",
            Kind::Text,
            &["RevisionDifference.after"],
            "The row after; none where it was removed (après).",
        ),
        Column::new(
            "hash",
            Kind::Text,
            &["Revision.hash"],
            "SHA-256 over this row and the hash of the one before it, in 64 hexadecimal digits (empreinte).",
        )
        .required(),
    ],
};
