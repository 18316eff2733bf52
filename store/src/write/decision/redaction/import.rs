//! A document that names a person whose name was taken out: it is kept without the name.

use std::{collections::HashSet, sync::Arc};

use sea_orm::EntityTrait;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    super::decided::Decided,
    mask::unmasked,
    rows::{OWN, Who, mask_row, own, withheld},
};
use crate::{
    Error, Rows,
    recorded::{Recorded, Table, cells},
    rows::Each,
};

/// Masks the names that a document gives to persons who shall have none, in all that is read of it. The document is marked:
/// its bytes are not kept.
///
/// `before` is the document's text as it is stored, where names in it are masked: they stay so, whether this reading finds a
/// person there or not.
pub(crate) fn lay_over(
    decided: &Decided,
    tables: &[Box<dyn Table>],
    rows: &mut Rows,
    before: Option<&str>,
) -> Result<(), Error> {
    let mut who = Who::default();
    let text = rows.document.first().and_then(|document| document.text.as_deref());
    for name in before.zip(text).map(|(before, text)| unmasked(before, text)).unwrap_or_default() {
        // One word is a family name, or a part of one: it counts where it begins with a capital.
        let whole = name.contains(char::is_whitespace).then_some(name.as_str());
        who.mask.add(whole, None, Some(&name));
    }
    for named in &rows.named {
        if decided.redacts(named.id) || decided.redacts(decided.resolve(named.id)) {
            who.ids.insert(named.id);
            who.mask.add(named.name.as_deref(), named.given_name.as_deref(), named.family_name.as_deref());
        }
    }
    if who.ids.is_empty() && who.mask.is_empty() {
        return Ok(());
    }
    for named in rows.named.iter().filter(|named| !who.ids.contains(&named.id)) {
        who.mask.spare(named.name.as_deref().unwrap_or_default());
    }
    let resolved: HashSet<_> = who.ids.iter().map(|id| decided.resolve(*id)).collect();
    who.ids.extend(resolved);
    for document in &mut rows.document {
        document.redacted = true;
        let masked = document.text.as_deref().and_then(|text| who.mask.text(text));
        if let Some(text) = masked.map(|masked| Arc::new(masked.chars().collect())) {
            let held = rows.opinion.iter().filter(|opinion| opinion.document_id == Some(document.id));
            let ids = held.map(|opinion| opinion.id).chain([document.id]);
            who.texts.extend(ids.map(|id| (id, Arc::clone(&text))));
        }
    }
    let mut masked = Masked { who: &who, tables };
    rows.each(&mut masked)?;
    masked.decisions(rows)?;
    for person in rows.person.iter_mut().filter(|person| who.ids.contains(&person.id)) {
        person.redacted = true;
    }
    Ok(())
}

/// Masks one list after the other.
struct Masked<'a> {
    who: &'a Who,
    tables: &'a [Box<dyn Table>],
}

impl Masked<'_> {
    /// What documents say of decided fields, without the name; what is the same then is no change.
    fn decisions(&mut self, rows: &mut Rows) -> Result<(), Error> {
        let (before, mut after): (Vec<_>, Vec<_>) = std::mem::take(&mut rows.decision).into_iter().unzip();
        self.list(&mut after)?;
        rows.decision = before.into_iter().zip(after).filter(|(before, after)| before != after).collect();
        Ok(())
    }
}

impl Each for Masked<'_> {
    fn list<M>(&mut self, rows: &mut Vec<M>) -> Result<(), Error>
    where
        M: Recorded + DeserializeOwned,
        M::Entity: EntityTrait<Model = M>,
    {
        let name = sea_orm::EntityName::table_name(&M::Entity::default());
        for row in rows {
            mask_row(row, &self.who.mask);
            if !OWN.contains(&name) {
                continue;
            }
            let read = |error: serde_json::Error| sea_orm::DbErr::Json(error.to_string());
            let mut changed = cells(row)?;
            let own = own(name, &mut changed, self.who);
            let nested = name == "withheld" && withheld(&mut changed, self.tables, self.who).map_err(read)?;
            if own || nested {
                *row = serde_json::from_value(Value::Object(changed)).map_err(read)?;
            }
        }
        Ok(())
    }
}
