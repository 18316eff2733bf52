//! Formulations: sentences that name what they ask for by a noun, "nous formulons une préconisation : …".

use crate::{
    passage::{Passage, Sentence},
    speech::Speech,
    word::{any, find},
};

/// Verbs that bring requests forward.
const MAKES: [&str; 14] = [
    "formule",
    "formulons",
    "formulent",
    "emet",
    "emettons",
    "emettent",
    "adresse",
    "adressons",
    "presente",
    "presentons",
    "fait",
    "faisons",
    "porte",
    "portons",
];

impl Speech<'_> {
    /// "Nous formulons une préconisation complémentaire : laisser …": where it begins, and what is asked for does.
    pub(crate) fn formulated(&self, passage: &Passage, sentence: &Sentence) -> Option<(usize, usize)> {
        let speech = self;
        let range = sentence.words.clone();
        let nouns = [
            "preconisation",
            "preconisations",
            "recommandation",
            "recommandations",
            "proposition",
            "propositions",
            "demande",
            "demandes",
            "suggestion",
            "suggestions",
            "souhait",
            "souhaits",
            "priorite",
            "exigence",
        ];
        let verb = find(speech.words, range.clone(), &MAKES)?.start;
        let noun = find(speech.words, verb + 1..range.end.min(verb + 6), &nouns)?;
        let last = (noun.start..range.end.min(noun.end + 6)).find(|at| speech.gap(*at).contains(&':'))?;
        let theirs = speech.is_theirs(passage, sentence, verb, false);
        (theirs && last + 1 < range.end).then_some((verb, last + 1))
    }

    /// "Le CESER formule les préconisations suivantes :", "Les préconisations du CESER sont :"
    pub(crate) fn announced(&self, passage: &Passage, sentence: &Sentence) -> bool {
        let speech = self;
        let range = sentence.words.clone();
        let nouns = ["preconisations", "recommandations", "propositions", "demandes", "suggestions"];
        let Some(noun) = find(speech.words, range.clone(), &nouns) else { return false };
        let theirs = self.main(passage, sentence).is_some()
            && find(speech.words, range.start..noun.start, &MAKES).is_some();
        let own = find(speech.words, noun.end..range.end, &["du ceser"]).is_some()
            || noun.start > range.start && matches!(speech.word(noun.start - 1), "nos" | "ses");
        let follow =
            find(speech.words, noun.end..range.end, &["suivantes", "sont", "ci dessous", "ci apres"]);
        theirs || own && follow.is_some()
    }

    /// "Notre première recommandation est de publier un bilan": where what is asked for begins.
    pub(crate) fn stated(&self, passage: &Passage, sentence: &Sentence) -> Option<(usize, usize)> {
        let speech = self;
        let range = sentence.words.clone();
        let nouns = ["preconisation", "recommandation", "proposition", "demande", "suggestion", "priorite"];
        let noun = find(speech.words, range.start..range.end.min(range.start + 5), &nouns)?;
        let whose = any(speech.words, noun.end, &["du ceser", "de notre assemblee", "de l assemblee"]);
        let ours = (range.start..noun.start).any(|at| matches!(speech.word(at), "notre" | "nos" | "sa"));
        let is = noun.end + whose.unwrap_or(0);
        let count = any(
            speech.words,
            is,
            &["est de", "est d", "est que", "est qu", "consiste a", "vise a", "serait de", "serait d"],
        )?;
        let own =
            passage.declaration.is_none() && whose.is_some() || ours && speech.word(range.start) != "sa";
        own.then_some((noun.start, is + count))
    }
}
