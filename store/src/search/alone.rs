//! The first page of a search for one word.

use sea_orm::QueryResult;
use uuid::Uuid;

use super::{
    find::{Found, Hit, HitPlace, Search},
    posting::weight,
    searchable::Searchable,
    words::{Words, bind},
};
use crate::{Error, Store};

impl Store {
    /// The page, with how many hits there are in all: one statement. What the word weighs is told beside the hits: it is the
    /// same for all of them, and so no matter for their order.
    pub(super) async fn found_alone(&self, search: &Search<'_>, limit: u32) -> Result<Found, Error> {
        let mut values = Vec::new();
        let from = Words::new(search, vec![1]).from(&mut values);
        let stem = bind(&mut values, search.query.stems().collect::<String>());
        let order = if search.backward { "impact, id DESC" } else { "impact DESC, id" };
        let sql = format!(
            "WITH h AS MATERIALIZED (SELECT p0.record_id AS id, p0.noun AS noun, p0.impact AS impact {from}) \
             SELECT (SELECT records FROM search_word WHERE stem = {stem}) AS own, \
             (SELECT records FROM search_word WHERE stem = '') AS everything, total, id, noun, impact \
             FROM (SELECT COUNT(*) AS total FROM h) c \
             LEFT JOIN (SELECT id, noun, impact FROM h ORDER BY {order} LIMIT {limit}) p ON 1 = 1 ORDER BY {order}",
            limit = u64::from(limit) + 1,
        );
        let rows = self.raw(sql, values).await?;
        let mut found = Found { total: search.counted.then_some(0), ..Found::default() };
        for row in &rows {
            let total: i64 = row.try_get("", "total")?;
            found.total = search.counted.then(|| total.unsigned_abs());
            found.hits.extend(hit(row)?);
        }
        found.more = found.hits.len() > limit as usize;
        found.hits.truncate(limit as usize);
        if search.backward {
            found.hits.reverse();
        }
        Ok(found)
    }
}

/// The hit of a row; none of the one row of a page without any.
fn hit(row: &QueryResult) -> Result<Option<Hit>, Error> {
    let (id, own): (Option<Uuid>, Option<i64>) = (row.try_get("", "id")?, row.try_get("", "own")?);
    let (Some(id), Some(own)) = (id, own) else { return Ok(None) };
    let all: Option<i64> = row.try_get("", "everything")?;
    let weight = weight(own, all.unwrap_or(0));
    let impact: i32 = row.try_get("", "impact")?;
    let place = HitPlace { score: i64::from(impact) * i64::from(weight), id, weights: vec![weight] };
    Ok(Searchable::numbered(row.try_get("", "noun")?).map(|noun| Hit { noun, place }))
}
