//! How a record came to be, change by change (historique).

use async_graphql::{Context, Enum, Object, SimpleObject};
use serde_json::{Map, Value};
use store::{PastPage, entities::revision};
use uuid::Uuid;

use super::{
    connection::{Arguments, PageInfo},
    decision::Decision,
    given::{Check, FieldCheck, camel},
    items::Items,
    node::NODES,
    reads::{Decisions, Histories, LastRevisions},
    scalar::DateTime,
};
use crate::{cursor, error::Error, loader::Loaders};

/// Columns that are made from others: sort keys, and what look-ups go by.
const LEFT_OUT: [&str; 6] = ["newest_first", "oldest_first", "name_key", "title_key", "acronym_key", "slug"];

/// What was done to a row (opération).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum RevisionOperation {
    /// It was not there before (création).
    Created,
    /// It was another before (modification).
    Updated,
    /// It is not there any more (suppression).
    Deleted,
}

/// A value that a change gave or took (différence).
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub(crate) struct RevisionDifference {
    /// What the value is called, as the fields of the schema are (champ).
    name: String,
    /// The value before, as a text; null where there was none (avant).
    before: Option<String>,
    /// The value after, as a text; null where there is none (après).
    after: Option<String>,
}

/// One change of one row of a record (révision): when, why, by whom.
#[derive(Clone, Debug)]
pub(crate) struct Revision(revision::Model);

/// One change of one row of a record (révision): when, why, by whom.
#[Object]
impl Revision {
    /// Its number among all changes of all records, from 1 without gaps (numéro d'ordre).
    async fn sequence(&self) -> i64 {
        self.0.sequence
    }

    /// When (date et heure).
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// By what, or by whose key (auteur), such as "key Greffe du CESER".
    async fn actor(&self) -> &str {
        &self.0.actor
    }

    /// Why (motif), such as "import of document 6ff1…".
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// What was done (opération).
    async fn operation(&self) -> RevisionOperation {
        match (&self.0.before, &self.0.after) {
            (None, _) => RevisionOperation::Created,
            (_, None) => RevisionOperation::Deleted,
            _ => RevisionOperation::Updated,
        }
    }

    /// Which part of the record (partie): "opinion" is an opinion itself, "source" the place where a document states it.
    async fn part(&self) -> &str {
        &self.0.record_type
    }

    /// What it changed, value by value (différences), without a document's whole text and what is made of other values.
    async fn differences(&self) -> Vec<RevisionDifference> {
        differences(self.0.before.as_deref(), self.0.after.as_deref())
    }

    /// The hash over this change and the one before it, in 64 hexadecimal digits (empreinte).
    async fn hash(&self) -> String {
        crate::export::hexadecimal(&self.0.hash)
    }
}

/// What two rows have not in common, by the names of the columns.
fn differences(before: Option<&str>, after: Option<&str>) -> Vec<RevisionDifference> {
    let read = |row: Option<&str>| -> Map<String, Value> {
        row.and_then(|row| serde_json::from_str(row).ok()).unwrap_or_default()
    };
    let (before, after) = (read(before), read(after));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let names = names.into_iter().filter(|name| !LEFT_OUT.contains(&name.as_str()));
    let differences = names.filter_map(|name| {
        let (before, after) = (said(before.get(name)), said(after.get(name)));
        (before != after).then(|| RevisionDifference { name: camel(name), before, after })
    });
    differences.collect()
}

/// A value as a text; none for null.
fn said(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        value => Some(value.to_string()),
    }
}

/// A change in a list, with its cursor (Relay edge).
#[derive(Clone, Debug)]
pub(crate) struct RevisionEdge(revision::Model);

/// A change in a list, with its cursor (Relay edge).
#[Object]
impl RevisionEdge {
    /// The change.
    async fn node(&self) -> Revision {
        Revision(self.0.clone())
    }

    /// Its place in the list: pass it as `after` or `before`.
    async fn cursor(&self) -> String {
        cursor::encode_sequence(self.0.sequence)
    }
}

/// A page of a record's changes (Relay connection).
pub(crate) struct RevisionConnection {
    past: store::Past,
    page: PastPage,
}

/// A page of a record's changes (Relay connection).
#[Object]
impl RevisionConnection {
    /// The changes of the page.
    async fn nodes(&self) -> Items<Revision> {
        self.past.rows.iter().cloned().map(Revision).collect()
    }

    /// The changes of the page, each with its cursor.
    async fn edges(&self) -> Items<RevisionEdge> {
        self.past.rows.iter().cloned().map(RevisionEdge).collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> PageInfo {
        let cursor = |row: Option<&revision::Model>| row.map(|row| cursor::encode_sequence(row.sequence));
        PageInfo {
            has_next_page: if self.page.backward { self.page.before.is_some() } else { self.past.more },
            has_previous_page: if self.page.backward { self.past.more } else { self.page.after.is_some() },
            start_cursor: cursor(self.past.rows.first()),
            end_cursor: cursor(self.past.rows.last()),
        }
    }
}

/// The changes of one record, which are a field of its type.
pub(crate) struct History(pub(crate) Uuid);

/// The changes of one record.
#[Object]
impl History {
    /// How the record came to be (historique), the newest change first: of its own row and of what is kept with it.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor: older changes.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor: newer changes.")] before: Option<String>,
    ) -> Result<RevisionConnection, Error> {
        let page = page(&Arguments { first, after, last, before })?;
        let past = ctx.data_unchecked::<Loaders>().load(Histories(page), self.0).await?;
        Ok(RevisionConnection { past: past.unwrap_or_default(), page })
    }

    /// The number of its last change (dernière révision): pass it as `expectedRevision` to change what you saw and nothing
    /// else.
    async fn last_revision(&self, ctx: &Context<'_>) -> Result<i64, Error> {
        let last = ctx.data_unchecked::<Loaders>().load(LastRevisions, self.0).await?;
        Ok(last.unwrap_or_default())
    }

    /// What people with a key decided of it (décisions), beside what the documents say, the oldest first.
    async fn decisions(&self, ctx: &Context<'_>) -> Result<Items<Decision>, Error> {
        let rows = ctx.data_unchecked::<Loaders>().load(Decisions, self.0).await?;
        Ok(rows.unwrap_or_default().into_iter().map(Decision).collect())
    }
}

fn page(arguments: &Arguments) -> Result<PastPage, Error> {
    let place = |cursor: &Option<String>| cursor.as_deref().map(cursor::decode_sequence).transpose();
    Ok(PastPage {
        limit: arguments.limit()?.into(),
        backward: arguments.last.is_some(),
        after: place(&arguments.after)?,
        before: place(&arguments.before)?,
    })
}

/// What the field refuses of its arguments.
pub(crate) fn history_checks() -> impl Iterator<Item = FieldCheck> {
    let check: Check = |given| page(&given.page()).map(drop);
    NODES.into_iter().map(move |name| (name, "history", check))
}

#[cfg(test)]
mod tests {
    use super::{RevisionDifference, differences};

    #[test]
    fn a_difference_names_what_changed_and_nothing_else() {
        let before = r#"{"id":"x","held_on":"2020-10-06","rank":1,"newest_first":"00","title":null}"#;
        let after = r#"{"id":"x","held_on":"2020-10-07","rank":1,"newest_first":"01","title":"Avis"}"#;
        let difference = |name: &str, before: Option<&str>, after: Option<&str>| RevisionDifference {
            name: name.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        assert_eq!(
            differences(Some(before), Some(after)),
            [
                difference("heldOn", Some("2020-10-06"), Some("2020-10-07")),
                difference("title", None, Some("Avis"))
            ]
        );
        assert_eq!(differences(None, Some(r#"{"rank":2}"#)), [difference("rank", None, Some("2"))]);
    }
}
