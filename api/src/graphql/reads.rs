//! What the loaders of a request read, each by one statement for many ids.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    marker::PhantomData,
    sync::Arc,
};

use store::{
    Counted, Facet, Filter, Joining, List, Noun, Page, Parent, PastPage, Row, Slice, Sort, Store, Without,
    entities::{
        decision, deliberation, initiative_alias, mention_candidate, organisation_alias,
        organisation_identifier, person_identifier, problem, source,
    },
};
use uuid::Uuid;

use crate::loader::Reads;

/// A read of one noun: the same reads of two nouns are two.
pub(crate) struct Of<K, N> {
    key: K,
    noun: PhantomData<fn() -> N>,
}

impl<K, N> Of<K, N> {
    pub(crate) fn new(key: K) -> Self {
        Self { key, noun: PhantomData }
    }
}

// Derived, these would ask the same of the noun, which is no more than a name here.
impl<K: Clone, N> Clone for Of<K, N> {
    fn clone(&self) -> Self {
        Self::new(self.key.clone())
    }
}

impl<K: PartialEq, N> PartialEq for Of<K, N> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<K: Eq, N> Eq for Of<K, N> {}

impl<K: Hash, N> Hash for Of<K, N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// Pages of many parents' lists.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Pages {
    pub(crate) parent: Parent,
    pub(crate) sort: Sort,
    pub(crate) filter: Filter,
    pub(crate) joins: Vec<Joining>,
    pub(crate) without: Without,
    pub(crate) page: Page,
}

/// Counts of many parents' lists.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Counts {
    pub(crate) parent: Parent,
    pub(crate) filter: Filter,
}

/// What many parents' lists count by a facet.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Facets {
    pub(crate) facet: Facet,
    pub(crate) parent: Parent,
    pub(crate) filter: Filter,
}

/// Whole lists of many parents.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Children {
    pub(crate) parent: Parent,
    pub(crate) joins: Vec<Joining>,
}

/// Records by their ids.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct ById;

/// Records by their ids, with what is joined to them.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct ByIdWith {
    pub(crate) joins: Vec<Joining>,
}

/// Where records were read.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Sources {
    pub(crate) first: usize,
}

/// The changes of records.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Histories(pub(crate) PastPage);

/// The plain texts of documents.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Texts;

/// What was not understood in documents.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Problems;

/// The other names of organisations.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Aliases;

/// The identifiers of organisations.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Identifiers;

/// What is published of votes as deliberations.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Deliberations;

/// The identifiers of persons.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct PersonIdentifiers;

/// The other names of initiatives.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct InitiativeAliases;

/// What mentions may name.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Candidates;

/// What people decided of records.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Decisions;

/// The number of the last revision of records.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct LastRevisions;

/// The types of records.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Nodes;

impl<N: Noun> Reads for Of<Pages, N> {
    type Value = Slice<N>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Slice<N>>, store::Error> {
        let Pages { sort, filter, joins, without, .. } = &self.key;
        let list = List { sort: *sort, filter, joins, without: *without };
        store.pages(&list, self.key.parent, &ids, &self.key.page).await
    }
}

impl<N: Noun> Reads for Of<Counts, N> {
    type Value = u64;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, u64>, store::Error> {
        store.counts::<N>(&self.key.filter, self.key.parent, &ids).await
    }
}

impl<N: Noun> Reads for Of<Facets, N> {
    type Value = Vec<Counted>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.facets::<N>(self.key.facet, &self.key.filter, self.key.parent, &ids).await
    }
}

impl<N: Noun> Reads for Of<Children, N> {
    type Value = Vec<Row<N>>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Row<N>>>, store::Error> {
        store.children(self.key.parent, &ids, &self.key.joins).await
    }
}

impl<N: Noun> Reads for Of<ById, N> {
    type Value = Arc<N>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Arc<N>>, store::Error> {
        store.by_ids::<N>(&ids).await
    }
}

impl<N: Noun> Reads for Of<ByIdWith, N> {
    type Value = Row<N>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Row<N>>, store::Error> {
        store.by_ids_with(&ids, &self.key.joins).await
    }
}

impl Reads for Sources {
    type Value = Vec<source::Model>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.sources(&ids, self.first).await
    }
}

impl Reads for Histories {
    type Value = store::Past;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.histories(&ids, self.0).await
    }
}

impl Reads for Texts {
    type Value = String;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.texts(&ids).await
    }
}

impl Reads for Problems {
    type Value = Vec<problem::Model>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.problems(&ids).await
    }
}

impl Reads for Aliases {
    type Value = Vec<organisation_alias::Model>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.aliases(&ids).await
    }
}

impl Reads for Identifiers {
    type Value = Vec<organisation_identifier::Model>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.identifiers(&ids).await
    }
}

impl Reads for Deliberations {
    type Value = deliberation::Model;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.deliberations(&ids).await
    }
}

impl Reads for PersonIdentifiers {
    type Value = Vec<person_identifier::Model>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.person_identifiers(&ids).await
    }
}

impl Reads for InitiativeAliases {
    type Value = Vec<initiative_alias::Model>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.initiative_aliases(&ids).await
    }
}

impl Reads for Candidates {
    type Value = Vec<mention_candidate::Model>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.candidates(&ids).await
    }
}

impl Reads for Decisions {
    type Value = Vec<decision::Model>;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.decisions(&ids).await
    }
}

impl Reads for LastRevisions {
    type Value = i64;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.last_revisions(&ids).await
    }
}

impl Reads for Nodes {
    type Value = (String, Uuid);

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Self::Value>, store::Error> {
        store.nodes(&ids).await
    }
}
