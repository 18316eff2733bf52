//! Milestones, of which many documents tell.

use entities::{Basis, milestone, milestone_opinion};
use ingest::PartialDate;
use uuid::Uuid;

use super::plan::Plan;
use crate::sort_key::SortKey;

/// Adds the rows that this document decides, and its sources of all; and which of them the opinion tells, where this
/// document decides what the opinion says.
pub(crate) fn plan(plan: &mut Plan<'_>, decided: Option<Uuid>) {
    for read in &plan.records.milestones {
        let key = plan.keys.milestone(read);
        let told = plan.rows.source.iter().any(|source| source.node_id == key.id());
        let (id, decides) = plan.node(&key, Some(read.source));
        if decides {
            plan.rows.milestone.push(milestone::Model {
                id,
                initiative_id: read.initiative.as_ref().map(|key| plan.keys.initiative(key).id()),
                organisation_id: read.organisation.as_ref().map(|key| plan.keys.organisation(key).id()),
                date: read.date.to_string(),
                title: read.title.clone(),
                newest_first: placed(SortKey::newest(Some(read.date.earliest())), read.date, &read.title),
                oldest_first: placed(SortKey::oldest(Some(read.date.earliest())), read.date, &read.title),
                basis: if read.relative { Basis::Inferred } else { Basis::Text },
            });
        }
        if let Some(opinion_id) = decided.filter(|_| !told) {
            plan.rows.milestone_opinion.push(milestone_opinion::Model { milestone_id: id, opinion_id });
        }
    }
}

/// Of one earliest day the coarser date first, in either direction.
fn placed(key: SortKey, date: PartialDate, title: &str) -> Vec<u8> {
    key.rank(date.precision() as u32).text(title).bytes()
}
