//! Cursors: a place in a list, in an order, as text that clients pass on without looking into it.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use store::{HitPlace, Place, SearchQuery, Sort};
use uuid::Uuid;

use crate::error::Error;

/// What a place among hits begins with.
const HIT: u8 = b'?';

/// What a place in a history begins with.
const REVISION: u8 = b'r';

/// Writes a place of a list of that type in that order.
pub(crate) fn encode(place: &Place, list: &str, sort: Sort) -> String {
    let mut bytes = mark(list, sort, place).to_vec();
    bytes.extend(place.id.as_bytes());
    bytes.extend(&place.key);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a cursor that [`encode`] wrote for a list of the same type in the same order.
pub(crate) fn decode(cursor: &str, list: &str, sort: Sort) -> Result<Place, Error> {
    let place = || {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (marked, rest) = bytes.split_first_chunk()?;
        let (id, key) = rest.split_at_checked(16)?;
        let place = Place { key: key.to_vec(), id: Uuid::from_slice(id).ok()? };
        (*marked == mark(list, sort, &place)).then_some(place)
    };
    place().ok_or_else(|| Error::InvalidCursor(cursor.chars().take(80).collect()))
}

/// Tells lists and their orders apart, and a cursor that is whole from one that is not. The first byte is a letter: no
/// place among hits begins with one.
fn mark(list: &str, sort: Sort, place: &Place) -> [u8; 4] {
    let (column, descending) = sort.column();
    let mut marked = format!("{list} {column} {descending} ").into_bytes();
    marked.extend(&place.key);
    let [.., a, b, c] = Uuid::new_v5(&place.id, &marked).into_bytes();
    [b'c', a, b, c]
}

/// Writes a place in a history: a revision's sequence.
pub(crate) fn encode_sequence(sequence: i64) -> String {
    let mut bytes = vec![REVISION];
    bytes.extend(sequence.to_be_bytes());
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a cursor that [`encode_sequence`] wrote.
pub(crate) fn decode_sequence(cursor: &str) -> Result<i64, Error> {
    let sequence = || {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (letter, rest) = bytes.split_first()?;
        let sequence = i64::from_be_bytes(rest.try_into().ok()?);
        (*letter == REVISION && sequence > 0).then_some(sequence)
    };
    sequence().ok_or_else(|| Error::InvalidCursor(cursor.chars().take(80).collect()))
}

/// Writes a place among the hits of a query.
pub(crate) fn encode_hit(query: &SearchQuery, place: &HitPlace) -> String {
    let mut bytes = vec![HIT];
    bytes.extend(query.fingerprint());
    bytes.extend(place.score.to_be_bytes());
    bytes.extend(place.id.as_bytes());
    bytes.extend(place.weights.iter().flat_map(|weight| weight.to_be_bytes()));
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a cursor that [`encode_hit`] wrote for the same query.
pub(crate) fn decode_hit(query: &SearchQuery, cursor: &str) -> Result<HitPlace, Error> {
    let place = || {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (letter, rest) = bytes.split_first()?;
        let (fingerprint, rest) = rest.split_first_chunk()?;
        let (score, rest) = rest.split_first_chunk()?;
        let (id, rest) = rest.split_first_chunk()?;
        let (weights, none) = rest.as_chunks();
        let place = HitPlace {
            score: i64::from_be_bytes(*score),
            id: Uuid::from_bytes(*id),
            weights: weights.iter().map(|weight| u32::from_be_bytes(*weight)).collect(),
        };
        let known = *letter == HIT && *fingerprint == query.fingerprint() && none.is_empty();
        (known && place.fits(query)).then_some(place)
    };
    place().ok_or_else(|| Error::InvalidCursor(cursor.chars().take(80).collect()))
}
