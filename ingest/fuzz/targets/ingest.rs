//! The ingest door: whatever the bytes, no panic, and every span lies inside the text and equals its quote.

#![no_main]

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

use ingest::{Options, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let parsed = parse(bytes, &Options { territory: Some("99".to_owned()), ..Options::default() });
    invariants::hold(&parsed);
});
