//! A read that is asked again: over GET, in each encoding, with and without the entity tag of the first answer.

use std::net::SocketAddr;

use serde_json::Value;

use crate::load::{Answer, ask};

/// The encodings that are measured.
pub(super) const ENCODINGS: [&str; 3] = ["identity", "gzip", "zstd"];

/// The request that asks for a GraphQL body over GET, in an encoding; with an entity tag, whether it has changed since.
///
/// # Errors
/// Where the body is no GraphQL request in JSON.
pub(super) fn get(
    address: SocketAddr,
    body: &[u8],
    encoding: &str,
    tag: Option<&str>,
) -> Result<Vec<u8>, String> {
    let asked: Value = serde_json::from_slice(body).map_err(|error| format!("a shape's body: {error}"))?;
    let query = asked["query"].as_str().ok_or("a shape's body has no query")?;
    let mut path = format!("/graphql?query={}", escaped(query));
    if !asked["variables"].is_null() {
        path.push_str(&format!("&variables={}", escaped(&asked["variables"].to_string())));
    }
    let tag = tag.map_or_else(String::new, |tag| format!("if-none-match: {tag}\r\n"));
    Ok(format!(
        "GET {path} HTTP/1.1\r\nhost: {address}\r\naccept: application/graphql-response+json\r\n\
         accept-encoding: {encoding}\r\n{tag}\r\n"
    )
    .into_bytes())
}

/// What the response cache answers, once it has it; none where it comes in another encoding than was asked for: not every
/// body is worth one.
///
/// # Errors
/// Where there is none, or an error, or one that the cache did not give.
pub(super) fn answer(address: SocketAddr, request: &[u8], encoding: &str) -> Result<Option<Answer>, String> {
    ask(address, request)?;
    let answer = kept(address, request, 200)?;
    let found = answer.header("content-encoding").unwrap_or("identity").to_owned();
    Ok((found == encoding).then_some(answer))
}

/// An answer that the response cache gives.
///
/// # Errors
/// Where it is another one, or has another status.
pub(super) fn kept(address: SocketAddr, request: &[u8], status: u16) -> Result<Answer, String> {
    let answer = ask(address, request)?;
    if answer.status != status {
        let body = String::from_utf8_lossy(&answer.body[..answer.body.len().min(2_000)]);
        return Err(format!("{address}: {} was answered to GET, not {status}: {body}", answer.status));
    }
    match answer.header("cache-status") {
        Some("hemicycle; hit") => Ok(answer),
        other => Err(format!("{address}: what was asked again was not kept (Cache-Status: {other:?})")),
    }
}

/// A value in an address: RFC 3986, section 2.3, everything but what is unreserved.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::get;

    #[test]
    fn a_body_becomes_an_address_with_its_tag() {
        let address = "127.0.0.1:80".parse().expect("what it gives");
        let body = br#"{"query":"{ a(b: \"c\u00e9\") }","variables":{"n":1}}"#;
        let request = String::from_utf8(get(address, body, "gzip", Some("\"t\"")).expect("what it gives"))
            .expect("what it gives");
        assert!(request.starts_with(
            "GET /graphql?query=%7B%20a%28b%3A%20%22c%C3%A9%22%29%20%7D&variables=%7B%22n%22%3A1%7D HTTP/1.1\r\n"
        ));
        assert!(request.ends_with("accept-encoding: gzip\r\nif-none-match: \"t\"\r\n\r\n"), "{request}");
        let request =
            String::from_utf8(get(address, b"{\"query\":\"{a}\"}", "zstd", None).expect("what it gives"))
                .expect("what it gives");
        assert!(request.starts_with("GET /graphql?query=%7Ba%7D HTTP/1.1\r\n") && !request.contains("none"));
        assert!(get(address, b"{}", "gzip", None).is_err());
    }
}
