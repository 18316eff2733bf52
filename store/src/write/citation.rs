//! Opinions that documents cite: records without a document, until one comes that holds them.

use std::collections::HashMap;

use entities::{Basis, citation, document, opinion};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{plan::Plan, table::among, words};
use crate::{Error, sort_key::SortKey};

/// Adds what this document cites, and what the opinions say that it cites or cited, or once held: the words of the
/// smallest document that cites them, unless one holds them. What nobody cites and nobody holds goes.
pub(crate) async fn plan(on: &DatabaseTransaction, plan: &mut Plan<'_>) -> Result<(), Error> {
    let own = plan.keys.opinion().id();
    let assembly_id = plan.keys.assembly();
    let mut known: HashMap<Uuid, Uuid> = HashMap::new();
    for read in &plan.records.citations {
        let key = plan.keys.cited(&read.key);
        // "Le présent avis" cites nothing else.
        if key.id() == own || known.contains_key(&key.id()) {
            continue;
        }
        let opinion_id = plan.cited(&key, read.source);
        known.insert(opinion_id, assembly_id);
        plan.rows.citation.push(citation::Model {
            document_id: plan.document_id,
            opinion_id,
            day: read.key.day,
            kind: words::opinion_kind(read.key.kind),
            title: read.title.clone(),
            report_number: read.report_number.clone(),
        });
    }
    let before = citation::Entity::find().filter(citation::Column::DocumentId.eq(plan.document_id));
    let mut ids: Vec<Uuid> = before.all(on).await?.into_iter().map(|citation| citation.opinion_id).collect();
    ids.extend(known.keys());
    ids.extend(plan.withdrawn.iter().map(|opinion| opinion.id));
    let held = held(on, plan, &ids, &mut known).await?;
    let cited = cited(on, plan, &ids).await?;
    ids.sort_unstable();
    ids.dedup();
    for id in ids.into_iter().filter(|id| *id != own && !held.contains(id)) {
        match (cited.get(&id), known.get(&id)) {
            (Some(citation), Some(assembly_id)) => plan.rows.opinion.push(row(citation, *assembly_id)),
            _ => plan.rows.stale.push(id),
        }
    }
    Ok(())
}

/// Which of these opinions another document holds. Notes the assemblies of those that are stored.
async fn held(
    on: &DatabaseTransaction,
    plan: &Plan<'_>,
    ids: &[Uuid],
    assemblies: &mut HashMap<Uuid, Uuid>,
) -> Result<Vec<Uuid>, Error> {
    let mut held = Vec::new();
    for condition in among(opinion::Column::Id, ids.iter().copied()) {
        for stored in opinion::Entity::find().filter(condition).all(on).await? {
            assemblies.insert(stored.id, stored.assembly_id);
            let other = stored.document_id.is_some_and(|document| document != plan.document_id);
            if other || plan.is_held_elsewhere(stored.id) {
                held.push(stored.id);
            }
        }
    }
    Ok(held)
}

/// Of the documents that cite each opinion, what the one with the smallest place says.
async fn cited(
    on: &DatabaseTransaction,
    plan: &Plan<'_>,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, citation::Model>, Error> {
    let mut all: Vec<(Vec<u8>, citation::Model)> = Vec::new();
    for condition in among(citation::Column::OpinionId, ids.iter().copied()) {
        let stored = citation::Entity::find()
            .find_also_related(document::Entity)
            .filter(condition)
            .filter(citation::Column::DocumentId.ne(plan.document_id));
        let stored = stored.all(on).await?.into_iter();
        all.extend(stored.filter_map(|(citation, document)| Some((document?.oldest_first, citation))));
    }
    all.extend(plan.rows.citation.iter().map(|citation| (plan.place.clone(), citation.clone())));
    all.sort_by(|one, other| other.0.cmp(&one.0));
    // The last of equal keys stays: that with the smallest place.
    Ok(all.into_iter().map(|(_, citation)| (citation.opinion_id, citation)).collect())
}

fn row(citation: &citation::Model, assembly_id: Uuid) -> opinion::Model {
    let title = citation.title.as_deref().unwrap_or_default();
    let placed = |key: SortKey| key.number(citation.report_number.as_deref()).text(title).bytes();
    opinion::Model {
        id: citation.opinion_id,
        assembly_id,
        session_id: None,
        commission_id: None,
        report_id: None,
        report_number: citation.report_number.clone(),
        document_id: None,
        kind: citation.kind,
        title: citation.title.clone(),
        title_key: SortKey::name(title).bytes(),
        adopted_on: Some(citation.day),
        newest_first: placed(SortKey::newest(Some(citation.day))),
        oldest_first: placed(SortKey::oldest(Some(citation.day))),
        basis: Basis::Text,
    }
}
