//! Cursors: a place in a list, in an order, as text that clients pass on without looking into it.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use store::{Place, Sort};
use uuid::Uuid;

use crate::error::Error;

/// Writes a place of a list in that order.
pub(crate) fn encode(place: &Place, sort: Sort) -> String {
    let mut bytes = vec![sort.letter()];
    bytes.extend(place.id.as_bytes());
    bytes.extend(&place.key);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a cursor that [`encode`] wrote for the same order.
pub(crate) fn decode(cursor: &str, sort: Sort) -> Result<Place, Error> {
    let place = || {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (letter, rest) = bytes.split_first()?;
        let (id, key) = rest.split_at_checked(16)?;
        let id = Uuid::from_slice(id).ok()?;
        (*letter == sort.letter()).then(|| Place { key: key.to_vec(), id })
    };
    place().ok_or_else(|| Error::InvalidCursor(cursor.chars().take(80).collect()))
}
