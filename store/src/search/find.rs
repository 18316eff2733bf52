//! The search itself: the same statements on both databases, scores in whole figures.

use std::{cmp::Reverse, collections::HashMap};

use chrono::NaiveDate;
use entities::search_word;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryResult, Statement, Value};
use uuid::Uuid;

use super::{
    beside::Records,
    posting::{HEAVIEST, decode, weight},
    query::SearchQuery,
    searchable::Searchable,
    snippet::snippet,
    words::{Words, bind},
};
use crate::{Error, Store};

/// A search: what for, among what, and which page.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// What was typed.
    pub query: &'a SearchQuery,
    /// Among which records.
    pub filter: &'a SearchFilter,
    /// At most how many hits; none where only their number is asked for.
    pub limit: Option<u32>,
    /// Only those after this place.
    pub after: Option<&'a HitPlace>,
    /// Only those before this place.
    pub before: Option<&'a HitPlace>,
    /// Whether the page is the last of them and not the first.
    pub backward: bool,
    /// Whether all hits are counted too.
    pub counted: bool,
    /// Whether their records are wanted.
    pub records: bool,
}

/// Among which records: all that is given holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchFilter {
    /// Of one of these nouns.
    pub nouns: Option<Vec<Searchable>>,
    /// Of a session on this day or later.
    pub from: Option<NaiveDate>,
    /// Of a session on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Of this territory.
    pub territory: Option<Uuid>,
}

/// A place among the hits of a query. It keeps what the words weighed on the first page: later imports change their
/// weights, and shall not change the order of the pages that follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitPlace {
    /// The score there.
    pub score: i64,
    /// The record there.
    pub id: Uuid,
    /// Of each of the query's words, in its order.
    pub weights: Vec<u32>,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Of which noun.
    pub noun: Searchable,
    /// Where it stands.
    pub place: HitPlace,
}

/// A page of hits, the highest score first, then by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The hits.
    pub hits: Vec<Hit>,
    /// Whether there are more after them, or before them where the page is the last.
    pub more: bool,
    /// How many there are in all, where that was asked.
    pub total: Option<u64>,
    /// The records of hits, those that were read with them.
    pub records: Records,
}

impl HitPlace {
    /// Whether a search for this query may have given it out.
    #[must_use]
    pub fn fits(&self, query: &SearchQuery) -> bool {
        self.weights.len() == query.stems.len()
            && self.weights.iter().all(|weight| (1..=HEAVIEST).contains(weight))
    }
}

impl Store {
    /// Searches: at most two statements, however many records are found. A place that does not fit the query is
    /// taken for none.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`], here and below.
    pub async fn search(&self, search: &Search<'_>) -> Result<Found, Error> {
        let nothing = Found { total: search.counted.then_some(0), ..Found::default() };
        let fitting = |place: &&HitPlace| place.fits(search.query);
        let ends = Ends { after: search.after.filter(fitting), before: search.before.filter(fitting) };
        let place = ends.after.or(ends.before);
        if let (None, Some(limit), 1, true) =
            (place, search.limit, search.query.words(), search.query.phrases.is_empty())
        {
            return self.found_alone(search, limit).await;
        }
        let known = match place {
            Some(place) => Some((place.weights.clone(), None)),
            None => self.weights(search.query).await?,
        };
        let Some((weights, alone)) = known.filter(|_| !search.query.is_empty()) else { return Ok(nothing) };
        let words = Words::new(search, weights);
        let (mut rows, total) = if search.query.phrases.is_empty() {
            let known = alone.filter(|_| *search.filter == SearchFilter::default());
            match (search.limit, known) {
                (Some(_), _) => self.page_of(&words, ends, search.counted).await?,
                (None, Some(records)) => (Vec::new(), Some(records)),
                (None, None) => (Vec::new(), Some(self.count_hits(&words).await?)),
            }
        } else {
            self.with_phrases(&words, ends).await?
        };
        let limit = search.limit.unwrap_or(0) as usize;
        let more = search.limit.is_some() && rows.len() > limit;
        rows.truncate(limit);
        if search.backward {
            rows.reverse();
        }
        let hits = rows.into_iter().filter_map(|Row { id, noun, score }| {
            let noun = Searchable::numbered(noun)?;
            Some(Hit { noun, place: HitPlace { score, id, weights: words.weights.clone() } })
        });
        Ok(Found {
            hits: hits.collect(),
            more,
            total: total.filter(|_| search.counted),
            records: Records::None,
        })
    }

    /// The places of records of one noun that a query hits, as HTML: two statements.
    pub async fn snippets(
        &self,
        query: &SearchQuery,
        noun: Searchable,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, String>, Error> {
        let texts = noun.texts(&self.line(), ids).await?;
        Ok(texts.iter().map(|(id, text)| (*id, snippet(text, &query.stems))).collect())
    }

    /// All records that a query finds, in no order.
    pub(crate) async fn hits(&self, query: &SearchQuery) -> Result<Vec<Uuid>, Error> {
        let search = Search {
            query,
            filter: &SearchFilter::default(),
            limit: Some(u32::MAX),
            after: None,
            before: None,
            backward: false,
            counted: false,
            records: false,
        };
        let Some((weights, _)) = self.weights(query).await? else { return Ok(Vec::new()) };
        let (rows, _) =
            self.with_phrases(&Words::new(&search, weights), Ends { after: None, before: None }).await?;
        Ok(rows.into_iter().map(|row| row.id).collect())
    }

    /// What each word of a query weighs, and of a query of one word how many records have it; none where no record has
    /// one of them.
    async fn weights(&self, query: &SearchQuery) -> Result<Option<(Vec<u32>, Option<u64>)>, Error> {
        if query.is_empty() {
            return Ok(None);
        }
        let stems = query.stems.iter().map(String::as_str).chain([""]);
        let rows = search_word::Entity::find()
            .filter(search_word::Column::Stem.is_in(stems))
            .all(&self.line())
            .await?;
        let records: HashMap<&str, i64> = rows.iter().map(|row| (row.stem.as_str(), row.records)).collect();
        let all = records.get("").copied().unwrap_or(0);
        let of = |stem: &String| records.get(stem.as_str()).copied();
        let alone = match query.stems.as_slice() {
            [stem] => of(stem).map(i64::unsigned_abs),
            _ => None,
        };
        let weights: Option<Vec<u32>> = query.stems.iter().map(|stem| Some(weight(of(stem)?, all))).collect();
        Ok(weights.map(|weights| (weights, alone)))
    }

    async fn count_hits(&self, words: &Words<'_>) -> Result<u64, Error> {
        let mut values = Vec::new();
        let from = words.from(&mut values);
        let sql = format!("SELECT COUNT(*) AS total {from}");
        let rows = self.raw(sql, values).await?;
        let total: i64 = rows.first().map_or(Ok(0), |row| row.try_get("", "total"))?;
        Ok(total.unsigned_abs())
    }

    /// One hit more than the page has, from the end that the page is counted from; and how many there are in all, where
    /// that is asked, by the same statement, which goes through the postings once.
    async fn page_of(
        &self,
        words: &Words<'_>,
        ends: Ends<'_>,
        counted: bool,
    ) -> Result<(Vec<Row>, Option<u64>), Error> {
        let mut values = Vec::new();
        let score = words.score(&mut values);
        let from = words.from(&mut values);
        let hits = format!("SELECT p0.record_id AS id, p0.noun AS noun, {score} AS score {from}");
        let mut terms = Vec::new();
        for (place, lower, higher) in [(ends.after, "<", ">"), (ends.before, ">", "<")] {
            let Some(place) = place else { continue };
            let (score, id) = (bind(&mut values, place.score), bind(&mut values, place.id));
            terms.push(format!("(score {lower} {score} OR (score = {score} AND id {higher} {id}))"));
        }
        let place = if terms.is_empty() { String::new() } else { format!("WHERE {}", terms.join(" AND ")) };
        let order = if words.search.backward { "score, id DESC" } else { "score DESC, id" };
        // The figure itself: of a limit that it does not know PostgreSQL expects more, and plans anew for each.
        let limit = u64::from(words.search.limit.unwrap_or(0)) + 1;
        let page =
            |of: &str| format!("SELECT id, noun, score FROM {of} {place} ORDER BY {order} LIMIT {limit}");
        if !counted {
            let rows = self.raw(page(&format!("({hits}) h")), values).await?;
            return Ok((rows.iter().map(Row::read).collect::<Result<_, DbErr>>()?, None));
        }
        let sql = format!(
            "WITH h AS MATERIALIZED ({hits}) SELECT total, id, noun, score FROM (SELECT COUNT(*) AS total FROM h) c \
             LEFT JOIN ({page}) p ON 1 = 1 ORDER BY {order}",
            page = page("h")
        );
        let (mut found, mut all) = (Vec::new(), 0);
        for row in self.raw(sql, values).await? {
            let total: i64 = row.try_get("", "total")?;
            all = total.unsigned_abs();
            // A page without hits is one row without any.
            if row.try_get::<Option<Uuid>>("", "id")?.is_some() {
                found.push(Row::read(&row)?);
            }
        }
        Ok((found, Some(all)))
    }

    /// The same for a query with phrases: whoever has all words is read with their places, and checked here. One
    /// statement, whatever a phrase leaves of it.
    async fn with_phrases(
        &self,
        words: &Words<'_>,
        ends: Ends<'_>,
    ) -> Result<(Vec<Row>, Option<u64>), Error> {
        let mut values = Vec::new();
        let score = words.score(&mut values);
        let from = words.from(&mut values);
        let mut sql = format!("SELECT p0.record_id AS id, p0.noun AS noun, {score} AS score");
        for index in words.in_phrases() {
            sql += &format!(", p{}.places AS places{index}", words.joined(index));
        }
        let mut rows = Vec::new();
        let mut total = 0;
        for row in self.raw(format!("{sql} {from}"), values).await? {
            let mut places = HashMap::new();
            for index in words.in_phrases() {
                let bytes: Vec<u8> = row.try_get("", &format!("places{index}"))?;
                places.insert(index, decode(&bytes));
            }
            if !words.search.query.phrases.iter().all(|phrase| stands(phrase, &places)) {
                continue;
            }
            total += 1;
            let row = Row::read(&row)?;
            if ends.hold(row.score, row.id) {
                rows.push(row);
            }
        }
        rows.sort_by_key(|row| (Reverse(row.score), row.id));
        if words.search.backward {
            rows.reverse();
        }
        rows.truncate(words.search.limit.map_or(0, |limit| limit as usize + 1));
        Ok((rows, Some(total)))
    }

    pub(super) async fn raw(
        &self,
        sql: String,
        values: Vec<Value>,
    ) -> Result<Vec<sea_orm::QueryResult>, DbErr> {
        let backend = self.connection.get_database_backend();
        self.line().query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await
    }
}

/// A hit as the database gives it.
struct Row {
    id: Uuid,
    noun: i16,
    score: i64,
}

impl Row {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            id: row.try_get("", "id")?,
            noun: row.try_get("", "noun")?,
            score: row.try_get("", "score")?,
        })
    }
}

/// Between which places a page lies.
#[derive(Clone, Copy)]
struct Ends<'a> {
    after: Option<&'a HitPlace>,
    before: Option<&'a HitPlace>,
}

impl Ends<'_> {
    /// Whether a hit lies between them: the highest score comes first, then the smallest id.
    fn hold(self, score: i64, id: Uuid) -> bool {
        let place = (Reverse(score), id);
        self.after.is_none_or(|after| place > (Reverse(after.score), after.id))
            && self.before.is_none_or(|before| place < (Reverse(before.score), before.id))
    }
}

/// Whether a phrase's words stand side by side somewhere.
fn stands(phrase: &[(usize, u32)], places: &HashMap<usize, Vec<u32>>) -> bool {
    let Some(((first, _), rest)) = phrase.split_first() else { return true };
    let at = |word: &usize, place: u32| {
        places.get(word).is_some_and(|places| places.binary_search(&place).is_ok())
    };
    places.get(first).is_some_and(|starts| {
        starts
            .iter()
            .any(|start| rest.iter().all(|(word, distance)| at(word, start.saturating_add(*distance))))
    })
}
