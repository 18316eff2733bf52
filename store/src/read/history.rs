//! How records came to be: the revisions of their rows.

use std::collections::HashMap;

use entities::revision;
use sea_orm::{
    ColumnTrait, Condition, DbBackend, EntityTrait, FromQueryResult, IdenStatic, Iterable, QueryFilter,
    QuerySelect, QueryTrait, Select,
    sea_query::{Alias, Expr, ExprTrait, Order, Query, WindowStatement},
};
use uuid::Uuid;

use crate::{Error, Store};

/// The columns of a revision's rows. A document's whole text is left out: a page of histories would hold many of them.
const ROWS: [(revision::Column, &str, &str); 2] = [
    (
        revision::Column::Before,
        "CASE WHEN record_type = 'document' THEN json_remove(before, '$.text') ELSE before END",
        "CASE WHEN record_type = 'document' THEN CAST(CAST(before AS jsonb) - 'text' AS text) ELSE before END",
    ),
    (
        revision::Column::After,
        "CASE WHEN record_type = 'document' THEN json_remove(after, '$.text') ELSE after END",
        "CASE WHEN record_type = 'document' THEN CAST(CAST(after AS jsonb) - 'text' AS text) ELSE after END",
    ),
];

/// Which revisions of a record are wanted, of all of them from the newest to the oldest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PastPage {
    /// At most so many.
    pub limit: u64,
    /// Whether they are taken from the end: the oldest.
    pub backward: bool,
    /// Only those that come after the revision of this sequence: older ones.
    pub after: Option<i64>,
    /// Only those that come before it: newer ones.
    pub before: Option<i64>,
}

/// A page of a record's revisions, the newest first.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The revisions.
    pub rows: Vec<revision::Model>,
    /// Whether the list goes on: with older ones, or with newer ones where they were taken from the end.
    pub more: bool,
}

/// Revisions without the whole texts of documents.
pub(crate) fn without_texts(backend: DbBackend) -> Select<revision::Entity> {
    let apart = |column: &revision::Column| ROWS.iter().all(|(row, ..)| row.as_str() != column.as_str());
    let all = revision::Entity::find().select_only().columns(revision::Column::iter().filter(apart));
    ROWS.into_iter().fold(all, |all, (column, sqlite, postgres)| {
        let row = if backend == DbBackend::Postgres { postgres } else { sqlite };
        all.column_as(Expr::cust(row), column)
    })
}

impl Store {
    /// A page of the revisions of each of many records, without the whole texts of documents: one statement.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn histories(&self, records: &[Uuid], page: PastPage) -> Result<HashMap<Uuid, Past>, Error> {
        let place = Alias::new("place");
        let mut window = WindowStatement::partition_by(revision::Column::RecordId);
        let order = if page.backward { Order::Asc } else { Order::Desc };
        window.order_by(revision::Column::Sequence, order.clone());
        let older = page.after.map(|after| revision::Column::Sequence.lt(after));
        let newer = page.before.map(|before| revision::Column::Sequence.gt(before));
        // The history is that of the present database, up to what was known.
        let on = self.past.as_ref().map_or(&self.connection, |past| past.present());
        let known = self.past.as_ref().map(|past| revision::Column::Sequence.lte(past.sequence()));
        let backend = on.get_database_backend();
        let mut ranked = without_texts(backend)
            .filter(revision::Column::RecordId.is_in(records.iter().copied()))
            .filter(Condition::all().add_option(older).add_option(newer).add_option(known))
            .into_query();
        ranked.expr_window_as(Expr::cust("ROW_NUMBER()"), window, place.clone());
        let limit_and_one = i64::try_from(page.limit).unwrap_or(i64::MAX).saturating_add(1);
        let mut select = Query::select();
        select
            .expr(Expr::cust("*"))
            .from_subquery(ranked, Alias::new("ranked"))
            .and_where(Expr::col(place.clone()).lte(limit_and_one))
            .order_by(revision::Column::Sequence, order);
        let rows = revision::Model::find_by_statement(backend.build(&select)).all(on).await?;
        let mut histories: HashMap<Uuid, Past> = HashMap::new();
        for row in rows {
            let past = histories.entry(row.record_id).or_default();
            if (past.rows.len() as u64) < page.limit {
                past.rows.push(row);
            } else {
                past.more = true;
            }
        }
        if page.backward {
            histories.values_mut().for_each(|past| past.rows.reverse());
        }
        Ok(histories)
    }
}
