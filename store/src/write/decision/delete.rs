//! That a record is not there, whatever documents state.

use std::collections::{BTreeMap, HashSet};

use entities::decision::DecisionKind;
use uuid::Uuid;

use super::{
    desk::{Changing, Desk},
    editable::removable,
    fault::{FaultKind, Refused, noun},
    update::at_hand,
};
use crate::{Error, recorded::Cells};

/// What a body or a person may take with it: places that name it. Everything else of others would be lost unseen.
const MAY_GO: [&str; 2] = ["mention", "telling"];

/// Works out what goes with a record.
pub(super) async fn delete(
    desk: &Desk<'_>,
    id: Uuid,
    expected: Option<i64>,
) -> Result<(Vec<Changing>, Vec<Uuid>), Error> {
    let kind = desk.resolved(id).await?.map(|node| node.r#type).unwrap_or_default();
    let (id, _) = desk.existing("id", if kind.is_empty() { "record" } else { &kind }, id).await?;
    if !removable(&kind) {
        let message =
            format!("a {kind} is not removed: other records rest on it, and what was received is kept");
        return Err(Refused::at("id", FaultKind::Invalid, message).into());
    }
    at_hand(desk, id, expected, &Cells::new(), |_| serde_json::Value::Null).await?;
    let mut decisions = desk.decisions.clone();
    decisions.push(desk.decision(id, DecisionKind::Deleted, ""));
    // What hangs on what goes, goes too: until nothing more does.
    let mut gone = HashSet::from([id]);
    let changes = loop {
        let rows = desk.referring(&gone).await?;
        let (changes, decided) = desk.settle(&decisions, &rows).await?;
        let before = gone.len();
        gone.extend(decided.absent());
        if gone.len() == before {
            break changes;
        }
    };
    if ["Organisation", "Person"].contains(&kind.as_str()) {
        free(desk, id, &kind, &changes)?;
    }
    Ok((changes, vec![id]))
}

/// Refuses to take away what others cannot be without.
fn free(desk: &Desk<'_>, id: Uuid, kind: &str, changes: &[Changing]) -> Result<(), Error> {
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.after.is_none()) {
        let own = change.before.as_ref().and_then(super::decided::id);
        let table = desk.tables[change.table].name();
        if own.is_some_and(|own| own != id) && !MAY_GO.contains(&table) {
            *held.entry(table).or_default() += 1;
        }
    }
    if held.is_empty() {
        return Ok(());
    }
    let list: Vec<String> =
        held.iter().map(|(table, count)| format!("{count} of type {}", noun(table))).collect();
    let message = format!(
        "records cannot be without this {kind}: {}. Merge it into the right one, or remove these first",
        list.join(", ")
    );
    Err(Refused::at("id", FaultKind::InUse, message).into())
}
