//! Places: where a text may name something, and which of two that overlap counts.

use std::{cmp::Reverse, collections::HashMap};

use crate::naming::{Named as Stretch, Names};

/// A place with what it may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place<T> {
    pub(crate) at: Stretch,
    pub(crate) named: Vec<T>,
    /// Whether it names each of them ("plans de relance (État et Région)"), and not one nobody knows which.
    pub(crate) all: bool,
}

impl<T: Clone + PartialEq> Place<T> {
    pub(crate) fn new(at: Stretch, named: Vec<T>) -> Self {
        let all = named.len() == 1;
        Self { at, named, all }
    }
}

/// Of places that overlap the longest, then the first; in the order of the text.
pub(crate) fn longest<T>(mut places: Vec<Place<T>>) -> Vec<Place<T>> {
    places.sort_by_key(|place| (Reverse(place.at.end - place.at.start), place.at.start));
    let mut taken = std::collections::BTreeMap::<usize, usize>::new();
    places.retain(|place| {
        let before = taken.range(..place.at.end).next_back();
        let free = before.is_none_or(|(_, end)| *end <= place.at.start);
        if free {
            taken.insert(place.at.start, place.at.end);
        }
        free
    });
    places.sort_by_key(|place| place.at.start);
    places
}

/// Makes one place of a long form and its acronym, "(…)" around it or nothing but a space between them. In either order.
pub(crate) fn joined<T: Clone + PartialEq>(names: &Names, mut places: Vec<Place<T>>) -> Vec<Place<T>> {
    let chars = &names.flow().chars;
    let starts: HashMap<usize, usize> =
        places.iter().enumerate().map(|(index, place)| (place.at.start, index)).collect();
    for index in 0..places.len() {
        let Stretch { start, end } = places[index].at;
        let blank = usize::from(chars.get(end) == Some(&' '));
        let open = usize::from(chars.get(end + blank) == Some(&'('));
        let quote = usize::from(matches!(chars.get(end + blank + open), Some('"' | '«' | '“')));
        let space = usize::from(quote == 1 && chars.get(end + blank + open + quote) == Some(&' '));
        let next = end + blank + open + quote + space;
        let Some(other) = starts.get(&next).filter(|_| next > end).map(|other| places[*other].clone()) else {
            continue;
        };
        // A blank line parts the end of a heading from the text below.
        if open == 0 && names.parted(end, next) {
            continue;
        }
        let shared: Vec<T> =
            places[index].named.iter().filter(|named| other.named.contains(named)).cloned().collect();
        let repeated = chars[start..end] == chars[other.at.start..other.at.end];
        let rest = &chars[other.at.end..];
        let close = rest.iter().take(3).position(|char| *char == ')').map(|at| other.at.end + at + 1);
        let end = if open == 1 { close } else { Some(other.at.end) };
        if let Some(end) = end.filter(|_| !shared.is_empty() && !repeated) {
            places[index] = Place::new(Stretch { start, end }, shared);
        }
    }
    places
}
