//! The hash of a revision, in a form that any program can compute from an export: docs/ledger.md describes it.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The first line of what is hashed: its version.
const FORM: &str = "hemicycle-revision-1";

/// The first line of what is hashed of a revision that lost a name.
const REDACTED: &str = "hemicycle-redaction-1";

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

/// What a revision says, each by its SHA-256 in hexadecimal digits: texts of any length, so that none can run into the next,
/// and so that one can go, with a name in it, and the chain stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Digests {
    pub(crate) reason: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

impl Digests {
    /// Of what a revision says.
    pub(crate) fn of(row: &entities::revision::Model) -> Self {
        Self::said(&row.into())
    }

    /// Of what it said before a name was taken out.
    pub(crate) fn kept(row: &entities::redaction::Model) -> Self {
        Self {
            reason: row.reason_digest.clone(),
            before: row.before_digest.clone(),
            after: row.after_digest.clone(),
        }
    }

    fn said(said: &Said<'_>) -> Self {
        let digest = |text: &str| hex(&Sha256::digest(text));
        Self { reason: digest(said.reason), before: said.before.map(digest), after: said.after.map(digest) }
    }
}

/// The hash over what a revision says once a name was taken out: three lines after the one that names their form.
pub(crate) fn redacted_digest(row: &entities::revision::Model) -> String {
    let Digests { reason, before, after } = Digests::of(row);
    let none = || "-".to_owned();
    let lines =
        [REDACTED.to_owned(), reason, before.unwrap_or_else(none), after.unwrap_or_else(none), String::new()];
    hex(&Sha256::digest(lines.join("\n")))
}

/// The hash of a revision that comes after the one with the hash `previous`: SHA-256 over lines, each ended by a line
/// feed; "-" is none.
pub(crate) fn hash(previous: &[u8], said: &Said<'_>, digests: &Digests) -> [u8; LENGTH] {
    let text = |digest: &Option<String>| digest.clone().unwrap_or_else(|| "-".to_owned());
    let lines = [
        FORM.to_owned(),
        hex(previous),
        said.sequence.to_string(),
        said.record_type.to_owned(),
        said.record_id.to_string(),
        said.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        digests.reason.clone(),
        hex(&Sha256::digest(said.actor)),
        text(&digests.before),
        text(&digests.after),
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
        self.take(said, &Digests::said(said))
    }

    /// The same for one that said something else, of which the hashes are kept.
    pub(crate) fn take(&mut self, said: &Said<'_>, digests: &Digests) -> Vec<u8> {
        self.head = hash(&self.head, said, digests).to_vec();
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
