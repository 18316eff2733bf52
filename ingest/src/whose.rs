//! Whose an opinion is that a text names: the assembly's own, or somebody else's.

use crate::{
    naming::Names,
    passage::Sentence,
    region::Regions,
    word::{Phrases, Word, any},
};

/// Bodies that give opinions of their own.
static BODIES: Phrases = Phrases::new(
    "agence; autorite; autorites; cese; chambre; cnil; comite; commission; cour; defenseur; haut; haute; ministere; \
     ministre; mission; mrae; prefet; prefete; tribunal; bureau; academie; commissaire; parlement; senat",
);

/// Where a reference stands, in words.
pub(crate) struct Stand<'a> {
    pub(crate) names: &'a Names,
    pub(crate) sentence: &'a Sentence,
    /// The first word of the noun, and the word after it.
    pub(crate) noun: (usize, usize),
    /// The word after the reference.
    pub(crate) after: usize,
}

impl Stand<'_> {
    /// Whether the words around say that it is somebody else's: "l'avis du 3 mai 2020 de l'Autorité environnementale",
    /// "l'avis du CESER de Bretagne", "dans un avis du 5 mai 2023, l'Autorité environnementale alerte". One that is
    /// `named` by a title or a report's number may be of the assembly's own commission.
    pub(crate) fn is_others(&self, regions: &Regions, named: bool) -> bool {
        let commission = |at: usize| {
            let words = self.names.words();
            named && words[at..(at + 3).min(words.len())].iter().any(|word| word.folded == "commission")
        };
        let of = |at: usize| self.of_others(regions, at) && !commission(at);
        of(self.noun.1) || !named && of(self.after) || self.of_region(regions) || self.told_of_others()
    }

    fn of_others(&self, regions: &Regions, at: usize) -> bool {
        let (words, chars) = (self.names.words(), &self.names.flow().chars);
        let of = any(
            words,
            at,
            &[
                "de l",
                "de la",
                "du",
                "des",
                "rendu par le",
                "rendu par la",
                "rendu par l",
                "emis par le",
                "emis par la",
                "emis par l",
            ],
        );
        let Some((at, name)) = of.and_then(|count| Some((at + count, words.get(at + count)?))) else {
            return false;
        };
        if matches!(name.folded.as_str(), "ceser" | "cesr" | "assemblee") {
            return regions.is_other(words, chars, at + 1);
        }
        let own = name.folded == "conseil";
        BODIES.has(&name.folded)
            || is_council(words, at)
            || !own
                && chars[name.start].is_uppercase()
                && !name.folded.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether an assembly that the reference names is another region's: "l'avis rendu par le CESER de Bretagne".
    fn of_region(&self, regions: &Regions) -> bool {
        let (words, chars) = (self.names.words(), &self.names.flow().chars);
        let regional = ["ceser", "cesr", "environnemental regional", "economique et social regional"];
        (self.noun.1..self.after.max(self.noun.1) + 5).any(|at| {
            at < self.sentence.words.end
                && any(words, at, &regional).is_some_and(|count| regions.is_other(words, chars, at + count))
        })
    }

    /// Whether another body is the subject of the sentence that gives it: "L'Autorité environnementale, dans son avis".
    fn told_of_others(&self) -> bool {
        let (words, chars) = (self.names.words(), &self.names.flow().chars);
        let before = |back: usize| self.noun.0.checked_sub(back).map_or("", |at| words[at].folded.as_str());
        if !matches!(before(1), "un" | "une" | "son" | "sa" | "leur" | "l") {
            return false;
        }
        let within = matches!(before(2), "dans" | "par" | "selon" | "apres");
        let body = |at: usize| {
            let article = any(words, at, &["l", "la", "le", "les"])?;
            let name = words.get(at + article)?;
            let printed = &chars[name.start..name.end];
            let acronym = printed.iter().filter(|char| char.is_uppercase()).count() > 1
                && !matches!(name.folded.as_str(), "ceser" | "cesr");
            Some(BODIES.has(&name.folded) || is_council(words, at + article) || acronym)
        };
        let first = self.sentence.words.start;
        let subject = before(1) != "l" && body(first).unwrap_or(false) && first < self.noun.0;
        // The reference may end before a day's last words: the comma tells where the clause begins.
        let clause = (self.after..(self.after + 8).min(self.sentence.words.end))
            .find(|at| *at > 0 && chars[words[at - 1].end..words[*at].start].contains(&','));
        subject || within && clause.is_some_and(|at| body(at).unwrap_or(false))
    }
}

/// "Conseil d'État", "Conseil régional", but no "Conseil économique, social et environnemental".
fn is_council(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.folded == "conseil")
        && any(words, at, &["conseil economique", "conseil economique social"]).is_none()
}
