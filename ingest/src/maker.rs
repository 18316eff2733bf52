//! Makers: bodies and assemblies that do something on a day, and the verb by which they do: "la Région a adopté la
//! SCORAN", "la Région créera une agence".

use crate::{
    Named,
    cue::{Clauses, Cue},
    deed::{CLAUSES, LINKS, participle},
    moment::Moment,
    naming::Named as Stretch,
    place::Place,
    tense::{Form, does},
    thing::is_thing,
    word::Phrases,
};

/// Bodies and places that one creates, opens or founds, besides what initiatives are.
static MADE_THINGS: Phrases = Phrases::new(
    "agence; comite; commission; conseil; observatoire; etablissement; institut; maison; centre; pole; societe; \
     fondation; mission; ligne; ecole; lycee; campus; cellule; groupement; syndicat; regie; office; federation; \
     association; parc; delegation; antenne; conference; budget participatif; plateau; laboratoire; bureau",
);
/// What stands before something new.
static NEW: Phrases = Phrases::new("un; une; son; sa; deux; trois; plusieurs");
/// Adjectives that stand between the two.
static ADJECTIVES: Phrases = Phrases::new(
    "nouveau; nouvel; nouvelle; nouveaux; nouvelles; premier; premiere; premiers; premieres; second; seconde; propre; grand; grande; \
     petit; petite; vaste; futur; future; veritable",
);
/// How many words what is made may have behind its noun.
const LONGEST: usize = 12;

impl Clauses<'_> {
    /// "la Région créera une agence en septembre 2023": what is made has no name, and the step is its maker's.
    pub(crate) fn making(
        &self,
        at: usize,
        from: usize,
        date: usize,
        to: usize,
        moment: Option<&Moment>,
    ) -> Option<Cue> {
        let count = self.did(at, from, false)?;
        let subject = self.verb_start(at, from);
        let (named, (range, place)) = self.within(from.max(subject.saturating_sub(20)), subject).last()?;
        let gap = self.words.get(range.end..subject)?;
        let body = matches!(place.named.as_slice(), [Named::Organisation(_)]);
        if !body || !gap.iter().all(|word| LINKS.has(&word.folded)) || !self.may_do(from, range.start) {
            return None;
        }
        // The date may stand between the verb and what is made.
        let mut new = at + count;
        let dated = moment.filter(|moment| moment.words.start == new);
        new = dated.map_or(new, |moment| moment.words.end);
        let new = Some(new).filter(|new| NEW.has(self.words.get(*new).map_or("", |word| &word.folded)))?;
        let adjective = self.words.get(new + 1).is_some_and(|word| ADJECTIVES.has(&word.folded));
        let noun = new + 1 + usize::from(adjective);
        if !is_thing(self.words, noun) && MADE_THINGS.at(self.words, noun).is_none() {
            return None;
        }
        let last = match moment.filter(|_| dated.is_none()) {
            Some(moment) => moment.words.start,
            None => {
                let limit = to.max(date).min(noun + LONGEST).min(self.sentence.words.end);
                let over = |at: &usize| self.marked(*at) || CLAUSES.has(&self.words[*at].folded);
                (noun + 1..limit).find(over).unwrap_or(limit.max(noun + 1))
            }
        };
        let between = self.words.get(noun..last)?;
        let clause = between.iter().any(|word| CLAUSES.has(&word.folded));
        if clause || between.len() > LONGEST || !self.unbroken(at, last) {
            return None;
        }
        let start = if self.is_pronoun(place) { range.start } else { self.clause(from, at) };
        Some(Cue {
            lead: None,
            title: Stretch { start: self.words[start].start, end: self.words[last - 1].end },
            named,
        })
    }

    /// How many words a verb takes at a word that says that its subject did, does or will do something to another: a
    /// participle behind "a", a future, a present behind its subject's name.
    pub(crate) fn did(&self, at: usize, from: usize, body: bool) -> Option<usize> {
        if let Some((count, form)) = does(self.words, self.chars, at, body) {
            let before = at.checked_sub(1).filter(|before| *before >= from)?;
            let word = self.words[before].folded.as_str();
            let verb = self.verb_start(at, from);
            let behind = self.within(from, verb).last().is_some_and(|(_, (range, _))| range.end == verb);
            let negated = matches!(word, "ne" | "n" | "l" | "le" | "la" | "les" | "se" | "s");
            return (!negated && (form == Form::Plain || behind || word == "qui")).then_some(count);
        }
        // "la Région s'est dotée de la SRB"
        let endows = matches!(self.words.get(at)?.folded.as_str(), "dote" | "dotee" | "dotes" | "dotees");
        if endows && at >= from + 2 && !body {
            let word = |at: usize| self.words.get(at).map_or("", |word| word.folded.as_str());
            let reflexive =
                matches!(word(at - 1), "est" | "sont" | "etait") && matches!(word(at - 2), "s" | "se");
            return (reflexive && matches!(word(at + 1), "de" | "d" | "du" | "en" | "le" | "des"))
                .then_some(1);
        }
        let auxiliary = (1..=3).find(|back| {
            at.checked_sub(*back).is_some_and(|at| {
                at >= from
                    && matches!(
                        self.words[at].folded.as_str(),
                        "a" | "ont" | "avons" | "avait" | "avaient" | "aura" | "ayant"
                    )
            })
        })?;
        let between = &self.words[at - auxiliary + 1..at];
        let joined = between
            .iter()
            .all(|word| LINKS.has(&word.folded) && word.folded != "ete" && word.folded != "est");
        joined.then(|| participle(self.words, self.chars, at, body)).flatten()
    }

    /// The first of the words that belong to a verb: its auxiliary, "va", "prévoit de".
    fn verb_start(&self, at: usize, from: usize) -> usize {
        let mut first = at;
        while first > from {
            let word = self.words[first - 1].folded.as_str();
            let plans = matches!(word, "de" | "d" | "prevoit" | "prevoient" | "projette" | "projettent");
            let plans = plans || matches!(word, "decide" | "decident" | "pourra" | "pourront");
            // What a name ends with belongs to the name.
            let name = self.within(from, first).last().is_some_and(|(_, (range, _))| range.end >= first);
            if name || !plans && (!LINKS.has(word) || matches!(word, "qui" | "que" | "et" | "puis")) {
                break;
            }
            first -= 1;
        }
        first
    }

    /// Where the clause of a word begins.
    pub(crate) fn clause(&self, from: usize, at: usize) -> usize {
        (from..at).rev().find(|at| self.marked(*at)).unwrap_or(from)
    }

    /// Whether a name is no other's complement: "le plan de la Région créera …".
    fn may_do(&self, from: usize, name: usize) -> bool {
        let word = |back: usize| {
            name.checked_sub(back).filter(|at| *at >= from).map_or("", |at| self.words[at].folded.as_str())
        };
        let back = if matches!(word(1), "le" | "la" | "l" | "les" | "notre") { 2 } else { 1 };
        !matches!(
            word(back),
            "du" | "de" | "des" | "d" | "au" | "aux" | "a" | "par" | "avec" | "pour" | "que"
        ) || self.marked(name - (back - 1))
    }

    /// Whether a name is a pronoun that stands for one.
    pub(crate) fn is_pronoun(&self, place: &Place<Named>) -> bool {
        self.pronouns.contains_key(&place.at.start)
    }

    /// Whether what stands behind a verb says that "il" means nothing: "il est créé une agence", "il est prévu que".
    pub(crate) fn is_impersonal(&self, after: usize) -> bool {
        self.words.get(after).is_some_and(|word| {
            matches!(
                word.folded.as_str(),
                "un" | "une" | "des" | "de" | "d" | "que" | "qu" | "deux" | "trois"
            )
        })
    }
}
