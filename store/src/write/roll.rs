//! A file of votes: what the tables shall hold once it is in.
//!
//! Bodies, persons, memberships, sittings and votes are nouns that several files may state; each says what the file
//! with the smallest place says, and one that only refers to a record comes after all that state it. What registers
//! call a body or a person is what all files say together. A vote's ballots are of the file that decides the vote.

use std::collections::{HashMap, HashSet};

use entities::{
    Basis,
    document::{self, DocumentStatus},
    node, source,
};
use ingest::{ParsedRoll, Roll, Span};
use sea_orm::{DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{
    document::{Read, problems},
    plan::{Other, Planned, others, unnamed},
    quote::Quotes,
    roll_keys::RollKeys,
    roll_shared, roll_vote,
    table::among,
    words,
};
use crate::{Error, Rows, id::NaturalKey, sort_key::SortKey};

/// A file of votes with what was read of it.
#[derive(Clone, Debug)]
pub struct ReceivedRoll {
    /// Hexadecimal, 64 digits.
    pub(crate) sha256: String,
    /// In bytes.
    pub(crate) byte_size: i64,
    /// What was read.
    pub(crate) parsed: ParsedRoll,
    /// When.
    pub(crate) at: chrono::DateTime<chrono::Utc>,
}

/// Rows being gathered for one file.
pub(crate) struct RollPlan<'a> {
    pub(crate) rows: Rows,
    pub(crate) roll: &'a Roll,
    pub(crate) keys: RollKeys,
    document_id: Uuid,
    quotes: Quotes<'a>,
    place: Vec<u8>,
    others: HashMap<Uuid, Other>,
    /// What this file has named so far.
    named: HashSet<Uuid>,
    /// The votes, and the persons that the file only refers to, whose ids were given before.
    known: HashSet<Uuid>,
}

impl RollPlan<'_> {
    /// Adds a record's node and its place in this file. Says whether this file decides what the record says.
    pub(crate) fn node(&mut self, key: &NaturalKey, id: Uuid, span: Option<Span>, cited: bool) -> bool {
        if !self.named.insert(id) {
            // Twice in one file: the first place is the source.
            return false;
        }
        self.rows.node.push(key.node());
        if let Some(span) = span {
            self.rows.source.push(self.source(id, span, cited));
        }
        if cited && self.known.contains(&id) {
            // A person that another file stated or referred to: what this one could say stands there.
            return false;
        }
        let place = (cited, &self.place);
        self.others.get(&id).is_none_or(|other| place < (other.place.0, &other.place.1))
    }

    pub(crate) fn source(&self, id: Uuid, span: Span, cited: bool) -> source::Model {
        self.quotes.source(id, self.document_id, span, cited)
    }

    /// Whether a vote's id was given before this file came. Else all that hangs on it is new.
    pub(crate) fn is_known(&self, vote: Uuid) -> bool {
        self.known.contains(&vote)
    }
}

/// Plans a change, reading what other files state. Runs where no other writer does.
pub(crate) async fn plan(on: &DatabaseTransaction, received: &ReceivedRoll) -> Result<Planned, Error> {
    let key = NaturalKey::new("Document", [&received.sha256]);
    let stored = document::Entity::find_by_id(key.id()).one(on).await?;
    let accepted = stored.as_ref().is_some_and(|stored| stored.status == DocumentStatus::Accepted);
    let parsed = &received.parsed;
    if accepted && parsed.roll.is_none() {
        // What was once understood stays: a refusal (another --territory, say) takes nothing away.
        return Ok(Planned { rows: Rows::default(), rival: None });
    }
    let days = parsed.roll.iter().flat_map(|roll| &roll.sittings).map(|sitting| sitting.held_on);
    let read = Read {
        sha256: &received.sha256,
        byte_size: received.byte_size,
        at: received.at,
        accepted: parsed.roll.is_some(),
        title: None,
        media_type: &parsed.media_type,
        text: parsed.text.as_deref(),
        day: days.min(),
    };
    let document = read.row(key.id(), stored);
    let mut rows =
        Rows { node: vec![key.node()], problem: problems(&parsed.problems, key.id()), ..Rows::default() };
    if let Some(roll) = &parsed.roll {
        let keys = RollKeys::new(roll);
        let mut plan = RollPlan {
            rows,
            roll,
            document_id: key.id(),
            quotes: Quotes::new(parsed.text.as_deref().unwrap_or_default()),
            place: document.oldest_first.clone(),
            others: others(on, key.id(), keys.shared(roll)).await?,
            named: HashSet::new(),
            known: known(on, keys.votes().into_iter().chain(keys.referred(roll)).collect()).await?,
            keys,
        };
        territory(&mut plan);
        roll_shared::plan(on, &mut plan).await?;
        roll_vote::plan(&mut plan);
        forget(on, &mut plan).await?;
        rows = plan.rows;
    }
    rows.document.push(document);
    Ok(Planned { rows, rival: None })
}

fn territory(plan: &mut RollPlan<'_>) {
    let read = &plan.roll.territory;
    let key = RollKeys::territory(read);
    let id = key.id();
    if plan.node(&key, id, None, false) {
        plan.rows.territory.push(entities::territory::Model {
            id,
            level: words::level(read.level),
            code: read.code.clone(),
            name: read.name.clone(),
            name_key: SortKey::name(&read.code).bytes(),
            basis: Basis::Inferred,
        });
    }
}

/// Of some ids, those that were given before.
async fn known(on: &DatabaseTransaction, ids: Vec<Uuid>) -> Result<HashSet<Uuid>, Error> {
    let mut known = HashSet::new();
    for condition in among(node::Column::Id, ids) {
        let found: Vec<Uuid> = node::Entity::find()
            .select_only()
            .column(node::Column::Id)
            .filter(condition)
            .into_tuple()
            .all(on)
            .await?;
        known.extend(found);
    }
    Ok(known)
}

/// Takes away what this file named by an earlier reading of it, names no more, and no other file names.
async fn forget(on: &DatabaseTransaction, plan: &mut RollPlan<'_>) -> Result<(), Error> {
    let ballots: HashSet<Uuid> = plan.rows.vote_position.iter().map(|row| row.id).collect();
    let named = |id: &Uuid| plan.named.contains(id) || ballots.contains(id);
    let gone = unnamed(on, plan.document_id, named).await?;
    plan.rows.stale.extend(gone);
    Ok(())
}
