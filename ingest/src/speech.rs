//! Speech: who speaks in a passage, and whether a verb is theirs.

use std::collections::HashMap;

use crate::{
    CitationKey, Named, Opinion, OrganisationKey,
    naming::{Named as Stretch, Names},
    passage::{Passage, Sentence},
    place::Place,
    word::{Phrases, Word},
};

/// Words that may stand between a speaker and the verb, or after the verb.
pub(crate) static ADVERBS: Phrases = Phrases::new(
    "ailleurs; ainsi; alors; aussi; avec; bien; cependant; clairement; conseil; consequence; desormais; donc; \
     egalement; encore; en; enfin; expressement; fermement; fois; force; fortement; insistance; \
     instamment; la; le; l; les; leur; lui; meme; neanmoins; notamment; nouveau; nouvelle; par; \
     particulierement; plus; pour; pourtant; quant; regulierement; sa; part; serieusement; \
     solennellement; surtout; tout; toujours; toutefois; une; vivement; vous; y; a; de",
);

/// Nouns by which bodies speak of themselves.
static OURSELVES: Phrases = Phrases::new(
    "assemblee; organisation; organisations; syndicat; confederation; federation; groupe; union; \
     association; delegation",
);

/// How many names a sentence may have.
const MOST: usize = 100;

/// The speakers of an opinion and its declarations.
pub(crate) struct Speech<'a> {
    pub(crate) names: &'a Names,
    pub(crate) words: &'a [Word],
    pub(crate) chars: &'a [char],
    pub(crate) places: &'a [Place<Named>],
    assembly: Vec<OrganisationKey>,
    declarations: HashMap<u32, Vec<OrganisationKey>>,
    /// The bodies that one name names, by the character that it ends at.
    ends: HashMap<usize, (usize, &'a OrganisationKey)>,
}

impl<'a> Speech<'a> {
    pub(crate) fn new(names: &'a Names, places: &'a [Place<Named>], opinion: &Opinion) -> Self {
        let declarations = opinion.declarations.iter();
        let declarations =
            declarations.map(|declaration| (declaration.rank, declaration.organisations.clone())).collect();
        let ends = places.iter().filter_map(|place| match place.named.as_slice() {
            [Named::Organisation(key)] => Some((place.at.end, (place.at.start, key))),
            _ => None,
        });
        Self {
            names,
            words: names.words(),
            chars: &names.flow().chars,
            places,
            assembly: vec![opinion.assembly.clone()],
            declarations,
            ends: ends.collect(),
        }
    }

    /// On whose behalf a passage speaks.
    pub(crate) fn makers(&self, passage: &Passage) -> &[OrganisationKey] {
        match passage.declaration {
            Some(rank) => self.declarations.get(&rank).map(Vec::as_slice).unwrap_or_default(),
            None => &self.assembly,
        }
    }

    /// The assembly.
    pub(crate) fn assembly(&self) -> &[OrganisationKey] {
        &self.assembly
    }

    /// The folded word at a place; nothing beyond the text.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.words.get(at).map(|word| word.folded.as_str()).unwrap_or_default()
    }

    /// Whether a word in the form of a verb is its participle: "demandé", not "demande".
    pub(crate) fn is_participle(&self, at: usize) -> bool {
        matches!(self.chars[self.words[at].end - 1], 'é' | 'É')
    }

    /// What stands between a word and the next.
    pub(crate) fn gap(&self, at: usize) -> &[char] {
        let end = self.words.get(at + 1).map_or(self.chars.len(), |word| word.start);
        &self.chars[self.words[at].end.min(end)..end]
    }

    /// The word at which the speakers' name starts, where it ends before the word `at`.
    pub(crate) fn speaker(&self, passage: &Passage, from: usize, at: usize) -> Option<usize> {
        let last = at.checked_sub(1).filter(|last| *last >= from)?;
        let makers = self.makers(passage);
        if let Some((start, key)) = self.ends.get(&self.words[last].end)
            && makers.contains(key)
        {
            return Some(self.words.partition_point(|word| word.start < *start));
        }
        let before = last.checked_sub(1).map(|at| self.word(at)).unwrap_or_default();
        let ours = OURSELVES.has(self.word(last)) && matches!(before, "notre" | "nos")
            || self.word(last) == "assemblee" && before == "l" && passage.declaration.is_none();
        (self.word(last) == "nous" && !makers.is_empty() || ours).then_some(last)
    }

    /// Whether the verb at a word is the speakers'; `spoke` says whether the sentence before was theirs, for "il".
    pub(crate) fn is_theirs(&self, passage: &Passage, sentence: &Sentence, verb: usize, spoke: bool) -> bool {
        let from = sentence.words.start;
        let mut at = verb;
        let mut comma = false;
        // "sans que l'on nous demande où …": it is asked of them.
        let third = crate::asking::VERBS.has(self.word(verb)) && !self.word(verb).ends_with("ons");
        if third && verb > from && self.word(verb - 1) == "nous" {
            return false;
        }
        while at > from && verb - at < 9 {
            comma |= self.gap(at - 1).contains(&',');
            if self.gap(at - 1).iter().any(|char| matches!(char, ';' | ':' | '(' | '"' | '«')) {
                return false;
            }
            // "nous nous demandons", "il ne demande pas".
            if matches!(self.word(at - 1), "se" | "s" | "ne" | "n") {
                return false;
            }
            if self.word(at - 1) == "nous" && at - 1 > from && self.word(at - 2) == "nous" {
                return false;
            }
            if let Some(start) = self.speaker(passage, from, at) {
                return self.may_be_subject(from, start);
            }
            if matches!(self.word(at - 1), "il" | "elle" | "ils" | "elles") {
                // "Le CESER l'a dit ; il le redit."
                let clause = at - 1 > from && self.gap(at - 2).contains(&';');
                let spoke = spoke || clause && self.main(passage, sentence).is_some();
                return spoke && self.may_be_subject(from, at - 1);
            }
            if matches!(self.word(at - 1), "et" | "puis" | "mais") {
                let pronoun = matches!(self.word(from), "il" | "elle" | "ils" | "elles");
                return spoke && pronoun || self.main(passage, sentence).is_some_and(|main| main < at);
            }
            if comma {
                break;
            }
            if !ADVERBS.has(self.word(at - 1)) {
                return false;
            }
            at -= 1;
        }
        // "Le CESER, comme dans ses avis, demande": the comma before goes with an earlier one.
        if comma {
            let opened =
                (from.max(at.saturating_sub(30))..at - 1).rev().find(|at| self.gap(*at).contains(&','));
            let parenthesis = opened.and_then(|opened| self.speaker(passage, from, opened + 1));
            return parenthesis.is_some_and(|start| self.may_be_subject(from, start))
                || self.main(passage, sentence).is_some_and(|main| main < at) && self.word(at - 1) != "que";
        }
        false
    }

    /// The word at which the sentence's speakers are named, where its main verb is theirs.
    pub(crate) fn main(&self, passage: &Passage, sentence: &Sentence) -> Option<usize> {
        let from = sentence.words.start;
        let end = sentence.words.end.min(from + 40);
        let at = (from + 1..=end).find_map(|at| self.speaker(passage, from, at))?;
        let head = at.saturating_sub(from) <= 1 || self.opened(from, at);
        head.then_some(at)
    }

    /// Whether the article before a name follows a comma: "Enfin, le CESER".
    fn opened(&self, from: usize, start: usize) -> bool {
        (start.saturating_sub(2).max(from + 1)..=start).any(|at| self.gap(at - 1).contains(&','))
    }

    /// A name after "du", "par" or "avec" is no subject.
    fn may_be_subject(&self, from: usize, start: usize) -> bool {
        let Some(before) = start.checked_sub(1).filter(|before| *before >= from) else { return true };
        let article = matches!(self.word(before), "le" | "la" | "l" | "les" | "notre" | "nos");
        let before =
            if article { before.checked_sub(1).filter(|before| *before >= from) } else { Some(before) };
        before.is_none_or(|before| {
            !matches!(
                self.word(before),
                "du" | "de" | "des" | "au" | "a" | "par" | "avec" | "pour" | "chez" | "d" | "entre" | "sur"
            ) || self.gap(before).contains(&',')
        })
    }

    /// The opinions that a sentence names for certain.
    pub(crate) fn cited(&self, sentence: &Sentence) -> impl Iterator<Item = (Stretch, &CitationKey)> {
        let places = self.places;
        let first = places.partition_point(|place| place.at.end <= sentence.at.start);
        let end = sentence.at.end;
        // A sentence is short; what is none is not searched to its end for each of its words.
        let within = places[first..].iter().take(MOST).take_while(move |place| place.at.start < end);
        within.filter_map(|place| match place.named.as_slice() {
            [Named::Opinion(key)] => Some((place.at, key)),
            _ => None,
        })
    }

    /// Where a stretch stands in the document, without the blanks at its ends.
    pub(crate) fn span(&self, at: Stretch) -> crate::Span {
        let blank = |at: &usize| self.chars[*at].is_whitespace();
        let start = (at.start..at.end).find(|at| !blank(at)).unwrap_or(at.start);
        let end = (start..at.end).rev().find(|at| !blank(at)).map_or(at.end, |last| last + 1);
        self.names.span(Stretch { start, end })
    }

    /// The text from a word on to a character, without the marks around it; none where no word is left.
    pub(crate) fn text(&self, start: usize, end: usize) -> Option<String> {
        let start = start.min(end);
        let text = self.names.text(Stretch { start, end });
        let text = text.trim_matches([' ', ',', ';', ':', '.', '\u{a0}', '\u{2013}']);
        text.contains(char::is_alphanumeric).then(|| text.to_owned())
    }
}
