//! Declarations (déclarations).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Declarations (déclarations).
pub(crate) const DECLARATIONS: Dataset = Dataset {
    name: "declarations",
    title: "Declarations (déclarations)",
    description: "One row for each statement that organisations make on an opinion.",
    record: Some("Declaration"),
    columns: &[
        id(&["Declaration.id"]),
        Column::new(
            "opinion_id",
            Kind::Id,
            &["Declaration.opinion", "Opinion.declarations"],
            "On which opinion (avis).",
        )
        .of("opinions")
        .required(),
        Column::new("rank", Kind::Integer, &["Declaration.rank"], "The place in the opinion, from 1 (rang).")
            .required(),
        Column::new(
            "organisation_ids",
            Kind::Ids,
            &["Declaration.organisations"],
            "On whose behalf, in the order of the text (au nom de).",
        )
        .of("organisations")
        .means("popolo:on_behalf_of"),
        Column::new(
            "speaker_ids",
            Kind::Ids,
            &["Declaration.speaker", "Declaration.speakers"],
            "Who spoke, in the order of the text (orateurs).",
        )
        .of("persons")
        .means("dcterms:creator"),
        basis(&["Declaration.basis", "Declaration.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
