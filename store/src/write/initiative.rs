//! Initiatives, which many documents name.

use std::collections::HashMap;

use entities::{document, initiative, initiative_alias, initiative_body};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{plan::Plan, table::among, words};
use crate::{Error, sort_key::SortKey};

/// Adds the rows that this document decides, and its sources of all; then the bodies that they have become.
pub(crate) async fn plan(on: &DatabaseTransaction, plan: &mut Plan<'_>) -> Result<(), Error> {
    let territory_id = plan.keys.territory().id();
    for read in &plan.records.initiatives {
        let (id, decides) = plan.node(&plan.keys.initiative(&read.key), Some(read.source));
        let organisation_id = read.organisation.as_ref().map(|key| plan.keys.organisation(key).id());
        let document_id = plan.document_id;
        plan.rows.initiative_body.extend(organisation_id.map(|organisation_id| initiative_body::Model {
            document_id,
            initiative_id: id,
            organisation_id,
        }));
        if !decides {
            continue;
        }
        plan.rows.initiative.push(initiative::Model {
            id,
            territory_id,
            slug: read.key.0.clone(),
            acronym: read.acronym.clone(),
            acronym_key: read.acronym.as_deref().map(ingest::text::fold),
            name: read.name.clone(),
            name_key: SortKey::name(&read.name).bytes(),
            kind: words::initiative_kind(read.kind),
            organisation_id,
            basis: words::basis(read.basis),
        });
        for (name, rank) in read.aliases.iter().zip(1..) {
            let row = initiative_alias::Model {
                initiative_id: id,
                rank,
                name: name.clone(),
                name_key: SortKey::name(name).bytes(),
            };
            plan.rows.initiative_alias.push(row);
        }
    }
    bodies(on, plan).await
}

/// An initiative has become what the smallest document says that knows it: earlier ones could not.
async fn bodies(on: &DatabaseTransaction, plan: &mut Plan<'_>) -> Result<(), Error> {
    let before = initiative_body::Entity::find()
        .filter(initiative_body::Column::DocumentId.eq(plan.document_id))
        .all(on)
        .await?;
    let mut ids: Vec<Uuid> = before.iter().map(|body| body.initiative_id).collect();
    ids.extend(plan.rows.initiative_body.iter().map(|body| body.initiative_id));
    ids.extend(plan.rows.initiative.iter().map(|initiative| initiative.id));
    let mut all: Vec<(Vec<u8>, initiative_body::Model)> = Vec::new();
    for condition in among(initiative_body::Column::InitiativeId, ids.iter().copied()) {
        let stored = initiative_body::Entity::find()
            .find_also_related(document::Entity)
            .filter(condition)
            .filter(initiative_body::Column::DocumentId.ne(plan.document_id));
        let stored = stored.all(on).await?.into_iter();
        all.extend(stored.filter_map(|(body, document)| Some((document?.oldest_first, body))));
    }
    all.extend(plan.rows.initiative_body.iter().map(|body| (plan.place.clone(), body.clone())));
    all.sort_by(|one, other| other.0.cmp(&one.0));
    // The last of equal keys stays: that of the smallest document.
    let bodies: HashMap<Uuid, Uuid> =
        all.into_iter().map(|(_, body)| (body.initiative_id, body.organisation_id)).collect();
    for row in &mut plan.rows.initiative {
        row.organisation_id = bodies.get(&row.id).copied();
    }
    ids.retain(|id| plan.rows.initiative.iter().all(|row| row.id != *id));
    others(on, plan, ids, &bodies).await
}

/// Initiatives whose words another document decides, and whose body this one may change.
async fn others(
    on: &DatabaseTransaction,
    plan: &mut Plan<'_>,
    ids: Vec<Uuid>,
    bodies: &HashMap<Uuid, Uuid>,
) -> Result<(), Error> {
    for condition in among(initiative::Column::Id, ids) {
        for mut row in initiative::Entity::find().filter(condition).all(on).await? {
            row.organisation_id = bodies.get(&row.id).copied();
            let of = initiative_alias::Column::InitiativeId.eq(row.id);
            let aliases = initiative_alias::Entity::find().filter(of);
            plan.rows.initiative_alias.extend(aliases.all(on).await?);
            plan.rows.initiative.push(row);
        }
    }
    Ok(())
}
