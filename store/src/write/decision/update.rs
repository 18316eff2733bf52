//! Other values for fields of a record.

use entities::decision::{self, DecisionKind};
use serde_json::Value;
use uuid::Uuid;

use super::{
    decided::said,
    derived,
    desk::{Changing, Desk},
    editable::{List, Noun},
    fault::{Fault, FaultKind, Refused, Sides},
    valid,
};
use crate::{Error, recorded::Cells};

/// Works out what changes where fields get other values.
pub(super) async fn update(
    desk: &Desk<'_>,
    kind: &'static str,
    id: Uuid,
    values: &Cells,
    expected: Option<i64>,
) -> Result<(Vec<Changing>, Vec<Uuid>), Error> {
    let Some(noun) = Noun::of(kind) else {
        return Err(Refused::all(
            FaultKind::Invalid,
            format!("{kind}: records of this type are not changed"),
        )
        .into());
    };
    let (id, row) = desk.existing("id", kind, id).await?;
    let named = ["name", "given_name", "family_name"].into_iter().find(|field| values.contains_key(*field));
    if let Some(field) = named.filter(|_| row.get("redacted") == Some(&Value::Bool(true))) {
        let message = "the person's name was taken out for good: none is written again";
        return Err(Refused::at(field, FaultKind::Invalid, message).into());
    }
    let rows = desk.own(kind, id).await?;
    let stored = |field: &str| match noun.list(field) {
        Some(list) => items(desk, list, &rows),
        None => row.get(field).cloned().unwrap_or_default(),
    };
    at_hand(desk, id, expected, values, stored).await?;
    let given = checked(desk, noun, values, Some((id, &row))).await?;
    let mut decisions = desk.decisions.clone();
    for (field, value) in given {
        if stored(&field) == value {
            continue;
        }
        let name = noun.list(&field).map_or(field.as_str(), |list| list.table).to_owned();
        let before = desk.standing(id, DecisionKind::Value, &name);
        let made = desk.standing(id, DecisionKind::Created, "").is_some();
        let read =
            before.map_or_else(|| said(&stored(&field)).filter(|_| !made), |before| before.read.clone());
        let decision = decision::Model {
            value: Some(value.to_string()),
            read,
            ..desk.decision(id, DecisionKind::Value, &name)
        };
        decisions.retain(|known| {
            !(known.record_id == id && known.kind == DecisionKind::Value && known.field == name)
        });
        decisions.push(decision);
    }
    let (changes, _) = desk.settle(&decisions, &rows).await?;
    Ok((changes, vec![id]))
}

/// Refuses an edit of a record that was changed since it was seen, with both sides.
pub(super) async fn at_hand(
    desk: &Desk<'_>,
    id: Uuid,
    expected: Option<i64>,
    values: &Cells,
    stored: impl Fn(&str) -> Value,
) -> Result<(), Error> {
    let Some(expected) = expected else { return Ok(()) };
    let last = desk.last_revision(id).await?;
    if last == expected {
        return Ok(());
    }
    let sides = values.iter().map(|(field, given)| Sides {
        field: field.clone(),
        given: given.to_string(),
        stored: stored(field).to_string(),
    });
    let message = format!(
        "the record was changed: its last revision is {last}, expected {expected}. Read it again, then decide what it shall say"
    );
    let mut refused = Refused::at("expected_revision", FaultKind::Conflict, message);
    refused.sides = sides.filter(|sides| sides.given != sides.stored).collect();
    Err(refused.into())
}

/// What a list holds, as its items.
pub(super) fn items(desk: &Desk<'_>, list: &List, rows: &[Vec<Cells>]) -> Value {
    let Some(at) = desk.table(list.table) else { return Value::Null };
    let mut of: Vec<&Cells> = rows[at].iter().collect();
    of.sort_by_key(|row| row.get("rank").and_then(Value::as_i64));
    of.into_iter().filter_map(|row| row.get(list.value_column)).cloned().collect::<Vec<_>>().into()
}

/// The values that were given, ids as they answer now; refused where any of them cannot be.
pub(super) async fn checked(
    desk: &Desk<'_>,
    noun: &Noun,
    values: &Cells,
    stored: Option<(Uuid, &Cells)>,
) -> Result<Vec<(String, Value)>, Error> {
    let mut faults = Vec::new();
    let mut given = Vec::new();
    let Some(at) = desk.table(noun.table) else { return Ok(given) };
    let table = desk.tables[at].as_ref();
    let mut row = stored.map(|(_, row)| row.clone()).unwrap_or_default();
    for (field, value) in values {
        let list = noun.list(field);
        let reference = table.references().iter().find(|to| to.column == field).map(|to| to.to.as_str());
        if list.is_none() && stored.is_some() && !noun.has(field) {
            let message = format!("{field}: this field of a {} is not changed", noun.kind);
            faults.push(Fault { field: Some(field.clone()), kind: FaultKind::Invalid, message });
            continue;
        }
        let checked = match list {
            Some(list) => valid::items(desk, field, list, value).await?,
            None => valid::value(desk, field, reference, value, noun.needs(field)).await?,
        };
        match checked {
            Ok(value) => {
                if list.is_none() {
                    row.insert(field.clone(), value.clone());
                }
                given.push((field.clone(), value));
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() && stored.is_some() {
        derived::columns(noun.table, &mut row);
        faults.extend(valid::whole(noun.table, &row, given.iter().map(|(field, _)| field.as_str())));
        let own = stored.map(|(id, _)| id);
        faults.extend(valid::parents(desk, noun, own, &given).await?);
    }
    if faults.is_empty() { Ok(given) } else { Err(Refused { faults, sides: Vec::new() }.into()) }
}
