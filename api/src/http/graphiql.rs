//! GraphiQL: a page to explore the API with, from assets inside the program.

use std::io::Read;

use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use flate2::read::GzDecoder;

/// Name and gzipped bytes of each asset; none where `cargo xtask assets` did not run before the build.
const ASSETS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/graphiql.rs"));

/// What the page's tabs show: queries that any installation answers.
pub const EXAMPLES: [&str; 5] = [
    include_str!("../../graphiql/examples/1-opinions.graphql"),
    include_str!("../../graphiql/examples/2-votes.graphql"),
    include_str!("../../graphiql/examples/3-sources.graphql"),
    include_str!("../../graphiql/examples/4-organisations.graphql"),
    include_str!("../../graphiql/examples/5-search.graphql"),
];

/// The page may load and ask this server, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
                      font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page.
pub(super) async fn page(headers: HeaderMap) -> Response {
    asset("index.html", &headers)
}

/// What the page needs.
pub(super) async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    asset(&name, &headers)
}

/// The queries of the page's tabs.
pub(super) async fn examples() -> Json<[&'static str; 5]> {
    Json(EXAMPLES)
}

fn asset(name: &str, headers: &HeaderMap) -> Response {
    if ASSETS.is_empty() {
        let message =
            "GraphiQL is not in this program. Run `cargo xtask assets`, then build the program again.\n";
        return (StatusCode::NOT_FOUND, message).into_response();
    }
    let Some((name, gzip)) = ASSETS.iter().find(|asset| asset.0 == name) else {
        return (StatusCode::NOT_FOUND, "GraphiQL has no such file.\n").into_response();
    };
    let tag = tag(gzip);
    let common = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::VARY, "accept-encoding"),
        (header::ETAG, tag.as_str()),
        (header::CONTENT_TYPE, media_type(name)),
    ];
    if lists(headers, header::IF_NONE_MATCH, &tag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    if lists(headers, header::ACCEPT_ENCODING, "gzip") {
        return (common, [(header::CONTENT_ENCODING, "gzip")], *gzip).into_response();
    }
    let mut bytes = Vec::new();
    match GzDecoder::new(*gzip).read_to_end(&mut bytes) {
        Ok(_) => (common, bytes).into_response(),
        Err(error) => {
            tracing::error!(%error, name, "an asset of the program is damaged");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A weak entity tag from gzip's own checksum and size, the last 8 bytes (RFC 1952, 2.3.1).
fn tag(gzip: &[u8]) -> String {
    let digits: String =
        gzip[gzip.len().saturating_sub(8)..].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{digits}\"")
}

/// Whether a header's list has an item, whatever its parameters.
fn lists(headers: &HeaderMap, name: header::HeaderName, item: &str) -> bool {
    let values = headers.get_all(name);
    let mut items = values.iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    items.any(|listed| {
        let mut parts = listed.split(';').map(str::trim);
        parts.next() == Some(item) && !parts.any(|part| part == "q=0")
    })
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}
