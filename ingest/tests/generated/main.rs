//! Thousands of documents that say what we know, in the ways in which secretariats write; every fact is read back.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod ballot;
mod page;
mod paper;
mod random;
mod speech;
mod words;

use ingest::{Counts, Options, OrganisationKey, Parsed, Span, parse};
use paper::Paper;
use random::Random;

const DOCUMENTS: usize = 2_400;

#[test]
fn every_fact_of_every_document_is_read_back() {
    let table = ballot::table();
    let mut random = Random::new(20_201_006);
    let mut wrong: Vec<String> = Vec::new();
    let mut failed = 0;
    for number in 0..DOCUMENTS {
        let paper = paper::paper(&mut random, &table);
        let parsed =
            parse(paper.text.as_bytes(), &Options { territory: Some("99".to_owned()), ..Options::default() });
        let differences = differences(&paper, &parsed);
        if !differences.is_empty() {
            failed += 1;
            wrong.push(format!("document {number}\n{}\n{}", differences.join("\n"), paper.text));
        }
    }
    assert!(
        wrong.is_empty(),
        "{failed} of {DOCUMENTS} documents are misread, such as\n{}",
        wrong[..wrong.len().min(3)].join("\n=====\n")
    );
}

fn differences(paper: &Paper, parsed: &Parsed) -> Vec<String> {
    let mut found = Vec::new();
    let mut differ = |what: &str, expected: String, read: String| {
        if expected != read {
            found.push(format!(
                "{what}: expected {expected}\n{:>width$} {read}",
                "read",
                width = what.len() + 10
            ));
        }
    };
    let Some(records) = &parsed.records else { return vec![format!("refused: {:?}", parsed.problems)] };
    let opinion = &records.opinion;
    differ("kind", format!("{:?}", paper.kind), format!("{:?}", opinion.kind));
    differ("title", paper.title.clone(), opinion.title.clone());
    differ("day", paper.day.clone(), records.session.held_on.to_string());
    differ("session", format!("{:?}", paper.session), format!("{:?}", records.session.kind));
    let commission = opinion
        .commission
        .as_ref()
        .and_then(|key| records.organisations.iter().find(|each| each.key == *key));
    differ(
        "commission",
        format!("{:?}", paper.commission),
        format!("{:?}", commission.map(|each| each.name.clone())),
    );
    differ(
        "report",
        format!("{:?}", paper.report),
        format!("{:?}", opinion.report.as_ref().map(|report| report.number.clone())),
    );
    let name = |key: &ingest::PersonKey| {
        records.persons.iter().find(|person| person.key == *key).map(|person| plain(&person.name))
    };
    let rapporteurs: Vec<String> = opinion.rapporteurs.iter().filter_map(|each| name(&each.person)).collect();
    let expected: Vec<String> = paper.rapporteurs.iter().map(|name| plain(name)).collect();
    differ("rapporteurs", format!("{expected:?}"), format!("{rapporteurs:?}"));
    let sections: Vec<_> = opinion
        .sections
        .iter()
        .map(|section| {
            (
                section.heading.as_deref().map(printed),
                section.paragraphs.iter().map(|each| each.text.clone()).collect::<Vec<_>>(),
            )
        })
        .collect();
    let expected: Vec<_> = paper
        .sections
        .iter()
        .map(|(heading, paragraphs)| {
            (heading.clone(), paragraphs.iter().map(|text| printed(text)).collect::<Vec<_>>())
        })
        .collect();
    differ("sections", format!("{expected:#?}"), format!("{sections:#?}"));
    let vote = opinion.vote.as_ref();
    let ballot = &paper.ballot;
    let counts = (ballot.counts != Counts::default()).then_some(ballot.counts);
    differ("formula", ballot.formula.clone(), vote.map(|vote| printed(&vote.formula)).unwrap_or_default());
    differ(
        "vote",
        format!("{:?} {:?} {counts:?} {}", ballot.outcome, ballot.majority, ballot.inconsistent),
        vote.map(|vote| {
            format!("{:?} {:?} {:?} {}", vote.outcome, vote.majority, vote.counts, vote.inconsistent)
        })
        .unwrap_or_default(),
    );
    let keys = |keys: &[OrganisationKey]| keys.iter().map(|key| key.0.clone()).collect::<Vec<_>>();
    let speeches: Vec<_> = opinion
        .declarations
        .iter()
        .map(|each| {
            (
                each.speakers.first().and_then(name).map(|name| name.to_lowercase()),
                keys(&each.organisations),
                each.paragraphs.iter().map(|each| each.text.clone()).collect::<Vec<_>>(),
            )
        })
        .collect();
    let expected: Vec<_> = paper
        .speeches
        .iter()
        .map(|each| {
            (
                each.speaker.as_deref().map(|name| plain(name).to_lowercase()),
                each.bodies.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>(),
                each.paragraphs.iter().map(|text| printed(text)).collect::<Vec<_>>(),
            )
        })
        .collect();
    differ("declarations", format!("{expected:#?}"), format!("{speeches:#?}"));
    let positions: Vec<_> = opinion
        .positions
        .iter()
        .map(|each| (each.declaration, each.organisation.0.clone(), each.choice, each.with_reservations))
        .collect();
    let expected: Vec<_> = paper
        .speeches
        .iter()
        .zip(1..)
        .flat_map(|(speech, rank)| {
            speech
                .positions
                .iter()
                .map(move |(key, choice, reserved)| (rank, (*key).to_owned(), *choice, *reserved))
        })
        .collect();
    differ("positions", format!("{expected:?}"), format!("{positions:?}"));
    // A page's end within the formula stands in the quote, and is no part of what is said.
    if let Some(vote) = vote.filter(|vote| !quote(parsed, vote.source).contains("CESER des Deux-Lacs")) {
        differ("quote", printed(&vote.formula), printed(&quote(parsed, vote.source)));
    }
    found
}

/// What stands at a place, on one line, without marks that nobody sees.
fn quote(parsed: &Parsed, span: Span) -> String {
    let text: String = parsed
        .text
        .iter()
        .flat_map(|text| text.chars())
        .skip(span.start as usize)
        .take((span.end - span.start) as usize)
        .collect();
    let text = text.replace('\r', "").replace("-\n", "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with plain apostrophes, and its ligatures and soft hyphens resolved.
fn plain(text: &str) -> String {
    printed(text).replace('\u{2019}', "'")
}

fn printed(text: &str) -> String {
    let letters = [
        ("\u{fb00}", "ff"),
        ("\u{fb01}", "fi"),
        ("\u{fb02}", "fl"),
        ("\u{fb03}", "ffi"),
        ("\u{ad}", ""),
        ("\u{a0}", " "),
    ];
    letters.iter().fold(text.to_owned(), |text, (sign, letters)| text.replace(sign, letters))
}
