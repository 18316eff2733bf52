//! What the tables shall hold once a document is in.
//!
//! A noun that several documents state (an organisation, a person, a session) says what the document with the
//! smallest (session day, hash) says, so that the order of imports does not matter. An opinion, with all that it
//! owns, is one such noun. Every document adds its own sources.

use std::collections::HashMap;

use entities::{
    document::{self, DocumentStatus},
    problem, source,
};
use ingest::{PARSER_VERSION, REFERENCE_VERSION, Records, Span};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{keys::Keys, opinion, received::Received, shared, table::among, words};
use crate::{Error, Rows, id::NaturalKey, sort_key::SortKey};

/// Code points of context on each side of a quote.
const CONTEXT: usize = 32;

/// What a change comes to.
pub(crate) struct Planned {
    pub(crate) rows: Rows,
    pub(crate) rival: Option<Rival>,
}

/// Another document that states the same opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rival {
    /// Its hash.
    pub sha256: String,
    /// Whether it decides what the opinion's records say; else the imported one does.
    pub decides: bool,
}

/// Another document that states a node.
struct Other {
    place: Vec<u8>,
    sha256: String,
}

/// Rows being gathered for one document.
pub(crate) struct Plan<'a> {
    pub(crate) rows: Rows,
    pub(crate) document_id: Uuid,
    text: Vec<char>,
    /// This document's place among those that state the same noun.
    place: Vec<u8>,
    /// Of the other documents that state a node, the one that decides among them.
    others: HashMap<Uuid, Other>,
    pub(crate) records: &'a Records,
    pub(crate) keys: Keys<'a>,
}

impl Plan<'_> {
    /// Adds a record's node and its place in this document. Returns the id, and whether this document decides what
    /// the record says.
    pub(crate) fn node(&mut self, key: &NaturalKey, span: Option<Span>) -> (Uuid, bool) {
        let id = key.id();
        self.rows.node.push(key.node());
        if let Some(span) = span {
            self.rows.source.push(self.source(id, span));
        }
        (id, self.others.get(&id).is_none_or(|other| self.place < other.place))
    }

    /// The other document that states the opinion too, if any.
    fn rival(&self) -> Option<Rival> {
        let other = self.others.get(&self.keys.opinion().id())?;
        Some(Rival { sha256: other.sha256.clone(), decides: other.place < self.place })
    }

    fn source(&self, node_id: Uuid, span: Span) -> source::Model {
        let (start, end) = (span.start as usize, span.end as usize);
        let slice = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default().iter().collect();
        source::Model {
            node_id,
            document_id: self.document_id,
            span_start: int(span.start),
            span_end: int(span.end),
            page: span.page.map(int),
            quote: slice(start, end),
            prefix: slice(start.saturating_sub(CONTEXT), start),
            suffix: slice(end, (end + CONTEXT).min(self.text.len())),
        }
    }
}

/// Plans a change, reading what other documents state. Runs where no other writer does.
pub(crate) async fn plan(on: &DatabaseTransaction, received: &Received) -> Result<Planned, Error> {
    let key = NaturalKey::new("Document", [&received.sha256]);
    let stored = document::Entity::find_by_id(key.id()).one(on).await?;
    let accepted = stored.as_ref().is_some_and(|stored| stored.status == DocumentStatus::Accepted);
    if accepted && received.parsed.records.is_none() {
        // What was once understood stays: a refusal (another --territory, say) takes nothing away.
        return Ok(Planned { rows: Rows::default(), rival: None });
    }
    let document = document(received, key.id(), stored);
    let mut rival = None;
    let mut rows = Rows { node: vec![key.node()], problem: problems(received, key.id()), ..Rows::default() };
    if let Some(records) = &received.parsed.records {
        let keys = Keys::new(records);
        let mut plan = Plan {
            rows,
            document_id: key.id(),
            text: received.parsed.text.as_deref().unwrap_or_default().chars().collect(),
            place: document.oldest_first.clone(),
            others: HashMap::new(),
            records,
            keys,
        };
        plan.others = others(on, plan.document_id, plan.keys.shared()).await?;
        shared::plan(&mut plan);
        opinion::plan(&mut plan);
        rival = plan.rival();
        rows = plan.rows;
    }
    rows.document.push(document);
    Ok(Planned { rows, rival })
}

/// Of the other documents that state each node, the one with the smallest place.
async fn others(
    on: &DatabaseTransaction,
    document_id: Uuid,
    nodes: Vec<Uuid>,
) -> Result<HashMap<Uuid, Other>, Error> {
    let mut smallest: HashMap<Uuid, Other> = HashMap::new();
    for condition in among(source::Column::NodeId, nodes) {
        let stated: Vec<(Uuid, Vec<u8>, String)> = source::Entity::find()
            .select_only()
            .column(source::Column::NodeId)
            .column(document::Column::OldestFirst)
            .column(document::Column::Sha256)
            .inner_join(document::Entity)
            .filter(condition)
            .filter(source::Column::DocumentId.ne(document_id))
            .into_tuple()
            .all(on)
            .await?;
        for (node, place, sha256) in stated {
            if smallest.get(&node).is_none_or(|known| place < known.place) {
                smallest.insert(node, Other { place, sha256 });
            }
        }
    }
    Ok(smallest)
}

fn document(received: &Received, id: Uuid, stored: Option<document::Model>) -> document::Model {
    let parsed = &received.parsed;
    let day = parsed.records.as_ref().map(|records| records.session.held_on);
    document::Model {
        id,
        sha256: received.sha256.clone(),
        status: if parsed.records.is_some() { DocumentStatus::Accepted } else { DocumentStatus::Refused },
        title: parsed.title.clone(),
        media_type: parsed.media_type.clone(),
        byte_size: received.byte_size,
        // A refused text may be anything: its bytes are kept, and no answer repeats them.
        text: parsed.records.as_ref().and(parsed.text.clone()),
        url: stored.as_ref().and_then(|stored| stored.url.clone()),
        licence: stored.as_ref().and_then(|stored| stored.licence.clone()),
        parser_version: PARSER_VERSION.to_owned(),
        reference_version: REFERENCE_VERSION.to_owned(),
        imported_at: stored.map_or(received.at, |stored| stored.imported_at),
        newest_first: SortKey::newest(day).text(&received.sha256).bytes(),
        oldest_first: SortKey::oldest(day).text(&received.sha256).bytes(),
    }
}

fn problems(received: &Received, document_id: Uuid) -> Vec<problem::Model> {
    let problems = received.parsed.problems.iter().zip(1..);
    problems
        .map(|(problem, rank)| problem::Model {
            document_id,
            rank,
            severity: words::severity(problem.severity),
            code: problem.code.to_owned(),
            message: problem.message.clone(),
            line: int(problem.line),
            column: int(problem.column),
        })
        .collect()
}

/// A figure for the tables, whose integers are signed.
pub(crate) fn int(figure: u32) -> i32 {
    i32::try_from(figure).unwrap_or(i32::MAX)
}
