//! Recommendations, which several opinions may tell of: the one that makes them, and later ones that take them up.
//!
//! Each opinion's words are kept as tellings. Tellings of one origin are one recommendation where their number agrees,
//! or where one without a number has the words of one with it. What the recommendation says comes from the opinion that
//! makes it, else from the smallest document that tells of it, field by field. Whenever a telling changes, all that
//! touch it are put together anew: the tables are the same whatever came first.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use entities::{
    Basis, document, node, opinion, recommendation, recommendation_maker, session, telling_maker,
};
use sea_orm::{DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    follow_up,
    plan::Plan,
    table::among,
    telling::{self, Told},
};
use crate::{Error, id::NaturalKey, sort_key::SortKey};

/// Adds what the opinion tells, where this document decides it, and every recommendation that this touches.
pub(crate) async fn plan(
    on: &DatabaseTransaction,
    plan: &mut Plan<'_>,
    decided: Option<Uuid>,
) -> Result<(), Error> {
    let told = decided.map(|opinion| telling::read(plan, opinion)).unwrap_or_default();
    let mut own: Vec<Uuid> = plan.withdrawn.iter().map(|opinion| opinion.id).collect();
    own.retain(|opinion| !plan.is_held_elsewhere(*opinion));
    own.extend(decided);
    let before = telling::of(on, &own).await?;
    let origins = before.iter().chain(told.iter().map(|told| &told.row)).filter_map(|row| row.origin_id);
    let others = telling::others(on, origins.collect(), &own).await?;
    plan.rows.stale.extend(before.iter().map(|row| row.recommendation_id));
    plan.rows.stale.extend(others.iter().map(|told| told.row.recommendation_id));
    let mut all: Vec<Told> = told.into_iter().chain(others).collect();
    resolve(&mut all);
    // Their own opinion first, then the smallest document, then the place in it.
    all.sort_by(|one, other| one.weight().cmp(&other.weight()));
    let days = days(on, plan, &all).await?;
    let mut groups: BTreeMap<Uuid, Vec<&Told>> = BTreeMap::new();
    for told in &all {
        groups.entry(told.row.recommendation_id).or_default().push(told);
    }
    nodes(plan, &all);
    for (id, group) in &groups {
        record(plan, *id, group, &days);
    }
    follow_up::plan(on, plan, &all).await?;
    for told in &all {
        plan.rows.telling.push(told.row.clone());
        for (organisation_id, rank) in told.makers.iter().zip(1..) {
            let (telling_id, organisation_id) = (told.row.id, *organisation_id);
            plan.rows.telling_maker.push(telling_maker::Model { telling_id, organisation_id, rank });
        }
    }
    Ok(())
}

/// Says of each telling which recommendation it is of.
fn resolve(all: &mut [Told]) {
    let mut numbered: HashMap<Uuid, (String, NaturalKey)> = HashMap::new();
    for told in all.iter() {
        let (Some(number), Some(words)) = (told.by_number(), told.by_words()) else { continue };
        let figure = told.row.number.clone().unwrap_or_default();
        // Two numbers for the same words: the smaller one has them.
        let known = numbered.entry(words.id()).or_insert_with(|| (figure.clone(), number.clone()));
        if (figure.len(), &figure) < (known.0.len(), &known.0) {
            *known = (figure, number);
        }
    }
    for told in all {
        let words = told.by_words();
        let key = told
            .by_number()
            .or_else(|| Some(numbered.get(&words.as_ref()?.id())?.1.clone()))
            .or_else(|| words.clone());
        let key = key.unwrap_or_else(|| told.by_rank());
        told.row.recommendation_id = key.id();
        told.also = words.filter(|words| *words != key).map(|words| {
            let number = numbered.get(&words.id()).map_or_else(|| key.id(), |(_, number)| number.id());
            node::Model { merged_into: Some(number), ..words.node() }
        });
        told.key = Some(key);
    }
}

/// Adds the ids of the recommendations, then those by which their words alone would know them.
fn nodes(plan: &mut Plan<'_>, all: &[Told]) {
    let mut seen = HashSet::new();
    let keys = all.iter().filter_map(|told| told.key.as_ref()).map(NaturalKey::node);
    plan.rows.node.extend(keys.filter(|node| seen.insert(node.id)));
    let also = all.iter().filter_map(|told| told.also.clone());
    plan.rows.node.extend(also.filter(|node| seen.insert(node.id)));
}

/// One recommendation, from all that is told of it, the weightiest first.
fn record(plan: &mut Plan<'_>, id: Uuid, group: &[&Told], days: &HashMap<Uuid, NaiveDate>) {
    let Some(first) = group.first() else { return };
    let origin = first.row.origin_id.unwrap_or(first.row.opinion_id);
    let day = days.get(&origin).copied();
    let rank = first.row.rank.unsigned_abs();
    plan.rows.recommendation.push(recommendation::Model {
        id,
        origin_id: first.row.origin_id,
        declaration_id: group.iter().find_map(|told| told.row.declaration_id),
        number: group.iter().find_map(|told| told.row.number.clone()),
        subject: group.iter().find_map(|told| told.row.subject.clone()),
        text: group.iter().find_map(|told| told.row.text.clone()),
        newest_first: SortKey::newest(day).rank(rank).bytes(),
        oldest_first: SortKey::oldest(day).rank(rank).bytes(),
        basis: Basis::Text,
    });
    let makers = group.iter().map(|told| &told.makers).find(|makers| !makers.is_empty());
    for (organisation_id, rank) in makers.into_iter().flatten().zip(1..) {
        plan.rows.recommendation_maker.push(recommendation_maker::Model {
            recommendation_id: id,
            organisation_id: *organisation_id,
            rank,
        });
    }
    let mut documents = HashSet::new();
    let sources = group.iter().filter(|told| documents.insert(told.document_id));
    plan.rows.source.extend(sources.map(|told| told.source()));
}

/// The days of the opinions that make the recommendations, or tell of those whose origin is unknown.
async fn days(
    on: &DatabaseTransaction,
    plan: &Plan<'_>,
    all: &[Told],
) -> Result<HashMap<Uuid, NaiveDate>, Error> {
    let wanted = all.iter().map(|told| told.row.origin_id.unwrap_or(told.row.opinion_id));
    let mut days = HashMap::new();
    for condition in among(opinion::Column::Id, wanted) {
        let stored = opinion::Entity::find().find_also_related(session::Entity).filter(condition);
        for (opinion, session) in stored.all(on).await? {
            let day = session.map(|session| session.held_on).or(opinion.adopted_on);
            days.extend(day.map(|day| (opinion.id, day)));
        }
    }
    // What this change says of them outranks what is stored.
    let cited = plan.rows.opinion.iter().filter(|opinion| opinion.document_id.is_none());
    days.extend(cited.filter_map(|opinion| Some((opinion.id, opinion.adopted_on?))));
    days.insert(plan.keys.opinion().id(), plan.records.session.held_on);
    Ok(days)
}

/// Where the documents of opinions stand among those that tell of the same.
pub(super) async fn places(
    on: &DatabaseTransaction,
    opinions: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, (Uuid, Vec<u8>)>, Error> {
    let mut places = HashMap::new();
    for condition in among(opinion::Column::Id, opinions) {
        let stored = opinion::Entity::find().find_also_related(document::Entity).filter(condition);
        for (opinion, document) in stored.all(on).await? {
            places.extend(document.map(|document| (opinion.id, (document.id, document.oldest_first))));
        }
    }
    Ok(places)
}
