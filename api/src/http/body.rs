//! A request's body: read within a size and a time.

use axum::{
    body::Body,
    http::{HeaderMap, StatusCode, header},
};
use futures_util::StreamExt;
use tokio::time::{Instant, timeout_at};

use super::{
    limits::{Limits, seconds},
    refusal::Refusal,
};
use crate::error::Code;

/// So many times the limit is read and thrown away, so that a client which sends before it listens hears the answer.
const DRAINED: usize = 64;

/// Reads a body to its end.
pub(super) async fn read(headers: &HeaderMap, body: Body, limits: &Limits) -> Result<Vec<u8>, Refusal> {
    let declared =
        headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let too_large = |actual: u64| {
        let refusal = Refusal::limit("body", "the body has too many bytes", limits.body as u64, actual);
        Err(refusal.status(StatusCode::PAYLOAD_TOO_LARGE))
    };
    // This client asks before it sends.
    let asks = headers.contains_key(header::EXPECT);
    if let Some(declared) = declared.filter(|declared| asks && *declared > limits.body as u64) {
        return too_large(declared);
    }
    let until = Instant::now() + limits.body_time;
    let (mut bytes, mut seen) = (Vec::new(), 0usize);
    let mut chunks = body.into_data_stream();
    loop {
        match timeout_at(until, chunks.next()).await {
            Ok(Some(Ok(chunk))) => {
                seen = seen.saturating_add(chunk.len());
                if seen <= limits.body {
                    bytes.extend_from_slice(&chunk);
                } else {
                    bytes = Vec::new();
                }
                if seen / DRAINED > limits.body {
                    break;
                }
            }
            Ok(None) => break,
            Ok(Some(Err(_))) => {
                return Err(Refusal::new(Code::InvalidRequest, "the body broke off before its end"));
            }
            Err(_) => {
                let message = format!("the body did not come within {}", seconds(limits.body_time));
                return Err(Refusal::new(Code::RequestTimeout, message));
            }
        }
    }
    if seen > limits.body {
        return too_large(declared.unwrap_or(0).max(seen as u64));
    }
    Ok(bytes)
}
