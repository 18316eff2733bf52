//! What is stored of decisions, and what they hold in its place.

use std::collections::{HashMap, HashSet};

use entities::{
    decision::{self, DecisionKind},
    membership, node, person,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

use super::decided::{Decided, as_uuid, json};
use crate::{
    recorded::{Table, cells, tables},
    write::among,
};

/// Every decision. There are as many as people made, which is few beside what documents state.
pub(crate) async fn all(on: &DatabaseTransaction) -> Result<Vec<decision::Model>, DbErr> {
    decision::Entity::find().all(on).await
}

/// The decisions ready to be laid over rows, with what is stored of the persons and seats that they concern.
pub(crate) async fn decided(
    on: &DatabaseTransaction,
    decisions: Vec<decision::Model>,
) -> Result<Decided, DbErr> {
    let named: HashSet<Uuid> = decisions.iter().map(|decision| decision.record_id).collect();
    let mut decided = Decided::of(decisions);
    let targets = decided.targets();
    if !targets.is_empty() {
        let merged = node::Entity::find().select_only().column(node::Column::Id);
        let merged =
            merged.filter(node::Column::MergedInto.is_not_null()).filter(node::Column::Type.is_in([
                "Rapporteur",
                "Membership",
                "VotePosition",
                "ThemeAssignment",
            ]));
        decided.followers = merged.into_tuple::<Uuid>().all(on).await?.into_iter().collect();
    }
    for condition in among(person::Column::Id, named.union(&targets).copied()) {
        for row in person::Entity::find().filter(condition).all(on).await? {
            decided.know(&cells(&row)?);
        }
    }
    for column in [membership::Column::PersonId, membership::Column::OrganisationId] {
        for condition in among(column, targets.iter().copied()) {
            for row in membership::Entity::find().filter(condition).all(on).await? {
                decided.claim("membership", &cells(&row)?);
            }
        }
    }
    Ok(decided)
}

/// The records that stay although no document states them any more: those that people made, what people made others refer
/// to, and what all of these refer to in turn.
pub(crate) async fn kept(
    on: &DatabaseTransaction,
    decisions: &[decision::Model],
) -> Result<HashSet<Uuid>, DbErr> {
    let mut kept = HashSet::new();
    let mut next: HashSet<Uuid> = HashSet::new();
    for decision in decisions {
        match decision.kind {
            DecisionKind::Created => _ = next.insert(decision.record_id),
            DecisionKind::Value => next.extend(decision.value.as_deref().and_then(json).iter().flat_map(ids)),
            DecisionKind::Deleted | DecisionKind::Merged | DecisionKind::Redacted => {}
        }
    }
    let tables = tables();
    while !next.is_empty() {
        kept.extend(next.iter().copied());
        let mut of: HashMap<String, Vec<Uuid>> = HashMap::new();
        for condition in among(node::Column::Id, next.drain().collect::<Vec<_>>()) {
            for row in node::Entity::find().filter(condition).all(on).await? {
                of.entry(table_of(&row.r#type)).or_default().push(row.id);
            }
        }
        for table in &tables {
            let Some(ids) = of.get(table.name()) else { continue };
            for row in table.having(on, "id", ids).await? {
                next.extend(referred(table.as_ref(), &row).filter(|id| !kept.contains(id)));
            }
        }
    }
    Ok(kept)
}

/// The ids that a row refers to.
pub(crate) fn referred<'a>(
    table: &'a dyn Table,
    row: &'a crate::recorded::Cells,
) -> impl Iterator<Item = Uuid> + 'a {
    table.references().iter().filter_map(|to| row.get(to.column)?.as_str().and_then(as_uuid))
}

/// The ids in a value.
fn ids(value: &Value) -> Vec<Uuid> {
    match value {
        Value::String(text) => as_uuid(text).into_iter().collect(),
        Value::Array(items) => items.iter().filter_map(|item| item.as_str().and_then(as_uuid)).collect(),
        _ => Vec::new(),
    }
}

/// The table of a type: "VotePosition" stands in `vote_position`.
pub(crate) fn table_of(kind: &str) -> String {
    let mut table = String::new();
    for char in kind.chars() {
        if char.is_ascii_uppercase() && !table.is_empty() {
            table.push('_');
        }
        table.push(char.to_ascii_lowercase());
    }
    table
}
