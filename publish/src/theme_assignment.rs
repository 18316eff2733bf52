//! Theme assignments (thèmes des avis).

use crate::{
    Column, Dataset, Kind,
    columns::{SOURCE_DOCUMENT, SOURCE_END, SOURCE_PAGE, SOURCE_QUOTE, SOURCE_START, basis, id},
};

/// Theme assignments (thèmes des avis).
pub(crate) const THEME_ASSIGNMENTS: Dataset = Dataset {
    name: "theme-assignments",
    title: "Theme assignments (thèmes des avis)",
    description: "One row for each theme of an opinion, with the rule of the mapping that gives it.",
    record: Some("ThemeAssignment"),
    columns: &[
        id(&["ThemeAssignment.id"]),
        Column::new(
            "opinion_id",
            Kind::Id,
            &["ThemeAssignment.opinion", "Opinion.themes"],
            "Which opinion (avis).",
        )
        .of("opinions")
        .required(),
        Column::new("theme_id", Kind::Id, &["ThemeAssignment.theme"], "Which theme (thème).")
            .of("themes")
            .means("dcterms:subject")
            .required(),
        Column::new("rank", Kind::Integer, &[], "The place among the opinion's themes, from 1 (rang).")
            .required(),
        Column::new(
            "rule_kind",
            Kind::Word(&["TITLE", "TERM", "INITIATIVE", "ORGANISATION"]),
            &["ThemeAssignment.rule", "ThemeRule.kind"],
            "What the rule looks at (règle).",
        )
        .required(),
        Column::new(
            "rule_values",
            Kind::Text,
            &["ThemeRule.values"],
            "What it looks for, joined by \"|\" as in the mapping (valeurs).",
        )
        .required(),
        Column::new("rule_at_least", Kind::Integer, &["ThemeRule.atLeast"], "How often at least (seuil).")
            .required(),
        basis(&["ThemeAssignment.basis", "ThemeAssignment.source"]),
        SOURCE_DOCUMENT,
        SOURCE_START,
        SOURCE_END,
        SOURCE_PAGE,
        SOURCE_QUOTE,
    ],
};
