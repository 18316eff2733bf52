//! Deliberations (délibérations).

use crate::{Column, Dataset, Kind};

/// Deliberations (délibérations).
pub(crate) const DELIBERATIONS: Dataset = Dataset {
    name: "deliberations",
    title: "Deliberations (délibérations)",
    description: "One row for each vote of which a local council publishes more: what SCDL Délibérations has columns for beside the vote, as printed.",
    record: Some("Deliberation"),
    columns: &[
        Column::new("vote_id", Kind::Id, &["Vote.deliberation"], "The vote (vote).").of("votes").required(),
        Column::new(
            "siret",
            Kind::Text,
            &["Deliberation.siret"],
            "The SIRET of the body that deliberated (COLL_SIRET).",
        ),
        Column::new(
            "matter_code",
            Kind::Text,
            &["Deliberation.matterCode"],
            "The matter's code in the nomenclature ACTES, such as \"7.10\": a text, for 7.1 is another (DELIB_MATIERE_CODE).",
        ),
        Column::new(
            "matter_name",
            Kind::Text,
            &["Deliberation.matterName"],
            "The matter's name (DELIB_MATIERE_NOM).",
        ),
        Column::new(
            "budget_year",
            Kind::Text,
            &["Deliberation.budgetYear"],
            "The budget's year, or two of them (BUDGET_ANNEE).",
        ),
        Column::new(
            "budget_name",
            Kind::Text,
            &["Deliberation.budgetName"],
            "The budget's name (BUDGET_NOM).",
        ),
        Column::new(
            "prefecture",
            Kind::Text,
            &["Deliberation.prefecture"],
            "Who controls whether it is legal (PREF_ID).",
        ),
        Column::new(
            "received_on",
            Kind::Date,
            &["Deliberation.receivedOn"],
            "The day on which they received it (PREF_DATE).",
        ),
        Column::new("url", Kind::Text, &["Deliberation.url"], "Where its text is published (DELIB_URL).")
            .means("schema:url"),
    ],
};
