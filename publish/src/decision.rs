//! Decisions of people (décisions).

use crate::{Column, Dataset, Kind};

/// Decisions of people (décisions).
pub(crate) const DECISIONS: Dataset = Dataset {
    name: "decisions",
    title: "Decisions (décisions)",
    description: "One row for each thing that people with a key decided of a record, beside what documents say.",
    record: Some("Decision"),
    columns: &[
        Column::new("record_id", Kind::Id, &[], "Of which record (fiche).").required(),
        Column::new(
            "kind",
            Kind::Word(&["VALUE", "CREATED", "DELETED", "MERGED", "REDACTED"]),
            &["Decision.kind"],
            "What was decided (nature).",
        )
        .required(),
        Column::new(
            "field",
            Kind::Text,
            &["Decision.field"],
            "The column of a value, or the table of a list; none where it is about the whole record (champ).",
        ),
        Column::new("value", Kind::Text, &["Decision.value"], "What people say, as JSON (valeur retenue)."),
        Column::new(
            "stated",
            Kind::Text,
            &["Decision.stated"],
            "What the deciding document says, as JSON; none where it says nothing (valeur lue).",
        ),
        Column::new("actor", Kind::Text, &["Decision.actor"], "By whose key (auteur).").required(),
        Column::new("at", Kind::Moment, &["Decision.at"], "When (date et heure).").required(),
    ],
};
