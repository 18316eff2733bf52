//! Moods: whether words tell of what was or will be done, or only of what is wished, feared, supposed or denied.

use std::ops::Range;

use crate::{
    deed::{DOING, MAKING},
    passage::Sentence,
    word::{Phrases, Word},
};

/// Forms of a verb that say that something may be done, and not that it is.
static UNREAL: Phrases =
    Phrases::new("soit; soient; serait; seraient; aurait; auraient; fusse; eut; eussent");
/// Who says these tells of what was done, though the verb be a subjunctive.
static FACTUAL: Phrases = Phrases::new(
    "deplore; deplorons; regrette; regrettons; felicite; felicitons; rejouit; rejouissons; salue; saluons; \
     apprecie; apprecions; etonne; constate; constatons; dommage; regrettable",
);
/// Beginnings of verbs and nouns for wishes and fears: "demande que", "le vœu que".
const WISHES: [&str; 22] = [
    "demand",
    "souhait",
    "crai",
    "redout",
    "propos",
    "recommand",
    "preconis",
    "dout",
    "exig",
    "esper",
    "voudr",
    "voeu",
    "sugger",
    "reclam",
    "attend",
    "plaid",
    "milit",
    "insist",
    "tien",
    "sollicit",
    "exhort",
    "invit",
];
/// Words before "que" by which it brings in no fact.
static UNTOLD: Phrases = Phrases::new(
    "avant; pour; afin; sans; moins; pourvu; condition; cas; necessaire; indispensable; souhaitable; important; \
     essentiel; urgent; primordial; utile; possible; impensable; faut; faudrait; faudra; veut; veulent; voulons; \
     voudrait; risque; hypothese; peur; crainte; supposer; admettre; ce; peu; probable; exclu; imaginable",
);
/// Nouns of steps that do not happen: "sans adoption", "l'absence de création".
static LACKING: Phrases =
    Phrases::new("sans; faute d; faute de; absence d; absence de; defaut d; defaut de; pas d; pas de; non");
/// What begins the subject of a clause behind "si".
static SUBJECTS: Phrases = Phrases::new(
    "le; la; les; l; un; une; des; ce; cette; cet; ces; son; sa; ses; notre; nos; leur; leurs; il; elle; ils; elles; \
     on; nous; aucune; aucun; d; jamais",
);
/// Words that may stand between a verb of wishing and "que".
static ADVERBS: Phrases = Phrases::new(
    "donc; ainsi; aussi; egalement; vivement; instamment; toutefois; cependant; encore; enfin; fortement; ardemment; \
     surtout; seulement; neanmoins; a; ce; nouveau; fois; une; beaucoup",
);

/// A sentence in which steps are told.
pub(crate) struct Mood<'a> {
    pub(crate) words: &'a [Word],
    pub(crate) chars: &'a [char],
    pub(crate) sentence: &'a Sentence,
}

impl Mood<'_> {
    /// Whether the words that tell of a step, its name and its date among them, say that it was or will be done.
    pub(crate) fn is_real(&self, told: &Range<usize>) -> bool {
        let from = self.hard(told.start);
        let factual = (from..told.start).any(|at| FACTUAL.has(self.word(at)));
        let unreal = told.clone().any(|at| UNREAL.has(self.word(at)));
        if unreal && !factual || self.supposed(from, told) || self.untold(from, told) {
            return false;
        }
        if told.clone().any(|at| self.is_not(at)) && !told.clone().any(|at| self.restricts(at)) {
            return false;
        }
        let noun = MAKING.at(self.words, told.start).is_some() || DOING.at(self.words, told.start).is_some();
        !(noun && self.wanted(from, told.start))
    }

    /// Whether a verb among some words is a future, or what is planned.
    pub(crate) fn is_future(&self, told: &Range<usize>) -> bool {
        told.clone().any(|at| {
            let word = self.word(at);
            let small = self.words.get(at).is_some_and(|word| self.chars[word.start].is_lowercase());
            let ending = word.len() > 3 && ["ra", "ront"].iter().any(|end| word.ends_with(end));
            let plans = matches!(
                word,
                "va" | "vont"
                    | "doit"
                    | "doivent"
                    | "devrait"
                    | "devraient"
                    | "prevu"
                    | "prevue"
                    | "prevus"
                    | "prevues"
                    | "programme"
                    | "programmee"
                    | "attendue"
                    | "envisagee"
                    | "prevoit"
            );
            small && (ending || plans)
        })
    }

    /// Whether "que" stands right before a date at a word: "n'a été adoptée qu'en 2021".
    pub(crate) fn restricts(&self, at: usize) -> bool {
        at > 0
            && matches!(self.word(at - 1), "qu" | "que")
            && (self.sentence.words.start.max(at.saturating_sub(24))..at).any(|at| self.is_not(at))
            && !(self.sentence.words.start.max(at.saturating_sub(24))..at)
                .any(|at| matches!(self.word(at), "pas" | "jamais" | "aucune" | "aucun" | "ni" | "nullement"))
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map(|word| word.folded.as_str()).unwrap_or_default()
    }

    /// "ne" or "n'", and not the "n" of a number.
    pub(crate) fn is_not(&self, at: usize) -> bool {
        let mark = self.words.get(at).and_then(|word| self.chars.get(word.end));
        self.word(at) == "ne" || self.word(at) == "n" && matches!(mark, Some('\'' | '\u{2019}' | '\u{2bc}'))
    }

    fn gap(&self, at: usize) -> &[char] {
        let end = self.words.get(at + 1).map_or(self.chars.len(), |word| word.start);
        &self.chars[self.words[at].end.min(end)..end]
    }

    /// Where what stands before a word begins, behind the last mark that ends a clause for good.
    fn hard(&self, at: usize) -> usize {
        let start = self.sentence.words.start;
        let mark = |at: &usize| self.gap(*at).iter().any(|char| matches!(char, ';' | ':' | '!' | '?'));
        (start..at).rev().take(60).find(mark).map_or(start.max(at.saturating_sub(60)), |at| at + 1)
    }

    /// Whether a clause that begins behind a word goes on to another: what commas set apart inside it does not end it.
    fn open(&self, from: usize, to: usize) -> bool {
        (from..to).filter(|at| self.gap(*at).contains(&',')).count() % 2 == 0
    }

    /// "Si la SRB était adoptée", "ignore si la SRB sera adoptée".
    fn supposed(&self, from: usize, told: &Range<usize>) -> bool {
        // A title may begin with its clause: "Il est indispensable que la Région adopte la SRB".
        (from..told.end).rev().any(|at| {
            let si =
                self.word(at) == "si" || self.word(at) == "s" && matches!(self.word(at + 1), "il" | "ils");
            let next = self.words.get(at + 1);
            let name = at + 1 == told.start || next.is_some_and(|next| self.chars[next.start].is_uppercase());
            // "Si, comme prévu, la SRB est adoptée"
            let aside = self.gap(at).contains(&',');
            si && (name || aside || SUBJECTS.has(self.word(at + 1))) && self.open(at, told.start.max(at))
        })
    }

    /// "demande que", "craint que", "avant que", "il est nécessaire que".
    fn untold(&self, from: usize, told: &Range<usize>) -> bool {
        (from..told.end).rev().any(|at| {
            if !matches!(self.word(at), "que" | "qu") || at == from || !self.open(at, told.start.max(at)) {
                return false;
            }
            let mut last = at - 1;
            let said = self.word(last);
            if UNTOLD.has(said) && (said != "ce" || self.word(last.saturating_sub(1)) == "a") {
                return true;
            }
            while last > from && ADVERBS.has(self.word(last)) {
                last -= 1;
            }
            if self.wishes(last) {
                return true;
            }
            // "demande à la Région que", "attend de l'État que"
            let addressed = (from.max(at.saturating_sub(9))..at)
                .rev()
                .find(|at| matches!(self.word(*at), "a" | "au" | "aux" | "de" | "du"));
            addressed.is_some_and(|to| to > from && self.wishes(to - 1))
        })
    }

    fn wishes(&self, at: usize) -> bool {
        let word = self.word(at);
        word != "attendu" && word != "attendus" && WISHES.iter().any(|wish| word.starts_with(wish))
    }

    /// "souhaite l'adoption de la SRB en 2025", "sans adoption de la SRB".
    fn wanted(&self, from: usize, noun: usize) -> bool {
        let article =
            noun > from && matches!(self.word(noun - 1), "l" | "la" | "le" | "une" | "un" | "cette");
        let mut last = noun - usize::from(article);
        let lacking = (from.max(last.saturating_sub(2))..last)
            .any(|at| LACKING.at(self.words, at).is_some_and(|count| at + count == last));
        while last > from && ADVERBS.has(self.word(last - 1)) && !self.gap(last - 1).contains(&',') {
            last -= 1;
        }
        let verb = last.checked_sub(1).filter(|verb| *verb >= from && article);
        // What is proposed or awaited may be planned.
        let wished = |at: usize| {
            self.wishes(at) && !["propos", "attend"].iter().any(|each| self.word(at).starts_with(each))
        };
        lacking || verb.is_some_and(|verb| wished(verb) && !self.gap(verb).contains(&','))
    }
}
