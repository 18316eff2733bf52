//! Territories (territoires).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// What kind of territory.
pub(crate) const TERRITORY_LEVEL: Kind =
    Kind::Word(&["REGION", "DEPARTMENT", "INTERCOMMUNALITY", "COMMUNE", "COUNTRY"]);

/// Territories (territoires).
pub(crate) const TERRITORIES: Dataset = Dataset {
    name: "territories",
    title: "Territories (territoires)",
    description: "One row for each region, department or other territory that a document belongs to.",
    record: Some("Territory"),
    columns: &[
        id(&["Territory.id"]),
        Column::new(
            "level",
            TERRITORY_LEVEL,
            &["Territory.level"],
            "The level (niveau).",
        )
        .required(),
        Column::new(
            "code",
            Kind::Text,
            &["Territory.code"],
            "The code of INSEE, such as \"27\"; the SIREN of an intercommunality, a country's two letters (code INSEE).",
        )
        .means("dcterms:identifier")
        .required(),
        Column::new("name", Kind::Text, &["Territory.name"], "The name (nom).").means("schema:name"),
        basis(&["Territory.basis", "Territory.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
