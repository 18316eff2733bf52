//! Themes (thèmes).

use crate::{
    Column, Dataset, Kind,
    columns::{basis, id},
};

/// Themes (thèmes).
pub(crate) const THEMES: Dataset = Dataset {
    name: "themes",
    title: "Themes (thèmes)",
    description: "One row for each theme that opinions may carry.",
    record: Some("Theme"),
    columns: &[
        id(&["Theme.id"]),
        Column::new("slug", Kind::Text, &["Theme.slug"], "The short name (nom abrégé).")
            .means("dcterms:identifier")
            .required(),
        Column::new("name", Kind::Text, &["Theme.name"], "The name (nom).")
            .means("skos:prefLabel")
            .required(),
        Column::new(
            "scheme",
            Kind::Text,
            &["Theme.scheme"],
            "Whose list it stands in, such as \"DECIDATA\" (liste).",
        )
        .means("skos:inScheme"),
        basis(&["Theme.basis"]),
    ],
};
