//! The fate of recommendations: the words that say what became of them.

use std::ops::Range;

use crate::{
    FollowUpStatus,
    word::{Phrases, Word},
};

/// What became of a recommendation, and the words that say so.
pub(crate) struct Fate {
    pub(crate) status: FollowUpStatus,
    pub(crate) words: Range<usize>,
}

/// How far from the recommendation its fate may stand, in words.
const REACH: usize = 45;

static ECHOED: Phrases = Phrases::new(
    "fait echo; font echo; faisant echo; faire echo; en echo; rejoint; rejoignent; rejoignant; reprend; \
     reprennent; reprenant; reprise; reprises; repris; retrouve; retrouvent; retrouver; dans le sens; en \
     phase; en coherence avec; en accord avec; conforme; conformes; converge; convergent; convergence; \
     correspond; correspondent; repond; repondent; repondant; s inspire; s inspirent; inspiree; inspire; fait suite; font suite; dans \
     la lignee; en resonance; trouve ici sa traduction; trouve sa traduction; trouvent ici leur traduction; \
     trouvent leur traduction; trouve un echo; trouve ici un echo; trouvent un echo",
);
static ADDRESSED: Phrases = Phrases::new(
    "pris en compte; prise en compte; prises en compte; prend en compte; prennent en compte; prenant en \
     compte; tient compte; tiennent compte; tenu compte; tenant compte; mis en oeuvre; mise en oeuvre; \
     mises en oeuvre; met en oeuvre; mettent en oeuvre; mettant en oeuvre; integre; integree; integrees; \
     integres; integrent; integrant; retenu; retenue; retenues; retenus; retient; retiennent; suivi; \
     suivie; suivies; suivis; satisfaite; satisfait; satisfaites; realisee; realisees; concretise; \
     concretisee; concretisees; traduite; traduites; en reponse a; repond favorablement; repondent favorablement; entendu; \
     entendue; entendues; est reprise par; est reprise dans; sont reprises par; sont reprises dans; a ete reprise par; \
     a ete reprise dans; ont ete reprises par; ont ete reprises dans; suivi d effet; suivie d effet; acceptee; acceptees",
);
static DECLINED: Phrases = Phrases::new(
    "ecarte; ecartee; ecartees; ecartes; rejete; rejetee; rejetees; refuse; refusee; refusees; ignore; \
     ignoree; ignorees; abandonnee; abandonnees; lettre morte; sans suite; sans reponse; sans effet; non \
     retenue; non retenues; non reprise; non reprises; pas de suite",
);
/// Words that turn what follows into the contrary.
static NEGATIONS: Phrases = Phrases::new("pas; jamais; aucunement; nullement; guere; aucune");
/// Words that make it a wish.
static WISHES: Phrases = Phrases::new(
    "soit; soient; devra; devront; devrait; devraient; pourra; pourrait; pourraient; puisse; puissent; \
     sera; seront; seraient; voir; esperer; veiller; faudrait",
);
/// Words by which the speakers wish for it.
static WISHING: Phrases = Phrases::new(
    "souhaite; souhaitons; demande; demandons; espere; esperons; invite; invitons; recommande; preconise; \
     propose; proposons; attend; voudrait",
);

/// Words before a participle that make a noun of it: "le suivi", "la mise en œuvre".
static ARTICLES: Phrases =
    Phrases::new("le; la; l; un; une; du; au; leur; son; sa; ce; cette; de; d; en; bonne");
/// Who says these of "la prise en compte de sa préconisation" says that it was taken up.
static NOTING: Phrases = Phrases::new(
    "salue; saluons; note; notons; constate; constatons; felicite; felicitons; apprecie; apprecions; \
     releve; satisfaction; permet; rejouit; rejouissons",
);

/// Whether a cue is a noun, and nothing is said to have happened.
fn is_noun(words: &[Word], from: usize, at: usize, count: usize) -> bool {
    let is =
        |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.folded.as_str()));
    let verbal = [
        "rejoint", "reprend", "retient", "ecarte", "ignore", "refuse", "rejete", "integre", "repond", "fait",
    ];
    if at == from || ARTICLES.at(words, at - 1).is_none() || is(at, &verbal) {
        // "suivi" alone, and no "a été suivi".
        let alone = count == 1 && is(at, &["suivi", "suivis", "entendu", "satisfait", "inspire", "repris"]);
        let auxiliary = at > from
            && (at.saturating_sub(3).max(from)..at).any(|at| is(at, &["ete", "est", "sont", "a", "ont"]));
        return alone && !auxiliary;
    }
    let noted = count > 1 && (at.saturating_sub(8).max(from)..at).any(|at| NOTING.at(words, at).is_some());
    let missing =
        (at.saturating_sub(3).max(from)..at).any(|at| is(at, &["absence", "defaut", "manque", "non"]));
    let adverbial = is(at, &["echo", "phase", "coherence", "accord", "reponse"])
        || is(at - 1, &["en"]) && is(at, &["reprenant", "integrant"]);
    !(noted || missing || adverbial)
}

/// The fate nearest to the noun at a word of a sentence.
pub(crate) fn fate(words: &[Word], sentence: &Range<usize>, noun: usize) -> Option<Fate> {
    let from = sentence.start.max(noun.saturating_sub(REACH));
    let to = sentence.end.min(noun + REACH * 3);
    let near = (from..to).filter_map(|at| {
        let lists: [(&Phrases, FollowUpStatus); 3] = [
            (&DECLINED, FollowUpStatus::Declined),
            (&ADDRESSED, FollowUpStatus::Addressed),
            (&ECHOED, FollowUpStatus::Echoed),
        ];
        let (count, status) = lists.iter().find_map(|(list, status)| Some((list.at(words, at)?, *status)))?;
        // "est reprise" is said of what stands before it.
        let passive = at > from && matches!(words[at - 1].folded.as_str(), "est" | "sont" | "ete" | "soit");
        let itself = (at..at + count).contains(&noun) || passive && at < noun;
        let free = !itself && !is_noun(words, from, at, count);
        free.then_some((at.abs_diff(noun), at..at + count, status))
    });
    let (_, cue, status) = near.min_by_key(|(distance, cue, _)| (*distance, cue.start))?;
    let is =
        |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.folded.as_str()));
    let before = cue.start.saturating_sub(6).max(from);
    let negated = (before..cue.start).rev().find(|at| NEGATIONS.at(words, *at).is_some());
    let negated = negated.filter(|at| {
        // "n'a pas été retenue", "ne reprend pas": the particle stands close, and "ne" before it.
        (at.saturating_sub(4).max(from)..*at).any(|at| is(at, &["n", "ne"])) || is(*at, &["aucune"])
    });
    let after = (cue.end < to
        && NEGATIONS.at(words, cue.end).is_some()
        && cue.start > from
        && is(cue.start - 1, &["n", "ne"]))
    .then_some(cue.end);
    if status != FollowUpStatus::Declined {
        let missing = (cue.start.saturating_sub(3).max(from)..cue.start)
            .find(|at| is(*at, &["absence", "defaut", "manque", "non"]));
        if let Some(start) = missing {
            return Some(Fate { status: FollowUpStatus::Declined, words: start..cue.end });
        }
        if let Some(particle) = negated {
            let start = (particle.saturating_sub(4).max(from)..particle)
                .find(|at| is(*at, &["n", "ne"]))
                .unwrap_or(particle);
            return Some(Fate { status: FollowUpStatus::Declined, words: start..cue.end });
        }
        if let Some(particle) = after {
            return Some(Fate { status: FollowUpStatus::Declined, words: cue.start - 1..particle + 1 });
        }
    }
    let wished = (before..cue.start).any(|at| WISHES.at(words, at).is_some())
        || (sentence.start.max(noun.min(cue.start).saturating_sub(12))..noun.min(cue.start)).any(|at| {
            // "y était proposé" is no wish of now.
            let told = at > 0
                && is(
                    at - 1,
                    &[
                        "etait", "etaient", "avait", "avaient", "avions", "ete", "est", "sont", "deja",
                        "alors",
                    ],
                );
            WISHING.at(words, at).is_some() && !told
        });
    if wished {
        return None;
    }
    // The verb's own words belong to the evidence: "a été retenue".
    let mut start = cue.start;
    let auxiliary = [
        "a",
        "ont",
        "est",
        "sont",
        "ete",
        "bien",
        "enfin",
        "deja",
        "egalement",
        "largement",
        "partiellement",
    ];
    while start > from && start > noun + 1 && is(start - 1, &auxiliary) {
        start -= 1;
    }
    Some(Fate { status, words: start..cue.end })
}
