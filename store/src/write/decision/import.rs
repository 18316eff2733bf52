//! What was decided, laid over what a document states.

use std::collections::{BTreeMap, HashMap, HashSet};

use entities::{
    decision::{self, DecisionKind},
    document, organisation_identifier, person_identifier, withheld,
};
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, Iterable, QueryFilter};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::{decided::Decided, redaction, stored};
use crate::{
    Error, Rows,
    recorded::{Cells, Recorded, Table, cells, tables},
    rows::Each,
    write::among,
};

/// Lays what people decided over the rows that a document states. Returns the records that stay although no document states
/// them.
pub(crate) async fn lay_over(on: &DatabaseTransaction, rows: &mut Rows) -> Result<HashSet<Uuid>, Error> {
    let decisions = stored::all(on).await?;
    if decisions.is_empty() {
        return Ok(HashSet::new());
    }
    let kept = stored::kept(on, &decisions).await?;
    let document = rows.document.first().map(|document| document.id);
    let mut over = Over { decided: stored::decided(on, decisions.clone()).await?, tables: tables() };
    rows.each(&mut over)?;
    over.identifiers(on, rows).await?;
    let Over { mut decided, tables } = over;
    rows.decision = told(&decided, decisions);
    let withheld = std::mem::take(&mut decided.withheld)
        .into_iter()
        .filter_map(|(table, row)| Some((document?, table, row)));
    let mut kept_out: BTreeMap<(&'static str, String), withheld::Model> = BTreeMap::new();
    for (document_id, record_type, row) in withheld {
        let Some(table) = tables.iter().find(|table| table.name() == record_type) else { continue };
        let row_key = row_key(table.as_ref(), &row);
        let stated = table.written(row).map_err(|error| DbErr::Json(error.to_string()))?;
        let record_type = record_type.to_owned();
        let row = withheld::Model { document_id, record_type, row_key: row_key.clone(), stated };
        kept_out.insert((table.name(), row_key), row);
    }
    rows.withheld = kept_out.into_values().collect();
    let redacted = rows.document.iter().find(|document| document.redacted).map(|document| document.id);
    let stored = match redacted {
        Some(id) => document::Entity::find_by_id(id).one(on).await?.and_then(|document| document.text),
        None => None,
    };
    redaction::lay_over(&decided, &tables, rows, stored.as_deref())?;
    Ok(kept)
}

/// The decisions of whose values documents say something else than they said, before and after.
fn told(decided: &Decided, decisions: Vec<decision::Model>) -> Vec<(decision::Model, decision::Model)> {
    let said: HashMap<(Uuid, &str), &Option<String>> =
        decided.read.iter().map(|(id, field, read)| ((*id, field.as_str()), read)).collect();
    let changed =
        decisions.into_iter().filter(|known| known.kind == DecisionKind::Value).filter_map(|known| {
            let read = (*said.get(&(known.record_id, known.field.as_str()))?).clone();
            (read != known.read).then(|| (known.clone(), decision::Model { read, ..known }))
        });
    changed.collect()
}

/// A row's primary key as a text.
pub(crate) fn row_key(table: &dyn Table, row: &Cells) -> String {
    let parts = table.key().into_iter().map(|column| match row.get(column) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    });
    parts.collect::<Vec<_>>().join("|")
}

struct Over {
    decided: Decided,
    tables: Vec<Box<dyn Table>>,
}

impl Each for Over {
    fn list<M>(&mut self, rows: &mut Vec<M>) -> Result<(), Error>
    where
        M: Recorded + DeserializeOwned,
        M::Entity: EntityTrait<Model = M>,
    {
        let name = sea_orm::EntityName::table_name(&M::Entity::default());
        // A list that people wrote may have no row of the document's.
        if !rows.iter().any(|row| self.concerns(row)) && !self.decided.lists(name) {
            return Ok(());
        }
        let Some(at) = self.tables.iter().position(|table| table.name() == name) else { return Ok(()) };
        let stated: Vec<Cells> = rows.iter().map(cells).collect::<Result<_, _>>()?;
        let laid = self.decided.lay(self.tables[at].as_ref(), &stated);
        let read = |row: Cells| {
            serde_json::from_value(Value::Object(row))
                .map_err(|error| Error::from(DbErr::Json(error.to_string())))
        };
        *rows = laid.rows.into_iter().flatten().chain(laid.more).map(read).collect::<Result<_, _>>()?;
        Ok(())
    }
}

impl Over {
    /// Whether a row holds an id of which something was decided, or that is gone.
    fn concerns<M>(&self, row: &M) -> bool
    where
        M: Recorded,
        M::Entity: EntityTrait<Model = M>,
    {
        <M::Entity as EntityTrait>::Column::iter().any(|column| match row.get(column) {
            sea_orm::Value::Uuid(Some(id)) => self.decided.concerns(id),
            _ => false,
        })
    }

    /// What registers call a record that others were merged into is what all files say of it: what is stored stays.
    async fn identifiers(&self, on: &DatabaseTransaction, rows: &mut Rows) -> Result<(), Error> {
        let targets = self.decided.targets();
        let bodies = rows.organisation_identifier.iter().map(|row| row.organisation_id);
        let bodies: HashSet<Uuid> = bodies.filter(|id| targets.contains(id)).collect();
        for condition in among(organisation_identifier::Column::OrganisationId, bodies) {
            for row in organisation_identifier::Entity::find().filter(condition).all(on).await? {
                if !rows.organisation_identifier.contains(&row) {
                    rows.organisation_identifier.push(row);
                }
            }
        }
        let persons = rows.person_identifier.iter().map(|row| row.person_id);
        let persons: HashSet<Uuid> = persons.filter(|id| targets.contains(id)).collect();
        for condition in among(person_identifier::Column::PersonId, persons) {
            for row in person_identifier::Entity::find().filter(condition).all(on).await? {
                if !rows.person_identifier.contains(&row) {
                    rows.person_identifier.push(row);
                }
            }
        }
        Ok(())
    }
}
