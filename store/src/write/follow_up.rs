//! What opinions say became of recommendations.

use std::collections::HashMap;

use entities::{Basis, follow_up, source};
use ingest::FollowUp;
use sea_orm::{DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{keys::text, plan::Plan, table::among, telling::Told, words};
use crate::{Error, id::NaturalKey, sort_key::SortKey};

/// Adds what this document says became of a recommendation; of which one is not known yet.
pub(super) fn read(plan: &mut Plan<'_>, told: &Told, follow_ups: &[FollowUp]) {
    let day = Some(plan.records.session.held_on);
    // As this opinion alone knows the recommendation: what others say of it changes no id.
    let known = told.by_number().or_else(|| told.by_words()).unwrap_or_else(|| told.by_rank()).id();
    for read in follow_ups {
        let (start, end) = (read.source.start.to_string(), read.source.end.to_string());
        let opinion_id = told.row.opinion_id;
        let status = words::status_key(read.status);
        let key = NaturalKey::new("FollowUp", [&text(opinion_id), &text(known), status, &start, &end]);
        let (id, is_new) = plan.node(&key, Some(read.source));
        if is_new {
            plan.rows.follow_up.push(follow_up::Model {
                id,
                recommendation_id: Uuid::nil(),
                opinion_id: Some(opinion_id),
                telling_id: Some(told.row.id),
                status: words::status(read.status),
                evidence_text: None,
                evidence_url: None,
                evidence_date: None,
                newest_first: SortKey::newest(day).rank(read.source.start).bytes(),
                oldest_first: SortKey::oldest(day).rank(read.source.start).bytes(),
                basis: Basis::Text,
            });
        }
    }
}

/// Ties all follow-ups to their recommendations: those that were read, and those stored of others' tellings.
pub(super) async fn plan(on: &DatabaseTransaction, plan: &mut Plan<'_>, all: &[Told]) -> Result<(), Error> {
    let stored = all.iter().filter(|told| !told.is_new).map(|told| told.row.id);
    for condition in among(follow_up::Column::TellingId, stored) {
        let rows = follow_up::Entity::find().filter(condition).all(on).await?;
        // Their places stay as they are.
        for condition in among(source::Column::NodeId, rows.iter().map(|row| row.id)) {
            plan.rows.source.extend(source::Entity::find().filter(condition).all(on).await?);
        }
        plan.rows.follow_up.extend(rows);
    }
    let of: HashMap<Uuid, Uuid> = all.iter().map(|told| (told.row.id, told.row.recommendation_id)).collect();
    for row in &mut plan.rows.follow_up {
        let told = row.telling_id.and_then(|telling| of.get(&telling));
        row.recommendation_id = told.copied().unwrap_or(row.recommendation_id);
    }
    Ok(())
}
