//! Public reads answer the pages of any origin, without credentials.

use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use tower_http::cors::{Any, CorsLayer};

use super::{changes, request_id, revision};

/// What pages may read of an answer beside what every page may.
static EXPOSED: LazyLock<Vec<HeaderName>> = LazyLock::new(|| {
    vec![
        header::ACCEPT_RANGES,
        header::CONTENT_RANGE,
        header::ETAG,
        header::RETRY_AFTER,
        HeaderName::from_static("ratelimit"),
        HeaderName::from_static("ratelimit-policy"),
        request_id::HEADER,
        revision::HEADER,
    ]
});

/// The same as a header's value.
static LISTED: LazyLock<HeaderValue> = LazyLock::new(|| {
    let names: Vec<&str> = EXPOSED.iter().map(HeaderName::as_str).collect();
    HeaderValue::try_from(names.join(",")).unwrap_or(HeaderValue::from_static(""))
});

/// Answers preflights, and says of every answer that pages may read it.
pub(super) fn layer() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST, Method::OPTIONS])
        .allow_headers([
            header::CONTENT_TYPE,
            header::ACCEPT,
            header::IF_NONE_MATCH,
            header::IF_RANGE,
            header::RANGE,
            changes::LAST_EVENT_ID,
            HeaderName::from_static("apollo-require-preflight"),
            HeaderName::from_static("x-apollo-operation-name"),
            request_id::HEADER,
            revision::HEADER,
        ])
        .expose_headers(EXPOSED.clone())
        .max_age(std::time::Duration::from_secs(86_400))
}

/// Says the same of an answer that goes out without having met the layer.
pub(super) fn allow(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, LISTED.clone());
}
