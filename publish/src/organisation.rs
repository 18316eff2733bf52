//! Organisations (organisations).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Organisations (organisations).
pub(crate) const ORGANISATIONS: Dataset = Dataset {
    name: "organisations",
    title: "Organisations (organisations)",
    description: "One row for each body that a text names: assemblies, commissions, unions, chambers, associations.",
    record: Some("Organisation"),
    columns: &[
        id(&["Organisation.id"]),
        Column::new("acronym", Kind::Text, &["Organisation.acronym"], "The short form (sigle)."),
        Column::new("name", Kind::Text, &["Organisation.name"], "The name (nom).")
            .means("skos:prefLabel")
            .required(),
        Column::new(
            "kind",
            Kind::Word(&[
                "CONSULTATIVE_ASSEMBLY",
                "REGIONAL_COUNCIL",
                "EXECUTIVE",
                "COMMISSION",
                "COMMITTEE",
                "COLLEGE",
                "CHAMBER",
                "TRADE_UNION",
                "EMPLOYERS",
                "ASSOCIATION",
                "AGENCY",
                "STATE",
                "PARTY",
                "OTHER",
            ]),
            &["Organisation.kind"],
            "What kind of body (nature).",
        )
        .means("popolo:classification")
        .required(),
        Column::new(
            "parent_id",
            Kind::Id,
            &["Organisation.parent"],
            "The body that it is a part of (organisme parent).",
        )
        .of("organisations")
        .means("org:subOrganizationOf"),
        Column::new("territory_id", Kind::Id, &["Organisation.territory"], "Where it acts (territoire).")
            .of("territories")
            .means("dcterms:spatial")
            .required(),
        Column::new(
            "aliases",
            Kind::Texts,
            &["Organisation.aliases"],
            "Other names that texts give it (autres noms).",
        )
        .means("skos:altLabel"),
        Column::new(
            "identifiers",
            Kind::Texts,
            &["Organisation.identifiers", "Identifier.scheme", "Identifier.value"],
            "Its identifiers in registers, each as SCHEME:VALUE, such as \"SIREN:200053726\" (identifiants).",
        ),
        basis(&["Organisation.basis", "Organisation.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
