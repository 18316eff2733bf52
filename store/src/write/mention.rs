//! Mentions: what an opinion names, and where.

use entities::{Basis, mention, mention_candidate};
use ingest::Named;
use uuid::Uuid;

use super::plan::{Plan, int};
use crate::sort_key::SortKey;

/// Adds the mentions of an opinion that this document decides.
pub(crate) fn plan(plan: &mut Plan<'_>, opinion_id: Uuid) {
    let day = Some(plan.records.session.held_on);
    for read in &plan.records.mentions {
        let target = read.target.as_ref().map(|named| Target::of(plan, named)).unwrap_or_default();
        let key = plan.keys.mention(plan.document_id, read.source, target.id());
        let (id, is_new) = plan.node(&key, Some(read.source));
        if !is_new {
            continue;
        }
        plan.rows.mention.push(mention::Model {
            id,
            document_id: plan.document_id,
            opinion_id,
            declaration_id: read.declaration.and_then(|rank| plan.declaration(opinion_id, rank)),
            organisation_id: target.organisation,
            person_id: target.person,
            initiative_id: target.initiative,
            cited_id: target.cited,
            newest_first: SortKey::newest(day).rank(read.source.start).bytes(),
            oldest_first: SortKey::oldest(day).rank(read.source.start).bytes(),
            basis: Basis::Text,
        });
        for (named, rank) in read.candidates.iter().zip(1..) {
            let target = Target::of(plan, named);
            plan.rows.mention_candidate.push(mention_candidate::Model {
                mention_id: id,
                rank: int(rank),
                organisation_id: target.organisation,
                person_id: target.person,
                initiative_id: target.initiative,
                cited_id: target.cited,
            });
        }
    }
}

/// What is named: one of these.
#[derive(Default)]
struct Target {
    organisation: Option<Uuid>,
    person: Option<Uuid>,
    initiative: Option<Uuid>,
    cited: Option<Uuid>,
}

impl Target {
    fn id(&self) -> Option<Uuid> {
        self.organisation.or(self.person).or(self.initiative).or(self.cited)
    }

    fn of(plan: &Plan<'_>, named: &Named) -> Self {
        match named {
            Named::Organisation(key) => {
                Self { organisation: Some(plan.keys.organisation(key).id()), ..Self::default() }
            }
            Named::Person(key) => Self { person: Some(plan.keys.person(key).id()), ..Self::default() },
            Named::Initiative(key) => {
                Self { initiative: Some(plan.keys.initiative(key).id()), ..Self::default() }
            }
            Named::Opinion(key) => Self { cited: Some(plan.keys.cited(key).id()), ..Self::default() },
        }
    }
}
