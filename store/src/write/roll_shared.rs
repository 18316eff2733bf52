//! Bodies, persons, memberships and sittings of a file of votes.

use std::collections::BTreeSet;

use entities::{
    Basis, membership, organisation, organisation_alias, organisation_identifier, person, person_identifier,
    session,
};
use ingest::{Body, Voter};
use sea_orm::{DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{roll::RollPlan, table::among, words};
use crate::{Error, id::NaturalKey, rows::Named, sort_key::SortKey};

/// Adds the rows that this file decides, its sources of all, and what registers call bodies and persons.
pub(crate) async fn plan(on: &DatabaseTransaction, plan: &mut RollPlan<'_>) -> Result<(), Error> {
    bodies(plan);
    voters(plan);
    seats(plan);
    sittings(plan);
    identifiers(on, plan).await
}

fn bodies(plan: &mut RollPlan<'_>) {
    let territory_id = super::roll_keys::RollKeys::territory(&plan.roll.territory).id();
    for at in parents_first(&plan.roll.bodies) {
        let read = &plan.roll.bodies[at];
        let (key, id) = (plan.keys.body(&read.key), plan.keys.bodies[at]);
        if !plan.node(&key, id, Some(read.source), !read.stated) {
            continue;
        }
        let row = organisation::Model {
            id,
            territory_id,
            slug: read.key.0.clone(),
            acronym: None,
            acronym_key: None,
            name: read.name.clone(),
            name_key: SortKey::name(&read.name).bytes(),
            kind: words::organisation_kind(read.kind),
            parent_id: plan.keys.parent(read),
            basis: Basis::Text,
        };
        plan.rows.organisation.push(row);
        for (name, rank) in read.aliases.iter().zip(1..) {
            let name_key = SortKey::name(name).bytes();
            let row = organisation_alias::Model { organisation_id: id, rank, name: name.clone(), name_key };
            plan.rows.organisation_alias.push(row);
        }
    }
}

/// The places of the bodies, a parent's before its children's: rows refer to rows that stand before them.
fn parents_first(bodies: &[Body]) -> Vec<usize> {
    let place = |body: &Body| bodies.iter().position(|other| Some(&other.key) == body.parent.as_ref());
    let depth = |mut at: usize| {
        let mut depth = 0;
        // Parents that go round in a circle have no first.
        while let Some(parent) = place(&bodies[at]).filter(|_| depth < bodies.len()) {
            (at, depth) = (parent, depth + 1);
        }
        depth
    };
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    if bodies.iter().any(|body| body.parent.is_some()) {
        order.sort_by_cached_key(|at| depth(*at));
    }
    order
}

fn voters(plan: &mut RollPlan<'_>) {
    for (read, at) in plan.roll.voters.iter().zip(0..) {
        let (key, id): (NaturalKey, Uuid) = (plan.keys.voter(read), plan.keys.voters[at]);
        if read.name.is_some() {
            plan.rows.named.push(Named {
                id,
                name: read.name.clone(),
                given_name: read.given_name.clone(),
                family_name: read.family_name.clone(),
            });
        }
        if plan.node(&key, id, Some(read.source), !read.stated) {
            plan.rows.person.push(person::Model {
                id,
                assembly_id: plan.keys.bodies[read.assembly as usize],
                slug: read.key.0.clone(),
                name: read.name.clone(),
                given_name: read.given_name.clone(),
                family_name: read.family_name.clone(),
                name_key: name_key(read),
                redacted: false,
                basis: Basis::Text,
            });
        }
    }
}

/// Family name, then given name; the whole name where they are not told apart; the id where there is no name.
fn name_key(voter: &Voter) -> Vec<u8> {
    match (&voter.family_name, &voter.given_name) {
        (Some(family), given) => SortKey::name(family).text(given.as_deref().unwrap_or_default()).bytes(),
        _ => SortKey::name(voter.name.as_deref().unwrap_or(&voter.key.0)).bytes(),
    }
}

fn seats(plan: &mut RollPlan<'_>) {
    for (read, at) in plan.roll.seats.iter().zip(0..) {
        let (key, id): (NaturalKey, Uuid) = (plan.keys.seat(read), plan.keys.seats[at]);
        if plan.node(&key, id, Some(read.source), false) {
            plan.rows.membership.push(membership::Model {
                id,
                person_id: plan.keys.voters[read.person as usize],
                organisation_id: plan.keys.bodies[read.body as usize],
                on_behalf_of_id: read.on_behalf_of.map(|at| plan.keys.bodies[at as usize]),
                role: read.role.clone(),
                start_date: read.start,
                end_date: read.end,
                name_key: name_key(&plan.roll.voters[read.person as usize]),
                basis: Basis::Text,
            });
        }
    }
}

fn sittings(plan: &mut RollPlan<'_>) {
    for (read, at) in plan.roll.sittings.iter().zip(0..) {
        let (key, id): (NaturalKey, Uuid) = (plan.keys.sitting(read), plan.keys.sittings[at]);
        if plan.node(&key, id, Some(read.source), false) {
            let (day, kind) = (Some(read.held_on), read.kind as u32);
            plan.rows.session.push(session::Model {
                id,
                assembly_id: plan.keys.bodies[read.assembly as usize],
                held_on: read.held_on,
                kind: words::session_kind(read.kind),
                newest_first: SortKey::newest(day).rank(kind).bytes(),
                oldest_first: SortKey::oldest(day).rank(kind).bytes(),
                basis: Basis::Text,
            });
        }
    }
}

/// What is stored and what this file says, so that the order of files does not matter.
async fn identifiers(on: &DatabaseTransaction, plan: &mut RollPlan<'_>) -> Result<(), Error> {
    let mut bodies = BTreeSet::new();
    for (read, id) in plan.roll.bodies.iter().zip(&plan.keys.bodies) {
        bodies.extend(read.identifiers.iter().map(|known| (*id, known.scheme.clone(), known.value.clone())));
    }
    for condition in among(organisation_identifier::Column::OrganisationId, bodies.iter().map(|(id, ..)| *id))
    {
        let stored = organisation_identifier::Entity::find().filter(condition).all(on).await?;
        bodies.extend(stored.into_iter().map(|row| (row.organisation_id, row.scheme, row.value)));
    }
    let mut persons = BTreeSet::new();
    for (read, id) in plan.roll.voters.iter().zip(&plan.keys.voters) {
        persons.extend(read.identifiers.iter().map(|known| (*id, known.scheme.clone(), known.value.clone())));
    }
    for condition in among(person_identifier::Column::PersonId, persons.iter().map(|(id, ..)| *id)) {
        let stored = person_identifier::Entity::find().filter(condition).all(on).await?;
        persons.extend(stored.into_iter().map(|row| (row.person_id, row.scheme, row.value)));
    }
    plan.rows.organisation_identifier = bodies
        .into_iter()
        .map(|(organisation_id, scheme, value)| organisation_identifier::Model {
            organisation_id,
            scheme,
            value,
        })
        .collect();
    plan.rows.person_identifier = persons
        .into_iter()
        .map(|(person_id, scheme, value)| person_identifier::Model { person_id, scheme, value })
        .collect();
    Ok(())
}
