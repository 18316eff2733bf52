//! The first page of a search for one word.

use uuid::Uuid;

use super::{
    beside::Records,
    find::{Found, Hit, HitPlace, Search},
    posting::weight,
    searchable::Searchable,
    words::{Words, bind},
};
use crate::{
    Error, Store,
    read::{Columns, HEAD},
};

impl Store {
    /// The page, with how many hits there are in all: one statement. What the word weighs is told beside the hits: it is the
    /// same for all of them, and so no matter for their order.
    pub(super) async fn found_alone(&self, search: &Search<'_>, limit: u32) -> Result<Found, Error> {
        let mut values = Vec::new();
        let from = Words::new(search, vec![1]).from(&mut values);
        let stem = bind(&mut values, search.query.stems().collect::<String>());
        let order = if search.backward { "impact, id DESC" } else { "impact DESC, id" };
        let mut found =
            Found { total: search.counted.then_some(0), records: Records::of(search), ..Found::default() };
        // What the hits lead to may be in memory, of the state that is read here.
        let head = if search.records && self.asks_state() { HEAD } else { self.no_state() };
        let (mut columns, mut joined) = (String::new(), String::new());
        if let Some((table, names)) = found.records.table() {
            columns = names.iter().map(|name| format!(", t.{name}")).collect();
            joined = format!(" LEFT JOIN {table} t ON t.id = p.id");
        }
        let sql = format!(
            "WITH h AS MATERIALIZED (SELECT p0.record_id AS id, p0.noun AS noun, p0.impact AS impact {from}) \
             SELECT {head} AS head, (SELECT records FROM search_word WHERE stem = {stem}) AS own, \
             (SELECT records FROM search_word WHERE stem = '') AS everything, total, p.id, p.noun, p.impact{columns} \
             FROM (SELECT COUNT(*) AS total FROM h) c LEFT JOIN (SELECT id, noun, impact FROM h \
             ORDER BY {order} LIMIT {limit}) p ON 1 = 1{joined} ORDER BY {by}",
            limit = u64::from(limit) + 1,
            by = if search.backward { "p.impact, p.id DESC" } else { "p.impact DESC, p.id" },
        );
        for row in &self.raw(sql, values).await? {
            let mut columns = Columns::of(row);
            self.saw(columns.next()?);
            let (own, all): (Option<i64>, Option<i64>) = (columns.next()?, columns.next()?);
            let total: i64 = columns.next()?;
            found.total = search.counted.then(|| total.unsigned_abs());
            // Of a page without any hit there is one row.
            let (id, noun, impact): (Option<Uuid>, Option<i16>, Option<i32>) =
                (columns.next()?, columns.next()?, columns.next()?);
            let (Some(own), Some(id), Some(noun), Some(impact)) = (own, id, noun, impact) else { continue };
            let weight = weight(own, all.unwrap_or(0));
            let place = HitPlace { score: i64::from(impact) * i64::from(weight), id, weights: vec![weight] };
            found.hits.extend(Searchable::numbered(noun).map(|noun| Hit { noun, place }));
            found.records.read(&mut columns)?;
        }
        found.more = found.hits.len() > limit as usize;
        found.hits.truncate(limit as usize);
        if search.backward {
            found.hits.reverse();
        }
        Ok(found)
    }
}
