//! What holds of every document, whatever its bytes. The property tests, the replayed corpus and the fuzzer ask it.

use ingest::{Parsed, Records, Span};
use unicode_normalization::UnicodeNormalization;

/// Panics where a place is not in the text, or does not hold what its record says.
pub(crate) fn hold(parsed: &Parsed) {
    for problem in &parsed.problems {
        assert!(problem.line > 0 && problem.column > 0, "{problem:?}");
        assert!(problem.message.ends_with('.'), "{problem:?}");
    }
    let Some(records) = &parsed.records else {
        assert!(!parsed.problems.is_empty(), "refused, and nobody says why");
        return;
    };
    let text: Vec<char> = parsed.text.as_deref().unwrap_or_default().chars().collect();
    for span in places(records) {
        assert!(span.start < span.end && span.end as usize <= text.len(), "{span:?} of {}", text.len());
    }
    for (said, span) in quoted(records) {
        let quote = &text[span.start as usize..span.end as usize];
        assert!(stands_in(said, quote), "{said:?} does not stand in {:?}", quote.iter().collect::<String>());
    }
}

/// Whether the letters and figures of a text stand in a quote in their order: line breaks, hyphens at line ends and
/// what a page break puts between them may stand there too. A ligature is its letters.
fn stands_in(said: &str, quote: &[char]) -> bool {
    let mut quote = quote.iter().copied().nfkd();
    said.nfkd().filter(|char| char.is_alphanumeric()).all(|char| quote.any(|other| other == char))
}

/// Every place of every record.
fn places(records: &Records) -> Vec<Span> {
    let opinion = &records.opinion;
    let mut places = vec![opinion.source, records.session.source];
    places.extend(records.territory.source);
    places.extend(records.organisations.iter().map(|each| each.source));
    places.extend(records.persons.iter().map(|each| each.source));
    places.extend(records.memberships.iter().map(|each| each.source));
    places.extend(opinion.rapporteurs.iter().map(|each| each.source));
    places.extend(opinion.report.iter().map(|each| each.source));
    places.extend(opinion.report.iter().flat_map(|each| &each.priorities).map(|each| each.source));
    places.extend(opinion.sections.iter().map(|each| each.source));
    places.extend(opinion.declarations.iter().map(|each| each.source));
    places.extend(opinion.vote.iter().map(|each| each.source));
    places.extend(opinion.positions.iter().map(|each| each.source));
    places.extend(records.initiatives.iter().map(|each| each.source));
    places.extend(records.citations.iter().map(|each| each.source));
    places.extend(records.mentions.iter().map(|each| each.source));
    places.extend(records.themes.iter().map(|each| each.source));
    places.extend(records.milestones.iter().map(|each| each.source));
    places.extend(records.recommendations.iter().map(|each| each.source));
    places.extend(records.recommendations.iter().flat_map(|each| &each.follow_ups).map(|each| each.source));
    places.extend(quoted(records).into_iter().map(|(_, span)| span));
    places
}

/// What is said in the text's own words, with its place.
fn quoted(records: &Records) -> Vec<(&str, Span)> {
    let opinion = &records.opinion;
    let sections = opinion.sections.iter().flat_map(|section| &section.paragraphs);
    let declarations = opinion.declarations.iter().flat_map(|declaration| &declaration.paragraphs);
    let mut quoted: Vec<(&str, Span)> =
        sections.chain(declarations).map(|paragraph| (paragraph.text.as_str(), paragraph.source)).collect();
    quoted.extend(records.persons.iter().map(|person| (person.name.as_str(), person.source)));
    quoted.extend(opinion.vote.iter().map(|vote| (vote.formula.as_str(), vote.source)));
    let priorities = opinion.report.iter().flat_map(|report| &report.priorities);
    quoted.extend(priorities.map(|priority| (priority.title.as_str(), priority.source)));
    quoted
}
