//! Twenty documents in as many manners, written from the vocabulary and the tables without sight of the reader, with
//! the facts that a person read in them. `manners/README.md` says what each is about.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "manners/expected.rs"]
mod expected;

use std::{fs, path::Path};

use expected::{Facts, facts};
use ingest::{Options, parse};

#[test]
fn every_fact_that_a_person_read_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/manners");
    let mut all = Facts::default();
    for number in 1..=20 {
        let name = format!("{number:02}");
        let text = fs::read(folder.join(format!("{name}.txt"))).unwrap();
        let expected = fs::read(folder.join(format!("{name}.json"))).unwrap();
        let expected = serde_json::from_slice(&expected).unwrap();
        let parsed = parse(&text, &Options { territory: Some("99".to_owned()) });
        all.add(&name, facts(&expected, &parsed));
    }
    let wrong: Vec<_> = all.wrong.iter().map(String::as_str).collect();
    assert!(all.total > 600, "only {} facts were compared", all.total);
    assert!(
        wrong.is_empty(),
        "{} of {} facts are right; not these:\n{}",
        all.total - wrong.len(),
        all.total,
        wrong.join("\n")
    );
}
