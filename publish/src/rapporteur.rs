//! Rapporteurs (rapporteurs).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Rapporteurs (rapporteurs).
pub(crate) const RAPPORTEURS: Dataset = Dataset {
    name: "rapporteurs",
    title: "Rapporteurs (rapporteurs)",
    description: "One row for each person who reports on an opinion.",
    record: Some("Rapporteur"),
    columns: &[
        id(&["Rapporteur.id"]),
        Column::new("person_id", Kind::Id, &["Rapporteur.person"], "Who (personne).")
            .of("persons")
            .required(),
        Column::new(
            "opinion_id",
            Kind::Id,
            &["Rapporteur.opinion", "Opinion.rapporteurs"],
            "On which opinion (avis).",
        )
        .of("opinions")
        .required(),
        Column::new(
            "rank",
            Kind::Integer,
            &["Rapporteur.rank"],
            "The place among its rapporteurs, from 1 (rang).",
        )
        .required(),
        basis(&["Rapporteur.basis", "Rapporteur.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
