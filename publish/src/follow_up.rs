//! Follow-ups (suites données).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Follow-ups (suites données).
pub(crate) const FOLLOW_UPS: Dataset = Dataset {
    name: "follow-ups",
    title: "Follow-ups (suites données)",
    description: "One row for each thing that became of a recommendation.",
    record: Some("FollowUp"),
    columns: &[
        id(&["FollowUp.id"]),
        Column::new(
            "recommendation_id",
            Kind::Id,
            &["FollowUp.recommendation", "Recommendation.followUps"],
            "Of which recommendation (préconisation).",
        )
        .of("recommendations")
        .required(),
        Column::new(
            "opinion_id",
            Kind::Id,
            &["FollowUp.opinion"],
            "The opinion that says it (avis); none where people recorded it by hand.",
        )
        .of("opinions"),
        Column::new(
            "status",
            Kind::Word(&["ECHOED", "ADDRESSED", "REITERATED", "DECLINED"]),
            &["FollowUp.status"],
            "What became of it (suite).",
        )
        .required(),
        Column::new(
            "evidence_text",
            Kind::Text,
            &["FollowUp.evidence", "Evidence.text"],
            "What people who recorded it by hand know of it, or quote (preuve).",
        ),
        Column::new("evidence_url", Kind::Text, &["Evidence.url"], "Where that can be read (adresse)."),
        Column::new("evidence_date", Kind::Date, &["Evidence.date"], "When it was so (date)."),
        basis(&["FollowUp.basis", "FollowUp.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
