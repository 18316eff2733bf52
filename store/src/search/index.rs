//! The index: written in the transaction of the records that it is of, and made anew where the analyser is another.

use std::collections::BTreeMap;

use entities::{search_index, search_posting, search_record, search_stems, search_word};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{analyse::ANALYSER, posting::postings, searchable::Searchable, touched::touched};
use crate::{Error, write::Changed};

/// So many records are read at a time.
const BATCH: usize = 64;
/// Rows or keys in one statement: of five values each, where SQLite binds at most 32,766.
const CHUNK: usize = 2_000;

/// Brings the index up to what has just been written.
pub(crate) async fn refresh(on: &DatabaseTransaction, changed: &[Changed]) -> Result<(), Error> {
    check(on).await?;
    let mut index = Index::new(on);
    for (noun, ids) in touched(on, changed).await? {
        for ids in ids.chunks(BATCH) {
            index.remove(ids).await?;
            index.add(noun, ids).await?;
        }
    }
    Ok(index.finish().await?)
}

/// Whether the index is of this version's analyser.
pub(crate) async fn check(on: &impl ConnectionTrait) -> Result<(), Error> {
    match found(on).await? {
        Some(found) if found == ANALYSER => Ok(()),
        found => Err(Error::Analyser { found: found.unwrap_or_default(), expected: ANALYSER }),
    }
}

/// Makes the index anew, unless it is of this version's analyser. Says whether it did.
pub(crate) async fn make_anew_if_old(on: &DatabaseTransaction) -> Result<bool, Error> {
    if found(on).await?.is_some_and(|found| found == ANALYSER) {
        return Ok(false);
    }
    make_anew(on).await?;
    Ok(true)
}

/// Makes the index anew from all records. Holds a batch of them in memory, and no more.
pub(crate) async fn make_anew(on: &DatabaseTransaction) -> Result<(), DbErr> {
    search_posting::Entity::delete_many().exec(on).await?;
    search_word::Entity::delete_many().exec(on).await?;
    search_stems::Entity::delete_many().exec(on).await?;
    search_record::Entity::delete_many().exec(on).await?;
    search_index::Entity::delete_many().exec(on).await?;
    let mut index = Index::new(on);
    for noun in Searchable::ALL {
        let mut last = Uuid::nil();
        loop {
            let ids = noun.after(on, last, BATCH as i64).await?;
            let Some(end) = ids.last() else { break };
            last = *end;
            index.add(noun, &ids).await?;
        }
    }
    index.finish().await?;
    let analyser = search_index::Model { analyser: ANALYSER.to_owned() };
    search_index::Entity::insert(analyser.into_active_model()).exec_without_returning(on).await?;
    Ok(())
}

async fn found(on: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    Ok(search_index::Entity::find().one(on).await?.map(|row| row.analyser))
}

/// Rows that wait to be written together.
struct Index<'a> {
    on: &'a DatabaseTransaction,
    records: Vec<search_record::Model>,
    stems: Vec<search_stems::Model>,
    postings: Vec<search_posting::Model>,
    /// In how many records more, or fewer, each stem stands.
    counts: BTreeMap<String, i64>,
}

impl<'a> Index<'a> {
    fn new(on: &'a DatabaseTransaction) -> Self {
        Self { on, records: Vec::new(), stems: Vec::new(), postings: Vec::new(), counts: BTreeMap::new() }
    }

    /// Takes records out, those that are in.
    async fn remove(&mut self, ids: &[Uuid]) -> Result<(), DbErr> {
        let known = search_stems::Column::RecordId.is_in(ids.iter().copied());
        let records = search_stems::Entity::find().filter(known.clone()).all(self.on).await?;
        if records.is_empty() {
            return Ok(());
        }
        for record in &records {
            let stems: Vec<&str> = record.stems.split_terminator(' ').collect();
            for stems in stems.chunks(CHUNK) {
                search_posting::Entity::delete_many()
                    .filter(search_posting::Column::RecordId.eq(record.record_id))
                    .filter(search_posting::Column::Stem.is_in(stems.iter().copied()))
                    .exec(self.on)
                    .await?;
            }
            self.count(&stems, -1);
        }
        search_stems::Entity::delete_many().filter(known).exec(self.on).await?;
        let known = search_record::Column::Id.is_in(ids.iter().copied());
        search_record::Entity::delete_many().filter(known).exec(self.on).await?;
        Ok(())
    }

    /// Adds those of the records that there are.
    async fn add(&mut self, noun: Searchable, ids: &[Uuid]) -> Result<(), DbErr> {
        let records = noun.records(self.on, ids).await?;
        let mut texts = noun.texts(self.on, ids).await?;
        for record in records {
            let postings = postings(&texts.remove(&record.id).unwrap_or_default());
            let stems: Vec<&str> = postings.iter().map(|posting| posting.stem.as_str()).collect();
            self.count(&stems, 1);
            self.records.push(search_record::Model {
                id: record.id,
                territory_id: record.territory_id,
                oldest_first: record.oldest_first,
            });
            self.stems.push(search_stems::Model { record_id: record.id, stems: stems.join(" ") });
            self.postings.extend(postings.into_iter().map(|posting| search_posting::Model {
                stem: posting.stem,
                record_id: record.id,
                noun: noun.number(),
                impact: posting.impact,
                places: posting.places,
            }));
        }
        if self.postings.len() < 4 * CHUNK { Ok(()) } else { self.write().await }
    }

    async fn finish(mut self) -> Result<(), DbErr> {
        self.write().await
    }

    fn count(&mut self, stems: &[&str], change: i64) {
        for stem in stems.iter().chain(&[""]) {
            match self.counts.get_mut(*stem) {
                Some(count) => *count += change,
                None => {
                    self.counts.insert((*stem).to_owned(), change);
                }
            }
        }
    }

    async fn write(&mut self) -> Result<(), DbErr> {
        for rows in std::mem::take(&mut self.records).chunks(CHUNK) {
            let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
            search_record::Entity::insert_many(rows).exec_without_returning(self.on).await?;
        }
        for rows in std::mem::take(&mut self.stems).chunks(CHUNK) {
            let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
            search_stems::Entity::insert_many(rows).exec_without_returning(self.on).await?;
        }
        for rows in std::mem::take(&mut self.postings).chunks(CHUNK) {
            let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
            search_posting::Entity::insert_many(rows).exec_without_returning(self.on).await?;
        }
        let counts = std::mem::take(&mut self.counts).into_iter().filter(|(_, change)| *change != 0);
        let counts: Vec<_> = counts.map(|(stem, records)| search_word::Model { stem, records }).collect();
        for rows in counts.chunks(CHUNK) {
            let fewer: Vec<&str> =
                rows.iter().filter(|row| row.records < 0).map(|row| row.stem.as_str()).collect();
            let sum = OnConflict::column(search_word::Column::Stem)
                .value(search_word::Column::Records, Expr::cust("search_word.records + excluded.records"))
                .to_owned();
            let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
            search_word::Entity::insert_many(rows).on_conflict(sum).exec_without_returning(self.on).await?;
            if !fewer.is_empty() {
                search_word::Entity::delete_many()
                    .filter(search_word::Column::Records.eq(0))
                    .filter(search_word::Column::Stem.is_in(fewer))
                    .exec(self.on)
                    .await?;
            }
        }
        Ok(())
    }
}
