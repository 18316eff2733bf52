//! A record's stems: where they stand, and what they weigh.

use std::collections::BTreeMap;

use super::{analyse::words, searchable::Text};

/// A word in a title counts as so many.
const TITLE: u32 = 5;
/// So many places lie between two paragraphs, so that no phrase reaches from one into the next.
const GAP: u32 = 16;

/// Where a stem stands in a record, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Uses {
    places: Vec<u32>,
    /// Each use once, or five times in a title.
    count: u32,
}

/// A stem of a record, as the index keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) stem: String,
    /// See [`impact`].
    pub(super) impact: i32,
    /// See [`decode`].
    pub(super) places: Vec<u8>,
}

/// The postings of a text, in the order of the stems.
pub(super) fn postings(text: &Text) -> Vec<Posting> {
    let mut uses: BTreeMap<String, Uses> = BTreeMap::new();
    let (mut place, mut length) = (0_u32, 0_u32);
    let title = text.title.iter().map(|part| (part, TITLE));
    for (part, count) in title.chain(text.body.iter().map(|part| (part, 1))) {
        for word in words(part) {
            if let Some(stem) = word.stem {
                let uses = uses.entry(stem).or_default();
                uses.places.push(place);
                uses.count = uses.count.saturating_add(count);
                length = length.saturating_add(1);
            }
            place = place.saturating_add(1);
        }
        place = place.saturating_add(GAP);
    }
    let posting = |(stem, uses): (String, Uses)| Posting {
        stem,
        impact: impact(uses.count, length),
        places: encode(&uses.places),
    };
    uses.into_iter().map(posting).collect()
}

/// What a stem weighs in a text of `length` words that uses it `count` times, in thousandths: BM25's share of the
/// text with k1 = 1.2, b = 0.75 and 300 words for the mean length, which thus moves with no import:
/// 2.2 · count / (count + 1.2 · (0.25 + 0.75 · length / 300)), in whole figures. At most 2,200.
fn impact(count: u32, length: u32) -> i32 {
    let count = u64::from(count);
    let over = 2_200_000 * count;
    let under = 1000 * count + 300 + 3 * u64::from(length);
    i32::try_from((2 * over + under) / (2 * under)).unwrap_or(i32::MAX)
}

/// What a stem weighs that so many of all records have, in thousandths: BM25's inverse document frequency.
pub(super) fn weight(records: i64, all: i64) -> u32 {
    // Counts of rows are far below the 2^53 that a float keeps.
    let (records, all) = (records as f64, all.max(records) as f64);
    let weight = (1.0 + (all - records + 0.5) / (records + 0.5)).ln() * 1000.0;
    // At least 1, so that every word of a query counts.
    let weight = weight.round() as u32;
    weight.max(1)
}

/// A heavier stem there is none: the weight of one of 2^63 records.
pub(super) const HEAVIEST: u32 = 45_000;

/// Places as the distances from one to the next, seven bits a byte, the lowest first; the last byte's top bit is 0.
fn encode(places: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(places.len());
    let mut last = 0;
    for place in places {
        let mut distance = place - last;
        while distance > 0x7f {
            bytes.push(0x80 | (distance & 0x7f) as u8);
            distance >>= 7;
        }
        bytes.push(distance as u8);
        last = *place;
    }
    bytes
}

/// The places that [`postings`] wrote, in their order.
pub(super) fn decode(bytes: &[u8]) -> Vec<u32> {
    let mut places = Vec::with_capacity(bytes.len());
    let (mut last, mut distance, mut shift) = (0_u32, 0_u32, 0_u32);
    for byte in bytes {
        distance |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        shift += 7;
        if byte & 0x80 == 0 {
            last = last.saturating_add(distance);
            places.push(last);
            (distance, shift) = (0, 0);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{decode, encode, impact, weight};

    #[test]
    fn places_are_read_as_they_were_written() {
        let places = [0, 1, 127, 128, 300, 20_000, 3_000_000, u32::MAX];
        assert_eq!(decode(&encode(&places)), places);
    }

    #[test]
    fn a_word_weighs_more_the_oftener_it_stands_and_the_shorter_the_text_is() {
        assert_eq!(impact(1, 300), 1000);
        assert!(impact(2, 300) > impact(1, 300) && impact(1, 30) > impact(1, 300));
        assert!(impact(u32::MAX, 1) <= 2200);
    }

    #[test]
    fn a_rare_word_weighs_more_than_a_common_one() {
        assert!(weight(1, 1000) > weight(10, 1000) && weight(999, 1000) > 0);
        assert!(weight(0, i64::MAX) < super::HEAVIEST);
    }
}
