//! The postings that a search joins, in SQL that both databases read alike.

use std::cmp::Reverse;

use sea_orm::Value;

use super::find::Search;
use crate::sort_key::SortKey;

/// A search's words in the order in which their postings are joined: the rarest, which is the heaviest, first.
pub(super) struct Words<'a> {
    pub(super) search: &'a Search<'a>,
    pub(super) weights: Vec<u32>,
    order: Vec<usize>,
}

impl<'a> Words<'a> {
    pub(super) fn new(search: &'a Search<'a>, weights: Vec<u32>) -> Self {
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|index| (Reverse(weights[*index]), *index));
        Self { search, weights, order }
    }

    /// The words that phrases are made of, each once.
    pub(super) fn in_phrases(&self) -> impl Iterator<Item = usize> {
        let phrases = &self.search.query.phrases;
        (0..self.weights.len()).filter(|index| phrases.iter().flatten().any(|(word, _)| word == index))
    }

    /// Where a word stands in the join.
    pub(super) fn joined(&self, index: usize) -> usize {
        self.order.iter().position(|word| *word == index).unwrap_or(0)
    }

    /// The score, in SQL.
    pub(super) fn score(&self, values: &mut Vec<Value>) -> String {
        let terms = self.order.iter().enumerate().map(|(place, word)| {
            let weight = bind(values, i64::from(self.weights[*word]));
            format!("CAST(p{place}.impact AS bigint) * {weight}")
        });
        terms.collect::<Vec<_>>().join(" + ")
    }

    /// The postings that hold every word, of the records that the filter leaves. A cross join keeps SQLite from
    /// beginning with another word.
    pub(super) fn from(&self, values: &mut Vec<Value>) -> String {
        let (mut tables, mut terms) = (Vec::new(), Vec::new());
        for (place, word) in self.order.iter().enumerate() {
            tables.push(format!("search_posting p{place}"));
            let stem = bind(values, self.search.query.stems[*word].as_str());
            // One word has one plan, however rare it is: PostgreSQL would look into the value and plan anew for each.
            let stem = if self.order.len() > 1 { stem } else { format!("(SELECT CAST({stem} AS text))") };
            terms.push(format!("p{place}.stem = {stem}"));
            if place > 0 {
                terms.push(format!("p{place}.record_id = p0.record_id"));
            }
        }
        if let Some(nouns) = &self.search.filter.nouns {
            let numbers: Vec<String> = nouns.iter().map(|noun| bind(values, noun.number())).collect();
            // No noun at all is none that could be found.
            terms.push(if numbers.is_empty() {
                "1 = 0".to_owned()
            } else {
                format!("p0.noun IN ({})", numbers.join(", "))
            });
        }
        let filter = self.filter(values);
        if !filter.is_empty() {
            tables.push("search_record r".to_owned());
            terms.push("r.id = p0.record_id".to_owned());
            terms.extend(filter);
        }
        format!("FROM {} WHERE {}", tables.join(" CROSS JOIN "), terms.join(" AND "))
    }

    /// What the filter asks of a record, beside its noun.
    fn filter(&self, values: &mut Vec<Value>) -> Vec<String> {
        let filter = self.search.filter;
        let mut terms = Vec::new();
        let key = |day| SortKey::oldest(Some(day)).bytes();
        terms.extend(filter.from.map(|from| format!("r.oldest_first >= {}", bind(values, key(from)))));
        let next = filter.to.map(|to| to.succ_opt().unwrap_or(to));
        terms.extend(next.map(|next| format!("r.oldest_first < {}", bind(values, key(next)))));
        terms.extend(filter.territory.map(|id| format!("r.territory_id = {}", bind(values, id))));
        terms
    }
}

/// Binds a value and returns its place in the statement.
pub(super) fn bind(values: &mut Vec<Value>, value: impl Into<Value>) -> String {
    values.push(value.into());
    format!("${}", values.len())
}
