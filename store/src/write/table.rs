//! One table's part of a change: what differs from what is stored, and the statements that mend it.

use std::collections::HashMap;

use entities::revision;
use futures_util::future::BoxFuture;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction,
    DbErr, EntityName, EntityTrait, FromQueryResult, IntoActiveModel, Iterable, ModelTrait,
    PrimaryKeyToColumn, QueryFilter,
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
pub(crate) struct Difference<M> {
    removed: Vec<M>,
    changed: Vec<(M, M)>,
    added: Vec<M>,
    /// The record whose history a row's change belongs to.
    owner: fn(&M) -> Uuid,
}

/// A table's difference, whatever its rows are.
pub(crate) trait Mend: Send + Sync {
    /// Removes what shall not be.
    fn remove<'a>(&'a self, on: &'a DatabaseTransaction) -> BoxFuture<'a, Result<(), DbErr>>;

    /// Writes what is new or other.
    fn put<'a>(&'a self, on: &'a DatabaseTransaction) -> BoxFuture<'a, Result<(), DbErr>>;

    /// The changes for the history.
    fn history(&self) -> Result<Vec<Changed>, serde_json::Error>;
}

impl<M> Difference<M>
where
    M: ModelTrait + FromQueryResult + PartialEq,
    M::Entity: EntityTrait<Model = M>,
{
    /// Compares what shall be with the stored rows in `scope`. Rows of the scope that shall not be are removed.
    pub(crate) async fn find(
        on: &DatabaseTransaction,
        wanted: Vec<M>,
        scope: Vec<Condition>,
        owner: fn(&M) -> Uuid,
    ) -> Result<Self, DbErr> {
        let mut stored = HashMap::new();
        for condition in scope {
            for row in M::Entity::find().filter(condition).all(on).await? {
                stored.insert(key(&row), row);
            }
        }
        let mut difference = Self { removed: Vec::new(), changed: Vec::new(), added: Vec::new(), owner };
        for row in wanted {
            match stored.remove(&key(&row)) {
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

    /// Rows that cannot be there yet.
    pub(crate) fn added(rows: Vec<M>, owner: fn(&M) -> Uuid) -> Self {
        Self { removed: Vec::new(), changed: Vec::new(), added: rows, owner }
    }

    /// The records whose rows are removed.
    pub(crate) fn gone(&self) -> Vec<Uuid> {
        self.removed.iter().map(self.owner).collect()
    }
}

impl<M> Mend for Difference<M>
where
    M: ModelTrait + FromQueryResult + IntoActiveModel<ActiveOf<M>> + Serialize + Send + Sync,
    M::Entity: EntityTrait<Model = M>,
    ActiveOf<M>: ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
{
    fn remove<'a>(&'a self, on: &'a DatabaseTransaction) -> BoxFuture<'a, Result<(), DbErr>> {
        Box::pin(async move {
            for row in &self.removed {
                row.clone().delete(on).await?;
            }
            Ok(())
        })
    }

    fn put<'a>(&'a self, on: &'a DatabaseTransaction) -> BoxFuture<'a, Result<(), DbErr>> {
        Box::pin(async move {
            for rows in self.added.chunks(CHUNK) {
                let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
                M::Entity::insert_many(rows).exec_without_returning(on).await?;
            }
            for (_, row) in &self.changed {
                row.clone().into_active_model().reset_all().update(on).await?;
            }
            Ok(())
        })
    }

    fn history(&self) -> Result<Vec<Changed>, serde_json::Error> {
        let change = |row: &M, before: Option<&M>, after: Option<&M>| {
            Ok(Changed {
                record_type: M::Entity::default().table_name(),
                record_id: (self.owner)(row),
                before: before.map(serde_json::to_string).transpose()?,
                after: after.map(serde_json::to_string).transpose()?,
            })
        };
        let removed = self.removed.iter().map(|row| change(row, Some(row), None));
        let changed = self.changed.iter().map(|(before, after)| change(after, Some(before), Some(after)));
        let added = self.added.iter().map(|row| change(row, None, Some(row)));
        removed.chain(changed).chain(added).collect()
    }
}

/// The active model of a model.
type ActiveOf<M> = <<M as ModelTrait>::Entity as EntityTrait>::ActiveModel;

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
fn key<M: ModelTrait>(row: &M) -> String {
    let values = <M::Entity as EntityTrait>::PrimaryKey::iter()
        .map(|column| format!("{:?}", row.get(column.into_column())));
    values.collect::<Vec<_>>().join("|")
}
