//! Formal names: what a text writes with a capital behind an article, "la Charte lormoise de la vie nocturne", and
//! never gives a short form.

use std::collections::HashSet;

use crate::{
    InitiativeKind,
    introduction::{Introduction, What},
    naming::{Named, Names},
    word::{Phrases, Word, phrase},
};

/// Nouns that are written with a capital where a formal name begins.
pub(crate) const HEADS: [(&str, InitiativeKind); 14] = [
    ("accord", InitiativeKind::Agreement),
    ("agenda", InitiativeKind::Plan),
    ("charte", InitiativeKind::Agreement),
    ("contrat", InitiativeKind::Agreement),
    ("feuille de route", InitiativeKind::Plan),
    ("fonds", InitiativeKind::Other),
    ("pacte", InitiativeKind::Agreement),
    ("plan", InitiativeKind::Plan),
    ("politique", InitiativeKind::Policy),
    ("programme", InitiativeKind::Programme),
    ("protocole", InitiativeKind::Agreement),
    ("schema", InitiativeKind::Strategy),
    ("strategie", InitiativeKind::Strategy),
    ("trajectoire", InitiativeKind::Strategy),
];
/// Words before a name.
static ARTICLES: Phrases = Phrases::new(
    "le; la; l; du; au; un; une; ce; cet; cette; notre; son; sa; nouveau; nouvelle; nouvel; futur; future; \
     prochain; prochaine; actuel; actuelle; dit; dite; premier; premiere",
);
/// Words between the words of a name.
pub(crate) static LINKS: Phrases =
    Phrases::new("a; au; aux; d; de; des; du; et; l; la; le; les; pour; sur; en");
/// Words that no name goes on with.
static ENDS: Phrases = Phrases::new(
    "afin; ainsi; ait; apres; aussi; avait; avant; avec; avoir; car; ce; cette; comme; comporte; comprend; \
     compte; concerne; consacre; constitue; contre; cree; dans; definit; demeure; deja; depuis; devra; devrait; \
     doit; dont; elle; engage; entre; est; etait; etre; fait; fera; fixe; fut; il; ils; insiste; jusqu; lors; \
     mais; marque; n; ne; ni; ont; ou; par; pendant; permet; permettra; peut; porte; pourrait; prend; prevoit; \
     prevoient; propose; puis; qu; que; quand; qui; rappelle; repose; repond; reste; s; sans; se; selon; sera; \
     serait; si; soit; sont; sous; un; une; va; vers; vient; vise; y",
);

/// The longest name, in words.
const LONGEST: usize = 12;

/// The formal names of a text. `known` says whether another name stands at a place.
pub(crate) fn formal(names: &Names, known: impl Fn(Named) -> bool) -> Vec<Introduction> {
    let reading = Reading { words: names.words(), chars: &names.flow().chars, names };
    let mut found: Vec<Introduction> = Vec::new();
    for at in 1..reading.words.len() {
        let Some((kind, place)) = reading.name(at).filter(|(_, place)| !known(*place)) else { continue };
        let (name, what) = (names.text(place), What::Initiative(kind));
        found.push(Introduction { name, acronym: None, what, place });
    }
    // Where a name stands with more behind it, the shorter one is the name.
    found.sort_by_key(|each| (each.name.len(), each.place.start));
    let mut kept: HashSet<String> = HashSet::new();
    found.retain(|each| {
        let mut ends = each.name.match_indices(' ').map(|(at, _)| at).chain([each.name.len()]);
        !ends.any(|end| kept.contains(&each.name[..end])) && kept.insert(each.name.clone())
    });
    found.sort_by_key(|each| each.place.start);
    found
}

/// A text in which names are looked for.
pub(crate) struct Reading<'a> {
    pub(crate) names: &'a Names,
    pub(crate) words: &'a [Word],
    pub(crate) chars: &'a [char],
}

impl Reading<'_> {
    /// The folded word at a place; nothing beyond the text.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.words.get(at).map(|word| word.folded.as_str()).unwrap_or_default()
    }

    fn printed(&self, at: usize) -> &[char] {
        self.words.get(at).map_or(&[], |word| &self.chars[word.start..word.end])
    }

    /// Whether nothing but a blank, a hyphen or an apostrophe stands before a word.
    pub(crate) fn joined(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let end = self.words[at - 1].end;
        let gap = &self.chars[end..word.start];
        matches!(gap, [' ' | '-' | '\'' | '\u{2019}'] | ['’', ' ']) && !self.names.parted(end, word.start)
    }

    fn name(&self, at: usize) -> Option<(InitiativeKind, Named)> {
        let (count, kind) =
            HEADS.iter().find_map(|(head, kind)| Some((phrase(self.words, at, head)?, *kind)))?;
        let [first, second, ..] = self.printed(at) else { return None };
        let lower = self.printed(at - 1).iter().all(|char| !char.is_uppercase());
        let article = lower && ARTICLES.has(self.word(at - 1)) || self.begins_sentence(at);
        if !first.is_uppercase() || second.is_uppercase() || !article || !self.joined(at) {
            return None;
        }
        let mut end = at + count;
        while self.goes_on(end) {
            end += 1;
            if end - at > LONGEST {
                return None;
            }
        }
        // "la Charte du lac demeure un socle": the verb before the article is none of it.
        let article = matches!(self.word(end), "un" | "une" | "le" | "la" | "l" | "les") && self.joined(end);
        let adjective = ["al", "ale", "que", "if", "ive", "aire", "ois", "oise", "ais", "aise"];
        let adjective = adjective.iter().any(|last| self.word(end - 1).ends_with(last));
        if article && !LINKS.has(self.word(end - 1)) && !adjective {
            end -= 1;
        }
        while end > at + count && LINKS.has(self.word(end - 1)) {
            end -= 1;
        }
        let place = Named { start: self.words[at].start, end: self.words[end - 1].end };
        (end - at >= 3 && self.names.bounded(place)).then_some((kind, place))
    }

    /// "Le Contrat …", "La Charte …".
    fn begins_sentence(&self, at: usize) -> bool {
        matches!(self.word(at - 1), "le" | "la" | "l" | "ce" | "cette" | "notre" | "un" | "une")
            && self.printed(at - 1).iter().skip(1).all(|char| !char.is_uppercase())
    }

    /// Whether a word goes on a name.
    pub(crate) fn goes_on(&self, at: usize) -> bool {
        if !self.joined(at) || ENDS.has(self.word(at)) {
            return false;
        }
        let printed = self.printed(at);
        let word = self.word(at);
        // "a" is a verb, "à" is none; "signée" tells what happened to it, "durablement" how.
        let lower = printed.iter().all(|char| !char.is_uppercase());
        let participle =
            lower && ["é", "ée", "és", "ées"].iter().any(|end| ends_with(printed, end)) && word.len() > 3;
        let noun = LINKS.has(self.word(at - 1));
        let verb = printed == ['a'] || word.ends_with("ment") && !noun || word.ends_with("ait") && !noun;
        let after_link = |at: usize| LINKS.has(self.word(at)) || word == "d" || word == "l";
        let article = matches!(word, "le" | "la" | "l" | "les") && !after_link(at - 1);
        // "pour six ans", "en 2023", "et le Contrat …".
        let goal = word != "pour" || matches!(self.word(at + 1), "le" | "la" | "l" | "les" | "une" | "un");
        let place = word != "en" || self.word(at + 1) == "faveur";
        let list = word != "et" || matches!(self.word(at + 1), "de" | "du" | "des" | "d") || {
            self.joined(at + 1) && !matches!(self.word(at + 1), "le" | "la" | "l" | "les" | "a" | "au")
        };
        let second = word == "le" && self.word(at - 1) == "et" || self.word(at - 1) == "et" && article;
        !(verb || article || second || participle && !noun) && goal && place && list
    }
}

fn ends_with(printed: &[char], end: &str) -> bool {
    let end: Vec<char> = end.chars().collect();
    printed.ends_with(&end)
}
