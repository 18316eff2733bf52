//! Rows that an edit changed, as they were before it.

use std::collections::{BTreeMap, HashSet};

use entities::{
    decision::{self, DecisionKind},
    revision, withheld,
};
use sea_orm::EntityTrait;
use serde_json::Value;
use uuid::Uuid;

use super::{
    decided::{id, json},
    derived,
    desk::{Changing, Desk},
    fault::{FaultKind, Refused, noun},
    import::row_key,
    natural::reference,
};
use crate::{
    Error,
    recorded::{Cells, Table, cells},
};

/// Columns that follow from others, and are made anew.
const FOLLOW: [&str; 5] = ["name_key", "title_key", "acronym_key", "newest_first", "oldest_first"];

/// A row as it is, and as it shall be.
type Target = (Option<Cells>, Option<Cells>);

/// Rows as they are and as they shall be, by tables and keys.
pub(super) struct Restored<'a> {
    desk: &'a Desk<'a>,
    targets: Vec<BTreeMap<String, Target>>,
    /// Rows that are kept out no more, unless another decision keeps them out.
    lifted: Vec<withheld::Model>,
}

impl<'a> Restored<'a> {
    /// Nothing yet.
    pub(super) fn new(desk: &'a Desk<'a>) -> Self {
        Self { desk, targets: vec![BTreeMap::new(); desk.tables.len()], lifted: Vec::new() }
    }

    /// The row of a key, as it is now.
    async fn current(&self, table: usize, row: &Cells) -> Result<Option<Cells>, Error> {
        let of = self.desk.tables[table].as_ref();
        let key = row_key(of, row);
        let first = of.key().first().copied().unwrap_or("id");
        let id = reference(row, first).unwrap_or_default();
        let rows = of.having(self.desk.on, first, &[id]).await?;
        Ok(rows.into_iter().find(|row| row_key(of, row) == key))
    }

    /// Takes back one row's change.
    pub(super) async fn back(&mut self, revision: &revision::Model) -> Result<(), Error> {
        let skipped = ["decision", "withheld"].contains(&revision.record_type.as_str());
        let Some(table) = self.desk.table(&revision.record_type).filter(|_| !skipped) else { return Ok(()) };
        let read = |text: &Option<String>| -> Option<Cells> { serde_json::from_str(text.as_deref()?).ok() };
        let (before, after) = (read(&revision.before), read(&revision.after));
        let Some(known) = after.as_ref().or(before.as_ref()) else { return Ok(()) };
        let key = row_key(self.desk.tables[table].as_ref(), known);
        let (stored, current) = match self.targets[table].get(&key) {
            Some((stored, target)) => (stored.clone(), target.clone()),
            None => {
                let current = self.current(table, known).await?;
                (current.clone(), current)
            }
        };
        let target = match (before, after, current) {
            // A node stays when its record goes.
            (None, Some(_), current) if self.desk.tables[table].name() == "node" => current,
            (Some(before), Some(after), Some(current)) => Some(merged(&before, &after, current)?),
            (Some(before), None, None) => Some(before),
            (None, Some(after), Some(current)) if current == after => None,
            (None, Some(_), None) => None,
            (Some(before), None, Some(current)) if current == before => Some(current),
            _ => return Err(since(&revision.record_type)),
        };
        self.targets[table].insert(key, (stored, target));
        Ok(())
    }

    /// Rows that documents stated meanwhile, and that were kept out because of what is lifted now, or because of what hangs on
    /// that: they come as the document gives them.
    pub(super) async fn stated(&mut self, mut lifted: HashSet<Uuid>) -> Result<(), Error> {
        if lifted.is_empty() {
            return Ok(());
        }
        let mut rest = withheld::Entity::find().all(self.desk.on).await?;
        loop {
            let hangs =
                |kept: &withheld::Model| lifted.iter().any(|id| kept.stated.contains(&id.to_string()));
            let (comes, stays): (Vec<_>, Vec<_>) = rest.into_iter().partition(hangs);
            rest = stays;
            if comes.is_empty() {
                return Ok(());
            }
            for kept in comes {
                let row: Option<Cells> = serde_json::from_str(&kept.stated).ok();
                let (Some(table), Some(row)) = (self.desk.table(&kept.record_type), row) else { continue };
                lifted.extend(id(&row));
                // Who only cites an opinion does not decide what it says where a document holds it.
                let cites = kept.record_type == "opinion" && reference(&row, "document_id").is_none();
                let held = self.targets[table].get(&kept.row_key).and_then(|(_, target)| target.as_ref());
                if cites && held.is_some_and(|held| reference(held, "document_id").is_some()) {
                    self.lifted.push(kept);
                    continue;
                }
                let known = self.targets[table].get(&kept.row_key).map(|(stored, _)| stored.clone());
                let stored = match known {
                    Some(stored) => stored,
                    None => self.current(table, &row).await?,
                };
                self.targets[table].insert(kept.row_key.clone(), (stored, Some(row)));
                self.lifted.push(kept);
            }
        }
    }

    /// Values that nobody decides any more are what documents say now.
    pub(super) fn read<'d>(&mut self, lifted: impl Iterator<Item = &'d decision::Model>) {
        for decision in lifted.filter(|decision| decision.kind == DecisionKind::Value) {
            let read = decision.read.as_deref().and_then(json);
            let id = decision.record_id.to_string();
            for (table, targets) in self.desk.tables.iter().zip(&mut self.targets) {
                let own = table.key() == ["id"] && table.name() != "node";
                let target = targets.get_mut(&id).filter(|_| own).and_then(|(_, target)| target.as_mut());
                if let (Some(target), Some(read)) = (target, &read)
                    && target.contains_key(&decision.field)
                {
                    target.insert(decision.field.clone(), read.clone());
                    derived::columns(table.name(), target);
                }
            }
        }
    }

    /// What changes, once the decisions that stand are laid over the rows that come back.
    pub(super) async fn changes(self, decisions: &[decision::Model]) -> Result<Vec<Changing>, Error> {
        let mut rows: Vec<Vec<Cells>> = self
            .targets
            .iter()
            .map(|targets| targets.values().filter_map(|(_, target)| target.clone()).collect())
            .collect();
        self.desk.whole(&mut rows, decisions).await?;
        let (laid, decided) = self.desk.lay(decisions, &rows).await?;
        let stated: Vec<Option<String>> = laid
            .iter()
            .map(|change| Some(row_key(self.desk.tables[change.table].as_ref(), change.before.as_ref()?)))
            .collect();
        let mut changes = self.beside(laid).await?;
        let hanging = self.hanging(&mut changes, &stated).await?;
        if let Some(table) = self.desk.table("withheld") {
            let out = decided.withheld.iter().filter_map(|(name, row)| {
                let at = self.desk.table(name)?;
                Some((at, row_key(self.desk.tables[at].as_ref(), row)))
            });
            let out: HashSet<(usize, String)> = out.chain(hanging).collect();
            for kept in &self.lifted {
                let at = self.desk.table(&kept.record_type).unwrap_or_default();
                if !out.contains(&(at, kept.row_key.clone())) {
                    changes.push(Changing { table, before: Some(cells(kept)?), after: None });
                }
            }
        }
        for (table, targets) in self.targets.into_iter().enumerate() {
            let stored = targets.into_values().filter_map(|(stored, _)| stored);
            changes.extend(stored.map(|row| Changing { table, before: Some(row), after: None }));
        }
        whole(self.desk, &changes).await?;
        changes.extend(self.desk.written(decisions, &decided.followed).await?);
        Ok(changes)
    }
}

impl Restored<'_> {
    /// What rows shall be, beside what stands there. What a target was is told apart; the rest of a list that people wrote
    /// stands there, touched by the edit or not, and so may what a row becomes where it refers to a merged record.
    async fn beside(&self, laid: Vec<Changing>) -> Result<Vec<Changing>, Error> {
        let mut changes = Vec::new();
        for change in laid {
            let of = self.desk.tables[change.table].as_ref();
            let targets = &self.targets[change.table];
            let key = |row: &Option<Cells>| row.as_ref().map(|row| row_key(of, row));
            let (was, becomes) = (key(&change.before), key(&change.after));
            let is_target = |key: &Option<String>| key.as_ref().is_some_and(|key| targets.contains_key(key));
            let before = match (&change.before, &change.after) {
                (Some(_), Some(row)) if is_target(&was) && was != becomes && !is_target(&becomes) => {
                    self.current(change.table, row).await?
                }
                (Some(_), _) if is_target(&was) => None,
                (Some(before), _) => Some(before.clone()),
                (None, Some(_)) if is_target(&becomes) => None,
                (None, Some(row)) => self.current(change.table, row).await?,
                (None, None) => None,
            };
            changes.push(Changing { before, ..change });
        }
        Ok(changes)
    }

    /// Rows that documents stated meanwhile and that hang on what is not there for another reason: they stay out. Returns
    /// their keys.
    async fn hanging(
        &self,
        changes: &mut [Changing],
        stated: &[Option<String>],
    ) -> Result<Vec<(usize, String)>, Error> {
        let lifted: HashSet<(usize, &str)> = self
            .lifted
            .iter()
            .filter_map(|kept| Some((self.desk.table(&kept.record_type)?, kept.row_key.as_str())))
            .collect();
        let mut out = Vec::new();
        loop {
            let comes: HashSet<Uuid> =
                changes.iter().filter_map(|change| id(change.after.as_ref()?)).collect();
            let mut dropped = false;
            for (change, key) in changes.iter_mut().zip(stated) {
                let table = self.desk.tables[change.table].as_ref();
                let (Some(row), Some(key)) = (&change.after, key) else { continue };
                if lifted.contains(&(change.table, key.as_str()))
                    && !stands(self.desk, table, row, &comes).await?
                {
                    out.push((change.table, key.clone()));
                    change.after = None;
                    dropped = true;
                }
            }
            if !dropped {
                return Ok(out);
            }
        }
    }
}

/// Whether all that a row refers to is there, or comes.
async fn stands(
    desk: &Desk<'_>,
    table: &dyn Table,
    row: &Cells,
    comes: &HashSet<Uuid>,
) -> Result<bool, Error> {
    for to in table.references() {
        let Some(id) = reference(row, to.column).filter(|id| !comes.contains(id)) else { continue };
        let Some(at) = desk.table(&to.to) else { continue };
        if desk.tables[at].having(desk.on, "id", &[id]).await?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Refuses to bring a row back that refers to what is gone, and to take one away that others refer to.
async fn whole(desk: &Desk<'_>, changes: &[Changing]) -> Result<(), Error> {
    let (mut comes, mut goes) = (HashSet::new(), HashSet::new());
    for change in changes {
        let table = desk.tables[change.table].as_ref();
        let key = |row: &Cells| (change.table, row_key(table, row));
        comes.extend(change.after.as_ref().map(key));
        goes.extend(change.before.as_ref().map(key));
    }
    let ids = |keys: &HashSet<(usize, String)>| -> HashSet<Uuid> {
        keys.iter().filter_map(|(_, key)| Uuid::try_parse(key).ok()).collect()
    };
    let (new, old) = (ids(&comes), ids(&goes));
    for change in changes {
        let table = desk.tables[change.table].as_ref();
        let Some(row) = &change.after else { continue };
        let leaves = |id: Uuid| old.contains(&id) && !new.contains(&id);
        let leaves = table.references().iter().any(|to| reference(row, to.column).is_some_and(leaves));
        if leaves || !stands(desk, table, row, &new).await? {
            return Err(since(&format!("what something of type {} refers to", noun(table.name()))));
        }
    }
    let gone: HashSet<Uuid> = old.difference(&new).copied().collect();
    if gone.is_empty() {
        return Ok(());
    }
    for (at, rows) in desk.referring(&gone).await?.into_iter().enumerate() {
        let table = desk.tables[at].as_ref();
        if rows.iter().any(|row| !goes.contains(&(at, row_key(table, row)))) {
            let message = format!(
                "something of type {} refers to the record meanwhile: remove or change that first",
                noun(table.name())
            );
            return Err(Refused::at("sequence", FaultKind::InUse, message).into());
        }
    }
    Ok(())
}

/// A row with the columns as they were that an edit changed; refused where one of them was changed since.
fn merged(before: &Cells, after: &Cells, mut current: Cells) -> Result<Cells, Error> {
    for (column, was) in before {
        let became = after.get(column).unwrap_or(&Value::Null);
        if was == became {
            continue;
        }
        let follows = FOLLOW.contains(&column.as_str()) || column == "basis";
        if !follows && current.get(column) != Some(became) {
            return Err(since(column));
        }
        current.insert(column.clone(), was.clone());
    }
    Ok(current)
}

fn since(what: &str) -> Error {
    let message = format!("{what} was changed since: undo that first, or write what it shall say");
    Refused::at("sequence", FaultKind::Conflict, message).into()
}
