//! Answers that a client has already: an entity tag says what an answer is made of, so that 304 needs no execution.

use std::time::Duration;

use async_graphql::Variables;
use axum::http::{HeaderMap, HeaderValue, header};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use store::Version;

use super::revision;

/// Whatever an answer depends on.
pub(super) struct Whole<'a> {
    pub(super) version: Version,
    pub(super) schema: &'a str,
    pub(super) query: &'a str,
    pub(super) operation: Option<&'a str>,
    pub(super) variables: &'a Variables,
    /// In which form it is sent.
    pub(super) form: &'a str,
}

impl Whole<'_> {
    /// A weak tag: a proxy may compress the answer.
    pub(super) fn tag(&self) -> String {
        let variables = serde_json::to_string(self.variables).unwrap_or_default();
        let operation = self.operation.unwrap_or_default();
        weak(&[&self.version.to_string(), self.schema, self.query, operation, &variables, self.form])
    }
}

/// A weak tag of all that an answer is made of.
pub(super) fn weak(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // With its length before it, so that no two lists of parts read alike.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let digits: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{digits}\"")
}

/// Says how an answer may be kept: its tag, for how long, and when the data changed.
pub(super) fn keep(headers: &mut HeaderMap, tag: &str, control: HeaderValue, changed: Option<DateTime<Utc>>) {
    // RFC 9110, 5.6.7.
    let changed = changed.map(|changed| changed.format("%a, %d %b %Y %H:%M:%S GMT").to_string());
    let values = [
        (header::ETAG, Some(tag)),
        (header::LAST_MODIFIED, changed.as_deref()),
        (header::X_CONTENT_TYPE_OPTIONS, Some("nosniff")),
    ];
    for (name, value) in values {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
            headers.insert(name, value);
        }
    }
    headers.insert(header::CACHE_CONTROL, control);
    // A cache keeps no answer for a client that has seen more than the one who asked before.
    headers.append(header::VARY, HeaderValue::from(revision::HEADER));
}

/// Whether `If-None-Match` names a tag (RFC 9110, 13.1.2: compared weakly).
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let values = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut items = values.flat_map(|value| value.split(',')).map(str::trim);
    items.any(|known| known == "*" || bare(known) == bare(tag))
}

fn bare(tag: &str) -> &str {
    tag.trim_start_matches("W/")
}

/// How long an answer may be taken from a cache: a tenth of the time since the data last changed (RFC 9111, 4.2.2), at
/// most so long.
pub(super) fn cache_control(
    changed: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    most: Duration,
) -> HeaderValue {
    let age = changed.and_then(|changed| (now - changed).to_std().ok()).unwrap_or_default();
    let seconds = (age / 10).min(most).as_secs();
    HeaderValue::try_from(format!("public, max-age={seconds}, must-revalidate"))
        .unwrap_or(HeaderValue::from_static("no-cache"))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::http::{HeaderMap, header};
    use chrono::{TimeDelta, Utc};

    use super::{cache_control, is_known};

    #[test]
    fn a_tag_is_known_by_its_weak_comparison() {
        let mut headers = HeaderMap::new();
        assert!(!is_known(&headers, "W/\"a\""));
        headers.insert(header::IF_NONE_MATCH, "\"b\", \"a\"".parse().expect("a header"));
        assert!(is_known(&headers, "W/\"a\"") && !is_known(&headers, "W/\"c\""));
        headers.insert(header::IF_NONE_MATCH, "*".parse().expect("a header"));
        assert!(is_known(&headers, "W/\"c\""));
    }

    #[test]
    fn what_has_not_changed_for_long_is_kept_for_longer() {
        let (now, most) = (Utc::now(), Duration::from_secs(60));
        let after = |seconds| cache_control(Some(now - TimeDelta::seconds(seconds)), now, most);
        assert_eq!(after(50), "public, max-age=5, must-revalidate");
        assert_eq!(after(86_400), "public, max-age=60, must-revalidate");
        assert_eq!(after(-5), "public, max-age=0, must-revalidate");
    }
}
