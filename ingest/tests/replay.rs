//! What the fuzzer has found worth keeping, and its seeds: read again by every run of the tests.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod invariants;

use std::{fs, path::Path};

use ingest::{Options, parse};

#[test]
fn every_input_that_the_fuzzer_kept_is_read_without_a_broken_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let mut replayed = 0;
    for inputs in ["corpus/ingest", "seeds"] {
        for file in fs::read_dir(folder.join(inputs)).unwrap() {
            let path = file.unwrap().path();
            let parsed = parse(
                &fs::read(&path).unwrap(),
                &Options { territory: Some("99".to_owned()), ..Options::default() },
            );
            println!("{}", path.display());
            invariants::hold(&parsed);
            replayed += 1;
        }
    }
    assert!(replayed > 20, "only {replayed} inputs were found");
}
