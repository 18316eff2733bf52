//! What opinions tell of recommendations.

use std::collections::HashMap;

use entities::{node, source, telling, telling_maker};
use ingest::{Origin, text::slug};
use sea_orm::{DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    follow_up,
    keys::text,
    plan::{Plan, int},
    recommendation::places,
    table::among,
};
use crate::{Error, id::NaturalKey};

/// One opinion's words about a recommendation.
pub(super) struct Told {
    pub(super) row: telling::Model,
    /// Who asks, in the order of the text.
    pub(super) makers: Vec<Uuid>,
    /// The document of that opinion, and its place among others.
    pub(super) document_id: Uuid,
    place: Vec<u8>,
    /// Whether this change reads it; else it is stored.
    pub(super) is_new: bool,
    /// Which recommendation it is of, once that is worked out.
    pub(super) key: Option<NaturalKey>,
    /// The id that its words alone give it, where that is another.
    pub(super) also: Option<node::Model>,
}

impl Told {
    /// What decides first: the opinion that makes the recommendation, then the smallest document.
    pub(super) fn weight(&self) -> (bool, &[u8], i32) {
        (!self.is_own(), &self.place, self.row.rank)
    }

    /// Known by its number in its origin.
    pub(super) fn by_number(&self) -> Option<NaturalKey> {
        Some(self.key("NUMBER", self.row.number.as_deref()?))
    }

    /// Known by its words, whatever their case and accents.
    pub(super) fn by_words(&self) -> Option<NaturalKey> {
        let words = slug(self.row.text.as_deref().or(self.row.subject.as_deref())?);
        (!words.is_empty()).then(|| self.key("WORDS", &words))
    }

    /// Known by nothing but its place.
    pub(super) fn by_rank(&self) -> NaturalKey {
        self.key("RANK", &format!("{}/{}", self.row.opinion_id, self.row.rank))
    }

    /// Where the recommendation was read, by this opinion's document.
    pub(super) fn source(&self) -> source::Model {
        let row = &self.row;
        source::Model {
            node_id: row.recommendation_id,
            document_id: self.document_id,
            span_start: row.span_start,
            span_end: row.span_end,
            page: row.page,
            quote: row.quote.clone(),
            prefix: row.prefix.clone(),
            suffix: row.suffix.clone(),
            cited: !self.is_own(),
        }
    }

    fn is_own(&self) -> bool {
        self.row.origin_id == Some(self.row.opinion_id)
    }

    /// A key within the origin; where that is not known, within the opinion that tells of it: two such are never one.
    fn key(&self, kind: &str, value: &str) -> NaturalKey {
        let origin = self.row.origin_id.map(text).unwrap_or_default();
        let teller = self.row.origin_id.map_or_else(|| text(self.row.opinion_id), |_| String::new());
        NaturalKey::new("Recommendation", [&origin, &teller, &self.row.asker, kind, value])
    }
}

/// What this document tells.
pub(super) fn read(plan: &mut Plan<'_>, opinion_id: Uuid) -> Vec<Told> {
    let mut all = Vec::new();
    for read in &plan.records.recommendations {
        let origin_id = match &read.origin {
            Origin::Own => Some(opinion_id),
            Origin::Cited(key) => Some(plan.keys.cited(key).id()),
            Origin::Unknown => None,
        };
        let rank = int(read.rank);
        let source = plan.source(opinion_id, read.source, false);
        let declaration_id = read.declaration.and_then(|rank| plan.declaration(opinion_id, rank));
        let mut makers: Vec<Uuid> = Vec::new();
        for key in &read.made_by {
            let id = plan.keys.organisation(key).id();
            if !makers.contains(&id) {
                makers.push(id);
            }
        }
        let told = Told {
            row: telling::Model {
                id: plan.keys.ranked("Telling", opinion_id, read.rank).id(),
                opinion_id,
                rank,
                recommendation_id: Uuid::nil(),
                origin_id,
                declaration_id,
                asker: asker(&makers, plan.keys.assembly()),
                number: read.number.clone(),
                subject: read.subject.clone(),
                text: read.text.clone(),
                span_start: source.span_start,
                span_end: source.span_end,
                page: source.page,
                quote: source.quote,
                prefix: source.prefix,
                suffix: source.suffix,
            },
            makers,
            document_id: plan.document_id,
            place: plan.place.clone(),
            is_new: true,
            key: None,
            also: None,
        };
        follow_up::read(plan, &told, &read.follow_ups);
        all.push(told);
    }
    all
}

/// What is stored of what opinions tell.
pub(super) async fn of(on: &DatabaseTransaction, opinions: &[Uuid]) -> Result<Vec<telling::Model>, Error> {
    let mut rows = Vec::new();
    for condition in among(telling::Column::OpinionId, opinions.iter().copied()) {
        rows.extend(telling::Entity::find().filter(condition).all(on).await?);
    }
    Ok(rows)
}

/// What is stored of what other opinions tell of the recommendations that these origins make.
pub(super) async fn others(
    on: &DatabaseTransaction,
    origins: Vec<Uuid>,
    own: &[Uuid],
) -> Result<Vec<Told>, Error> {
    let mut rows = Vec::new();
    for condition in among(telling::Column::OriginId, origins) {
        rows.extend(telling::Entity::find().filter(condition).all(on).await?);
    }
    rows.retain(|row| !own.contains(&row.opinion_id));
    let mut makers: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for condition in among(telling_maker::Column::TellingId, rows.iter().map(|row| row.id)) {
        let stored = telling_maker::Entity::find().filter(condition);
        for maker in stored.order_by_asc(telling_maker::Column::Rank).all(on).await? {
            makers.entry(maker.telling_id).or_default().push(maker.organisation_id);
        }
    }
    let places = places(on, rows.iter().map(|row| row.opinion_id)).await?;
    let told = rows.into_iter().filter_map(|row| {
        let (document_id, place) = places.get(&row.opinion_id)?.clone();
        let makers = makers.remove(&row.id).unwrap_or_default();
        Some(Told { row, makers, document_id, place, is_new: false, key: None, also: None })
    });
    Ok(told.collect())
}

/// Those who ask beside the assembly, as a part of a key.
fn asker(makers: &[Uuid], assembly: Uuid) -> String {
    let mut others: Vec<String> =
        makers.iter().filter(|maker| **maker != assembly).map(|maker| text(*maker)).collect();
    others.sort();
    others.join(" ")
}
