//! Again: the words by which speakers ask once more for what they asked for before.

use std::ops::Range;

use crate::{
    content::{ANYBODYS, ASKED, ONCE_MORE},
    passage::{Passage, Sentence},
    speech::Speech,
    word::Phrases,
};

/// "Comme déjà préconisé …"
static ALREADY: Phrases = Phrases::new(
    "deja preconise; deja preconisee; deja recommande; deja recommandee; deja demande; deja demandee; \
     deja propose; deja proposee; deja suggere; deja suggeree; deja souhaite; deja formule; deja exprime; \
     comme preconise; comme recommande; comme demande; comme propose; comme suggere; ainsi que preconise; \
     ainsi que recommande; tel que preconise; comme il l a preconise",
);
/// Verbs that ask again, and those that do with "encore" or "à nouveau" beside them.
static AGAIN: Phrases = Phrases::new(
    "reitere; reiterent; reiterons; renouvelle; renouvellent; renouvelons; redit; redisons; redemande; reaffirme; reaffirmons",
);
static WITH_AGAIN: Phrases = Phrases::new(
    "rappelle; rappellent; rappelons; insiste; insistent; insistons; demande; demandons; demandent; \
     recommande; recommandons; preconise; preconisons; souhaite; souhaitons; propose; proposons; \
     souligne; soulignons; suggere; suggerons; invite; invitons; appelle; appelons; reclame; reclamons",
);

/// Where a sentence asks again.
pub(crate) struct Again {
    /// "comme déjà préconisé", where it stands.
    pub(crate) already: Option<Range<usize>>,
    pub(crate) verb: usize,
    /// The word behind the verb and its "à nouveau".
    pub(crate) after: usize,
}

/// The words of a sentence that ask again, where they are the speakers'.
pub(crate) fn again(speech: &Speech, passage: &Passage, sentence: &Sentence, spoke: bool) -> Option<Again> {
    let range = sentence.words.clone();
    let already = ALREADY.find(speech.words, range.clone());
    let already = already.or_else(|| as_asked(speech, range.clone()));
    // "comme" may stand before "déjà".
    let already = already.map(|found| {
        let comme = found.start > range.start && matches!(speech.word(found.start - 1), "comme" | "que");
        found.start - usize::from(comme)..found.end
    });
    let verb = range.clone().find_map(|at| {
        let word = speech.word(at);
        let plain = AGAIN.has(word);
        let with = WITH_AGAIN.has(word);
        let after = ONCE_MORE.find(speech.words, at + 1..range.end.min(at + 6));
        let before =
            at.checked_sub(4).and_then(|from| ONCE_MORE.find(speech.words, from.max(range.start)..at));
        let own = matches!(word, "rappelle" | "rappelons" | "maintient" | "maintenons")
            && matches!(speech.word(at + 1), "sa" | "ses" | "son" | "notre" | "nos" | "la" | "les")
            && (ASKED.has(speech.word(at + 2)) || ANYBODYS.has(speech.word(at + 2)));
        // "Le CESER la maintient", behind what it asked for.
        let kept = matches!(word, "maintient" | "maintiennent" | "maintenons")
            && at > range.start
            && matches!(speech.word(at - 1), "la" | "les");
        let main = already.as_ref().is_some_and(|already| !already.contains(&at));
        let told = plain || own || kept || with && (after.is_some() || before.is_some() || main);
        (told && !speech.is_participle(at) && speech.is_theirs(passage, sentence, at, spoke)).then(|| {
            let end = after.filter(|after| after.start <= at + 2).map_or(at + 1, |after| after.end);
            (before.map_or(at, |before| before.start), end)
        })
    });
    let (verb, after) = verb?;
    Some(Again { already, verb, after })
}

/// Participles of what was asked for before.
static ASKED_FOR: Phrases = Phrases::new(
    "demande; demandee; preconise; preconisee; recommande; recommandee; propose; proposee; suggere; suggeree; \
     souhaite; souhaitee; reclame; reclamee; sollicite; formule; formulee; exprime; exprimee; ecrit; indique; \
     signale; souligne; rappele",
);

/// "Comme il l'avait préconisé", "ainsi que le CESER l'a déjà demandé": the speakers say that they asked before.
fn as_asked(speech: &Speech, range: Range<usize>) -> Option<Range<usize>> {
    range.clone().find_map(|at| {
        let link = match speech.word(at) {
            "comme" => 1,
            "ainsi" | "tel" | "telle" if matches!(speech.word(at + 1), "que" | "qu") => 2,
            _ => return None,
        };
        let from = at + link;
        let had = (from + 1..range.end.min(from + 9)).find(|at| {
            matches!(speech.word(*at), "avait" | "avions" | "avaient" | "a" | "avons" | "ont")
                && matches!(speech.word(at - 1), "l" | "les")
        })?;
        let whole = !(at..had).any(|at| speech.gap(at).iter().any(|char| matches!(char, ',' | ';' | ':')));
        let words = &speech.words[from..had];
        let speakers = ["il", "elle", "nous", "ceser", "cesr", "assemblee", "ils", "elles"];
        let theirs = words.iter().any(|word| speakers.contains(&word.folded.as_str()));
        let done = (had + 1..range.end.min(had + 5)).find(|at| ASKED_FOR.has(speech.word(*at)))?;
        (whole && theirs).then_some(at..done + 1)
    })
}
