//! Names that two initiatives share, and what tells them apart: "plans de relance (État et Région)".

use crate::{
    directory::Target,
    naming::Names,
    place::Place,
    reference::INITIATIVES,
    text::fold,
    word::{Phrases, Word, phrase},
};

/// Words that may stand between a name and what tells it apart.
static LINKS: Phrases =
    Phrases::new("de; du; des; d; l; la; le; les; et; ou; ainsi; que; celui; ceux; a; fois; comme");

/// Reads what stands after a shared name. Where that says whose it is, the place names one, or each of them; where it
/// says that it is somebody else's, there is no place.
pub(crate) fn settle(names: &Names, places: &mut Vec<Place<Target>>) {
    places.retain_mut(|place| {
        let told = |target: &Target| matches!(target, Target::Initiative(index) if !INITIATIVES[*index].told_by.is_empty());
        if !place.named.iter().all(told) {
            return true;
        }
        let shared = place.named.len() > 1;
        let siblings = if shared { place.named.clone() } else { siblings(place.named[0]) };
        let after = After::read(names, place.at.end, &siblings);
        if !shared {
            // "le plan de relance de la Région et celui de l'État"
            if after.joined && !after.told.is_empty() && !after.told.contains(&place.named[0]) {
                place.named.extend(after.told);
                place.at.end = after.end;
                place.all = true;
            }
            return true;
        }
        if !after.told.is_empty() {
            place.named = after.told;
            place.at.end = after.end;
            place.all = true;
        }
        place.all || !after.of_another
    });
}

/// What stands after a name.
struct After {
    told: Vec<Target>,
    end: usize,
    /// Whether an "et" stands first.
    joined: bool,
    /// "de la filière": neither of them.
    of_another: bool,
}

impl After {
    fn read(names: &Names, end: usize, siblings: &[Target]) -> Self {
        let (words, chars) = (names.words(), &names.flow().chars);
        let first = words.partition_point(|word| word.start < end);
        let mut after = Self { told: Vec::new(), end, joined: false, of_another: false };
        let word = |at: usize| words.get(at).map(|word| word.folded.as_str()).unwrap_or_default();
        after.joined = word(first) == "et";
        after.of_another = matches!(word(first), "du" | "des")
            || phrase(words, first, "de la").is_some()
            || phrase(words, first, "de l").is_some();
        let bracket = words.get(first).is_some_and(|word| {
            chars[end..word.start].iter().filter(|char| !char.is_whitespace()).eq(['('].iter())
        });
        let mut at = first;
        let mut before = end;
        while let Some(next) = words.get(at).filter(|_| at < first + 14) {
            let between = &chars[before.min(next.start)..next.start];
            let stop = |char: &char| match char {
                '(' => !(bracket && at == first),
                ' ' | ',' | '\'' | '\u{2019}' | '-' | '/' | '&' => false,
                _ => true,
            };
            if between.iter().any(stop) {
                break;
            }
            let told = siblings.iter().find_map(|target| Some((target, told_by(words, at, *target)?)));
            match told {
                Some((target, count)) => {
                    if !after.told.contains(target) {
                        after.told.push(*target);
                    }
                    at += count;
                    after.end = words[at - 1].end;
                }
                None if bracket || LINKS.has(&next.folded) => at += 1,
                None => break,
            }
            before = words[at - 1].end;
        }
        if bracket && !after.told.is_empty() && chars.get(before) == Some(&')') {
            after.end = before + 1;
        }
        after
    }
}

/// How many words tell that a name is this initiative's.
fn told_by(words: &[Word], at: usize, target: Target) -> Option<usize> {
    let Target::Initiative(index) = target else { return None };
    INITIATIVES[index].told_by.iter().find_map(|told| phrase(words, at, &fold(told)))
}

/// The initiatives that share a name with one.
fn siblings(target: Target) -> Vec<Target> {
    let Target::Initiative(index) = target else { return Vec::new() };
    let shares = |other: &usize| {
        INITIATIVES[*other].aliases.iter().any(|alias| INITIATIVES[index].aliases.contains(alias))
    };
    (0..INITIATIVES.len()).filter(shares).map(Target::Initiative).collect()
}
