//! Thirty documents in as many manners, written from the vocabulary and the tables without sight of the reader, with
//! the facts that a person read in them. `manners/README.md` says what each is about.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "manners/expected.rs"]
mod expected;

use std::{fs, ops::RangeInclusive, path::Path};

use expected::{Facts, facts};
use ingest::{Options, parse};

#[test]
fn every_fact_that_a_person_read_is_read() {
    let facts = compared(1..=20);
    assert!(facts.total > 1_200, "only {} facts were compared", facts.total);
    all_right(&facts);
}

#[test]
fn every_fact_of_ten_documents_that_came_later_is_read() {
    let facts = compared(21..=30);
    assert!(facts.total > 600, "only {} facts were compared", facts.total);
    all_right(&facts);
}

fn compared(numbers: RangeInclusive<u32>) -> Facts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/manners");
    let mut all = Facts::default();
    for number in numbers {
        let name = format!("{number:02}");
        let text = fs::read(folder.join(format!("{name}.txt"))).unwrap();
        let expected = fs::read(folder.join(format!("{name}.json"))).unwrap();
        let expected = serde_json::from_slice(&expected).unwrap();
        let parsed = parse(&text, &Options { territory: Some("99".to_owned()), ..Options::default() });
        all.add(&name, facts(&expected, &parsed));
    }
    all
}

fn all_right(facts: &Facts) {
    let right = facts.total - facts.wrong.len();
    let wrong = facts.wrong.join("\n");
    assert!(facts.wrong.is_empty(), "{right} of {} facts are right; not these:\n{wrong}", facts.total);
}
