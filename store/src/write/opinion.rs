//! An opinion with all that it owns: its report, its rapporteurs, its sections, its declarations, its vote.

use entities::{
    Basis, declaration, declaration_organisation, declaration_speaker, opinion, paragraph, priority,
    rapporteur, report, section, vote, vote_position, vote_position::VotePositionKind,
};
use uuid::Uuid;

use super::{
    mention,
    plan::{Plan, int},
    theme_assignment, words,
};
use crate::sort_key::SortKey;

/// Who owns a paragraph.
#[derive(Clone, Copy)]
enum Owner {
    Section(Uuid),
    Declaration(Uuid),
}

/// Adds the rows that this document decides, and its sources. Where another document decides what the opinion says,
/// this one adds no more than that it states it too. Returns the opinion where this document decides.
pub(crate) fn plan(plan: &mut Plan<'_>) -> Option<Uuid> {
    let read = &plan.records.opinion;
    let report_id = read.report.as_ref().map(|read| report(plan, read));
    let (id, decides) = plan.node(&plan.keys.opinion(), Some(read.source));
    if decides {
        let row = opinion::Model {
            id,
            assembly_id: plan.keys.assembly(),
            session_id: Some(plan.keys.session().id()),
            commission_id: read.commission.as_ref().map(|key| plan.keys.organisation(key).id()),
            report_id,
            report_number: read.report.as_ref().map(|report| report.number.clone()),
            document_id: Some(plan.document_id),
            kind: words::opinion_kind(read.kind),
            title: Some(read.title.clone()),
            title_key: SortKey::name(&read.title).bytes(),
            adopted_on: read.adopted_on,
            newest_first: newest(plan).bytes(),
            oldest_first: oldest(plan).bytes(),
            basis: Basis::Text,
        };
        plan.rows.opinion.push(row);
        rapporteurs(plan, id);
        sections(plan, id);
        declarations(plan, id);
        let vote_id = vote(plan, id);
        positions(plan, vote_id, id);
        mention::plan(plan, id);
        theme_assignment::plan(plan, id);
    }
    decides.then_some(id)
}

fn report(plan: &mut Plan<'_>, read: &ingest::Report) -> Uuid {
    let (id, decides) = plan.node(&plan.keys.report(&read.number), Some(read.source));
    if decides {
        let row = report::Model {
            id,
            session_id: plan.keys.session().id(),
            number: read.number.clone(),
            title: read.title.clone(),
            summary: read.summary.clone(),
            submitted_by_id: read.submitted_by.as_ref().map(|key| plan.keys.organisation(key).id()),
            newest_first: newest(plan).bytes(),
            oldest_first: oldest(plan).bytes(),
            basis: Basis::Text,
        };
        plan.rows.report.push(row);
        for read in &read.priorities {
            let (priority_id, _) = plan.node(&plan.keys.ranked("Priority", id, read.rank), Some(read.source));
            let (rank, title) = (int(read.rank), read.title.clone());
            plan.rows.priority.push(priority::Model {
                id: priority_id,
                report_id: id,
                rank,
                title,
                basis: Basis::Text,
            });
        }
    }
    id
}

fn rapporteurs(plan: &mut Plan<'_>, opinion_id: Uuid) {
    for read in &plan.records.opinion.rapporteurs {
        let person_id = plan.keys.person(&read.person).id();
        let (id, _) = plan.node(&plan.keys.pair("Rapporteur", opinion_id, person_id), Some(read.source));
        let newest_first = newest(plan).rank(read.rank).bytes();
        let rank = int(read.rank);
        plan.rows.rapporteur.push(rapporteur::Model {
            id,
            opinion_id,
            person_id,
            rank,
            newest_first,
            basis: Basis::Text,
        });
    }
}

fn sections(plan: &mut Plan<'_>, opinion_id: Uuid) {
    for read in &plan.records.opinion.sections {
        let (id, _) = plan.node(&plan.keys.ranked("Section", opinion_id, read.rank), Some(read.source));
        let (rank, heading) = (int(read.rank), read.heading.clone());
        plan.rows.section.push(section::Model { id, opinion_id, rank, heading, basis: Basis::Text });
        paragraphs(plan, Owner::Section(id), &read.paragraphs);
    }
}

fn declarations(plan: &mut Plan<'_>, opinion_id: Uuid) {
    let day = Some(plan.records.session.held_on);
    for read in &plan.records.opinion.declarations {
        let (id, _) = plan.node(&plan.keys.ranked("Declaration", opinion_id, read.rank), Some(read.source));
        let row = declaration::Model {
            id,
            opinion_id,
            rank: int(read.rank),
            speaker_id: read.speakers.first().map(|key| plan.keys.person(key).id()),
            // The design's default order: newest session first, then rank, then id.
            newest_first: SortKey::newest(day).rank(read.rank).bytes(),
            oldest_first: SortKey::oldest(day).rank(read.rank).bytes(),
            basis: Basis::Text,
        };
        plan.rows.declaration.push(row);
        for (key, rank) in read.organisations.iter().zip(1..) {
            let organisation_id = plan.keys.organisation(key).id();
            let row = declaration_organisation::Model { declaration_id: id, organisation_id, rank };
            plan.rows.declaration_organisation.push(row);
        }
        for (key, rank) in read.speakers.iter().zip(1..) {
            let person_id = plan.keys.person(key).id();
            let row = declaration_speaker::Model { declaration_id: id, person_id, rank };
            plan.rows.declaration_speaker.push(row);
        }
        paragraphs(plan, Owner::Declaration(id), &read.paragraphs);
    }
}

fn paragraphs(plan: &mut Plan<'_>, owner: Owner, paragraphs: &[ingest::Paragraph]) {
    let (section_id, declaration_id, owner) = match owner {
        Owner::Section(id) => (Some(id), None, id),
        Owner::Declaration(id) => (None, Some(id), id),
    };
    for read in paragraphs {
        let (id, _) = plan.node(&plan.keys.ranked("Paragraph", owner, read.rank), Some(read.source));
        let (rank, text) = (int(read.rank), read.text.clone());
        plan.rows.paragraph.push(paragraph::Model {
            id,
            section_id,
            declaration_id,
            rank,
            text,
            basis: Basis::Text,
        });
    }
}

fn vote(plan: &mut Plan<'_>, opinion_id: Uuid) -> Option<Uuid> {
    let read = plan.records.opinion.vote.as_ref()?;
    let (id, _) = plan.node(&plan.keys.vote(), Some(read.source));
    let counts = read.counts.unwrap_or_default();
    let row = vote::Model {
        id,
        session_id: plan.keys.session().id(),
        opinion_id: Some(opinion_id),
        subject: None,
        identifier: None,
        held_on: plan.records.session.held_on,
        outcome: read.outcome.map(words::outcome),
        majority: read.majority.map(words::majority),
        formula: Some(read.formula.clone()),
        count_for: counts.r#for.map(int),
        count_against: counts.against.map(int),
        count_abstentions: counts.abstentions.map(int),
        count_not_participating: counts.not_participating.map(int),
        count_absent: counts.absent.map(int),
        count_present: counts.present.map(int),
        count_cast: counts.cast.map(int),
        count_eligible: counts.eligible.map(int),
        inconsistent: read.inconsistent,
        newest_first: newest(plan).bytes(),
        oldest_first: oldest(plan).bytes(),
        basis: Basis::Text,
    };
    plan.rows.vote.push(row);
    Some(id)
}

/// A position is its declaration's, and has its day and its place by the opinion: it is there, with the same id, whether
/// the vote is printed or not.
fn positions(plan: &mut Plan<'_>, vote_id: Option<Uuid>, opinion_id: Uuid) {
    for (read, rank) in plan.records.opinion.positions.iter().zip(1..) {
        let organisation_id = plan.keys.organisation(&read.organisation).id();
        let declaration_id = plan.keys.ranked("Declaration", opinion_id, read.declaration).id();
        let key = plan.keys.pair("VotePosition", declaration_id, organisation_id);
        let (id, _) = plan.node(&key, Some(read.source));
        let row = vote_position::Model {
            id,
            vote_id,
            kind: VotePositionKind::Announced,
            choice: words::choice(read.choice),
            with_reservations: Some(read.with_reservations),
            person_id: None,
            organisation_id: Some(organisation_id),
            declaration_id: Some(declaration_id),
            newest_first: newest(plan).rank(rank).bytes(),
            basis: Basis::Text,
        };
        plan.rows.vote_position.push(row);
    }
}

/// Newest session first, then the report's number, then the title.
fn newest(plan: &Plan<'_>) -> SortKey {
    placed(plan, SortKey::newest(Some(plan.records.session.held_on)))
}

/// Oldest session first, then the same.
fn oldest(plan: &Plan<'_>) -> SortKey {
    placed(plan, SortKey::oldest(Some(plan.records.session.held_on)))
}

fn placed(plan: &Plan<'_>, key: SortKey) -> SortKey {
    let opinion = &plan.records.opinion;
    key.number(opinion.report.as_ref().map(|report| report.number.as_str())).text(&opinion.title)
}
