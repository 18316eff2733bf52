//! An id for each request, in its answer and in every line that the log has of it.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::Instrument;
use uuid::Uuid;

/// The header of a request and of its answer.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that a client may give, in bytes.
const LONGEST: usize = 64;

/// The id of a request: that of the client or a proxy, where it is a short token, or a new UUID.
#[derive(Clone, Debug)]
pub(super) struct RequestId(pub(super) String);

impl RequestId {
    /// The id of a request with these headers.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let given = headers.get(&HEADER).and_then(|value| value.to_str().ok());
        // What stands in a line of the log, and in JSON, as it is.
        let safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let given = given.filter(|text| (1..=LONGEST).contains(&text.len()) && text.bytes().all(safe));
        Self(given.map_or_else(|| Uuid::new_v4().to_string(), str::to_owned))
    }
}

/// Gives each request its id.
pub(super) async fn give(mut request: Request, next: Next) -> Response {
    let id = RequestId::of(request.headers());
    // Of the highest level: whatever the log leaves out, a line that it has names its request.
    let span = tracing::error_span!("request", id = %id.0);
    let header = HeaderValue::from_str(&id.0);
    request.extensions_mut().insert(id);
    let mut response = next.run(request).instrument(span.clone()).await;
    if let Ok(header) = header {
        response.headers_mut().insert(HEADER, header);
    }
    let _inside = span.enter();
    tracing::debug!(status = response.status().as_u16(), "answered");
    response
}
