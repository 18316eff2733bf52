//! Search (recherche): records of several types by the words of their texts.

#![expect(
    clippy::too_many_arguments,
    reason = "a search has the arguments of a connection, and what to search for and among what"
)]

use std::{collections::HashMap, mem::take, sync::Arc};

use async_graphql::{Context, Enum, ID, InputObject, Object};
use store::{Hit, HitPlace, InvalidQuery, Noun, Records, Search, SearchQuery, Searchable, Store};
use uuid::Uuid;

use super::{
    ahead::needs_rows,
    connection::{Arguments, PageInfo},
    node::{Node, of_type},
    reads::{ById, Of},
    *,
};
use crate::{
    cursor,
    error::Error,
    loader::{Loaders, Reads},
};

/// What search may find (types de résultats).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Searchable")]
pub(crate) enum SearchType {
    /// An opinion (avis): its title, and the headings and paragraphs of its sections.
    Opinion,
    /// A report (rapport): its title and number, its summary and its priorities.
    Report,
    /// A declaration (déclaration): who speaks, on whose behalf, and its paragraphs.
    Declaration,
    /// What was asked for (préconisation): its subject and its text.
    Recommendation,
    /// What texts name (dispositif): its acronym, its name and its aliases.
    Initiative,
    /// A body (organisation): its acronym, its name and its aliases.
    Organisation,
    /// A person (personne): the name.
    Person,
}

/// Which records to search among: all terms hold.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct SearchFilter {
    /// The day of the session (date de séance); what has no session is not found then.
    held_on: Option<DateRange>,
    /// The id of a territory (territoire).
    territory: Option<ID>,
}

impl SearchFilter {
    /// The terms, for the store.
    fn terms(self) -> Result<store::SearchFilter, Error> {
        let (from, to) = self.held_on.map_or(Ok((None, None)), DateRange::ends)?;
        // A text that is no id is that of no territory.
        let territory = self.territory.map(|id| Uuid::parse_str(&id).unwrap_or_default());
        Ok(store::SearchFilter { nouns: None, from, to, territory })
    }
}

/// A page of what was found, best first (Relay connection).
pub(crate) struct SearchConnection {
    query: Arc<SearchQuery>,
    found: store::Found,
    info: PageInfo,
}

/// A record that was found (résultat).
#[derive(Clone)]
pub(crate) struct SearchHit {
    query: Arc<SearchQuery>,
    hit: Hit,
}

/// A record that was found, with its cursor (Relay edge).
pub(crate) struct SearchEdge(SearchHit);

/// A page of what was found, best first (Relay connection).
#[Object]
impl SearchConnection {
    /// What was found, on this page.
    async fn nodes(&self) -> Items<SearchHit> {
        self.hits().collect()
    }

    /// What was found, each with its cursor.
    async fn edges(&self) -> Items<SearchEdge> {
        self.hits().map(SearchEdge).collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> &PageInfo {
        &self.info
    }

    /// How many records were found in all.
    async fn total_count(&self) -> u64 {
        self.found.total.unwrap_or(0)
    }
}

impl SearchConnection {
    fn hits(&self) -> impl Iterator<Item = SearchHit> {
        self.found.hits.iter().map(|hit| SearchHit { query: Arc::clone(&self.query), hit: hit.clone() })
    }
}

/// A record that was found (résultat).
#[Object]
impl SearchHit {
    /// The record.
    async fn node(&self, ctx: &Context<'_>) -> Result<Node, Error> {
        let (name, id) = (self.hit.noun.name(), self.hit.place.id);
        of_type(ctx, name, id).await?.ok_or(Error::Missing(name, id))
    }

    /// The place with the most of the words (extrait): about 200 characters of the record's text as HTML, escaped,
    /// with `<mark>` around each word that was searched for; "…" stands where it was cut.
    async fn snippet(&self, ctx: &Context<'_>) -> Result<String, Error> {
        let snippets = Snippets { query: Arc::clone(&self.query), noun: self.hit.noun };
        Ok(ctx.data_unchecked::<Loaders>().load(snippets, self.hit.place.id).await?.unwrap_or_default())
    }

    /// How well the words fit (pertinence): the higher the better. Scores of one search can be compared, no others.
    async fn score(&self) -> i64 {
        self.hit.place.score
    }
}

/// A record that was found, with its cursor (Relay edge).
#[Object]
impl SearchEdge {
    /// The record with its place and score.
    async fn node(&self) -> SearchHit {
        self.0.clone()
    }

    /// Its place in the list: pass it as `after` or `before`.
    async fn cursor(&self) -> String {
        cursor::encode_hit(&self.0.query, &self.0.hit.place)
    }
}

/// The places of records that a query hits.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Snippets {
    query: Arc<SearchQuery>,
    noun: Searchable,
}

impl Reads for Snippets {
    type Value = String;

    async fn read(self, store: Store, ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>, store::Error> {
        store.snippets(&self.query, self.noun, &ids).await
    }
}

/// Keeps records for whoever asks for them by their ids.
fn give<N: Noun>(loaders: &Loaders, rows: Vec<Arc<N>>) {
    let rows = rows.into_iter().map(|row| (row.id(), row)).collect();
    loaders.give(&Of::<_, N>::new(ById), rows);
}

/// What a client asks of a search.
pub(crate) struct Asked {
    query: SearchQuery,
    limit: u32,
    after: Option<HitPlace>,
    before: Option<HitPlace>,
    filter: store::SearchFilter,
}

fn asked(query: &str, arguments: &Arguments, filter: SearchFilter) -> Result<Asked, Error> {
    let query = SearchQuery::parse(query).map_err(|refused| too_many("`query`", refused))?;
    let limit = arguments.limit()?;
    let place = |cursor: &Option<String>| {
        cursor.as_deref().map(|cursor| cursor::decode_hit(&query, cursor)).transpose()
    };
    let (after, before) = (place(&arguments.after)?, place(&arguments.before)?);
    Ok(Asked { limit, after, before, filter: filter.terms()?, query })
}

/// What it refuses of its arguments.
pub(crate) fn check(given: &Given<'_>) -> Result<Asked, Error> {
    asked(
        &given.get::<String>("query").unwrap_or_default(),
        &given.page(),
        given.get("filter").unwrap_or_default(),
    )
}

/// A query has too many characters or words. `what` says where it stands.
pub(crate) fn too_many(what: &str, refused: InvalidQuery) -> Error {
    let (limit, maximum, actual) = match refused {
        InvalidQuery::TooLong(actual) => ("searchCharacters", SearchQuery::LONGEST, actual),
        InvalidQuery::TooManyWords(actual) => ("searchWords", SearchQuery::MOST, actual),
    };
    let message = refused.to_string().replacen("`query`", what, 1);
    Error::OutOfRange { message, limit, maximum: maximum as i64, actual: actual as i64 }
}

/// The search.
#[derive(Default)]
pub(crate) struct Searches;

/// The search.
#[Object]
impl Searches {
    /// Searches the texts (recherche). All words must be met, in any inflection ("régionaux" finds "régionale"), with
    /// or without accents and capitals; words in quotes, or with hyphens, must stand side by side. Articles, pronouns
    /// and the like are not searched for, and where nothing else is left, nothing is found. The best score comes
    /// first: rare words weigh more than common ones, titles more than texts; then by id.
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "What to search for, such as `agence \"développement durable\"`: at most 300 characters \
                          and 12 different words."
        )]
        query: String,
        #[graphql(desc = "Only records of these types; of all where it is not given.")] types: Option<
            Vec<SearchType>,
        >,
        #[graphql(desc = "Only records for which all of this holds.")] filter: Option<SearchFilter>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor of the same search.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor of the same search.")] before: Option<String>,
    ) -> Result<SearchConnection, Error> {
        let backward = last.is_some();
        let arguments = Arguments { first, after, last, before };
        let Asked { query, limit, after, before, mut filter } =
            asked(&query, &arguments, filter.unwrap_or_default())?;
        filter.nouns = types.map(|types| types.into_iter().map(Searchable::from).collect());
        let (loaders, ahead) = (ctx.data_unchecked::<Loaders>(), ctx.look_ahead());
        let hits = [ahead.field("nodes"), ahead.field("edges").field("node")];
        let search = Search {
            query: &query,
            filter: &filter,
            limit: needs_rows(&ahead).then_some(limit),
            after: after.as_ref(),
            before: before.as_ref(),
            backward,
            counted: ahead.field("totalCount").exists(),
            records: hits.iter().any(|hit| hit.field("node").exists()),
        };
        let mut found = loaders.store().search(&search).await?;
        match take(&mut found.records) {
            Records::None => {}
            Records::Opinions(rows) => give(loaders, rows),
            Records::Reports(rows) => give(loaders, rows),
            Records::Declarations(rows) => give(loaders, rows),
            Records::Recommendations(rows) => give(loaders, rows),
        }
        let cursor = |hit: Option<&Hit>| hit.map(|hit| cursor::encode_hit(&query, &hit.place));
        let info = PageInfo {
            has_next_page: if backward { before.is_some() } else { found.more },
            has_previous_page: if backward { found.more } else { after.is_some() },
            start_cursor: cursor(found.hits.first()),
            end_cursor: cursor(found.hits.last()),
        };
        Ok(SearchConnection { query: Arc::new(query), found, info })
    }
}
