//! The real opinion, read where it lies: other people's words are never copied into the project.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::{fs, path::PathBuf};

use ingest::{Basis, Choice, Majority, Options, Outcome, Parsed, Span, parse};

/// The opinion, or none where there is no corpus; in CI that is a failure.
fn opinion() -> Option<Parsed> {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus"));
    let corpus = std::env::var_os("HEMICYCLE_CORPUS").map_or(beside, PathBuf::from);
    match fs::read(corpus.join("ceser-bfc-2020-10-06-avis-4-1.txt")) {
        Ok(bytes) => Some(parse(&bytes, &Options::default())),
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "no corpus in CI: {error}");
            println!("not run: no corpus");
            None
        }
    }
}

fn slice(parsed: &Parsed, span: Span) -> String {
    let text = parsed.text.as_deref().unwrap();
    text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
}

#[test]
fn the_head_is_read_with_its_places() {
    let Some(parsed) = opinion() else { return };
    // One plan of the State, one of the Region: the text says which in one place, and not in another.
    let problems: Vec<_> = parsed.problems.iter().map(|problem| (problem.code, problem.line)).collect();
    assert_eq!(problems, [("AMBIGUOUS_MENTION", 35)]);
    let records = parsed.records.as_ref().unwrap();
    assert_eq!((records.territory.code.as_str(), records.territory.basis), ("27", Basis::Text));
    assert_eq!(records.session.held_on.to_string(), "2020-10-06");
    assert_eq!(slice(&parsed, records.session.source), "Séance plénière du mardi 6 octobre 2020");
    assert_eq!(
        records.opinion.title,
        "Feuille de route des usages numériques de la Région Bourgogne-Franche-Comté"
    );
    let report = records.opinion.report.as_ref().unwrap();
    assert_eq!(report.number, "4-1");
    assert_eq!(slice(&parsed, report.source), "rapport 4-1");
    let priorities: Vec<&str> = report.priorities.iter().map(|priority| priority.title.as_str()).collect();
    assert_eq!(priorities.len(), 3);
    assert!(priorities[2].ends_with("développement durable du territoire régional"), "{}", priorities[2]);
    let summary = report.summary.as_deref().unwrap();
    assert!(
        summary.starts_with("Afin de mettre en œuvre") && summary.ends_with("ambitions de la PPUN."),
        "{summary}"
    );
    assert_eq!(slice(&parsed, records.opinion.rapporteurs[0].source), "Silvère Denis");
}

#[test]
fn words_cut_at_line_ends_are_joined_and_paragraphs_found() {
    let Some(parsed) = opinion() else { return };
    let opinion = &parsed.records.as_ref().unwrap().opinion;
    let headings: Vec<_> = opinion.sections.iter().filter_map(|section| section.heading.as_deref()).collect();
    assert_eq!(headings, ["Synthèse du rapport de l'Exécutif régional", "Avis du CESER"]);
    let said: Vec<&str> =
        opinion.sections[1].paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert!(said.iter().any(|text| text.contains("écosystèmes numériques permettant l'émergence")));
    assert!(said.iter().any(|text| text.contains("se co-construise avec tous les autres opérateurs")));
    let said: Vec<&str> =
        opinion.declarations[1].paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert_eq!(said.len(), 5, "{said:#?}");
    assert!(
        said[3].starts_with("La dématérialisation") && said[3].contains("Toute évolution technologique doit")
    );
    let said: Vec<&str> =
        opinion.declarations[0].paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    assert!(
        said.iter().any(|text| text.starts_with("Il est indiqué que") && text.ends_with("impérative.")),
        "{said:#?}"
    );
}

#[test]
fn the_vote_and_what_was_announced_are_told_apart() {
    let Some(parsed) = opinion() else { return };
    let vote = parsed.records.as_ref().unwrap().opinion.vote.clone().unwrap();
    assert_eq!(
        (vote.outcome, vote.majority, vote.counts),
        (Some(Outcome::Adopted), Some(Majority::Unanimity), None)
    );
    assert_eq!(slice(&parsed, vote.source), "adopté à l’unanimité");
    assert_eq!(parsed.records.as_ref().unwrap().opinion.positions.len(), 1);
    let position = &parsed.records.as_ref().unwrap().opinion.positions[0];
    assert_eq!(
        (position.organisation.0.as_str(), position.choice, position.with_reservations),
        ("cgt", Choice::For, true)
    );
    assert_eq!(slice(&parsed, position.source), "Sous la réserve de ces remarques, la CGT votera l’avis.");
}

#[test]
fn organisations_are_those_that_the_text_names() {
    let Some(parsed) = opinion() else { return };
    let records = parsed.records.as_ref().unwrap();
    let mut names: Vec<String> = records
        .organisations
        .iter()
        .map(|organisation| organisation.acronym.clone().unwrap_or(organisation.name.clone()))
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "AER",
            "CCIR",
            "CESER",
            "CGT",
            "CMAR",
            "Comité régional du Numérique",
            "Conseil régional de Bourgogne-Franche-Comté",
            "EMFOR",
            "Exécutif régional",
            "Mobilités-Énergie",
            "État",
        ]
    );
    assert_eq!(records.memberships.len(), 2);
}
