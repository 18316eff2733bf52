//! Whether the history tells how every row came to be.

use std::collections::HashSet;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{Database, Program};

/// Replays the revisions of a dump: their sequence has no gap, each starts where the last ended, and the last row of
/// each is what its table holds.
pub fn assert_whole(dump: &[String]) {
    let (revisions, rows): (Vec<_>, Vec<_>) =
        dump.iter().map(|line| line.split_once(": ").unwrap()).partition(|(table, _)| *table == "revision");
    let mut revisions: Vec<Value> =
        revisions.iter().map(|(_, revision)| serde_json::from_str(revision).unwrap()).collect();
    revisions.sort_by_key(|revision| revision["sequence"].as_i64());
    let mut replayed = HashSet::new();
    for (revision, expected) in revisions.iter().zip(1..) {
        assert_eq!(revision["sequence"].as_i64(), Some(expected), "the sequence has a gap");
        let row = |side: &str| Some((revision["record_type"].as_str()?, revision[side].as_str()?));
        assert!(row("before").is_none_or(|before| replayed.remove(&before)), "{revision} starts elsewhere");
        assert!(row("after").is_none_or(|after| replayed.insert(after)), "{revision} was there before");
    }
    // A document's bytes are kept before it is read, and never change; the search index and what is counted of opinions are
    // made from the other rows, and former references from the history itself.
    let made = ["blob", "former_reference", "opinion_tally"];
    let own = |table: &str| !made.contains(&table) && !table.starts_with("search_");
    let rows: HashSet<_> = rows.into_iter().filter(|(table, _)| own(table)).collect();
    let apart: Vec<_> = rows.symmetric_difference(&replayed).collect();
    assert!(apart.is_empty(), "the rows are not what their revisions say: {apart:?}");
}

/// Whether a row of a dump is of the history, or made of it: another order of writes has another one.
pub fn is_history(row: &str) -> bool {
    row.starts_with("revision: ") || row.starts_with("former_reference: ")
}

/// Holds `hemicycle verify` to find nothing, with options of its own.
pub fn verified(database: &Database, options: &[&str]) {
    let run = Program::new(database).args(&["verify"]).args(options).run();
    assert_eq!(run.code, Some(0), "{run:?}");
}

/// A history made anew from what it says, as docs/ledger.md describes it.
pub fn chained(history: &str) -> String {
    let mut head = "0".repeat(64);
    let mut whole = String::new();
    for line in history.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let word = |name: &str| row[name].as_str().unwrap();
        let hash =
            |name: &str| row[name].as_str().map_or_else(|| "-".to_owned(), |text| sha256(text.as_bytes()));
        let lines = [
            "hemicycle-revision-1",
            &head,
            &row["sequence"].to_string(),
            word("record_type"),
            word("record_id"),
            word("at"),
            &hash("reason"),
            &hash("actor"),
            &hash("before"),
            &hash("after"),
            "",
        ];
        let next = sha256(lines.join("\n").as_bytes());
        whole += &line.replace(word("hash"), &next);
        whole.push('\n');
        head = next;
    }
    whole
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
