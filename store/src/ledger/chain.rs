//! The hash of a revision, in a form that any program can compute from an export: docs/ledger.md describes it.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The first line of what is hashed: its version.
const FORM: &str = "hemicycle-revision-1";

/// How many bytes a hash has.
pub(crate) const LENGTH: usize = 32;

/// What a revision says, but for its place in the chain.
pub(crate) struct Said<'a> {
    pub(crate) sequence: i64,
    pub(crate) record_type: &'a str,
    pub(crate) record_id: Uuid,
    pub(crate) reason: &'a str,
    pub(crate) actor: &'a str,
    pub(crate) at: DateTime<Utc>,
    pub(crate) before: Option<&'a str>,
    pub(crate) after: Option<&'a str>,
}

impl<'a> From<&'a entities::revision::Model> for Said<'a> {
    fn from(row: &'a entities::revision::Model) -> Self {
        Self {
            sequence: row.sequence,
            record_type: &row.record_type,
            record_id: row.record_id,
            reason: &row.reason,
            actor: &row.actor,
            at: row.at,
            before: row.before.as_deref(),
            after: row.after.as_deref(),
        }
    }
}

/// The hash of a revision that comes after the one with the hash `previous`: SHA-256 over lines, each ended by a line
/// feed. Texts of any length stand there by their own SHA-256, so that none can run into the next; "-" is none.
pub(crate) fn hash(previous: &[u8], said: &Said<'_>) -> [u8; LENGTH] {
    let text = |text: Option<&str>| text.map_or_else(|| "-".to_owned(), |text| hex(&Sha256::digest(text)));
    let lines = [
        FORM.to_owned(),
        hex(previous),
        said.sequence.to_string(),
        said.record_type.to_owned(),
        said.record_id.to_string(),
        said.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        text(Some(said.reason)),
        text(Some(said.actor)),
        text(said.before),
        text(said.after),
        String::new(),
    ];
    Sha256::digest(lines.join("\n")).into()
}

/// A chain that grows.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    /// The sequence of the last revision; 0 where there is none.
    pub(crate) size: i64,
    /// Its hash; zeros where there is none.
    pub(crate) head: Vec<u8>,
    /// When it was written.
    pub(crate) at: Option<DateTime<Utc>>,
}

impl Default for Chain {
    fn default() -> Self {
        Self { size: 0, head: vec![0; LENGTH], at: None }
    }
}

impl Chain {
    /// The next revision's sequence.
    pub(crate) fn next(&self) -> i64 {
        self.size + 1
    }

    /// The moment of the next write: now, or as soon after the last write that the two are not one. So a moment tells one
    /// write from all others, and what was known at a moment is what revisions up to it say, whatever a clock does.
    pub(crate) fn moment(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.at.map_or(now, |last| now.max(last + TimeDelta::microseconds(1)))
    }

    /// Takes a revision as the next one, and gives its hash.
    pub(crate) fn add(&mut self, said: &Said<'_>) -> Vec<u8> {
        self.head = hash(&self.head, said).to_vec();
        self.size = said.sequence;
        self.at = Some(said.at);
        self.head.clone()
    }
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
