//! Themes, which a mapping declares.

use entities::{Basis, theme};
use uuid::Uuid;

use super::plan::Plan;
use crate::{id::NaturalKey, sort_key::SortKey};

/// Adds a theme, which says what the last mapping calls it.
pub(crate) fn plan(plan: &mut Plan<'_>, read: &ingest::Theme) -> Uuid {
    let (id, _) = plan.node(&NaturalKey::new("Theme", [&read.key]), None);
    plan.rows.theme.push(theme::Model {
        id,
        slug: read.key.clone(),
        name: read.name.clone(),
        scheme: read.scheme.clone(),
        name_key: SortKey::name(&read.name).bytes(),
        basis: Basis::Reference,
    });
    id
}
