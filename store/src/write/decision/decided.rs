//! What people decided, laid over rows: the same for those that a document states and for those that are stored.

use std::collections::{BTreeMap, HashMap, HashSet};

use entities::decision::{self, DecisionKind};
use serde_json::Value;
use uuid::Uuid;

use super::{
    derived,
    editable::{LISTS, List},
    redaction::{self, Who},
    rules::{needs, unique},
};
use crate::recorded::{Cells, Table};

/// What was decided, and what became of rows under it.
#[derive(Debug, Default)]
pub(crate) struct Decided {
    values: HashMap<Uuid, BTreeMap<String, decision::Model>>,
    merged: HashMap<Uuid, Uuid>,
    absent: HashSet<Uuid>,
    redacted: HashSet<Uuid>,
    /// Records with values, whose rows were laid.
    present: HashSet<Uuid>,
    /// Those of them whose rows were as people wrote them: they say nothing of what documents say.
    by_hand: HashSet<Uuid>,
    /// The sort keys of persons whose name was decided, or whom others were merged into.
    person_keys: HashMap<Uuid, Value>,
    /// The records that hold what only one may hold.
    claims: HashMap<(&'static str, String), Uuid>,
    /// What documents say where people say something else, in the order in which it was met.
    pub(crate) read: Vec<(Uuid, String, Option<String>)>,
    /// Rows that are kept out, or refer to other records than they did; as they were, each with its table.
    pub(crate) withheld: Vec<(&'static str, Cells)>,
    /// Records that became one with another because what they refer to did.
    pub(crate) followed: Vec<(Uuid, Uuid)>,
    /// Those that are stored as such: the same stay, whatever a document states first.
    pub(crate) followers: HashSet<Uuid>,
}

/// Rows once what was decided is laid over them.
pub(crate) struct Laid {
    /// Each row in its place; none where it is kept out.
    pub(crate) rows: Vec<Option<Cells>>,
    /// Rows of lists that people wrote.
    pub(crate) more: Vec<Cells>,
}

impl Decided {
    /// What these decisions say.
    pub(crate) fn of(decisions: impl IntoIterator<Item = decision::Model>) -> Self {
        let mut decided = Self::default();
        for decision in decisions {
            let id = decision.record_id;
            match decision.kind {
                DecisionKind::Value => {
                    decided.values.entry(id).or_default().insert(decision.field.clone(), decision);
                }
                DecisionKind::Merged => {
                    decided.merged.extend(decision.value.as_deref().and_then(uuid).map(|into| (id, into)));
                }
                DecisionKind::Deleted => _ = decided.absent.insert(id),
                DecisionKind::Redacted => _ = decided.redacted.insert(id),
                DecisionKind::Created => {}
            }
        }
        decided
    }

    /// The sort key that a person has, for the seats that are in the order of their names.
    pub(crate) fn know(&mut self, person: &Cells) {
        if let (Some(id), Some(key)) = (id(person), person.get("name_key"))
            && (self.values.contains_key(&id) || self.merged.values().any(|into| *into == id))
        {
            self.person_keys.insert(id, key.clone());
        }
    }

    /// A stored row that holds what no other may hold.
    pub(crate) fn claim(&mut self, table: &'static str, row: &Cells) {
        for claim in unique(table, row) {
            self.claims.entry((table, claim)).or_insert_with(|| id(row).unwrap_or_default());
        }
    }

    /// Whether anything was decided of a record.
    pub(crate) fn concerns(&self, id: Uuid) -> bool {
        self.values.contains_key(&id)
            || self.merged.contains_key(&id)
            || self.absent.contains(&id)
            || self.redacted.contains(&id)
    }

    /// Whether a person's name shall not be kept.
    pub(crate) fn redacts(&self, id: Uuid) -> bool {
        self.redacted.contains(&id)
    }

    /// All that is kept out.
    pub(crate) fn absent(&self) -> impl Iterator<Item = Uuid> {
        self.absent.iter().copied()
    }

    /// The records that others became one with.
    pub(crate) fn targets(&self) -> HashSet<Uuid> {
        self.merged.values().copied().collect()
    }

    /// What a value of a record is decided to be.
    pub(crate) fn value(&self, id: Uuid, field: &str) -> Option<&decision::Model> {
        self.values.get(&id)?.get(field)
    }

    /// Whether people wrote a list of a record whose row was laid.
    pub(crate) fn lists(&self, table: &str) -> bool {
        self.present.iter().any(|id| self.value(*id, table).is_some())
    }

    /// The record that an id stands for.
    pub(crate) fn resolve(&self, id: Uuid) -> Uuid {
        self.merged.get(&id).copied().unwrap_or(id)
    }

    /// Lays what was decided over rows of one table. Tables come in the order in which they refer to each other, for what
    /// hangs on a row that is kept out is kept out too; `node` comes last.
    pub(crate) fn lay(&mut self, table: &dyn Table, rows: &[Cells]) -> Laid {
        let name = table.name();
        let list = LISTS.iter().find(|list| list.table == name);
        let mut laid: Vec<Option<Cells>> = rows.iter().map(|row| self.row(table, list, row)).collect();
        self.tell_apart(name, rows, &mut laid);
        for (row, laid) in rows.iter().zip(&laid) {
            let moved = laid.as_ref().is_none_or(|laid| {
                table.references().iter().any(|to| laid.get(to.column) != row.get(to.column))
            });
            let decided = laid.as_ref().is_some_and(|laid| laid.get("basis") == Some(&Value::from("EDITOR")));
            if moved && name != "node" && !(decided && is_by_hand(row)) {
                self.withheld.push((name, row.clone()));
            }
        }
        let more = list.map(|list| self.listed(list, rows)).unwrap_or_default();
        Laid { rows: laid, more }
    }

    fn row(&mut self, table: &dyn Table, list: Option<&List>, stated: &Cells) -> Option<Cells> {
        let mut row = stated.clone();
        let own = id(stated);
        if table.name() == "node" {
            if let Some(into) = own.and_then(|id| self.merged.get(&id)) {
                row.insert("merged_into".to_owned(), Value::from(into.to_string()));
            }
            return Some(row);
        }
        if let Some(list) = list {
            let owner = row.get(list.owner_column).and_then(Value::as_str).and_then(as_uuid)?;
            let is_name = list.reference.is_none();
            let decided = self.value(owner, list.table).is_some();
            // The names of what became another record were given to that one when people decided so.
            if decided || self.absent.contains(&owner) || (is_name && self.merged.contains_key(&owner)) {
                return None;
            }
        }
        if own.is_some_and(|id| self.absent.contains(&id) || self.merged.contains_key(&id)) {
            return None;
        }
        if let Some(id) = own {
            self.write(table.name(), id, &mut row);
        }
        if !self.refer(table, own, &mut row) {
            self.absent.extend(own);
            return None;
        }
        if table.name() == "person" && own.is_some_and(|id| self.redacted.contains(&id)) {
            let who = Who { ids: self.redacted.clone(), ..Who::default() };
            redaction::own("person", &mut row, &who);
            row.insert("redacted".to_owned(), Value::from(true));
        }
        self.present.extend(own.filter(|id| self.values.contains_key(id)));
        match table.name() {
            "person" => self.know(&row),
            "membership" => {
                let person = row.get("person_id").and_then(Value::as_str).and_then(as_uuid);
                if let Some(key) = person.and_then(|person| self.person_keys.get(&person)) {
                    row.insert("name_key".to_owned(), key.clone());
                }
            }
            _ => {}
        }
        Some(row)
    }

    /// Writes the values that people decided, and keeps what the document says.
    fn write(&mut self, table: &'static str, id: Uuid, row: &mut Cells) {
        let Some(values) = self.values.get(&id) else { return };
        let by_hand = is_by_hand(row);
        if by_hand {
            self.by_hand.insert(id);
        }
        for (field, decision) in values {
            let Some(cell) = row.get_mut(field) else { continue };
            if !by_hand {
                self.read.push((id, field.clone(), said(cell)));
            }
            *cell = decision.value.as_deref().and_then(json).unwrap_or_default();
        }
        if let Some(first) =
            values.get("declaration_speaker").and_then(|speakers| json(speakers.value.as_deref()?))
        {
            row.insert("speaker_id".to_owned(), first.get(0).cloned().unwrap_or_default());
        }
        row.insert("basis".to_owned(), Value::from("EDITOR"));
        derived::columns(table, row);
    }

    /// Makes a row refer to what the records that it names have become. False where it cannot be without one that is gone.
    fn refer(&self, table: &dyn Table, own: Option<Uuid>, row: &mut Cells) -> bool {
        for reference in table.references() {
            let Some(id) = row.get(reference.column).and_then(Value::as_str).and_then(as_uuid) else {
                continue;
            };
            let resolved = self.resolve(id);
            if self.absent.contains(&resolved) {
                if !reference.optional || needs(table.name(), reference.column, row) {
                    return false;
                }
                row.insert(reference.column.to_owned(), Value::Null);
            } else if Some(resolved) == own {
                row.insert(reference.column.to_owned(), Value::Null);
            } else if resolved != id {
                row.insert(reference.column.to_owned(), Value::from(resolved.to_string()));
            }
        }
        true
    }

    /// Of rows that only one record may hold one stays: the one that nothing changed, else the first. The others have become
    /// one with it.
    fn tell_apart(&mut self, table: &'static str, stated: &[Cells], laid: &mut [Option<Cells>]) {
        let changed =
            |at: usize, laid: &[Option<Cells>]| laid[at].as_ref().is_some_and(|row| *row != stated[at]);
        if !(0..laid.len()).any(|at| changed(at, laid)) {
            return;
        }
        let (first, then): (Vec<usize>, Vec<usize>) = (0..laid.len()).partition(|at| !changed(*at, laid));
        let (then, last): (Vec<usize>, Vec<usize>) =
            then.into_iter().partition(|at| id(&stated[*at]).is_none_or(|id| !self.followers.contains(&id)));
        for at in first.into_iter().chain(then).chain(last) {
            let Some(row) = &laid[at] else { continue };
            let own = id(row).unwrap_or_default();
            let claims = unique(table, row);
            let other = claims.iter().find_map(|claim| self.claims.get(&(table, claim.clone())));
            match other.copied().filter(|other| *other != own || own.is_nil()) {
                Some(other) => {
                    if !own.is_nil() {
                        self.merged.insert(own, other);
                        self.followed.push((own, other));
                    }
                    laid[at] = None;
                }
                None => self.claims.extend(claims.into_iter().map(|claim| ((table, claim), own))),
            }
        }
    }

    /// The rows of lists that people wrote, and what the document says of them.
    fn listed(&mut self, list: &List, stated: &[Cells]) -> Vec<Cells> {
        let owner = |row: &Cells| row.get(list.owner_column).and_then(Value::as_str).and_then(as_uuid);
        let mut rows = Vec::new();
        let decided: Vec<(Uuid, Value)> = self
            .values
            .iter()
            .filter(|(id, _)| self.present.contains(id))
            .filter_map(|(id, values)| Some((*id, values.get(list.table)?.value.as_deref().and_then(json)?)))
            .collect();
        for (id, items) in decided {
            if !self.by_hand.contains(&id) {
                let of_one = stated.iter().filter(|row| owner(row) == Some(id));
                let items: Vec<Value> =
                    of_one.filter_map(|row| row.get(list.value_column)).cloned().collect();
                self.read.push((id, list.table.to_owned(), said(&Value::from(items))));
            }
            let items = items.as_array().cloned().unwrap_or_default();
            let mut seen = HashSet::new();
            let items = items.into_iter().filter_map(|item| match list.reference {
                None => Some(item),
                Some(_) => {
                    let id = self.resolve(item.as_str().and_then(as_uuid)?);
                    (!self.absent.contains(&id)).then(|| Value::from(id.to_string()))
                }
            });
            let items = items.filter(|item| seen.insert(item.to_string()));
            rows.extend(items.zip(1..).map(|(item, rank)| list.row(id, rank, item)));
        }
        rows
    }
}

/// Whether a row is as people wrote it: documents never state such a basis.
fn is_by_hand(row: &Cells) -> bool {
    row.get("basis").and_then(Value::as_str) == Some("EDITOR")
}

/// A value as it stands in a decision; none for null.
pub(super) fn said(value: &Value) -> Option<String> {
    (!value.is_null()).then(|| value.to_string())
}

/// The id that a row has.
pub(crate) fn id(row: &Cells) -> Option<Uuid> {
    row.get("id")?.as_str().and_then(as_uuid)
}

pub(crate) fn as_uuid(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok()
}

/// A JSON text that is an id.
fn uuid(text: &str) -> Option<Uuid> {
    json(text)?.as_str().and_then(as_uuid)
}

/// A JSON text.
pub(crate) fn json(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}
