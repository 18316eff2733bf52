//! What an edit is worked out with: the rows that it concerns, read back as JSON, and decisions laid over them.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use entities::{
    decision::{self, DecisionKind},
    node, revision,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    decided::Decided,
    editable::LISTS,
    fault::{FaultKind, Refused},
    import::row_key,
    natural::reference,
    stored,
};
use crate::{
    Error,
    recorded::{Cells, Table, cells},
    write::Mend,
};

/// One row's change.
#[derive(Clone, Debug)]
pub(super) struct Changing {
    /// The place of the table.
    pub(super) table: usize,
    pub(super) before: Option<Cells>,
    pub(super) after: Option<Cells>,
}

/// What an edit is worked out with.
pub(super) struct Desk<'a> {
    pub(super) on: &'a DatabaseTransaction,
    pub(super) tables: Vec<Box<dyn Table>>,
    /// All decisions that stand.
    pub(super) decisions: Vec<decision::Model>,
    pub(super) actor: &'a str,
    pub(super) at: DateTime<Utc>,
}

impl Desk<'_> {
    /// The place of a table in the list.
    pub(super) fn table(&self, name: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.name() == name)
    }

    /// A decision of whoever edits.
    pub(super) fn decision(&self, id: Uuid, kind: DecisionKind, field: &str) -> decision::Model {
        let (field, actor, at) = (field.to_owned(), self.actor.to_owned(), self.at);
        decision::Model { record_id: id, kind, field, value: None, read: None, actor, at }
    }

    /// A decision that stands.
    pub(super) fn standing(&self, id: Uuid, kind: DecisionKind, field: &str) -> Option<&decision::Model> {
        let one =
            |known: &&decision::Model| known.record_id == id && known.kind == kind && known.field == field;
        self.decisions.iter().find(one)
    }

    /// An id's node, as it is stored.
    pub(super) async fn node(&self, id: Uuid) -> Result<Option<node::Model>, Error> {
        Ok(node::Entity::find_by_id(id).one(self.on).await?)
    }

    /// The node of the record that an id answers with.
    pub(super) async fn resolved(&self, id: Uuid) -> Result<Option<node::Model>, Error> {
        match self.node(id).await? {
            Some(node::Model { merged_into: Some(into), .. }) => self.node(into).await,
            node => Ok(node),
        }
    }

    /// A record's own row.
    pub(super) async fn row(&self, kind: &str, id: Uuid) -> Result<Option<Cells>, Error> {
        let Some(at) = self.table(&stored::table_of(kind)) else { return Ok(None) };
        Ok(self.tables[at].having(self.on, "id", &[id]).await?.into_iter().next())
    }

    /// A record's own row with the id that it has now; refused where there is none of that type.
    pub(super) async fn existing(&self, field: &str, kind: &str, id: Uuid) -> Result<(Uuid, Cells), Error> {
        let node = self.resolved(id).await?.filter(|node| node.r#type == kind);
        if let Some(node) = node
            && let Some(row) = self.row(kind, node.id).await?
        {
            return Ok((node.id, row));
        }
        let message = format!("no {kind} has the id {id}: it was never there, or it was removed");
        Err(Refused::at(field, FaultKind::NotFound, message).into())
    }

    /// The last revision that tells of a record.
    pub(super) async fn last_revision(&self, id: Uuid) -> Result<i64, Error> {
        let last: Option<i64> = revision::Entity::find()
            .select_only()
            .column(revision::Column::Sequence)
            .filter(revision::Column::RecordId.eq(id))
            .order_by_desc(revision::Column::Sequence)
            .into_tuple()
            .one(self.on)
            .await?;
        Ok(last.unwrap_or_default())
    }

    /// A record's own rows: itself, its lists, and the seats of a person, which are in the order of the name. By tables.
    pub(super) async fn own(&self, kind: &str, id: Uuid) -> Result<Vec<Vec<Cells>>, Error> {
        let mut rows = vec![Vec::new(); self.tables.len()];
        let name = stored::table_of(kind);
        let lists = LISTS.iter().filter(|list| list.kind == kind).map(|list| (list.table, list.owner_column));
        let seats = (kind == "Person").then_some(("membership", "person_id"));
        for (table, column) in [(name.as_str(), "id")].into_iter().chain(lists).chain(seats) {
            if let Some(at) = self.table(table) {
                rows[at] = self.tables[at].having(self.on, column, &[id]).await?;
            }
        }
        Ok(rows)
    }

    /// The rows that are some records', or refer to them. By tables, each once.
    pub(super) async fn referring(&self, ids: &HashSet<Uuid>) -> Result<Vec<Vec<Cells>>, Error> {
        let ids: Vec<Uuid> = ids.iter().copied().collect();
        let mut all = Vec::with_capacity(self.tables.len());
        for table in &self.tables {
            let mut rows: BTreeMap<String, Cells> = BTreeMap::new();
            let own = (table.key() == ["id"]).then_some("id");
            let known = !["node", "decision", "withheld", "redaction"].contains(&table.name());
            for column in
                own.into_iter().chain(table.references().iter().map(|to| to.column)).filter(|_| known)
            {
                for row in table.having(self.on, column, &ids).await? {
                    rows.insert(row_key(table.as_ref(), &row), row);
                }
            }
            all.push(rows.into_values().collect());
        }
        self.whole(&mut all, &self.decisions).await?;
        Ok(all)
    }

    /// Adds what is left of lists that people wrote, where a part of one is among the rows, with the records that own them.
    pub(super) async fn whole(
        &self,
        all: &mut [Vec<Cells>],
        decisions: &[decision::Model],
    ) -> Result<(), Error> {
        for list in &LISTS {
            let (Some(at), Some(own)) = (self.table(list.table), self.table(&stored::table_of(list.kind)))
            else {
                continue;
            };
            let owners = all[at].iter().filter_map(|row| reference(row, list.owner_column));
            let decided = |id: &Uuid| {
                decisions.iter().any(|known| {
                    (known.record_id, known.kind, known.field.as_str())
                        == (*id, DecisionKind::Value, list.table)
                })
            };
            let owners: HashSet<Uuid> = owners.filter(decided).collect();
            let owners: Vec<Uuid> = owners.into_iter().collect();
            for (at, column) in [(at, list.owner_column), (own, "id")] {
                for row in self.tables[at].having(self.on, column, &owners).await? {
                    let table = self.tables[at].as_ref();
                    let key = row_key(table, &row);
                    if all[at].iter().all(|known| row_key(table, known) != key) {
                        all[at].push(row);
                    }
                }
            }
        }
        Ok(())
    }

    /// What changes where decisions become others, in rows that are stored, in the decisions, and in the nodes of what became
    /// one with another.
    pub(super) async fn settle(
        &self,
        decisions: &[decision::Model],
        rows: &[Vec<Cells>],
    ) -> Result<(Vec<Changing>, Decided), Error> {
        let (mut changes, decided) = self.lay(decisions, rows).await?;
        changes.extend(self.written(decisions, &decided.followed).await?);
        Ok((changes, decided))
    }

    /// Rows with decisions laid over them.
    pub(super) async fn lay(
        &self,
        decisions: &[decision::Model],
        rows: &[Vec<Cells>],
    ) -> Result<(Vec<Changing>, Decided), Error> {
        let mut decided = stored::decided(self.on, decisions.to_vec()).await?;
        let mut changes = Vec::new();
        for (at, table) in self.tables.iter().enumerate() {
            let laid = decided.lay(table.as_ref(), &rows[at]);
            let mut more: HashMap<String, Cells> =
                laid.more.into_iter().map(|row| (row_key(table.as_ref(), &row), row)).collect();
            for (before, after) in rows[at].iter().zip(laid.rows) {
                let after = more.remove(&row_key(table.as_ref(), before)).or(after);
                changes.push(Changing { table: at, before: Some(before.clone()), after });
            }
            let new = more.into_values().map(|row| Changing { table: at, before: None, after: Some(row) });
            changes.extend(new);
        }
        Ok((changes, decided))
    }

    /// What changes in the decisions themselves, and in the nodes of records that are others now.
    pub(super) async fn written(
        &self,
        decisions: &[decision::Model],
        followed: &[(Uuid, Uuid)],
    ) -> Result<Vec<Changing>, Error> {
        let mut changes = self.decided(decisions)?;
        changes.extend(self.nodes(decisions, followed).await?);
        Ok(changes)
    }

    /// What changes in the decisions themselves.
    fn decided(&self, decisions: &[decision::Model]) -> Result<Vec<Changing>, Error> {
        let Some(table) = self.table("decision") else { return Ok(Vec::new()) };
        let mut changes = Vec::new();
        for before in self.decisions.iter().filter(|known| !decisions.contains(known)) {
            changes.push(Changing { table, before: Some(cells(before)?), after: None });
        }
        for after in decisions.iter().filter(|decision| !self.decisions.contains(decision)) {
            changes.push(Changing { table, before: None, after: Some(cells(after)?) });
        }
        Ok(changes)
    }

    /// What changes in the nodes of records that are others now.
    async fn nodes(
        &self,
        decisions: &[decision::Model],
        followed: &[(Uuid, Uuid)],
    ) -> Result<Vec<Changing>, Error> {
        let Some(table) = self.table("node") else { return Ok(Vec::new()) };
        let merged = decisions.iter().filter(|decision| decision.kind == DecisionKind::Merged);
        let merged = merged.filter_map(|decision| {
            let into: Uuid = serde_json::from_str(decision.value.as_deref()?).ok()?;
            Some((decision.record_id, into))
        });
        let mut changes = Vec::new();
        for (id, into) in merged.chain(followed.iter().copied()) {
            let Some(node) = self.node(id).await?.filter(|node| node.merged_into != Some(into)) else {
                continue;
            };
            let after = node::Model { merged_into: Some(into), ..node.clone() };
            changes.push(Changing { table, before: Some(cells(&node)?), after: Some(cells(&after)?) });
        }
        Ok(changes)
    }

    /// Changes as differences of the tables, in their order. What stays as it is falls out; a row whose key changes goes and
    /// comes.
    pub(super) fn differences(&self, changes: &[Changing]) -> Result<Vec<Box<dyn Mend>>, Error> {
        let mut all: Vec<Box<dyn Mend>> = Vec::new();
        for (at, table) in self.tables.iter().enumerate() {
            let mut rows: BTreeMap<String, (Option<String>, Option<String>)> = BTreeMap::new();
            for change in changes.iter().filter(|change| change.table == at) {
                for (row, is_after) in [(&change.before, false), (&change.after, true)] {
                    let Some(row) = row else { continue };
                    let key = row_key(table.as_ref(), row);
                    let text = table
                        .written(row.clone())
                        .map_err(|error| sea_orm::DbErr::Json(error.to_string()))?;
                    let entry = rows.entry(key).or_default();
                    if is_after { entry.1 = Some(text) } else { entry.0 = Some(text) }
                }
            }
            rows.retain(|_, (before, after)| before != after);
            let told: Vec<revision::Model> =
                rows.into_values().map(|(before, after)| untold(table.name(), before, after)).collect();
            let unread = |error: crate::Unrestored| sea_orm::DbErr::Json(error.to_string());
            all.push(table.difference(&told).map_err(unread)?);
        }
        Ok(all)
    }
}

/// A change of a row that has no place in the history yet.
fn untold(table: &str, before: Option<String>, after: Option<String>) -> revision::Model {
    revision::Model {
        sequence: 0,
        record_type: table.to_owned(),
        record_id: Uuid::nil(),
        reason: String::new(),
        actor: String::new(),
        at: DateTime::UNIX_EPOCH,
        before,
        after,
        hash: Vec::new(),
    }
}
