//! One table's part of a change: what differs from what is stored, and the statements that mend it.

use std::{collections::HashMap, fmt::Write as _, ops::Range};

use futures_util::future::BoxFuture;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction,
    DbBackend, DbErr, EntityName, EntityTrait, IdenStatic, IntoActiveModel, Iterable, ModelTrait,
    PrimaryKeyToColumn, QueryFilter, Statement, Value,
};
use uuid::Uuid;

use crate::recorded::Recorded;

/// Rows in one statement: the widest table has 22 columns, and SQLite binds at most 32,766 values.
pub(crate) const CHUNK: usize = 500;

/// How many rows an insertion may hold.
const SIZES: [usize; 4] = [256, 32, 4, 1];

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
}

/// A table's difference, whatever its rows are.
pub(crate) trait Mend: Send + Sync {
    /// Removes what shall not be.
    fn remove<'a>(&'a self, on: &'a DatabaseTransaction) -> BoxFuture<'a, Result<(), DbErr>>;

    /// Writes what is new or other.
    fn put<'a>(&'a self, on: &'a DatabaseTransaction) -> BoxFuture<'a, Result<(), DbErr>>;

    /// The table's name.
    fn table(&self) -> &'static str;

    /// How many rows change.
    fn len(&self) -> usize;

    /// The changes for the history that stand at these places: what goes, what differs, what is new.
    fn history(&self, places: Range<usize>) -> Result<Vec<Changed>, serde_json::Error>;

    /// The records that the changing rows name in a column, before and after.
    fn named(&self, column: &str) -> Vec<Uuid>;
}

impl<M> Difference<M>
where
    M: Recorded,
    M::Entity: EntityTrait<Model = M>,
{
    /// Compares what shall be with the stored rows in `scope`. Rows of the scope that shall not be are removed.
    pub(crate) async fn find(
        on: &DatabaseTransaction,
        wanted: Vec<M>,
        scope: Vec<Condition>,
    ) -> Result<Self, DbErr> {
        let mut stored = HashMap::new();
        for condition in scope {
            for row in M::Entity::find().filter(condition).all(on).await? {
                stored.insert(key(&row), row);
            }
        }
        let mut difference = Self { removed: Vec::new(), changed: Vec::new(), added: Vec::new() };
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

    /// Removes only what is asked for.
    pub(crate) fn retain(&mut self, removed: impl FnMut(&M) -> bool) {
        self.removed.retain(removed);
    }

    /// Rows that cannot be there yet.
    pub(crate) fn added(rows: Vec<M>) -> Self {
        Self { removed: Vec::new(), changed: Vec::new(), added: rows }
    }

    /// What a history tells.
    pub(crate) fn told(removed: Vec<M>, changed: Vec<(M, M)>, added: Vec<M>) -> Self {
        Self { removed, changed, added }
    }

    /// The records whose rows are removed.
    pub(crate) fn gone(&self) -> Vec<Uuid> {
        self.removed.iter().map(Recorded::owner).collect()
    }
}

impl<M> Mend for Difference<M>
where
    M: Recorded + IntoActiveModel<ActiveOf<M>>,
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
            insert(on, &self.added).await?;
            for (_, row) in &self.changed {
                row.clone().into_active_model().reset_all().update(on).await?;
            }
            Ok(())
        })
    }

    fn table(&self) -> &'static str {
        M::Entity::default().table_name()
    }

    fn len(&self) -> usize {
        self.removed.len() + self.changed.len() + self.added.len()
    }

    fn history(&self, places: Range<usize>) -> Result<Vec<Changed>, serde_json::Error> {
        let change = |row: &M, before: Option<&M>, after: Option<&M>| {
            Ok(Changed {
                record_type: self.table(),
                record_id: row.owner(),
                before: before.map(serde_json::to_string).transpose()?,
                after: after.map(serde_json::to_string).transpose()?,
            })
        };
        let (gone, other) = (self.removed.len(), self.removed.len() + self.changed.len());
        let rows = places.map(|at| match at {
            at if at < gone => change(&self.removed[at], Some(&self.removed[at]), None),
            at if at < other => {
                let (before, after) = &self.changed[at - gone];
                change(after, Some(before), Some(after))
            }
            at => change(&self.added[at - other], None, Some(&self.added[at - other])),
        });
        rows.collect()
    }

    fn named(&self, column: &str) -> Vec<Uuid> {
        let columns = <M::Entity as EntityTrait>::Column::iter();
        let columns: Vec<_> = columns.filter(|known| known.as_str() == column).collect();
        let changed = self.changed.iter().flat_map(|(before, after)| [before, after]);
        let rows = self.removed.iter().chain(changed).chain(&self.added);
        let values = rows.flat_map(|row| columns.iter().map(|column| row.get(*column)));
        values.filter_map(|value| if let Value::Uuid(id) = value { id } else { None }).collect()
    }
}

/// Tables that no other refers to, and in which one row may take the place of another: what only one may hold is free before it
/// is taken.
const FREED: [&str; 4] = ["rapporteur", "membership", "vote_position", "theme_assignment"];

/// Writes from the first table to the last, and removes from the last to the first: nothing is removed before the rows that
/// stay refer to it no more.
pub(crate) async fn mend(on: &DatabaseTransaction, all: &[Box<dyn Mend>]) -> Result<(), DbErr> {
    let freed = |table: &dyn Mend| FREED.contains(&table.table());
    for table in all.iter().filter(|table| freed(table.as_ref())) {
        table.remove(on).await?;
    }
    for table in all {
        table.put(on).await?;
    }
    for table in all.iter().rev().filter(|table| !freed(table.as_ref())) {
        table.remove(on).await?;
    }
    Ok(())
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

/// Writes rows that are not there, many in a statement. Its text is built here and not by the library, which would make
/// a tree of it with a node for each of thousands of values; for a full chunk it is the same each time, and prepared once.
pub(crate) async fn insert<M>(on: &impl ConnectionTrait, rows: &[M]) -> Result<(), DbErr>
where
    M: ModelTrait,
    M::Entity: EntityTrait<Model = M>,
{
    let columns: Vec<<M::Entity as EntityTrait>::Column> =
        <M::Entity as EntityTrait>::Column::iter().collect();
    let backend = on.get_database_backend();
    let mut rest = rows;
    while !rest.is_empty() {
        // A few sizes, and no other: each is a statement of its own to a database, which prepares and keeps it.
        let size = SIZES.into_iter().find(|size| *size <= rest.len()).unwrap_or(1);
        let (rows, after) = rest.split_at(size);
        rest = after;
        let sql = statement(M::Entity::default().table_name(), &columns, rows.len(), backend);
        let values = rows.iter().flat_map(|row| columns.iter().map(|column| row.get(*column)));
        on.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}

/// "INSERT INTO vote (id, …) VALUES (?, …), (?, …)".
fn statement<C: ColumnTrait>(table: &str, columns: &[C], rows: usize, backend: DbBackend) -> String {
    let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.unquoted())).collect();
    let mut sql = format!("INSERT INTO \"{table}\" ({}) VALUES ", names.join(", "));
    let mut place = 0;
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns.len() {
            place += 1;
            sql.push_str(if column == 0 { "" } else { ", " });
            match backend {
                DbBackend::Postgres => {
                    let _ = write!(sql, "${place}");
                }
                _ => sql.push('?'),
            }
        }
        sql.push(')');
    }
    sql
}

/// A row's primary key as a text, to find it among others.
pub(crate) fn key<M: ModelTrait>(row: &M) -> String {
    let mut key = String::new();
    for column in <M::Entity as EntityTrait>::PrimaryKey::iter() {
        let written = match row.get(column.into_column()) {
            Value::Uuid(Some(id)) => write!(key, "{}|", id.as_simple()),
            Value::String(Some(text)) => write!(key, "{}:{text}|", text.len()),
            Value::Int(Some(figure)) => write!(key, "{figure}|"),
            other => write!(key, "{other:?}|"),
        };
        // A text takes whatever is written to it.
        debug_assert!(written.is_ok());
    }
    key
}
