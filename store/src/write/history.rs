//! The rows that a history tells of: of each table, read back from its revisions.

use std::collections::BTreeMap;

use entities::revision;
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{
    restore::Unrestored,
    table::{Difference, Mend, key},
};
use crate::recorded::{Recorded, Table};

/// Where a revision stands in the order of one write: its table, then what goes, what differs, what is new. None where no
/// table of that name has a history.
pub(super) fn place(tables: &[Box<dyn Table>], revision: &revision::Model) -> Option<(usize, u8)> {
    let table = tables.iter().position(|table| table.name() == revision.record_type)?;
    let kind = match (&revision.before, &revision.after) {
        (_, None) => 0,
        (Some(_), Some(_)) => 1,
        (None, Some(_)) => 2,
    };
    Some((table, kind))
}

/// What revisions of one table change.
pub(crate) fn difference<M>(revisions: &[revision::Model]) -> Result<Box<dyn Mend>, Unrestored>
where
    M: Recorded + DeserializeOwned,
    M::Entity: EntityTrait<Model = M>,
    M: IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    <M::Entity as EntityTrait>::ActiveModel:
        ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
{
    let (mut removed, mut changed, mut added) = (Vec::<M>::new(), Vec::<(M, M)>::new(), Vec::<M>::new());
    for revision in revisions {
        let before = revision.before.as_deref().map(|text| row(text, revision)).transpose()?;
        let after = revision.after.as_deref().map(|text| row(text, revision)).transpose()?;
        match (before, after) {
            (Some(before), Some(after)) => changed.push((before, after)),
            (Some(before), None) => removed.push(before),
            (None, Some(after)) => added.push(after),
            (None, None) => return Err(unread(revision)),
        }
    }
    Ok(Box::new(Difference::told(removed, changed, added)))
}

/// The rows that revisions of one table leave, from the first of the records that they tell of to the last.
pub(crate) fn left<M>(revisions: &[revision::Model]) -> Result<Box<dyn Mend>, Unrestored>
where
    M: Recorded + DeserializeOwned,
    M::Entity: EntityTrait<Model = M>,
    M: IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    <M::Entity as EntityTrait>::ActiveModel:
        ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
{
    let mut rows: BTreeMap<String, M> = BTreeMap::new();
    for revision in revisions {
        match (&revision.before, &revision.after) {
            (_, Some(after)) => {
                let after: M = row(after, revision)?;
                rows.insert(key(&after), after);
            }
            (Some(before), None) => {
                rows.remove(&key(&row::<M>(before, revision)?));
            }
            (None, None) => return Err(unread(revision)),
        }
    }
    Ok(Box::new(Difference::added(rows.into_values().collect())))
}

/// The row of a text. A member that no column has, or a value that the column would not give back, is another version's,
/// and nothing of it is let fall.
fn row<M: Serialize + DeserializeOwned>(text: &str, revision: &revision::Model) -> Result<M, Unrestored> {
    let row: M = serde_json::from_str(text).map_err(|_| unread(revision))?;
    let again = serde_json::to_string(&row).map_err(|_| unread(revision))?;
    if again == text {
        return Ok(row);
    }
    let object = |text: &str| match serde_json::from_str(text) {
        Ok(Value::Object(members)) => Some(members),
        _ => None,
    };
    let (Some(told), Some(again)) = (object(text), object(&again)) else { return Err(unread(revision)) };
    let whole = told.iter().all(|(name, value)| again.get(name) == Some(value));
    if whole { Ok(row) } else { Err(unread(revision)) }
}

fn unread(revision: &revision::Model) -> Unrestored {
    Unrestored::Row { sequence: revision.sequence, table: revision.record_type.clone() }
}
