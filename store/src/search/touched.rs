//! Which records a change concerns: those whose texts are made of the rows that changed.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbErr};
use serde_json::Value;
use uuid::Uuid;

use super::searchable::{Searchable, Table, statement};
use crate::write::Changed;

/// Ids in one statement.
const CHUNK: usize = 500;

/// The records of each noun whose texts may have changed, removed ones too. Reads the tables as they are now.
pub(super) async fn touched(
    on: &impl ConnectionTrait,
    changed: &[Changed],
) -> Result<BTreeMap<Searchable, Vec<Uuid>>, DbErr> {
    let mut touched = BTreeMap::new();
    for noun in Searchable::ALL {
        let mut ids = BTreeSet::new();
        for table in noun.tables() {
            let keys = keys(table, changed)?;
            match table.through {
                None => ids.extend(keys),
                Some(sql) => {
                    let keys: Vec<Uuid> = keys.into_iter().collect();
                    for keys in keys.chunks(CHUNK) {
                        for row in on.query_all_raw(statement(on, sql, keys)).await? {
                            ids.insert(row.try_get("", "id")?);
                        }
                    }
                }
            }
        }
        touched.insert(noun, ids.into_iter().collect());
    }
    Ok(touched)
}

/// Whether search makes its texts of a table.
pub(crate) fn reads(table: &str) -> bool {
    Searchable::ALL.iter().flat_map(|noun| noun.tables()).any(|known| known.name == table)
}

/// What a table's changed rows hold in its key, before and after.
fn keys(table: &Table, changed: &[Changed]) -> Result<BTreeSet<Uuid>, DbErr> {
    let rows = changed.iter().filter(|change| change.record_type == table.name);
    let mut keys = BTreeSet::new();
    for row in rows.flat_map(|change| change.before.iter().chain(&change.after)) {
        let row: Value = serde_json::from_str(row).map_err(|error| DbErr::Json(error.to_string()))?;
        let key = row.get(table.key).and_then(Value::as_str).map(Uuid::parse_str);
        keys.extend(key.transpose().map_err(|error| DbErr::Type(error.to_string()))?);
    }
    Ok(keys)
}
