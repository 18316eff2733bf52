//! Mentions (mentions).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Mentions (mentions).
pub(crate) const MENTIONS: Dataset = Dataset {
    name: "mentions",
    title: "Mentions (mentions)",
    description: "One row for each place where a text names an organisation, a person, an initiative or another opinion.",
    record: Some("Mention"),
    columns: &[
        id(&["Mention.id"]),
        Column::new("opinion_id", Kind::Id, &["Mention.opinion"], "In which opinion (avis).")
            .of("opinions")
            .required(),
        Column::new(
            "declaration_id",
            Kind::Id,
            &["Mention.declaration"],
            "In which of its declarations (déclaration).",
        )
        .of("declarations"),
        Column::new(
            "target_id",
            Kind::Id,
            &["Mention.target"],
            "What it names: an organisation, a person, an initiative or an opinion; none where that cannot be told (objet).",
        ),
        Column::new(
            "target_type",
            Kind::Word(&["Organisation", "Person", "Initiative", "Opinion"]),
            &[],
            "What kind of record that is (type de l'objet).",
        ),
        Column::new(
            "candidate_ids",
            Kind::Ids,
            &["Mention.candidates"],
            "What it may name, where that cannot be told (candidats).",
        ),
        basis(&["Mention.basis", "Mention.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
