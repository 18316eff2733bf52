//! What the tables shall hold once a document is in.
//!
//! A noun that several documents state (an organisation, a person, a session) says what the document with the
//! smallest (session day, hash) says, so that the order of imports does not matter. An opinion, with all that it
//! owns, is one such noun. Every document adds its own sources. A document that only cites an opinion decides nothing
//! where another one holds it.

use std::collections::{HashMap, HashSet};

use entities::{
    document::{self, DocumentStatus},
    opinion as opinions, source,
};
use ingest::{Records, Span};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    citation,
    document::{Read, problems},
    initiative,
    keys::Keys,
    milestone, opinion,
    quote::Quotes,
    received::Received,
    recommendation, shared,
    table::among,
};
use crate::{Error, Rows, id::NaturalKey};

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

/// Another document that names a node.
pub(crate) struct Other {
    /// Whether it only cites it. Then its place: the smallest decides.
    pub(crate) place: (bool, Vec<u8>),
    sha256: String,
}

/// Rows being gathered for one document.
pub(crate) struct Plan<'a> {
    pub(crate) rows: Rows,
    pub(crate) document_id: Uuid,
    quotes: Quotes<'a>,
    /// This document's place among those that state the same noun.
    pub(crate) place: Vec<u8>,
    /// Of the other documents that state a node, the one that decides among them.
    others: HashMap<Uuid, Other>,
    /// What this document has named so far.
    named: HashSet<Uuid>,
    /// Opinions that this document held by an earlier reading of it, and holds no more.
    pub(crate) withdrawn: Vec<opinions::Model>,
    pub(crate) records: &'a Records,
    pub(crate) keys: Keys<'a>,
}

impl Plan<'_> {
    /// Adds a record's node and its place in this document. Returns the id, and whether this document decides what
    /// the record says.
    pub(crate) fn node(&mut self, key: &NaturalKey, span: Option<Span>) -> (Uuid, bool) {
        self.name(key, span, false)
    }

    /// The same for a record that this document only cites.
    pub(crate) fn cited(&mut self, key: &NaturalKey, span: Span) -> Uuid {
        self.name(key, Some(span), true).0
    }

    fn name(&mut self, key: &NaturalKey, span: Option<Span>, cited: bool) -> (Uuid, bool) {
        let id = key.id();
        if !self.named.insert(id) {
            // Twice in one document: the first place is the source.
            return (id, false);
        }
        self.rows.node.push(key.node());
        if let Some(span) = span {
            let source = self.source(id, span, cited);
            self.rows.source.push(source);
        }
        let place = (cited, &self.place);
        (id, self.others.get(&id).is_none_or(|other| place < (other.place.0, &other.place.1)))
    }

    /// A declaration of the opinion that this document decides.
    pub(crate) fn declaration(&self, opinion: Uuid, rank: u32) -> Option<Uuid> {
        let read = self.records.opinion.declarations.iter().find(|declaration| declaration.rank == rank)?;
        Some(self.keys.ranked("Declaration", opinion, read.rank).id())
    }

    /// Whether another document than this one holds an opinion.
    pub(crate) fn is_held_elsewhere(&self, opinion: Uuid) -> bool {
        self.others.get(&opinion).is_some_and(|other| !other.place.0)
    }

    /// The other document that states the opinion too, if any.
    fn rival(&self) -> Option<Rival> {
        let other = self.others.get(&self.keys.opinion().id()).filter(|other| !other.place.0)?;
        Some(Rival { sha256: other.sha256.clone(), decides: other.place.1 < self.place })
    }

    /// A place in this document.
    pub(crate) fn source(&self, node_id: Uuid, span: Span, cited: bool) -> source::Model {
        self.quotes.source(node_id, self.document_id, span, cited)
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
    let parsed = &received.parsed;
    let read = Read {
        sha256: &received.sha256,
        byte_size: received.byte_size,
        at: received.at,
        accepted: parsed.records.is_some(),
        title: parsed.title.as_deref(),
        media_type: &parsed.media_type,
        text: parsed.text.as_deref(),
        day: parsed.records.as_ref().map(|records| records.session.held_on),
    };
    let document = read.row(key.id(), stored);
    let mut rival = None;
    let mut rows =
        Rows { node: vec![key.node()], problem: problems(&parsed.problems, key.id()), ..Rows::default() };
    if let Some(records) = &received.parsed.records {
        let keys = Keys::new(records);
        let keys_opinion = keys.opinion().id();
        let mut plan = Plan {
            rows,
            document_id: key.id(),
            quotes: Quotes::new(received.parsed.text.as_deref().unwrap_or_default()),
            place: document.oldest_first.clone(),
            others: HashMap::new(),
            named: HashSet::new(),
            withdrawn: withdrawn(on, key.id(), keys_opinion).await?,
            records,
            keys,
        };
        let mut shared = plan.keys.shared();
        shared.extend(plan.withdrawn.iter().map(|opinion| opinion.id));
        plan.others = others(on, plan.document_id, shared).await?;
        shared::plan(&mut plan);
        initiative::plan(on, &mut plan).await?;
        let decided = opinion::plan(&mut plan);
        milestone::plan(&mut plan, decided);
        citation::plan(on, &mut plan).await?;
        recommendation::plan(on, &mut plan, decided).await?;
        forget(on, &mut plan).await?;
        rival = plan.rival();
        rows = plan.rows;
    }
    rows.document.push(document);
    Ok(Planned { rows, rival })
}

/// Opinions that the document holds in the tables, but for the one that it holds now.
async fn withdrawn(
    on: &DatabaseTransaction,
    document_id: Uuid,
    opinion: Uuid,
) -> Result<Vec<opinions::Model>, Error> {
    let held = opinions::Entity::find()
        .filter(opinions::Column::DocumentId.eq(document_id))
        .filter(opinions::Column::Id.ne(opinion));
    Ok(held.all(on).await?)
}

/// Takes away what this document named until now, names no more, and no other document names.
async fn forget(on: &DatabaseTransaction, plan: &mut Plan<'_>) -> Result<(), Error> {
    let named: HashSet<Uuid> = plan.rows.source.iter().map(|source| source.node_id).collect();
    let gone = unnamed(on, plan.document_id, |id| named.contains(id)).await?;
    plan.rows.initiative.retain(|row| !gone.contains(&row.id));
    plan.rows.initiative_alias.retain(|row| !gone.contains(&row.initiative_id));
    plan.rows.stale.extend(gone);
    Ok(())
}

/// What a document named until now, names no more, and no other document names: nothing is left to say it.
pub(crate) async fn unnamed(
    on: &DatabaseTransaction,
    document_id: Uuid,
    still: impl Fn(&Uuid) -> bool,
) -> Result<HashSet<Uuid>, Error> {
    let stored: Vec<Uuid> = source::Entity::find()
        .select_only()
        .column(source::Column::NodeId)
        .filter(source::Column::DocumentId.eq(document_id))
        .into_tuple()
        .all(on)
        .await?;
    let mut dropped: HashSet<Uuid> = stored.into_iter().filter(|id| !still(id)).collect();
    let elsewhere = others(on, document_id, dropped.iter().copied().collect()).await?;
    dropped.retain(|id| !elsewhere.contains_key(id));
    Ok(dropped)
}

/// Of the other documents that name each node, the one with the smallest place, those that only cite it last.
pub(crate) async fn others(
    on: &DatabaseTransaction,
    document_id: Uuid,
    nodes: Vec<Uuid>,
) -> Result<HashMap<Uuid, Other>, Error> {
    let mut smallest: HashMap<Uuid, Other> = HashMap::new();
    for condition in among(source::Column::NodeId, nodes) {
        let stated: Vec<(Uuid, bool, Vec<u8>, String)> = source::Entity::find()
            .select_only()
            .column(source::Column::NodeId)
            .column(source::Column::Cited)
            .column(document::Column::OldestFirst)
            .column(document::Column::Sha256)
            .inner_join(document::Entity)
            .filter(condition)
            .filter(source::Column::DocumentId.ne(document_id))
            .into_tuple()
            .all(on)
            .await?;
        for (node, cited, place, sha256) in stated {
            let place = (cited, place);
            if smallest.get(&node).is_none_or(|known| place < known.place) {
                smallest.insert(node, Other { place, sha256 });
            }
        }
    }
    Ok(smallest)
}

/// A figure for the tables, whose integers are signed.
pub(crate) fn int(figure: u32) -> i32 {
    i32::try_from(figure).unwrap_or(i32::MAX)
}
