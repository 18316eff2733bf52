//! Votes on subjects, with their ballots.

use entities::{Basis, deliberation, vote, vote_position, vote_position::VotePositionKind};
use ingest::Voted;
use uuid::Uuid;

use super::{plan::int, roll::RollPlan, roll_keys::RollKeys, words};
use crate::sort_key::SortKey;

/// Adds the votes that this file decides, and its sources of all.
pub(crate) fn plan(plan: &mut RollPlan<'_>) {
    for (read, at) in plan.roll.votes.iter().zip(0..) {
        let id: Uuid = plan.keys.votes[at];
        if plan.node(&plan.keys.vote(read), id, Some(read.source), false) {
            let row = row(plan, read, id);
            plan.rows.vote.push(row);
            plan.rows.deliberation.extend(deliberation(read, id));
            ballots(plan, read, id);
        }
    }
}

fn row(plan: &RollPlan<'_>, read: &Voted, id: Uuid) -> vote::Model {
    let counts = read.counts.unwrap_or_default();
    let day = plan.roll.sittings[read.sitting as usize].held_on;
    let placed = |key: SortKey| {
        let key = key.text(read.time.as_deref().unwrap_or_default()).number(read.identifier.as_deref());
        key.text(&read.subject).rank(read.homonym).bytes()
    };
    vote::Model {
        id,
        session_id: plan.keys.sittings[read.sitting as usize],
        opinion_id: None,
        subject: Some(read.subject.clone()),
        identifier: read.identifier.clone(),
        held_on: day,
        outcome: read.outcome.map(words::outcome),
        majority: None,
        formula: read.formula.clone(),
        count_for: counts.r#for.map(int),
        count_against: counts.against.map(int),
        count_abstentions: counts.abstentions.map(int),
        count_not_participating: counts.not_participating.map(int),
        count_absent: counts.absent.map(int),
        count_present: counts.present.map(int),
        count_cast: counts.cast.map(int),
        count_eligible: counts.eligible.map(int),
        inconsistent: read.inconsistent,
        newest_first: placed(SortKey::newest(Some(day))),
        oldest_first: placed(SortKey::oldest(Some(day))),
        basis: Basis::Text,
    }
}

fn deliberation(read: &Voted, vote_id: Uuid) -> Option<deliberation::Model> {
    let read = read.deliberation.as_ref()?;
    Some(deliberation::Model {
        vote_id,
        siret: read.siret.clone(),
        matter_code: read.matter_code.clone(),
        matter_name: read.matter_name.clone(),
        budget_year: read.budget_year.clone(),
        budget_name: read.budget_name.clone(),
        prefecture: read.prefecture.clone(),
        received_on: read.received_on,
        url: read.url.clone(),
    })
}

/// Many hundred of one vote: they are told by the person, and none stands in two files.
fn ballots(plan: &mut RollPlan<'_>, read: &Voted, vote_id: Uuid) {
    let day = plan.roll.sittings[read.sitting as usize].held_on;
    for (ballot, rank) in read.ballots.iter().zip(1..) {
        let person = plan.keys.voters[ballot.person as usize];
        let node = RollKeys::position(vote_id, person).node();
        let source = plan.source(node.id, ballot.source, false);
        let row = vote_position::Model {
            id: node.id,
            vote_id: Some(vote_id),
            kind: VotePositionKind::Ballot,
            choice: words::choice(ballot.choice),
            with_reservations: None,
            person_id: Some(person),
            organisation_id: ballot.on_behalf_of.map(|at| plan.keys.bodies[at as usize]),
            declaration_id: None,
            // The newest session first, then the place in the vote. Seven indexes hold it: it is kept short.
            newest_first: SortKey::newest(Some(day)).rank(rank).bytes(),
            basis: Basis::Text,
        };
        let rows = if plan.is_known(vote_id) { None } else { Some(&mut plan.rows.fresh) };
        match rows {
            Some(fresh) => {
                fresh.node.push(node);
                fresh.source.push(source);
                fresh.vote_position.push(row);
            }
            None => {
                plan.rows.node.push(node);
                plan.rows.source.push(source);
                plan.rows.vote_position.push(row);
            }
        }
    }
}
