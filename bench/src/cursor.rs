//! Cursors, for pages from the middle of a list. Clients take them from the page before; a benchmark that asks for a hundred
//! places makes them as the program does (`api/src/cursor.rs`), and asks PostGraphile for its own.

use std::net::SocketAddr;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{load::ask, shape::Request};

/// The cursor of an opinion in the default order, by its id and the hexadecimal digits of its sort key.
///
/// # Errors
/// Where they are none.
pub(crate) fn hemicycle(place: &Value) -> Result<String, String> {
    let none = || format!("{place} is no place of an opinion");
    let id: Uuid = place["id"].as_str().and_then(|id| id.parse().ok()).ok_or_else(none)?;
    let key = place["newest_first"].as_str().and_then(bytes).ok_or_else(none)?;
    let marked = [b"Opinion newest_first false ", &key[..]].concat();
    let [.., a, b, c] = Uuid::new_v5(&id, &marked).into_bytes();
    Ok(BASE64_URL_SAFE_NO_PAD.encode([&[b'c', a, b, c], &id.as_bytes()[..], &key].concat()))
}

/// PostGraphile's cursor of the opinion that so many come before.
///
/// # Errors
/// Where it does not answer with one.
pub(crate) fn postgraphile(address: SocketAddr, offset: &Value) -> Result<Value, String> {
    let query = format!(
        "{{ allOpinions(first: 1, offset: {offset}, orderBy: [NEWEST_FIRST_ASC, ROW_ID_ASC]) {{ pageInfo {{ endCursor }} }} }}"
    );
    let request = Request::post("/graphql".to_owned(), &json!({ "query": query }));
    let answer = ask(address, &request.bytes(&address.to_string()))?;
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let cursor = &body["data"]["allOpinions"]["pageInfo"]["endCursor"];
    if cursor.is_string() { Ok(cursor.clone()) } else { Err(format!("PostGraphile: no cursor: {body}")) }
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pairs = (0..digits.len()).step_by(2).map(|at| digits.get(at..at + 2));
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::hemicycle;

    #[test]
    fn a_place_becomes_a_mark_an_id_and_a_key() {
        let id = "653ee261-34b5-5e94-b839-819b6a460f71";
        let cursor = hemicycle(&json!({ "id": id, "newest_first": "fff4ef" })).expect("what it gives");
        assert!(cursor.starts_with('Y') && cursor.len() == 31, "{cursor}");
        assert!(hemicycle(&json!({ "id": id, "newest_first": "fff" })).is_err());
        assert!(hemicycle(&json!({ "offset": 1 })).is_err());
    }
}
