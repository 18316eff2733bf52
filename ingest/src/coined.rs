//! Coined names: initiatives that a text names without a short form in brackets, "la plateforme LORMOBIL", "MobiLac,
//! le service de navettes", "le programme « Vivre au lac »".

use std::collections::HashMap;

use crate::{
    InitiativeKind,
    introduction::{Introduction, What},
    naming::{Named, Names},
    quote::quoted,
    thing::{COMMON, NAMED, NOUNS, SINGLE},
    word::{Phrases, Word, any, phrase},
};

/// Words that are written with a capital and name nothing in particular.
static THEMES: Phrases = Phrases::new(
    "bio; climat; covid; culture; ecologie; economie; emploi; energie; formation; habitat; internet; intranet; jeunes; \
     jeunesse; numerique; sante; sport; sports; tourisme; transport; transports; web",
);
/// Words that give a thing its name.
static CALLED: Phrases = Phrases::new(
    "baptise; baptisee; denomme; denommee; appele; appelee; nomme; nommee; intitule; intitulee; dit; dite",
);
/// Words that no name follows, and that end what describes a thing.
static LINKS: Phrases = Phrases::new(
    "a; au; aux; avec; ce; ces; cet; cette; chez; comme; d; dans; de; des; du; en; entre; est; et; l; la; \
     le; les; leur; mais; n; ni; ou; par; pour; que; qu; qui; s; sa; sans; se; ses; si; son; sont; sous; \
     sur; un; une; vers",
);
/// Verbs and conjunctions: what stands behind them describes no name.
static CLAUSES: Phrases = Phrases::new(
    "a; ait; car; dont; est; etait; fait; mais; n; ne; ni; ont; ou; peut; doit; que; qu; qui; s; se; sera; si; \
     sont; permet; prevoit; propose; reste; vise",
);
/// Capitals that name bodies, funds' owners and common things, and words of headings.
static NO_NAMES: Phrases = Phrases::new(
    "acte; ademe; adopte; anah; anct; anru; annexe; ars; assemblee; avis; axe; bpi; caf; ceser; cesr; chapitre; \
     chu; cnrs; commission; conclusion; conseil; contribution; cpam; declaration; declarations; direccte; drac; \
     draaf; dreal; dreets; etat; europe; executif; france; ifremer; inrae; insee; inserm; introduction; mesure; \
     ministere; objet; observations; odd; onisep; ophlm; partie; pleniere; preambule; preconisations; premier; \
     president; presidente; projet; rapport; rapporteur; rapporteure; recommandations; region; resultat; \
     saisine; samu; scop; seance; session; smur; sncf; sommaire; synthese; tome; ue; unesco; urssaf; vote; voeu; \
     local; locale; national; nationale; regional; regionale; europeen; europeenne; monsieur; madame; mme",
);

/// How many words may describe a thing between its noun and its name.
const FAR: usize = 8;
/// A quoted name is short.
const QUOTED: usize = 8;

/// A kind of thing that a text speaks of, by the words of its noun.
#[derive(Clone, Copy)]
struct Noun {
    kind: InitiativeKind,
    common: bool,
    named: bool,
    single: bool,
    start: usize,
    /// The word behind it.
    end: usize,
}

/// The coined names of a text: one introduction for each name, with the most telling kind. `known` says whether a name
/// of the tables or of an introduction stands at a place.
pub(crate) fn coined(names: &Names, known: impl Fn(Named) -> bool) -> Vec<Introduction> {
    let reading = Reading { names, words: names.words(), chars: &names.flow().chars };
    let mut found: Vec<Introduction> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for at in 0..reading.words.len() {
        let Some(noun) = reading.noun(at) else { continue };
        let places = [reading.behind(noun), reading.apposed(noun), reading.called(noun), reading.before(at)];
        for place in places.into_iter().flatten().filter(|place| !known(*place)) {
            let (name, what) = (names.text(place), What::Initiative(noun.kind));
            let index = *by_name.entry(name.clone()).or_insert(found.len());
            match found.get_mut(index) {
                Some(known) if known.what == What::Initiative(InitiativeKind::Other) => known.what = what,
                Some(_) => {}
                None => found.push(Introduction { name, acronym: None, what, place }),
            }
        }
    }
    found
}

struct Reading<'a> {
    names: &'a Names,
    words: &'a [Word],
    chars: &'a [char],
}

impl Reading<'_> {
    fn noun(&self, at: usize) -> Option<Noun> {
        let found = NOUNS.iter().find_map(|(noun, kind)| Some((phrase(self.words, at, noun)?, *kind, *noun)));
        let (count, kind, noun) = found?;
        // "UN NOUVEAU PROGRAMME" in a heading says nothing of what follows.
        let second = self.chars.get(self.words[at].start + 1)?;
        let (common, named) = (COMMON.has(noun), NAMED.has(noun));
        let before = at.checked_sub(1).map(|at| self.word(at)).unwrap_or_default();
        let single =
            SINGLE.has(noun) && matches!(before, "le" | "du" | "au" | "un" | "ce" | "premier" | "nouveau");
        (!second.is_uppercase()).then_some(Noun { kind, common, named, single, start: at, end: at + count })
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map(|word| word.folded.as_str()).unwrap_or_default()
    }

    /// What stands between a word and the one before it.
    fn gap(&self, at: usize) -> &[char] {
        let Some(word) = self.words.get(at).filter(|_| at > 0) else { return &['.'] };
        let end = self.words[at - 1].end;
        if self.names.parted(end, word.start) { &['.'] } else { &self.chars[end..word.start] }
    }

    fn plain(&self, at: usize) -> bool {
        matches!(self.gap(at), [' '] | ['-'] | ['\'' | '\u{2019}'])
    }

    /// "la plateforme téléphonique LORMOBIL", "le programme « Vivre au lac »", "l'application Mobilac".
    fn behind(&self, noun: Noun) -> Option<Named> {
        if let Some(quoted) = self.quoted(noun.end).filter(|_| !noun.common) {
            return Some(quoted);
        }
        if self.gap(noun.end) == [' ']
            && let Some(name) = self.capitals(noun.end).or_else(|| self.mixed(noun.end))
        {
            return Some(name);
        }
        if (noun.named || noun.single)
            && self.gap(noun.end) == [' ']
            && let Some(name) = self.proper(noun.end)
        {
            // "le contrat Rivages": its noun is of the name.
            // "le fonds Social" is one of many.
            let adjective = ["al", "el", "ique", "if", "aire", "ien"]
                .iter()
                .any(|end| self.word(noun.end).ends_with(end));
            if noun.single && adjective {
                return None;
            }
            let start = if noun.single { self.words[noun.start].start } else { name.start };
            return Some(Named { start, ..name });
        }
        // Adjectives and complements between them.
        let at = self.described(noun);
        let described = at > noun.end && at < noun.end + FAR && self.gap(at) == [' '];
        let linked = at > 0 && LINKS.has(self.word(at - 1));
        (described && !linked).then(|| self.capitals(at).or_else(|| self.mixed(at))).flatten()
    }

    /// The word behind what describes a thing; "un site et une application" are two.
    fn described(&self, noun: Noun) -> usize {
        let mut at = noun.end;
        while at < noun.end + FAR && self.plain(at) && !CLAUSES.has(self.word(at)) && self.lower(at) {
            let other = matches!(self.word(at - 1), "et")
                && matches!(self.word(at), "un" | "une" | "le" | "la" | "l");
            if other {
                break;
            }
            at += 1;
        }
        at
    }

    /// "une plateforme d'inscription commune, LORMOBIL, …"
    fn apposed(&self, noun: Noun) -> Option<Named> {
        let at = self.described(noun);
        if self.gap(at) != [',', ' '] && self.gap(at) != [' ', '('] && self.gap(at) != [' ', ':', ' '] {
            return None;
        }
        // "une unité mobile, le RIVEBUS, …"
        let one = noun.start.checked_sub(1).is_some_and(|at| matches!(self.word(at), "un" | "une"));
        let article = one && self.gap(at) == [',', ' '] && matches!(self.word(at), "le" | "la" | "l");
        let at = at + usize::from(article && matches!(self.gap(at + 1), [' '] | ['\'' | '\u{2019}']));
        let name = self.capitals(at).or_else(|| self.mixed(at))?;
        let closed = matches!(self.chars.get(name.end), None | Some(',' | '.' | ';' | ')' | ' '));
        let after = self.words.partition_point(|word| word.start < name.end);
        // Several in a row are a list.
        let listed = self.capitals(after).is_some() || self.mixed(after).is_some();
        (closed && !listed && !matches!(self.chars.get(name.end), Some(' '))).then_some(name)
    }

    /// "un service de navettes baptisé Mobilac".
    fn called(&self, noun: Noun) -> Option<Named> {
        let at = (noun.end..noun.end + 12)
            .take_while(|at| self.plain(*at) || self.gap(*at) == [',', ' '])
            .find(|at| CALLED.has(self.word(*at)))?;
        let quoted = self.quoted(at + 1);
        let plain = self.gap(at + 1) == [' '];
        quoted
            .or_else(|| plain.then(|| self.capitals(at + 1).or_else(|| self.mixed(at + 1))).flatten())
            .or_else(|| plain.then(|| self.proper(at + 1)).flatten())
    }

    /// "LORMOBIL, la plateforme …", "LORMOBIL (plateforme …)".
    fn before(&self, noun: usize) -> Option<Named> {
        let article = matches!(self.word(noun.checked_sub(1)?), "le" | "la" | "l" | "un" | "une" | "notre");
        let new = matches!(self.word(noun.checked_sub(2)?), "le" | "la" | "un" | "une")
            && matches!(self.word(noun - 1), "nouveau" | "nouvelle" | "nouvel" | "futur" | "future");
        let first = noun - if new { 2 } else { usize::from(article) };
        let apposed = matches!(self.gap(first), [',', ' '] | [' ', '('] | [' ', ':', ' ']);
        if !apposed {
            return None;
        }
        // A name may have two words.
        let name = (1..=2).rev().find_map(|count| {
            let start = first.checked_sub(count)?;
            let name = self.capitals(start).or_else(|| self.mixed(start))?;
            let end = self.words[first - 1].end;
            (name.end == end).then_some((start, name))
        });
        let (start, name) = name?;
        // "selon l'ONUL, le service …" begins a clause.
        let before = start.checked_sub(1).map(|at| self.word(at)).unwrap_or_default();
        let joins = self.plain(start);
        let clause =
            joins && matches!(before, "l" | "la" | "le" | "les" | "selon" | "pour" | "du" | "des" | "au");
        // "Anne LORMEAU, la charte en main, …" is a person.
        let person =
            joins && start > 0 && (matches!(before, "m" | "mm" | "mme" | "mmes") || !self.lower(start - 1))
                || self.gap(start) == ['.', ' '] && matches!(before, "m" | "mm");
        let whole = !person && (start == 0 || self.capitals(start - 1).is_none()) && !self.chained(noun);
        (!clause && whole).then_some(name)
    }

    /// Whether the thing after a comma has a name of its own: "LORMOBIL, le service MOBILAC".
    fn chained(&self, noun: usize) -> bool {
        self.noun(noun).is_some_and(|noun| self.behind(noun).is_some())
    }

    /// Whether a word is printed in lower case.
    fn lower(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| self.chars[word.start..word.end].iter().all(|char| !char.is_uppercase()))
    }

    /// A name in capitals that begins at a word: one word or two, with its figures and hyphens.
    fn capitals(&self, first: usize) -> Option<Named> {
        let mut end = self.token(first)?;
        let start = self.words[first].start;
        let mut next = self.words.partition_point(|word| word.start < end);
        if self.gap(next) == [' ']
            && let Some(second) = self.token(next)
        {
            end = second;
            next = self.words.partition_point(|word| word.start < end);
            // More are a heading.
            if self.gap(next) == [' '] && self.token(next).is_some() {
                return None;
            }
        }
        // "LORMOBIL 2030": the year is of the name.
        if self.gap(next) == [' '] && self.word(next).len() == 4 && self.word(next).starts_with("20") {
            end = self.words[next].end;
        }
        // "FEU ET EAU" is a heading.
        let heading = self.gap(next) == [' ']
            && self.words.get(next).is_some_and(|word| {
                word.end - word.start > 1
                    && self.chars[word.start..word.end].iter().all(|char| char.is_uppercase())
            });
        (!heading && self.names.bounded(Named { start, end })).then_some(Named { start, end })
    }

    /// Where a word of capitals ends, its hyphens and figures among it: "VAL-CONSEIL", "LAC7".
    fn token(&self, first: usize) -> Option<usize> {
        let mut at = first;
        let mut letters = 0;
        loop {
            let word = self.words.get(at)?;
            let chars = &self.chars[word.start..word.end];
            let capital = chars.iter().all(|char| char.is_uppercase() || char.is_ascii_digit());
            if !capital || NO_NAMES.has(&word.folded) {
                return None;
            }
            letters += chars.iter().filter(|char| char.is_uppercase()).count();
            if self.gap(at + 1) != ['-'] {
                return (letters >= 4 && !crate::word::roman(&word.folded)).then_some(word.end);
            }
            at += 1;
        }
    }

    /// A name with a capital inside it: "MobiLac", "eLac". "McAdam" is a person's.
    fn mixed(&self, first: usize) -> Option<Named> {
        let word = self.words.get(first)?;
        let chars = &self.chars[word.start..word.end];
        let inside = chars.windows(2).any(|pair| pair[0].is_lowercase() && pair[1].is_uppercase());
        let person = word.folded.starts_with("mc") || word.folded.starts_with("mac");
        let place = Named { start: word.start, end: word.end };
        (inside && chars.len() >= 4 && !person && self.names.bounded(place)).then_some(place)
    }

    /// A name of capitalised words: "Mobilac", "Action Lac".
    fn proper(&self, first: usize) -> Option<Named> {
        let capital = |at: usize| {
            self.words.get(at).is_some_and(|word| {
                word.end - word.start >= 3
                    && self.chars[word.start].is_uppercase()
                    && !NO_NAMES.has(&word.folded)
                    && !THEMES.has(&word.folded)
                    && !crate::word::roman(&word.folded)
            })
        };
        if !capital(first) {
            return None;
        }
        let mut at = first + 1;
        while at < first + 4 && self.gap(at) == [' '] && capital(at)
            || self.gap(at) == ['-'] && at < first + 6
        {
            at += 1;
        }
        // "Territoires d'avenir" goes on, nobody knows how far.
        let open = self.gap(at) == [' ']
            && matches!(self.word(at), "d" | "de" | "du" | "des" | "en" | "et" | "au" | "pour");
        let place = Named { start: self.words[first].start, end: self.words[at - 1].end };
        (!open && self.names.bounded(place)).then_some(place)
    }

    /// A name between quotation marks: "« Vivre au lac »".
    fn quoted(&self, next: usize) -> Option<Named> {
        let gap = self.gap(next);
        let open = gap.iter().position(|char| matches!(char, '"' | '«' | '“'))?;
        if gap[..open].iter().any(|char| *char != ' ') {
            return None;
        }
        let inside = quoted(self.chars, self.words[next - 1].end + open)?;
        let capital = self.chars.get(inside.start).is_some_and(|char| char.is_uppercase());
        let place = Named { start: inside.start, end: inside.end };
        let text = self.names.text(place);
        let words = text.split(' ').count();
        let sentence = text.contains(['.', ';', '!', '?', ':'])
            || any(self.words, next, &["il", "nous", "je"]).is_some();
        (capital && words <= QUOTED && text.chars().count() >= 3 && !sentence).then_some(place)
    }
}
