//! One table's part of a change: what differs from what is stored, and the statements that mend it.

use std::collections::HashMap;

use entities::revision;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable,
    ModelTrait, PrimaryKeyToColumn, QueryFilter,
};
use serde::Serialize;
use uuid::Uuid;

/// Rows in one statement: the widest table has 22 columns, and SQLite binds at most 32,766 values.
const CHUNK: usize = 500;

/// A change of one row, before it has its place in the history.
pub(crate) struct Changed {
    pub(crate) record_type: &'static str,
    pub(crate) record_id: Uuid,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// What differs in one table.
pub(crate) struct Difference<E: EntityTrait> {
    removed: Vec<E::Model>,
    changed: Vec<(E::Model, E::Model)>,
    added: Vec<E::Model>,
}

impl<E> Difference<E>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Serialize + Clone + PartialEq + Sync,
    E::ActiveModel: Send,
{
    /// Compares what shall be with the stored rows in `scope`. Rows of the scope that shall not be are removed.
    pub(crate) async fn find(
        connection: &impl ConnectionTrait,
        wanted: Vec<E::Model>,
        scope: Vec<Condition>,
    ) -> Result<Self, DbErr> {
        let mut stored = HashMap::new();
        for condition in scope {
            for row in E::find().filter(condition).all(connection).await? {
                stored.insert(key::<E>(&row), row);
            }
        }
        let mut difference = Self { removed: Vec::new(), changed: Vec::new(), added: Vec::new() };
        for row in wanted {
            match stored.remove(&key::<E>(&row)) {
                Some(before) if before == row => {}
                Some(before) => difference.changed.push((before, row)),
                None => difference.added.push(row),
            }
        }
        let mut removed: Vec<_> = stored.into_iter().collect();
        removed.sort_by(|one, other| one.0.cmp(&other.0));
        difference.removed = removed.into_iter().map(|(_, row)| row).collect();
        Ok(difference)
    }

    /// Removes what shall not be.
    pub(crate) async fn remove(&self, connection: &impl ConnectionTrait) -> Result<(), DbErr> {
        for row in &self.removed {
            row.clone().delete(connection).await?;
        }
        Ok(())
    }

    /// Writes what is new or other.
    pub(crate) async fn put(&self, connection: &impl ConnectionTrait) -> Result<(), DbErr> {
        for rows in self.added.chunks(CHUNK) {
            let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
            E::insert_many(rows).exec_without_returning(connection).await?;
        }
        for (_, row) in &self.changed {
            row.clone().into_active_model().reset_all().update(connection).await?;
        }
        Ok(())
    }

    /// The changes for the history.
    pub(crate) fn history(
        &self,
        record_type: &'static str,
        owner: fn(&E::Model) -> Uuid,
    ) -> Result<Vec<Changed>, serde_json::Error> {
        let change = |before: Option<&E::Model>, after: Option<&E::Model>| {
            let row = after.or(before);
            Ok(Changed {
                record_type,
                record_id: row.map(owner).unwrap_or_default(),
                before: before.map(serde_json::to_string).transpose()?,
                after: after.map(serde_json::to_string).transpose()?,
            })
        };
        let removed = self.removed.iter().map(|row| change(Some(row), None));
        let changed = self.changed.iter().map(|(before, after)| change(Some(before), Some(after)));
        let added = self.added.iter().map(|row| change(None, Some(row)));
        removed.chain(changed).chain(added).collect()
    }
}

/// Conditions that together say "where `column` is one of `ids`", each within a statement's limits.
pub(crate) fn among<C: ColumnTrait>(column: C, ids: impl IntoIterator<Item = Uuid>) -> Vec<Condition> {
    let mut ids: Vec<Uuid> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    ids.chunks(CHUNK).map(|ids| Condition::all().add(column.is_in(ids.iter().copied()))).collect()
}

/// Adds changes to the history, each after the last.
pub(crate) async fn record(
    connection: &impl ConnectionTrait,
    mut rows: Vec<revision::Model>,
    next: i64,
) -> Result<(), DbErr> {
    for (row, sequence) in rows.iter_mut().zip(next..) {
        row.sequence = sequence;
    }
    for rows in rows.chunks(CHUNK) {
        let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
        revision::Entity::insert_many(rows).exec_without_returning(connection).await?;
    }
    Ok(())
}

/// A row's primary key as a text, to find it among others.
fn key<E: EntityTrait>(row: &E::Model) -> String {
    let values = E::PrimaryKey::iter().map(|column| format!("{:?}", row.get(column.into_column())));
    values.collect::<Vec<_>>().join("|")
}
