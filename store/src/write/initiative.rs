//! Initiatives, which many documents name.

use entities::{initiative, initiative_alias};

use super::{plan::Plan, words};
use crate::sort_key::SortKey;

/// Adds the rows that this document decides, and its sources of all.
pub(crate) fn plan(plan: &mut Plan<'_>) {
    let territory_id = plan.keys.territory().id();
    for read in &plan.records.initiatives {
        let (id, decides) = plan.node(&plan.keys.initiative(&read.key), Some(read.source));
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
            organisation_id: read.organisation.as_ref().map(|key| plan.keys.organisation(key).id()),
            basis: words::basis(read.basis),
        });
        for (name, rank) in read.aliases.iter().zip(1..) {
            let row = initiative_alias::Model { initiative_id: id, rank, name: name.clone() };
            plan.rows.initiative_alias.push(row);
        }
    }
}
