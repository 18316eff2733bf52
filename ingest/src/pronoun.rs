//! Pronouns: "il", "elle", "celui-ci", and the one initiative or body that the words before name and they mean.

use crate::{
    Named,
    naming::{Named as Stretch, Names},
    passage::Passage,
    place::Place,
    word::any,
};

/// How many words back the article of a name may stand: "le plan régional « Sources vives »".
const ARTICLE: usize = 4;

/// A pronoun with the place of the name that it stands for.
#[derive(Clone, Debug)]
pub(crate) struct Pronoun {
    /// The pronoun, with what it means.
    pub(crate) place: Place<Named>,
    /// Where that is named.
    pub(crate) of: Stretch,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gender {
    Masculine,
    Feminine,
}

/// What can be meant: where it is named, what it is, and the gender that its article says.
type Candidate<'a> = (Stretch, &'a Named, Option<Gender>);

/// The pronouns that begin a clause and mean one initiative or body beyond doubt, in the order of the text; `places`
/// are all that the text names, in its order.
pub(crate) fn pronouns(names: &Names, passages: &[Passage], places: &[Place<Named>]) -> Vec<Pronoun> {
    let words = names.words();
    let mut found: Vec<Pronoun> = Vec::new();
    for passage in passages {
        let mut before: Vec<Candidate> = Vec::new();
        for sentence in &passage.sentences {
            let first = places.partition_point(|place| place.at.start < sentence.at.start);
            let mut within = places[first..]
                .iter()
                .take_while(|place| place.at.start < sentence.at.end)
                .filter_map(|place| candidate(names, place))
                .peekable();
            let mut here: Vec<Candidate> = Vec::new();
            for at in sentence.words.clone() {
                while let Some(next) = within.next_if(|next| next.0.start < words[at].start) {
                    here.push(next);
                }
                let Some((count, gender)) = pronoun(names, sentence.words.start, at) else { continue };
                let Some(meant) = meant(&here, gender).or_else(|| meant(&before, gender)) else { continue };
                let end = words[at + count - 1].end;
                found.push(Pronoun {
                    place: Place::new(Stretch { start: words[at].start, end }, vec![meant.1.clone()]),
                    of: meant.0,
                });
                here.push(meant);
            }
            here.extend(within);
            before = here;
        }
    }
    found
}

/// A pronoun at a word where a clause begins, by the words that it takes.
fn pronoun(names: &Names, first: usize, at: usize) -> Option<(usize, Gender)> {
    let (words, chars) = (names.words(), &names.flow().chars);
    let count = any(words, at, &["il", "elle", "celui ci", "celle ci", "ce dernier", "cette derniere"])?;
    let opens = at == first
        || chars[words[at - 1].end..words[at].start].iter().any(|char| matches!(char, ',' | ';' | ':' | '–'))
        || matches!(words[at - 1].folded.as_str(), "et" | "puis" | "mais");
    let feminine = matches!(words[at].folded.as_str(), "elle" | "celle" | "cette");
    opens.then_some((count, if feminine { Gender::Feminine } else { Gender::Masculine }))
}

fn candidate<'a>(names: &Names, place: &'a Place<Named>) -> Option<Candidate<'a>> {
    let [named @ (Named::Initiative(_) | Named::Organisation(_))] = place.named.as_slice() else {
        return None;
    };
    let words = names.words();
    let start = words.partition_point(|word| word.start < place.at.start);
    Some((place.at, named, gender(names, start)))
}

/// The gender that the article before a name says; "l'" says none.
fn gender(names: &Names, name: usize) -> Option<Gender> {
    let (words, chars) = (names.words(), &names.flow().chars);
    // The article may be of the name: "La Région".
    for at in (name.saturating_sub(ARTICLE)..words.len().min(name + 1)).rev() {
        let next = words.get(at + 1).map_or(words[at].end, |next| next.start);
        let ends = |char: &char| matches!(char, ',' | ';' | ':' | '.' | '!' | '?');
        if at < name && (chars[words[at].end..next].iter().any(ends) || names.parted(words[at].end, next)) {
            return None;
        }
        match words[at].folded.as_str() {
            "le" | "un" | "ce" | "du" | "au" | "cet" => return Some(Gender::Masculine),
            "la" | "une" | "cette" | "sa" => return Some(Gender::Feminine),
            "l" | "les" | "des" | "aux" | "d" => return None,
            _ => {}
        }
    }
    None
}

/// The one that a pronoun means: the only one of its gender, or the only initiative among several.
fn meant<'a>(named: &[Candidate<'a>], gender: Gender) -> Option<Candidate<'a>> {
    let fits = |known: &Option<Gender>| known.is_none_or(|known| known == gender);
    let fitting: Vec<Candidate> = named.iter().filter(|(_, _, known)| fits(known)).copied().collect();
    let sure = fitting.iter().filter(|(_, _, known)| known.is_some()).copied().collect::<Vec<_>>();
    let initiatives = |of: &[Candidate<'a>]| {
        of.iter().filter(|each| matches!(each.1, Named::Initiative(_))).copied().collect()
    };
    let only = |of: &[Candidate<'a>]| {
        let last = of.last().copied()?;
        of.iter().all(|each| each.1 == last.1).then_some(last)
    };
    let initiatives: Vec<Candidate> = initiatives(&fitting);
    only(&fitting).or_else(|| only(&initiatives)).or_else(|| only(&sure))
}
