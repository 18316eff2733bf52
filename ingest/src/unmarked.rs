//! Unmarked names: initiatives that a text names without a short form, a capital or quotation marks: the object of its
//! own title, and what it calls by the same words more than once, "la stratégie régionale de la mer".

use crate::{
    InitiativeKind,
    formal::{HEADS, LINKS, Reading},
    introduction::{Introduction, What},
    naming::{Named, Names},
    text::fold,
    word::{Phrases, phrase},
};

/// What a title may say is done to an initiative, before its name.
static DOING: Phrases = Phrases::new(
    "a; actualisation; adoption; approbation; au; avenant; bilan; d; de; du; elaboration; en; et; evaluation; l; la; \
     lancement; le; mise; modification; n; nouveau; nouvel; nouvelle; oeuvre; premier; premiere; projet; \
     prolongation; prorogation; renouvellement; revision; suivi; un; une",
);
/// Adjectives that say whose it is.
static REGIONAL: Phrases = Phrases::new("regional; regionale; regionaux; regionales");
/// Words before such a name in a sentence.
static DEFINITE: Phrases = Phrases::new("la; le; l; du; au; notre; cette; ce");

/// The longest name, in words.
const LONGEST: usize = 14;
/// A text that might name more of them than this names none of them for certain.
const MOST: usize = 100;

/// The unmarked names of a text with a title. `known` says whether another name stands at a place.
pub(crate) fn unmarked(names: &Names, title: &str, known: impl Fn(Named) -> bool) -> Vec<Introduction> {
    let reading = Reading { names, words: names.words(), chars: &names.flow().chars };
    let mut found: Vec<Introduction> = Vec::new();
    let titled = object(&reading, title).filter(|(_, place)| !known(*place));
    found.extend(titled.map(|(kind, place)| introduction(names, kind, place)));
    let mut once: Vec<(InitiativeKind, Named, String)> = Vec::new();
    for at in 1..reading.words.len() {
        let Some((kind, place)) = repeated(&reading, at) else { continue };
        if once.len() + found.len() > MOST || known(place) {
            continue;
        }
        let name = fold(&names.text(place));
        if found.iter().any(|known| begins(&name, &fold(&known.name)) || begins(&fold(&known.name), &name)) {
            continue;
        }
        match once.iter().find(|(_, _, other)| begins(other, &name) || begins(&name, other)) {
            // Where one has more behind it, the shorter one is the name.
            Some((kind, other, words)) if words.len() <= name.len() => {
                found.push(introduction(names, *kind, *other));
            }
            Some((_, other, _)) => {
                let length = place.end - place.start;
                let at = Named { start: other.start, end: other.start + length };
                found.push(introduction(names, kind, at));
            }
            None => once.push((kind, place, name)),
        }
    }
    found.sort_by_key(|found| found.place);
    found
}

fn introduction(names: &Names, kind: InitiativeKind, place: Named) -> Introduction {
    Introduction { name: names.text(place), acronym: None, what: What::Initiative(kind), place }
}

fn begins(one: &str, other: &str) -> bool {
    one.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// What the title is on: "Révision de la stratégie régionale de la mer", "Schéma régional des formations 2023-2027".
fn object(reading: &Reading, title: &str) -> Option<(InitiativeKind, Named)> {
    let chars: Vec<char> = title.chars().collect();
    let printed: Vec<String> = crate::word::words(&chars).into_iter().map(|word| word.folded).collect();
    let words: Vec<&str> = printed.iter().map(String::as_str).collect();
    let first = *words.first()?;
    let begins = |at: &usize| {
        reading.words[*at].folded == first
            && words.iter().enumerate().all(|(rank, word)| reading.word(at + rank) == *word)
    };
    let start = (0..reading.words.len()).find(begins)?;
    let last = start + words.len();
    let counts = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let at = (start..last.min(start + 9))
        .take_while(|at| *at == start || DOING.has(reading.word(at - 1)) || counts(reading.word(at - 1)))
        .find(|at| head(reading, *at).is_some())?;
    let (kind, count) = head(reading, at)?;
    let year = |word: &str| {
        word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut end = at + count;
    while end < last && reading.joined(end) && !year(reading.word(end)) && !of_the_region(reading, end) {
        end += 1;
    }
    // "Plan santé : une ambition" and "Contrat avec l'État" go on, nobody knows how far; "Fonds européens" are many.
    let whole = end == last || year(reading.word(end)) || of_the_region(reading, end);
    // "Feuille de route des usages" may be any; a region's own, or one for some years, is one.
    let many = reading.word(at + count).ends_with('s') && !LINKS.has(reading.word(at + count));
    let named = REGIONAL.has(reading.word(at + count)) || !many && year(reading.word(end));
    let place = name(reading, at, count, end)?;
    (whole && named).then_some((kind, place))
}

/// "de la Région Trois-Forêts" says whose it is.
fn of_the_region(reading: &Reading, at: usize) -> bool {
    phrase(reading.words, at, "de la region").is_some()
        || phrase(reading.words, at, "du conseil regional").is_some()
}

/// "la stratégie régionale de la mer et du littoral", in a sentence.
fn repeated(reading: &Reading, at: usize) -> Option<(InitiativeKind, Named)> {
    let (kind, count) = head(reading, at)?;
    let regional = REGIONAL.has(reading.word(at + count)) && reading.joined(at + count);
    if !DEFINITE.has(reading.word(at - 1)) || !reading.joined(at) || !regional {
        return None;
    }
    let mut end = at + count + 1;
    while reading.goes_on(end) && !reading.word(end).bytes().all(|byte| byte.is_ascii_digit()) {
        end += 1;
        if end - at > LONGEST {
            return None;
        }
    }
    Some((kind, name(reading, at, count + 1, end)?))
}

/// The name from its noun to a word, without what links it to the next.
fn name(reading: &Reading, at: usize, count: usize, mut end: usize) -> Option<Named> {
    while end > at + count && LINKS.has(reading.word(end - 1)) {
        end -= 1;
    }
    let words = reading.words.get(at..end)?;
    let place = Named { start: words.first()?.start, end: words.last()?.end };
    (end >= at + 3 && end - at <= LONGEST && reading.names.bounded(place)).then_some(place)
}

/// The noun at a word that says what is named, and how many words it takes.
fn head(reading: &Reading, at: usize) -> Option<(InitiativeKind, usize)> {
    HEADS.iter().find_map(|(head, kind)| Some((*kind, phrase(reading.words, at, head)?)))
}
