//! Whose a recommendation is that a text tells of: the assembly's, a declaration's, or somebody else's.

use crate::{
    Named,
    content::{ANYBODYS, ASKED},
    passage::{Passage, Sentence},
    speech::Speech,
    word::{Phrases, find},
};

/// Whose an earlier recommendation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ours {
    Assembly,
    /// The organisations' of a declaration.
    Declared,
}

/// Texts that have numbers of their own: "l'avis sur le rapport n° 1-1".
pub(crate) static TEXTS: Phrases = Phrases::new(
    "avis; rapport; rapports; autosaisine; saisine; contribution; voeu; deliberation; article; axe; action; fiche; \
     orientation; objectif; mesure; annexe; page; plan; amendement; motion",
);
/// Bodies that recommend, where no table knows them.
static BODIES: Phrases = Phrases::new(
    "cour; chambre; conseil; cabinet; comite; haut; haute; mission; inspection; agence; etat; region; departement; \
     federation; syndicat; association; collectif; ministre; ministere; gouvernement; parlement; senat; defenseur; \
     autorite; observatoire; union; executif; metropole; commune; communes; citoyens; experts; expert; bureau; \
     prefet; prefete; president; presidente; commissaire; auteurs; auteur; medecins; chercheurs; acteurs",
);
/// Words before a number.
pub(crate) const MARKS: [&str; 5] = ["n", "no", "nos", "numero", "numeros"];

impl Speech<'_> {
    /// Whether a noun is a recommendation of the speakers or of the assembly; `pointed` tells whether the words before
    /// say what it points back to.
    pub(crate) fn whose(
        &self,
        passage: &Passage,
        sentence: &Sentence,
        at: usize,
        pointed: &dyn Fn() -> bool,
    ) -> Option<Ours> {
        if self.is_bare_number(sentence, at) {
            let noun = self.numbered_before(passage, sentence, at)?;
            return self.whose(passage, noun.0, noun.1, &|| false);
        }
        let asked = ASKED.has(self.word(at));
        if !asked && !ANYBODYS.has(self.word(at)) {
            return None;
        }
        let before = if at > sentence.words.start { self.word(at - 1) } else { "" };
        let possessive = matches!(before, "sa" | "ses" | "son" | "notre" | "nos")
            || matches!(self.word(at.saturating_sub(2)), "ses" | "nos")
                && matches!(before, "premieres" | "principales" | "precedentes" | "anciennes");
        if passage.declaration.is_some() && matches!(before, "notre" | "nos") {
            return Some(Ours::Declared);
        }
        let end = sentence.words.end.min(at + 9);
        let of_assembly = find(
            self.words,
            at + 1..end,
            &["du ceser", "par le ceser", "de notre assemblee", "de l assemblee", "le ceser"],
        )
        .is_some();
        let numbered = self.mark(sentence, at, 6).is_some();
        let cited = self.cited(sentence).next().is_some();
        let this = matches!(before, "cette" | "ces") && pointed();
        let theirs = of_assembly || possessive || asked && (numbered || cited) || this;
        (theirs && (of_assembly || !self.is_of_another(sentence, at))).then_some(Ours::Assembly)
    }

    /// Whether "de" and a body stand behind a recommendation or its numbers: "la préconisation n° 4 de la Cour des
    /// comptes", "les propositions de la Région".
    fn is_of_another(&self, sentence: &Sentence, noun: usize) -> bool {
        let mut of = noun + 1;
        if let Some(mark) = self.mark(sentence, noun, 3) {
            of = mark + 1;
            let goes_on = |word: &str| {
                matches!(word, "et" | "a" | "n" | "nos") || word.bytes().all(|byte| byte.is_ascii_digit())
            };
            while of < sentence.words.end && goes_on(self.word(of)) {
                of += 1;
            }
        }
        // "les recommandations formulées par la Cour des comptes"
        let by = (of..of + 3).find(|at| self.word(*at) == "par");
        let of = by.unwrap_or(of);
        if of >= sentence.words.end || !matches!(self.word(of), "de" | "du" | "des" | "d" | "par") {
            return false;
        }
        let article = usize::from(matches!(self.word(of + 1), "la" | "l" | "le" | "les"));
        let body = of + 1 + article;
        let definite = article == 1 || matches!(self.word(of), "du" | "des");
        let Some(first) = self.words.get(body).filter(|_| body < sentence.words.end) else { return false };
        let place = self.places.partition_point(|place| place.at.end <= self.words[of].end);
        if let Some(place) = self.places.get(place).filter(|place| place.at.start <= first.start) {
            return matches!(place.named.as_slice(), [Named::Organisation(_)]);
        }
        let capital = self.chars[first.start].is_uppercase();
        let text =
            TEXTS.has(&first.folded) || matches!(first.folded.as_str(), "ceser" | "cesr" | "assemblee");
        definite && !text && (capital || BODIES.has(&first.folded))
    }

    /// Where the mark of a recommendation's own number stands behind its noun; no text's number is one.
    pub(crate) fn mark(&self, sentence: &Sentence, noun: usize, reach: usize) -> Option<usize> {
        let mark = find(self.words, noun + 1..sentence.words.end.min(noun + 1 + reach), &MARKS)?.start;
        let place = self.words[mark].start;
        let cited = self.cited(sentence).any(|(at, _)| at.start <= place && place < at.end);
        (!cited && !(noun + 1..mark).any(|at| TEXTS.has(self.word(at)))).then_some(mark)
    }

    /// Whether a recommendation with a number stands at a word.
    pub(crate) fn is_numbered(&self, sentence: &Sentence, at: usize) -> bool {
        ASKED.has(self.word(at)) && self.mark(sentence, at, 3).is_some() || self.is_bare_number(sentence, at)
    }

    /// "la n° 2", "les n° 2 et 3": a number alone, behind its article.
    fn is_bare_number(&self, sentence: &Sentence, at: usize) -> bool {
        matches!(self.word(at), "la" | "les" | "celle" | "celles")
            && at + 2 < sentence.words.end
            && MARKS.contains(&self.word(at + 1))
            && self.word(at + 2).bytes().all(|byte| byte.is_ascii_digit())
            && self.gap(at).iter().all(|char| *char == ' ')
    }

    /// The numbered recommendation that stands last before a word, in its sentence or the two before it.
    fn numbered_before<'b>(
        &self,
        passage: &'b Passage,
        sentence: &Sentence,
        at: usize,
    ) -> Option<(&'b Sentence, usize)> {
        let here = passage.sentences.partition_point(|each| each.at.start < sentence.at.start);
        (here.saturating_sub(2)..=here).rev().find_map(|rank| {
            let sentence = passage.sentences.get(rank)?;
            let words = (sentence.words.start..sentence.words.end.min(at)).rev().take(80);
            let noun = words.into_iter().find(|at| ASKED.has(self.word(*at)))?;
            self.mark(sentence, noun, 3).map(|_| (sentence, noun))
        })
    }
}
