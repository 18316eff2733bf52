//! Words in filters: what a search finds, as a condition of a list.

use std::collections::HashMap;

use sea_orm::{
    DbBackend,
    sea_query::{Condition, Expr, ExprTrait, Query},
};

use super::filter::{Filter, TABLE, among};
use crate::{Error, SearchQuery, Store};

/// What the phrases in a filter's searches find. Whether words stand side by side is told here and not in SQL, so the
/// records that do are read first, one search more for each; words alone need none.
pub(crate) struct Phrases {
    backend: DbBackend,
    /// The ids of each search's records, as a JSON array of their hexadecimal digits.
    found: HashMap<SearchQuery, String>,
}

impl Phrases {
    /// The condition that a search finds a row.
    pub(super) fn found(&self, query: &SearchQuery) -> Condition {
        if let Some(ids) = self.found.get(query) {
            return Condition::all().add(among(self.backend, ids));
        }
        query.stems().fold(Condition::all(), |all, stem| {
            let mut select = Query::select();
            select.column((TABLE, "record_id")).from_as("search_posting", TABLE);
            select.and_where(Expr::col((TABLE, "stem")).eq(stem));
            all.add(Expr::col((TABLE, "id")).in_subquery(select))
        })
    }
}

impl Store {
    /// Reads what a filter's condition needs: no statement where no search in it has a phrase.
    pub(super) async fn phrases(&self, filter: &Filter) -> Result<Phrases, Error> {
        let mut found = HashMap::new();
        for query in filter.searches().into_iter().filter(|query| query.has_phrases()) {
            if !found.contains_key(query) {
                let ids = self.hits(query).await?;
                let ids: Vec<String> = ids.iter().map(|id| id.simple().to_string()).collect();
                found.insert(query.clone(), serde_json::Value::from(ids).to_string());
            }
        }
        Ok(Phrases { backend: self.connection.get_database_backend(), found })
    }
}
