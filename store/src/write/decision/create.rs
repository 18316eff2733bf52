//! Records that no document states, with the ids that a document would give them.

use entities::decision::{self, DecisionKind};
use serde_json::Value;
use uuid::Uuid;

use super::{
    decided::said,
    derived,
    desk::{Changing, Desk},
    editable::Noun,
    fault::{Fault, FaultKind, Refused},
    natural::{Made, made},
    stored::table_of,
    update::checked,
    valid,
};
use crate::{
    Error,
    recorded::{Cells, cells},
};

/// Works out what a new record comes to.
pub(super) async fn create(
    desk: &Desk<'_>,
    kind: &'static str,
    values: &Cells,
) -> Result<(Vec<Changing>, Vec<Uuid>), Error> {
    let Some(noun) = Noun::of(kind) else {
        return Err(Refused::all(
            FaultKind::Invalid,
            format!("{kind}: records of this type are not made by hand"),
        )
        .into());
    };
    let given = checked(desk, noun, values, None).await?;
    let mut row = Cells::new();
    let mut lists = Vec::new();
    for (field, value) in given {
        match noun.list(&field) {
            Some(list) => lists.push((list, value)),
            None => _ = row.insert(field, value),
        }
    }
    let said_of: Vec<(String, Value)> = row
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(field, value)| (field.clone(), value.clone()))
        .collect();
    let Made { key, rest } = made(desk, kind, &row, &lists).await?;
    let id = key.id();
    free(desk, kind, id).await?;
    row.extend(rest);
    row.insert("id".to_owned(), Value::from(id.to_string()));
    row.insert("basis".to_owned(), Value::from("EDITOR"));
    derived::columns(noun.table, &mut row);
    let faults = valid::whole(noun.table, &row, said_of.iter().map(|(field, _)| field.as_str()));
    if !faults.is_empty() {
        return Err(Refused { faults, sides: Vec::new() }.into());
    }
    let Some(at) = desk.table(noun.table) else { return Ok((Vec::new(), vec![id])) };
    if let Err(error) = desk.tables[at].written(row.clone()) {
        return Err(Refused::all(FaultKind::Invalid, format!("the record is not whole: {error}")).into());
    }
    let mut decisions = desk.decisions.clone();
    decisions.retain(|known| known.record_id != id);
    decisions.push(desk.decision(id, DecisionKind::Created, ""));
    let lists = lists.into_iter().map(|(list, value)| (list.table.to_owned(), value));
    for (field, value) in said_of.into_iter().chain(lists) {
        decisions
            .push(decision::Model { value: said(&value), ..desk.decision(id, DecisionKind::Value, &field) });
    }
    let mut rows = vec![Vec::new(); desk.tables.len()];
    rows[at].push(row.clone());
    let (mut changes, _) = desk.settle(&decisions, &rows).await?;
    for change in changes.iter_mut().filter(|change| change.table == at) {
        // It was not there before.
        change.before = None;
    }
    if let Some(table) = desk.table("node").filter(|_| true)
        && desk.node(id).await?.is_none()
    {
        changes.push(Changing { table, before: None, after: Some(cells(&key.node())?) });
    }
    Ok((changes, vec![id]))
}

/// Refuses a key that a record has, or another answers for.
async fn free(desk: &Desk<'_>, kind: &str, id: Uuid) -> Result<(), Error> {
    let Some(node) = desk.resolved(id).await? else { return Ok(()) };
    let taken = |message: String| {
        let fault = Fault { field: None, kind: FaultKind::Taken, message };
        Err(Refused { faults: vec![fault], sides: Vec::new() }.into())
    };
    if node.id != id {
        return taken(format!(
            "the key of this {kind} was that of a record that was merged into {}: change that one",
            node.id
        ));
    }
    if table_of(&node.r#type) != table_of(kind) || desk.row(kind, id).await?.is_some() {
        return taken(format!(
            "the key of this {kind} is taken by the record with the id {id}: change that one"
        ));
    }
    Ok(())
}
