//! Themes, and which of them an opinion carries.

use entities::{Basis, theme, theme_assignment};
use uuid::Uuid;

use super::{
    plan::{Plan, int},
    words,
};
use crate::{id::NaturalKey, sort_key::SortKey};

/// Adds the themes of an opinion that this document decides. A theme says what the last mapping calls it.
pub(crate) fn plan(plan: &mut Plan<'_>, opinion_id: Uuid) {
    for (read, rank) in plan.records.themes.iter().zip(1..) {
        let rule = &read.rule;
        let (theme_id, _) = plan.node(&NaturalKey::new("Theme", [&rule.theme.key]), None);
        plan.rows.theme.push(theme::Model {
            id: theme_id,
            slug: rule.theme.key.clone(),
            name: rule.theme.name.clone(),
            scheme: rule.theme.scheme.clone(),
            name_key: SortKey::name(&rule.theme.name).bytes(),
            basis: Basis::Reference,
        });
        let (id, _) = plan.node(&plan.keys.pair("ThemeAssignment", opinion_id, theme_id), Some(read.source));
        plan.rows.theme_assignment.push(theme_assignment::Model {
            id,
            opinion_id,
            theme_id,
            rank,
            rule_kind: words::theme_rule_kind(rule.kind),
            rule_value: rule.value(),
            rule_at_least: int(rule.at_least),
            basis: Basis::Inferred,
        });
    }
}
