//! Which themes an opinion carries, and by which rule.

use entities::{Basis, theme_assignment};
use uuid::Uuid;

use super::{
    plan::{Plan, int},
    theme, words,
};

/// Adds the themes of an opinion that this document decides.
pub(crate) fn plan(plan: &mut Plan<'_>, opinion_id: Uuid) {
    for (read, rank) in plan.records.themes.iter().zip(1..) {
        let theme_id = theme::plan(plan, &read.rule.theme);
        let (id, _) = plan.node(&plan.keys.pair("ThemeAssignment", opinion_id, theme_id), Some(read.source));
        plan.rows.theme_assignment.push(theme_assignment::Model {
            id,
            opinion_id,
            theme_id,
            rank,
            rule_kind: words::theme_rule_kind(read.rule.kind),
            rule_value: read.rule.value(),
            rule_at_least: int(read.rule.at_least),
            basis: Basis::Inferred,
        });
    }
}
