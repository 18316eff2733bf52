//! Opinions (avis).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// What gives rise to an opinion.
pub(crate) const OPINION_KIND: Kind = Kind::Word(&["REFERRAL", "SELF_REFERRAL", "CONTRIBUTION", "WISH"]);

/// Opinions (avis).
pub(crate) const OPINIONS: Dataset = Dataset {
    name: "opinions",
    title: "Opinions (avis)",
    description: "One row for each opinion that an assembly adopted, also those that other texts only cite.",
    record: Some("Opinion"),
    columns: &[
        id(&["Opinion.id"]),
        Column::new("kind", OPINION_KIND, &["Opinion.kind"], "What gave rise to it (nature).").required(),
        Column::new("title", Kind::Text, &["Opinion.title"], "The title (titre).").means("dcterms:title"),
        Column::new(
            "adopted_on",
            Kind::Date,
            &["Opinion.adoptedOn"],
            "The day of its adoption (date d'adoption).",
        )
        .means("dcterms:issued"),
        Column::new("assembly_id", Kind::Id, &["Opinion.assembly"], "Whose opinion (assemblée).")
            .of("organisations")
            .means("dcterms:creator")
            .required(),
        Column::new(
            "session_id",
            Kind::Id,
            &["Opinion.session"],
            "The session; none of an opinion that is only cited (séance).",
        )
        .of("sessions"),
        Column::new("commission_id", Kind::Id, &["Opinion.commission"], "Who drafted it (commission).")
            .of("organisations")
            .means("dcterms:contributor"),
        Column::new("document_id", Kind::Id, &["Opinion.document"], "The document that holds it (document).")
            .of("documents"),
        Column::new(
            "report_number",
            Kind::Text,
            &["Opinion.reportNumber"],
            "The number of the report that it answers, as printed (numéro de rapport).",
        ),
        Column::new("report_id", Kind::Id, &["Opinion.report"], "The report that it answers (rapport).")
            .of("reports"),
        basis(&["Opinion.basis", "Opinion.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
