//! The widths of letters, as the library can read them.
//!
//! In a CID font's `W`, `36 54 600` gives the letters 36 to 54 one width, and `36 [600 600]` gives a list (ISO 32000-1,
//! 9.7.4.3). pdf-extract 0.12.1 takes the first figure of a range for all three of it; then spaces appear inside words
//! of what Chromium and others print. So ranges are written as lists before it reads them.

use std::collections::HashSet;

use pdf_extract::{Document, Object, ObjectId};

/// A font has no more letters.
const LETTERS: i64 = 65_536;

/// Writes the ranges of all fonts as lists.
pub(super) fn list(document: &mut Document) {
    let mut apart: HashSet<ObjectId> = HashSet::new();
    for object in document.objects.values_mut() {
        let Ok(font) = object.as_dict_mut() else { continue };
        match font.get_mut(b"W") {
            Ok(Object::Array(widths)) => listed(widths),
            Ok(Object::Reference(id)) => {
                apart.insert(*id);
            }
            _ => {}
        }
    }
    for id in apart {
        if let Some(Object::Array(widths)) = document.objects.get_mut(&id) {
            listed(widths);
        }
    }
}

/// Writes ranges as lists; an array that is neither stays as it is.
fn listed(widths: &mut Vec<Object>) {
    let mut lists = Vec::new();
    let mut left = LETTERS;
    let mut rest = widths.as_slice();
    while !rest.is_empty() {
        rest = match rest {
            [first, list @ Object::Array(_), rest @ ..] => {
                lists.extend([first.clone(), list.clone()]);
                rest
            }
            [Object::Integer(first), Object::Integer(last), width, rest @ ..] if last >= first => {
                let count = last.saturating_sub(*first).saturating_add(1);
                left -= count;
                let (true, Ok(count)) = (left >= 0, usize::try_from(count)) else { return };
                lists.extend([Object::Integer(*first), Object::Array(vec![width.clone(); count])]);
                rest
            }
            _ => return,
        };
    }
    *widths = lists;
}

#[cfg(test)]
mod tests {
    use super::{Object, listed};

    fn list(figures: &[i64]) -> Object {
        Object::Array(figures.iter().copied().map(Object::Integer).collect())
    }

    #[test]
    fn ranges_become_lists_and_nonsense_stays() {
        let one = Object::Integer;
        let mut widths = vec![one(3), list(&[7, 8]), one(36), one(38), one(600), one(40), list(&[9])];
        listed(&mut widths);
        assert_eq!(widths, [one(3), list(&[7, 8]), one(36), list(&[600, 600, 600]), one(40), list(&[9])]);
        for nonsense in [vec![one(3), one(2), one(1)], vec![one(1)], vec![one(0), one(i64::MAX), one(1)]] {
            let mut widths = nonsense.clone();
            listed(&mut widths);
            assert_eq!(widths, nonsense);
        }
    }
}
