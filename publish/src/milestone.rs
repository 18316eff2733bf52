//! Milestones (jalons).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Milestones (jalons).
pub(crate) const MILESTONES: Dataset = Dataset {
    name: "milestones",
    title: "Milestones (jalons)",
    description: "One row for each dated step of an initiative or of an organisation.",
    record: Some("Milestone"),
    columns: &[
        id(&["Milestone.id"]),
        Column::new(
            "date",
            Kind::PartialDate,
            &["Milestone.date"],
            "When, with the precision of the text: \"2018\", \"2019-03\", \"2020-06-25\" (date).",
        )
        .means("dcterms:date")
        .required(),
        Column::new("title", Kind::Text, &["Milestone.title"], "What (intitulé).")
            .means("dcterms:title")
            .required(),
        Column::new(
            "initiative_id",
            Kind::Id,
            &["Milestone.initiative"],
            "Of which initiative (dispositif).",
        )
        .of("initiatives"),
        Column::new(
            "organisation_id",
            Kind::Id,
            &["Milestone.organisation"],
            "Of which organisation (organisation).",
        )
        .of("organisations"),
        Column::new(
            "opinion_ids",
            Kind::Ids,
            &["Milestone.opinions"],
            "The opinions that tell of it (avis).",
        )
        .of("opinions"),
        basis(&["Milestone.basis", "Milestone.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
