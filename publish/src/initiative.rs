//! Initiatives (dispositifs).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Initiatives (dispositifs).
pub(crate) const INITIATIVES: Dataset = Dataset {
    name: "initiatives",
    title: "Initiatives (dispositifs)",
    description: "One row for each strategy, plan, service, platform or agency to be that a text names.",
    record: Some("Initiative"),
    columns: &[
        id(&["Initiative.id"]),
        Column::new("acronym", Kind::Text, &["Initiative.acronym"], "The short form (sigle)."),
        Column::new("name", Kind::Text, &["Initiative.name"], "The name (nom).")
            .means("skos:prefLabel")
            .required(),
        Column::new(
            "kind",
            Kind::Word(&[
                "STRATEGY",
                "POLICY",
                "PLAN",
                "PROGRAMME",
                "AGREEMENT",
                "AGENCY",
                "SERVICE",
                "PLATFORM",
                "HUB",
                "OTHER",
            ]),
            &["Initiative.kind"],
            "What kind (nature).",
        )
        .required(),
        Column::new("territory_id", Kind::Id, &["Initiative.territory"], "Where (territoire).")
            .of("territories")
            .means("dcterms:spatial")
            .required(),
        Column::new(
            "aliases",
            Kind::Texts,
            &["Initiative.aliases"],
            "Other names that texts give it (autres noms).",
        )
        .means("skos:altLabel"),
        Column::new(
            "organisation_id",
            Kind::Id,
            &["Initiative.organisation"],
            "The body that it has become (organisme).",
        )
        .of("organisations"),
        basis(&["Initiative.basis", "Initiative.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
