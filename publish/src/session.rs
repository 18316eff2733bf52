//! Sessions (séances).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// What kind of sitting.
pub(crate) const SESSION_KIND: Kind = Kind::Word(&["PLENARY", "BUREAU", "COMMISSION"]);

/// Sessions (séances).
pub(crate) const SESSIONS: Dataset = Dataset {
    name: "sessions",
    title: "Sessions (séances)",
    description: "One row for each sitting.",
    record: Some("Session"),
    columns: &[
        id(&["Session.id"]),
        Column::new("assembly_id", Kind::Id, &["Session.assembly"], "Whose sitting (assemblée).")
            .of("organisations")
            .required(),
        Column::new("held_on", Kind::Date, &["Session.heldOn"], "The day (date).")
            .means("schema:startDate")
            .required(),
        Column::new("kind", SESSION_KIND, &["Session.kind"], "What kind of sitting (nature).").required(),
        basis(&["Session.basis", "Session.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
