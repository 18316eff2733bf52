//! Rows as they were, brought from the history.

use std::collections::HashMap;

use entities::{former_reference, revision};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, TransactionTrait,
    sea_query::{Alias, Expr, ExprTrait, Query, UnionType},
};
use serde_json::Value;
use uuid::Uuid;

use super::Past;
use crate::{Error, Store, Unrestored, read::without_texts, recorded::Table};

/// The initiatives that words of recommendations name: no table, but what three of them say.
const NAMED: &str = "recommendation_initiative";

/// Ids in one statement, which may hold them twice: SQLite binds at most 32,766 values.
const CHUNK: usize = 10_000;

impl Store {
    /// Where this is a store of the past: brings the rows of a table in which `column` is one of `ids`, as they were. The
    /// column is that of the record which the rows belong to, or one that refers to another record.
    pub(crate) async fn bring(
        &self,
        table: &'static str,
        column: &'static str,
        ids: &[Uuid],
    ) -> Result<(), Error> {
        match &self.past {
            None => Ok(()),
            // Apart from the reads of every store, whose own state it would make larger.
            Some(_) => Box::pin(self.bring_whole(table, column, ids)).await,
        }
    }

    async fn bring_whole(
        &self,
        table: &'static str,
        column: &'static str,
        ids: &[Uuid],
    ) -> Result<(), Error> {
        if table != NAMED {
            return self.bring_rows(table, column, ids).await;
        }
        // Wherever in an opinion a recommendation is told of, and an initiative is mentioned.
        let (first, then) = match column {
            "initiative_id" => ("mention", "telling"),
            _ => ("telling", "mention"),
        };
        self.bring_rows(first, column, ids).await?;
        self.bring_rows(then, "opinion_id", &self.values(first, "opinion_id").await?).await?;
        self.bring_rows("source", "node_id", &self.values("mention", "id").await?).await
    }

    async fn bring_rows(&self, table: &'static str, column: &'static str, ids: &[Uuid]) -> Result<(), Error> {
        let Some(past) = &self.past else { return Ok(()) };
        let Some(table) = past.tables.iter().find(|known| known.name() == table) else {
            let unknown = format!("the table {table:?} has no history");
            return Err(Error::Database(DbErr::Custom(unknown)));
        };
        // One at a time: siblings may ask for the same.
        let mut known = past.known.lock().await;
        let records = if column == table.owner() {
            ids.to_vec()
        } else {
            let new = |id: &Uuid| !known.referring.contains(&(table.name(), column, *id));
            let referred: Vec<Uuid> = ids.iter().copied().filter(new).collect();
            let records = past.referring(table.as_ref(), column, &referred).await?;
            known.referring.extend(referred.into_iter().map(|id| (table.name(), column, id)));
            records
        };
        let new = |id: &Uuid| !known.records.contains(&(table.name(), *id));
        let mut records: Vec<Uuid> = records.into_iter().filter(new).collect();
        records.sort_unstable();
        records.dedup();
        if records.is_empty() {
            return Ok(());
        }
        let revisions = past.revisions(table.name(), &records).await?;
        let transaction = self.connection.begin().await?;
        table.left(&revisions).map_err(unread)?.put(&transaction).await?;
        transaction.commit().await?;
        known.records.extend(records.into_iter().map(|id| (table.name(), id)));
        Ok(())
    }

    /// The ids that a column has, in the rows that were brought.
    pub(super) async fn values(&self, table: &'static str, column: &'static str) -> Result<Vec<Uuid>, Error> {
        let mut select = Query::select();
        select
            .distinct()
            .column(Alias::new(column))
            .from(Alias::new(table))
            .and_where(Expr::col(Alias::new(column)).is_not_null());
        let rows = self.connection.query_all(&select).await?;
        Ok(rows.iter().map(|row| row.try_get("", column)).collect::<Result<_, _>>()?)
    }
}

impl Past {
    /// The records whose rows in a table refer to some others by a column, or did after this moment until a later one.
    async fn referring(
        &self,
        table: &dyn Table,
        column: &'static str,
        ids: &[Uuid],
    ) -> Result<Vec<Uuid>, Error> {
        let mut records = Vec::new();
        for ids in ids.chunks(CHUNK) {
            let left = self.allowance.left().saturating_sub(records.len());
            let mut formerly = Query::select();
            formerly
                .column((revision::Entity, revision::Column::RecordId))
                .from(former_reference::Entity)
                .inner_join(
                    revision::Entity,
                    Expr::col((revision::Entity, revision::Column::Sequence))
                        .equals((former_reference::Entity, former_reference::Column::Sequence)),
                )
                .and_where(former_reference::Column::ReferredId.is_in(ids.iter().copied()))
                .and_where(former_reference::Column::Sequence.gt(self.sequence))
                .and_where(revision::Column::RecordType.eq(table.name()));
            let mut select = Query::select();
            select
                .expr_as(Expr::col(Alias::new(table.owner())), Alias::new("record"))
                .from(Alias::new(table.name()))
                .and_where(Expr::col(Alias::new(column)).is_in(ids.iter().copied()))
                .union(UnionType::Distinct, formerly)
                .limit(left as u64 + 1);
            let rows = self.present().query_all(&select).await?;
            for row in &rows {
                records.push(row.try_get("", "record")?);
            }
            if rows.len() > left {
                self.allowance.take(usize::MAX)?;
            }
        }
        Ok(records)
    }

    /// The revisions of the rows that some records have in a table, up to the last that was known, without the whole texts
    /// of documents.
    async fn revisions(&self, table: &str, records: &[Uuid]) -> Result<Vec<revision::Model>, Error> {
        let mut revisions = Vec::new();
        for records in records.chunks(CHUNK) {
            let told = without_texts(self.present().get_database_backend())
                .filter(revision::Column::RecordId.is_in(records.iter().copied()))
                .filter(revision::Column::RecordType.eq(table))
                .filter(revision::Column::Sequence.lte(self.sequence))
                .order_by_asc(revision::Column::Sequence)
                .limit(self.allowance.left() as u64 + 1)
                .all(self.present())
                .await?;
            self.allowance.take(told.len())?;
            revisions.extend(told);
        }
        Ok(revisions)
    }
}

/// Reads that need no rows here.
impl Past {
    /// The plain texts that documents had: one statement.
    pub(crate) async fn texts(&self, documents: &[Uuid]) -> Result<HashMap<Uuid, String>, Error> {
        let told: Vec<(Uuid, Option<String>)> = revision::Entity::find()
            .select_only()
            .columns([revision::Column::RecordId, revision::Column::After])
            .filter(revision::Column::RecordId.is_in(documents.iter().copied()))
            .filter(revision::Column::RecordType.eq("document"))
            .filter(revision::Column::Sequence.lte(self.sequence))
            .order_by_asc(revision::Column::Sequence)
            .limit(self.allowance.left() as u64 + 1)
            .into_tuple()
            .all(self.present())
            .await?;
        self.allowance.take(told.len())?;
        // The last of each document.
        let last: HashMap<Uuid, Option<String>> = told.into_iter().collect();
        let text = |row: &str| match serde_json::from_str::<Value>(row).ok()?.get_mut("text")?.take() {
            Value::String(text) => Some(text),
            _ => None,
        };
        Ok(last.into_iter().filter_map(|(id, row)| Some((id, text(&row?)?))).collect())
    }
}

/// A row of the history that this version does not read: `verify` says which.
fn unread(error: Unrestored) -> Error {
    match error {
        Unrestored::Store(error) => error,
        error => Error::Database(DbErr::Custom(error.to_string())),
    }
}
