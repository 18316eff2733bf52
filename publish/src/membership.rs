//! Memberships (mandats).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Memberships (mandats).
pub(crate) const MEMBERSHIPS: Dataset = Dataset {
    name: "memberships",
    title: "Memberships (mandats)",
    description: "One row for each role of a person in an organisation.",
    record: Some("Membership"),
    columns: &[
        id(&["Membership.id"]),
        Column::new("person_id", Kind::Id, &["Membership.person"], "Who (personne).")
            .of("persons")
            .means("org:member")
            .required(),
        Column::new(
            "organisation_id",
            Kind::Id,
            &["Membership.organisation"],
            "In which organisation (organisme).",
        )
        .of("organisations")
        .means("org:organization")
        .required(),
        Column::new("on_behalf_of_id", Kind::Id, &["Membership.onBehalfOf"], "On whose behalf (au nom de).")
            .of("organisations")
            .means("popolo:on_behalf_of"),
        Column::new("role", Kind::Text, &["Membership.role"], "In what role (fonction).").means("org:role"),
        Column::new("start_date", Kind::Date, &["Membership.startDate"], "From what day (début).")
            .means("schema:startDate"),
        Column::new("end_date", Kind::Date, &["Membership.endDate"], "To what day, inclusive (fin).")
            .means("schema:endDate"),
        basis(&["Membership.basis", "Membership.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
