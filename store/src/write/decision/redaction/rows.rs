//! Rows without a person's name.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use sea_orm::{EntityTrait, IdenStatic, Iterable, ModelTrait, Value};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{
    super::decided::as_uuid,
    mask::{MASK, Mask},
};
use crate::{
    ledger::hex,
    recorded::{Cells, Table},
    sort_key::SortKey,
};

/// Columns that hold words of closed sets, hashes and versions, and never a name.
const NO_TEXT: [&str; 18] = [
    "kind",
    "type",
    "status",
    "basis",
    "outcome",
    "majority",
    "choice",
    "level",
    "severity",
    "rule_kind",
    "record_type",
    "code",
    "media_type",
    "sha256",
    "parser_version",
    "reference_version",
    "date",
    "scheme",
];

/// Columns that hold JSON.
const JSON: [&str; 3] = ["value", "read", "stated"];

/// Tables with rows of the person's own, and with rows of other tables.
pub(crate) const OWN: [&str; 7] =
    ["person", "membership", "node", "decision", "withheld", "source", "telling"];

/// Whom a redaction is about: the person, and the records that became one with them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Who {
    pub(crate) ids: HashSet<Uuid>,
    pub(crate) mask: Mask,
    /// The masked texts of documents that have the name, by their ids and those of the opinions that they hold. A place's context
    /// may end in the middle of a name: it is cut out of these.
    pub(crate) texts: HashMap<Uuid, Arc<Vec<char>>>,
}

/// Masks a name in all texts and keys of a row. Says whether it was there.
pub(crate) fn mask_row<M>(row: &mut M, mask: &Mask) -> bool
where
    M: ModelTrait,
{
    let (mut changed, mut keys) = (false, Vec::new());
    for column in <M::Entity as EntityTrait>::Column::iter() {
        if NO_TEXT.contains(&column.as_str()) {
            continue;
        }
        match row.get(column) {
            Value::String(Some(text)) => {
                let is_json = JSON.contains(&column.as_str());
                let masked = if is_json { json_text(&text, mask) } else { mask.text(&text) };
                if let Some(masked) = masked {
                    row.set(column, Value::String(Some(masked)));
                    changed = true;
                }
            }
            Value::Bytes(Some(bytes)) => keys.push((column, bytes)),
            _ => {}
        }
    }
    for (column, key) in keys {
        if let Some(masked) = mask.key(&key, changed) {
            row.set(column, Value::Bytes(Some(masked)));
            changed = true;
        }
    }
    changed
}

/// Masks a name in the texts of a JSON value.
fn json_text(text: &str, mask: &Mask) -> Option<String> {
    let mut value: Json = serde_json::from_str(text).ok()?;
    json(&mut value, mask).then(|| value.to_string())
}

fn json(value: &mut Json, mask: &Mask) -> bool {
    match value {
        Json::String(text) => match mask.text(text) {
            Some(masked) => {
                *text = masked;
                true
            }
            None => false,
        },
        Json::Array(items) => items.iter_mut().fold(false, |changed, item| json(item, mask) | changed),
        Json::Object(members) => {
            members.iter_mut().fold(false, |changed, (_, member)| json(member, mask) | changed)
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
    }
}

/// Takes the name out of the person's own rows, where it is all that a column says. Says whether anything was there.
pub(crate) fn own(table: &str, row: &mut Cells, who: &Who) -> bool {
    let of = |column: &str| {
        row.get(column).and_then(Json::as_str).and_then(as_uuid).filter(|id| who.ids.contains(id))
    };
    let before = row.clone();
    match table {
        "person" => {
            let Some(id) = of("id") else { return false };
            for column in ["name", "given_name", "family_name"] {
                row.insert(column.to_owned(), Json::Null);
            }
            row.insert("slug".to_owned(), Json::from(gap(id)));
            row.insert("name_key".to_owned(), key(id));
        }
        "membership" => {
            let Some(id) = of("person_id") else { return false };
            row.insert("name_key".to_owned(), key(id));
        }
        "node" => {
            let Some(id) = of("id") else { return false };
            row.insert("natural_key".to_owned(), Json::from(format!("Person|{}", gap(id))));
        }
        "decision" => {
            let named = ["name", "given_name", "family_name"];
            let field = row.get("field").and_then(Json::as_str).unwrap_or_default();
            if of("record_id").is_none() || !named.contains(&field) {
                return false;
            }
            row.insert("value".to_owned(), Json::Null);
            row.insert("read".to_owned(), Json::Null);
        }
        "source" => context(row, "document_id", who),
        "telling" => context(row, "opinion_id", who),
        _ => return false,
    }
    *row != before
}

/// Cuts a place and what stands around it out of the masked text, unless that says something else there.
fn context(row: &mut Cells, of: &str, who: &Who) {
    let id = row.get(of).and_then(Json::as_str).and_then(as_uuid);
    let Some(text) = id.and_then(|id| who.texts.get(&id)) else { return };
    let figure = |column: &str| usize::try_from(row.get(column)?.as_u64()?).ok();
    let (Some(start), Some(end)) = (figure("span_start"), figure("span_end")) else { return };
    let length = |column: &str| row.get(column).and_then(Json::as_str).map_or(0, |text| text.chars().count());
    let places = [
        ("prefix", start.saturating_sub(length("prefix")), start),
        ("quote", start, end),
        ("suffix", end, end + length("suffix")),
    ];
    for (column, from, to) in places {
        let (Some(cut), Some(said)) = (text.get(from..to), row.get(column).and_then(Json::as_str)) else {
            continue;
        };
        let same = said.chars().count() == cut.len()
            && said.chars().zip(cut).all(|(said, cut)| said == *cut || *cut == MASK);
        if same {
            row.insert(column.to_owned(), Json::from(cut.iter().collect::<String>()));
        }
    }
}

/// What stands where a name was a key.
fn gap(id: Uuid) -> String {
    format!("redacted-{id}")
}

/// The key of an order, of someone without a name: after those that have one.
fn key(id: Uuid) -> Json {
    Json::from(hex(&SortKey::name(&format!("~{id}")).bytes()))
}

/// A row that is kept out of its table, without the name.
pub(crate) fn withheld(
    row: &mut Cells,
    tables: &[Box<dyn Table>],
    who: &Who,
) -> Result<bool, serde_json::Error> {
    let of = row.get("record_type").and_then(Json::as_str);
    let table = tables.iter().find(|table| Some(table.name()) == of);
    let stated = row.get("stated").and_then(Json::as_str);
    let (Some(table), Some(stated)) = (table, stated) else { return Ok(false) };
    let Some(masked) = table.masked(stated, who)? else { return Ok(false) };
    row.insert("stated".to_owned(), Json::from(masked));
    Ok(true)
}
