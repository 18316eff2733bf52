//! Bytes that are no opinion, and opinions that nearly are.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use ingest::{Options, Parsed, Severity, parse};
use proptest::prelude::*;

const SAMPLE: &str = "Avis sur le rapport 2-3 de l'Exécutif régional\nLe plan des marais\nde la Région des Deux-Lacs\n\n\
Séance plénière du jeudi 1er avril 2021\nCommission Eaux et Forêts\n\nRapporteurs : Anne Lormeau et M. Paul de VRIÈS\n\n\
Synthèse du rapport de l'Exécutif régional\n\nDeux priorités :\n- les digues,\n- les ponts.\n\nAvis du CESER\n\n\
Le CESER approuve la trans-\nformation du canal. Est-\nelle utile ?\n\n\
Vote du CESER sur l'avis : adopté par 52 voix pour, 3 contre et 5 abstentions.\n\
Déclaration de Zoé d’Arc, au nom de la Ligue des mariniers et de la CGT\nNous voterons contre.\n";

fn options() -> Options {
    Options { territory: Some("99".to_owned()) }
}

fn refusal(bytes: &[u8]) -> (&'static str, u32, u32) {
    let parsed = parse(bytes, &options());
    assert!(parsed.records.is_none());
    let problem = parsed.problems.iter().find(|problem| problem.severity == Severity::Error).unwrap();
    (problem.code, problem.line, problem.column)
}

#[test]
fn what_is_no_opinion_is_refused_at_its_line_and_column() {
    assert_eq!(refusal(b""), ("EMPTY", 1, 1));
    assert_eq!(refusal(b"abc\nde\0f"), ("NOT_TEXT", 2, 3));
    assert_eq!(refusal(b"caf\xe9"), ("INVALID_UTF8", 1, 4));
    assert_eq!(refusal("\n  Tarte aux prunes\n\nCuire 40 minutes.\n".as_bytes()), ("NOT_AN_OPINION", 2, 3));
    assert_eq!(refusal(&vec![0; 1 << 20]), ("NOT_TEXT", 1, 1));
    assert_eq!(refusal(SAMPLE.replace("1er avril", "31 avril").as_bytes()), ("INVALID_DATE", 5, 1));
    assert_eq!(
        refusal(SAMPLE.replace("Séance plénière du jeudi 1er avril 2021", "").as_bytes()).0,
        "MISSING_SESSION"
    );
    let parsed = parse(SAMPLE.as_bytes(), &Options::default());
    assert_eq!(parsed.problems[0].code, "UNKNOWN_TERRITORY");
}

#[test]
fn a_sample_of_every_part_is_read() {
    let parsed = parse(SAMPLE.as_bytes(), &options());
    assert_eq!(parsed.problems, []);
    let records = parsed.records.unwrap();
    let opinion = records.opinion;
    assert_eq!(opinion.title, "Le plan des marais de la Région des Deux-Lacs");
    let names: Vec<&str> = records.persons.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Anne Lormeau", "Paul de VRIÈS", "Zoé d’Arc"]);
    assert_eq!(
        opinion.sections[1].paragraphs[0].text,
        "Le CESER approuve la transformation du canal. Est-elle utile ?"
    );
    let report = opinion.report.unwrap();
    let priorities: Vec<&str> = report.priorities.iter().map(|priority| priority.title.as_str()).collect();
    assert_eq!(priorities, ["les digues", "les ponts"]);
    let keys: Vec<&str> = opinion.declarations[0].organisations.iter().map(|key| key.0.as_str()).collect();
    assert_eq!(keys, ["ligue-des-mariniers", "cgt"]);
    assert_eq!(opinion.vote.unwrap().positions.len(), 2);
    assert!(records.memberships.is_empty(), "two organisations do not say on whose behalf she sits");
}

/// Every place lies within the text, and holds something.
fn places_are_true(parsed: &Parsed) -> bool {
    let Some(records) = &parsed.records else { return true };
    let length = parsed.text.as_deref().unwrap_or_default().chars().count();
    let opinion = &records.opinion;
    let mut spans = vec![opinion.source, records.session.source];
    spans.extend(records.organisations.iter().map(|each| each.source));
    spans.extend(records.persons.iter().map(|each| each.source));
    spans.extend(opinion.sections.iter().flat_map(|each| each.paragraphs.iter().map(|each| each.source)));
    spans.extend(opinion.declarations.iter().map(|each| each.source));
    spans.extend(opinion.vote.iter().map(|each| each.source));
    spans.extend(records.initiatives.iter().map(|each| each.source));
    spans.extend(records.citations.iter().map(|each| each.source));
    spans.extend(records.mentions.iter().map(|each| each.source));
    spans.extend(records.milestones.iter().map(|each| each.source));
    let recommendations = records.recommendations.iter();
    spans.extend(recommendations.clone().map(|each| each.source));
    spans.extend(recommendations.flat_map(|each| each.follow_ups.iter().map(|each| each.source)));
    spans.iter().all(|span| span.start < span.end && span.end as usize <= length)
}

/// Pieces of sentences that the readers of names, dates, requests and citations look for.
const PIECES: [&str; 44] = [
    "Le CESER ",
    "demande ",
    "que ",
    "la Région ",
    "SCORAN ",
    "(SCORAN) ",
    "Schéma régional des lacs (SRL) ",
    "CRL ",
    "Comité des rives du lac (CRL) ",
    "Conseil des refuges libres (CRL) ",
    "plan de relance ",
    "(État et Région) ",
    "et de l'État ",
    "adoption de la ",
    "a été adoptée ",
    "en 2018 ",
    "le 25 juin dernier ",
    "31 février 2020 ",
    "d'ici 2027",
    "son autosaisine ",
    "\"",
    "« ",
    " »",
    "(",
    ")",
    "\n",
    "\n\n",
    "\n- ",
    "\n1. ",
    ". ",
    ", ",
    " : ",
    "; ",
    "préconisation n° 2 ",
    "du CESER ",
    "n'a pas été retenue ",
    "fait écho à la ",
    "Comme déjà préconisé, ",
    "encore une fois ",
    "l'avis du 12 mars 2019 sur le rapport 3-2 ",
    "il serait souhaitable de ",
    "M. ",
    "cet-\nte ",
    "concernant ",
];

proptest! {
    #[test]
    fn no_order_of_sentences_ends_the_program(order in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let said: String = order.iter().map(|at| PIECES[*at]).collect();
        let text = SAMPLE.replace("Le CESER approuve la", &said) + &said;
        let parsed = parse(text.as_bytes(), &options());
        prop_assert!(places_are_true(&parsed));
        if let Some(records) = &parsed.records {
            let told = records.mentions.iter().all(|each| each.target.is_some() != (each.candidates.len() > 1));
            prop_assert!(told, "a mention has a target, or candidates");
        }
    }

    #[test]
    fn no_bytes_end_the_program(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(places_are_true(&parse(&bytes, &options())));
    }

    #[test]
    fn a_damaged_opinion_keeps_its_places_true(cut in 0usize..900, width in 0usize..40, put in "[\\PC\n\u{c}]{0,12}") {
        let mut chars: Vec<char> = SAMPLE.chars().collect();
        let start = cut.min(chars.len());
        let end = (start + width).min(chars.len());
        chars.splice(start..end, put.chars());
        let text: String = chars.into_iter().collect();
        prop_assert!(places_are_true(&parse(text.as_bytes(), &options())));
    }
}

#[test]
fn accents_may_stand_as_characters_of_their_own() {
    use unicode_normalization::UnicodeNormalization;
    let text = "Avis sur le rapport 1-2\nL'été à Bresné\n\nSéance plénière du 6 janvier 2020\n\nRapporteur : Zoé Arnaé\n\nAvis du CESER\n\nLe CESER a décidé.\n\nVote du CESER sur l'avis : adopté à l'unanimité.\n";
    let options = Options { territory: Some("99".to_owned()) };
    let apart: String = text.nfd().collect();
    assert_ne!(apart, text);
    assert_eq!(parse(apart.as_bytes(), &options), parse(text.as_bytes(), &options));
}
