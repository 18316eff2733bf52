//! Other people's documents, read where they lie.

use std::{fs::OpenOptions, io::Write, path::PathBuf};

/// A file of the corpus; none, and said, where there is no corpus. In CI that is a failure.
pub fn corpus(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("HEMICYCLE_CORPUS").map_or_else(|| shared().join("corpus"), PathBuf::from);
    found(folder.join(name), "no corpus")
}

/// The folder beside the project that holds the contract and the corpus.
pub fn shared() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared"))
}

fn found(path: PathBuf, missing: &str) -> Option<PathBuf> {
    if path.exists() {
        return Some(path);
    }
    not_run(missing);
    None
}

/// Says that a test could not run, for the summary. In CI that is a failure.
pub fn not_run(why: &str) {
    assert!(std::env::var_os("CI").is_none(), "{why}: in CI nothing is skipped");
    println!("not run: {why}");
    if let Some(summary) = std::env::var_os("HEMICYCLE_NOT_RUN") {
        let mut file = OpenOptions::new().append(true).create(true).open(summary).unwrap();
        writeln!(file, "not run: {why}").unwrap();
    }
}
