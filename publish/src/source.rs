//! Sources (sources).

use crate::{Column, Dataset, Kind};

/// Sources (sources).
pub(crate) const SOURCES: Dataset = Dataset {
    name: "sources",
    title: "Sources (sources)",
    description: "One row for each place where a record was read: of a record that several documents name, one for each of them.",
    record: None,
    columns: &[
        Column::new(
            "node_id",
            Kind::Id,
            &[
                "Territory.sources",
                "Organisation.sources",
                "Person.sources",
                "Membership.sources",
                "Session.sources",
                "Report.sources",
                "Opinion.sources",
                "Initiative.sources",
                "Milestone.sources",
                "Recommendation.sources",
            ],
            "The record (fiche).",
        )
        .required(),
        Column::new("node_type", Kind::Text, &[], "What kind of record it is (type).").required(),
        Column::new("document_id", Kind::Id, &[], "The document (document).")
            .of("documents")
            .means("dcterms:source")
            .required(),
        Column::new(
            "start",
            Kind::Integer,
            &[],
            "Where the place begins in the document's text, in code points from 0 (début).",
        )
        .means("oa:start")
        .required(),
        Column::new("end", Kind::Integer, &[], "Where it ends, exclusive (fin).").means("oa:end").required(),
        Column::new("page", Kind::Integer, &[], "The page, from 1 (page).").means("schema:pageStart"),
        Column::new("quote", Kind::Text, &[], "The words there, exactly (citation).")
            .means("oa:exact")
            .required(),
        Column::new(
            "prefix",
            Kind::Text,
            &["Source.prefix"],
            "At most 32 code points before; none at the beginning of the text (contexte avant).",
        )
        .means("oa:prefix"),
        Column::new(
            "suffix",
            Kind::Text,
            &["Source.suffix"],
            "At most 32 code points after; none at its end (contexte après).",
        )
        .means("oa:suffix"),
        Column::new(
            "cited",
            Kind::Boolean,
            &[],
            "Whether the document only tells of the record, which another one made (citée).",
        )
        .required(),
    ],
};
