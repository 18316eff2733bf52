//! `Hemicycle-Revision`: how far the ledger was when a write was answered. A read that sends it back sees at least that
//! state, whichever server and replica it meets.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use store::{Error, Reading, Token};

use super::{gate::Gate, refusal::Refusal};
use crate::error::Code;

/// The header of a write's answer, and of a read.
pub(super) const HEADER: HeaderName = HeaderName::from_static("hemicycle-revision");

/// Where a request reads: where all is that it has seen, by what it sends.
///
/// # Errors
/// A refusal with 400 of what is no token, and of one that is none of this ledger.
pub(super) async fn reading(gate: &Gate, headers: &HeaderMap) -> Result<Reading, Refusal> {
    let Some(seen) = seen(headers)? else { return Ok(gate.replicas.reading()) };
    gate.replicas.reading_since(seen).await.map_err(|error| match error {
        Error::UnknownToken => {
            let message = "the token in `Hemicycle-Revision` is of no revision of this ledger: send one as an answer had it, \
                           or none";
            Refusal::new(Code::UnknownToken, message).status(StatusCode::BAD_REQUEST)
        }
        error => {
            tracing::error!(%error, "it is not known whether a token's revision is there");
            Refusal::of_store(&error)
        }
    })
}

/// Whether a request says what it has seen.
pub(super) fn is_asked(headers: &HeaderMap) -> bool {
    headers.contains_key(HEADER)
}

/// Says where the ledger ends, now that a write is done. Where that cannot be read, nothing is said: a client that has no
/// token reads as any other.
pub(super) async fn tell(gate: &Gate, headers: &mut HeaderMap) {
    match gate.store.end().await.map(|end| HeaderValue::from_str(&end.to_string())) {
        Ok(Ok(value)) => drop(headers.insert(HEADER, value)),
        Ok(Err(_)) => {}
        Err(error) => tracing::warn!(%error, "a write is answered without its revision"),
    }
}

/// What a request has seen; none where it does not say.
fn seen(headers: &HeaderMap) -> Result<Option<Token>, Refusal> {
    let mut values = headers.get_all(HEADER).into_iter();
    let Some(value) = values.next() else { return Ok(None) };
    let token = value.to_str().ok().and_then(|text| text.trim().parse().ok());
    match token.filter(|_| values.next().is_none()) {
        Some(token) => Ok(Some(token)),
        None => {
            let message =
                "`Hemicycle-Revision` is no token: send one, as an answer had it, or leave the header out";
            Err(Refusal::new(Code::InvalidRequest, message))
        }
    }
}
