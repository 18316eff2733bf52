//! Nouns that many documents name: territory, organisations, persons, memberships, the session.

use entities::{Basis, membership, organisation, organisation_alias, person, session, territory};

use super::{plan::Plan, words};
use crate::{rows::Named, sort_key::SortKey};

/// Adds the rows that this document decides, and its sources of all.
pub(crate) fn plan(plan: &mut Plan<'_>) {
    territory(plan);
    organisations(plan);
    persons(plan);
    memberships(plan);
    session(plan);
}

fn territory(plan: &mut Plan<'_>) {
    let read = &plan.records.territory;
    let (id, decides) = plan.node(&plan.keys.territory(), read.source);
    if decides {
        plan.rows.territory.push(territory::Model {
            id,
            level: words::level(read.level),
            code: read.code.clone(),
            name: read.name.clone(),
            name_key: SortKey::name(&read.code).bytes(),
            basis: words::basis(read.basis),
        });
    }
}

fn organisations(plan: &mut Plan<'_>) {
    let territory_id = plan.keys.territory().id();
    // A parent's row stands before those that refer to it.
    let mut ordered: Vec<_> = plan.records.organisations.iter().collect();
    ordered.sort_by_key(|organisation| organisation.parent.is_some());
    for read in ordered {
        let (id, decides) = plan.node(&plan.keys.organisation(&read.key), Some(read.source));
        if !decides {
            continue;
        }
        let row = organisation::Model {
            id,
            territory_id,
            slug: read.key.0.clone(),
            acronym: read.acronym.clone(),
            acronym_key: read.acronym.as_deref().map(ingest::text::fold),
            name: read.name.clone(),
            name_key: SortKey::name(&read.name).bytes(),
            kind: words::organisation_kind(read.kind),
            parent_id: read.parent.as_ref().map(|parent| plan.keys.organisation(parent).id()),
            basis: words::basis(read.basis),
        };
        plan.rows.organisation.push(row);
        for (name, rank) in read.aliases.iter().zip(1..) {
            plan.rows.organisation_alias.push(organisation_alias::Model {
                organisation_id: id,
                rank,
                name: name.clone(),
                name_key: SortKey::name(name).bytes(),
            });
        }
    }
}

fn persons(plan: &mut Plan<'_>) {
    let assembly_id = plan.keys.assembly();
    for read in &plan.records.persons {
        let (id, decides) = plan.node(&plan.keys.person(&read.key), Some(read.source));
        plan.rows.named.push(Named {
            id,
            name: Some(read.name.clone()),
            given_name: read.given_name.clone(),
            family_name: read.family_name.clone(),
        });
        if decides {
            plan.rows.person.push(person::Model {
                id,
                assembly_id,
                slug: read.key.0.clone(),
                name: Some(read.name.clone()),
                given_name: read.given_name.clone(),
                family_name: read.family_name.clone(),
                name_key: name_key(read),
                redacted: false,
                basis: Basis::Text,
            });
        }
    }
}

fn memberships(plan: &mut Plan<'_>) {
    for read in &plan.records.memberships {
        let (id, decides) = plan.node(&plan.keys.membership(read), Some(read.source));
        let person = plan.records.persons.iter().find(|person| person.key == read.person);
        let Some(person) = person.filter(|_| decides) else { continue };
        let row = membership::Model {
            id,
            person_id: plan.keys.person(&read.person).id(),
            organisation_id: plan.keys.organisation(&read.organisation).id(),
            on_behalf_of_id: read.on_behalf_of.as_ref().map(|key| plan.keys.organisation(key).id()),
            role: None,
            start_date: None,
            end_date: None,
            name_key: name_key(person),
            basis: Basis::Inferred,
        };
        plan.rows.membership.push(row);
    }
}

fn session(plan: &mut Plan<'_>) {
    let read = &plan.records.session;
    let (id, decides) = plan.node(&plan.keys.session(), Some(read.source));
    if decides {
        let day = Some(read.held_on);
        let kind = read.kind as u32;
        plan.rows.session.push(session::Model {
            id,
            assembly_id: plan.keys.assembly(),
            held_on: read.held_on,
            kind: words::session_kind(read.kind),
            newest_first: SortKey::newest(day).rank(kind).bytes(),
            oldest_first: SortKey::oldest(day).rank(kind).bytes(),
            basis: words::basis(read.basis),
        });
    }
}

/// Family name, then given name; the whole name where they cannot be told apart.
fn name_key(person: &ingest::Person) -> Vec<u8> {
    match (&person.family_name, &person.given_name) {
        (Some(family), given) => SortKey::name(family).text(given.as_deref().unwrap_or_default()).bytes(),
        _ => SortKey::name(&person.name).bytes(),
    }
}
