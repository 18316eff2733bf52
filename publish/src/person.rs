//! Persons (personnes).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Persons (personnes).
pub(crate) const PERSONS: Dataset = Dataset {
    name: "persons",
    title: "Persons (personnes)",
    description: "One row for each person whose public role or public statement a text tells of.",
    record: Some("Person"),
    columns: &[
        id(&["Person.id"]),
        Column::new(
            "name",
            Kind::Text,
            &["Person.name"],
            "The name; of a person known by an identifier alone, none (nom).",
        )
        .means("foaf:name"),
        Column::new("given_name", Kind::Text, &["Person.givenName"], "The given name (prénom).")
            .means("foaf:givenName"),
        Column::new("family_name", Kind::Text, &["Person.familyName"], "The family name (nom de famille).")
            .means("foaf:familyName"),
        Column::new(
            "assembly_id",
            Kind::Id,
            &["Person.assembly"],
            "The assembly in which the name tells the person apart (assemblée).",
        )
        .of("organisations")
        .required(),
        Column::new(
            "identifiers",
            Kind::Texts,
            &["Person.identifiers"],
            "Their identifiers in registers, each as SCHEME:VALUE (identifiants).",
        ),
        Column::new(
            "redacted",
            Kind::Boolean,
            &["Person.redacted"],
            "Whether the name was taken out, everywhere and for good, as a law may ask (nom occulté).",
        )
        .required(),
        basis(&["Person.basis", "Person.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
