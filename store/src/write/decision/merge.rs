//! That a record is another one: what referred to it refers to that one, and its id keeps answering.

use std::collections::HashSet;

use entities::decision::{self, DecisionKind};
use serde_json::Value;
use uuid::Uuid;

use super::{
    decided::said,
    derived::text,
    desk::{Changing, Desk},
    editable::LISTS,
    fault::{FaultKind, Refused},
    natural::reference,
    update::items,
};
use crate::{Error, recorded::Cells};

/// Works out what changes where a record becomes another one.
pub(super) async fn merge(
    desk: &Desk<'_>,
    kind: &'static str,
    from: Uuid,
    into: Uuid,
) -> Result<(Vec<Changing>, Vec<Uuid>), Error> {
    let (from, gone) = desk.existing("from", kind, from).await?;
    let (into, stays) = desk.existing("into", kind, into).await?;
    if from == into {
        let message = format!("both ids are of the same {kind}: there is nothing to merge");
        return Err(Refused::at("from", FaultKind::Invalid, message).into());
    }
    if kind == "Organisation" && is_far_parent(desk, from, &stays).await? {
        let message = "the one that stays belongs to a body that belongs to the one that goes: as one, it would belong to itself. \
                       Change its parent first, or merge the other way round";
        return Err(Refused::at("from", FaultKind::Invalid, message).into());
    }
    let mut decisions: Vec<decision::Model> = desk.decisions.clone();
    let target = Value::from(into.to_string()).to_string();
    for known in &mut decisions {
        // What became the one that goes becomes the one that stays.
        if known.kind == DecisionKind::Merged
            && known.value == Some(Value::from(from.to_string()).to_string())
        {
            known.value = Some(target.clone());
        }
    }
    decisions.push(decision::Model { value: Some(target), ..desk.decision(from, DecisionKind::Merged, "") });
    if kind == "Organisation" {
        let names = names(desk, (from, &gone), (into, &stays)).await?;
        let standing = desk.standing(into, DecisionKind::Value, "organisation_alias").cloned();
        let read = match &standing {
            Some(standing) => standing.read.clone(),
            None => said(&aliases(desk, into).await?),
        };
        decisions.retain(|known| Some(known) != standing.as_ref());
        let decision = desk.decision(into, DecisionKind::Value, "organisation_alias");
        decisions.push(decision::Model { value: Some(names.to_string()), read, ..decision });
    }
    let mut rows = desk.referring(&HashSet::from([from])).await?;
    for (rows, own) in rows.iter_mut().zip(desk.own(kind, into).await?) {
        rows.extend(own.into_iter().filter(|row| !rows.contains(row)).collect::<Vec<_>>());
    }
    beside(desk, &mut rows, into).await?;
    let (changes, decided) = desk.settle(&decisions, &rows).await?;
    apart(desk, kind, from, &changes, &decided.followed)?;
    Ok((changes, vec![into]))
}

/// Whether a body is above the parent of another one.
async fn is_far_parent(desk: &Desk<'_>, above: Uuid, row: &Cells) -> Result<bool, Error> {
    let mut next = reference(row, "parent_id").filter(|id| *id != above);
    let mut seen = HashSet::new();
    while let Some(id) = next.filter(|id| seen.insert(*id)) {
        if id == above {
            return Ok(true);
        }
        next = desk.row("Organisation", id).await?.and_then(|row| reference(&row, "parent_id"));
    }
    Ok(false)
}

/// Adds the rows that say of the one that stays what others say of the one that goes: only one of two may stay.
async fn beside(desk: &Desk<'_>, rows: &mut [Vec<Cells>], into: Uuid) -> Result<(), Error> {
    for (table, rows) in desk.tables.iter().zip(rows) {
        if rows.is_empty() || super::rules::unique(table.name(), &rows[0]).is_empty() {
            continue;
        }
        for reference in table.references() {
            for row in table.having(desk.on, reference.column, &[into]).await? {
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
    }
    Ok(())
}

/// The names that the one that stays is found by: its own other names, and those of the one that goes.
async fn names(desk: &Desk<'_>, from: (Uuid, &Cells), into: (Uuid, &Cells)) -> Result<Value, Error> {
    let mut names: Vec<Value> = Vec::new();
    let own = [text(into.1, "name"), text(into.1, "acronym")];
    let other = [text(from.1, "name"), text(from.1, "acronym")];
    let before = aliases(desk, into.0).await?;
    let after = aliases(desk, from.0).await?;
    let list = |value: Value| value.as_array().cloned().unwrap_or_default();
    let given =
        list(before).into_iter().chain(other.into_iter().flatten().map(Value::from)).chain(list(after));
    for name in given {
        let known = own.iter().flatten().any(|own| name.as_str() == Some(own));
        if !known && !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names.into())
}

/// The other names of a body.
async fn aliases(desk: &Desk<'_>, id: Uuid) -> Result<Value, Error> {
    Ok(items(desk, &LISTS[0], &desk.own("Organisation", id).await?))
}

/// Refuses to make one of two that are two: an assembly, and persons who both voted.
fn apart(
    desk: &Desk<'_>,
    kind: &str,
    from: Uuid,
    changes: &[Changing],
    followed: &[(Uuid, Uuid)],
) -> Result<(), Error> {
    let of = |change: &Changing, column: &str| change.before.as_ref().and_then(|row| text(row, column));
    let ballots = changes.iter().filter(|change| {
        desk.tables[change.table].name() == "vote_position"
            && of(change, "kind").as_deref() == Some("BALLOT")
            && change
                .before
                .as_ref()
                .and_then(super::decided::id)
                .is_some_and(|id| followed.iter().any(|(gone, _)| *gone == id))
    });
    let ballots = ballots.count();
    if ballots > 0 {
        let message = format!("both have a ballot of their own in {ballots} votes: they are two persons");
        return Err(Refused::at("from", FaultKind::Conflict, message).into());
    }
    let from = from.to_string();
    let rests = changes.iter().any(|change| of(change, "assembly_id").as_deref() == Some(&from));
    if kind == "Organisation" && rests {
        let message = "it is an assembly, whose sessions, opinions and members have keys within it: an assembly is not \
                       merged into another body. Merge the other one into it";
        return Err(Refused::at("from", FaultKind::InUse, message).into());
    }
    Ok(())
}
