//! What was found in a document, and what was not.

use ingest::{OpinionKind, Records};

/// What was found, by its noun: how many of each. In the order of the document.
pub(crate) fn counts(records: &Records) -> Vec<(&'static str, usize)> {
    let opinion = &records.opinion;
    let report = opinion.report.as_ref();
    let positions = opinion.positions.len();
    let follow_ups = records.recommendations.iter().map(|recommendation| recommendation.follow_ups.len());
    vec![
        ("report", usize::from(report.is_some())),
        ("priority", report.map_or(0, |report| report.priorities.len())),
        ("rapporteur", opinion.rapporteurs.len()),
        ("section", opinion.sections.len()),
        ("vote", usize::from(opinion.vote.is_some())),
        ("declaration", opinion.declarations.len()),
        ("announced position", positions),
        ("organisation", records.organisations.len()),
        ("person", records.persons.len()),
        ("initiative", records.initiatives.len()),
        ("mention", records.mentions.len()),
        ("milestone", records.milestones.len()),
        ("recommendation", records.recommendations.len()),
        ("follow-up", follow_ups.sum()),
        ("theme", records.themes.len()),
        ("cited opinion", records.citations.len()),
    ]
}

/// What an opinion of its kind mostly has, and this one does not say.
pub(crate) fn missing(records: &Records) -> Vec<&'static str> {
    let opinion = &records.opinion;
    let vote = opinion.vote.as_ref();
    let absent = [
        ("report", opinion.kind == OpinionKind::Referral && opinion.report.is_none()),
        ("commission", opinion.commission.is_none()),
        ("rapporteur", opinion.rapporteurs.is_empty()),
        ("section", opinion.sections.is_empty()),
        ("vote", vote.is_none()),
        ("outcome of the vote", vote.is_some_and(|vote| vote.outcome.is_none())),
    ];
    absent.into_iter().filter(|(_, absent)| *absent).map(|(noun, _)| noun).collect()
}

/// "1 section", "3 priorities".
pub(crate) fn count(figure: usize, noun: &str) -> String {
    match (figure, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{figure} {stem}ies"),
        _ => format!("{figure} {noun}s"),
    }
}
