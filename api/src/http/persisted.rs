//! Queries by their hash: a client sends the hash alone, and the text only where the server does not know it yet
//! (Apollo's automatic persisted queries, version 1).

use quick_cache::{Weighter, sync::Cache};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::refusal::Refusal;
use crate::error::Code;

/// Texts by their SHA-256, within some bytes.
pub(super) struct Persisted(Cache<String, String, Bytes>);

/// Weighs a hash and its text.
#[derive(Clone)]
struct Bytes;

impl Weighter<String, String> for Bytes {
    fn weight(&self, hash: &String, text: &String) -> u64 {
        (hash.len() + text.len() + 64) as u64
    }
}

impl Persisted {
    /// Keeps at most so many bytes.
    pub(super) fn new(bytes: u64) -> Self {
        let items = usize::try_from(bytes / 600).unwrap_or(usize::MAX).max(16);
        Self(Cache::with_weighter(items, bytes, Bytes))
    }

    /// The text of a hash.
    pub(super) fn text(&self, hash: &str) -> Result<String, Refusal> {
        // Apollo's clients look for this very message, or for the code.
        self.0.get(hash).ok_or_else(|| Refusal::new(Code::PersistedQueryNotFound, "PersistedQueryNotFound"))
    }

    /// Refuses a hash that is none of its text.
    pub(super) fn verify(hash: &str, text: &str) -> Result<(), Refusal> {
        let own = sha256(text);
        if hash.eq_ignore_ascii_case(&own) {
            return Ok(());
        }
        Err(Refusal::new(
            Code::PersistedQueryHashMismatch,
            "`sha256Hash` is none of the query that came with it: expected the SHA-256 of its text in UTF-8, in hexadecimal",
        ))
    }

    /// Keeps a text that may run.
    pub(super) fn keep(&self, text: &str) {
        self.0.insert(sha256(text), text.to_owned());
    }
}

/// What a request's `extensions` name as a hash, be it one or the id of a trusted document; none where they name none.
pub(super) fn named(extensions: &Map<String, Value>) -> Result<Option<&Value>, Refusal> {
    let Some(persisted) = extensions.get("persistedQuery").filter(|value| !value.is_null()) else {
        return Ok(None);
    };
    if persisted["version"] != 1 {
        // Apollo's clients look for this very message, or for the code.
        return Err(Refusal::new(Code::PersistedQueryNotSupported, "PersistedQueryNotSupported"));
    }
    Ok(Some(&persisted["sha256Hash"]))
}

/// A hash in small letters.
pub(super) fn hash(named: &Value) -> Result<String, Refusal> {
    match named.as_str() {
        Some(hash) if hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            Ok(hash.to_ascii_lowercase())
        }
        _ => Err(Refusal::new(
            Code::InvalidRequest,
            "`extensions.persistedQuery.sha256Hash` is no SHA-256: expected 64 hexadecimal digits",
        )),
    }
}

/// The SHA-256 of a text, in hexadecimal.
pub(super) fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
