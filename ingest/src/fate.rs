//! The fate of recommendations: the words that say what became of them.

use std::ops::Range;

use crate::{
    FollowUpStatus,
    word::{Word, any},
};

/// What became of a recommendation, and the words that say so.
pub(crate) struct Fate {
    pub(crate) status: FollowUpStatus,
    pub(crate) words: Range<usize>,
}

/// How far from the recommendation its fate may stand, in words.
const REACH: usize = 45;

const ECHOED: [&str; 36] = [
    "fait echo",
    "font echo",
    "faisant echo",
    "faire echo",
    "en echo",
    "rejoint",
    "rejoignent",
    "rejoignant",
    "reprend",
    "reprennent",
    "reprenant",
    "reprise",
    "reprises",
    "repris",
    "retrouve",
    "retrouvent",
    "retrouver",
    "dans le sens",
    "en phase",
    "en coherence avec",
    "en accord avec",
    "conforme",
    "conformes",
    "converge",
    "convergent",
    "convergence",
    "correspond",
    "correspondent",
    "s inspire",
    "s inspirent",
    "inspiree",
    "inspire",
    "fait suite",
    "font suite",
    "dans la lignee",
    "en resonance",
];
const ADDRESSED: [&str; 52] = [
    "pris en compte",
    "prise en compte",
    "prises en compte",
    "prend en compte",
    "prennent en compte",
    "prenant en compte",
    "tient compte",
    "tiennent compte",
    "tenu compte",
    "tenant compte",
    "mis en oeuvre",
    "mise en oeuvre",
    "mises en oeuvre",
    "met en oeuvre",
    "mettent en oeuvre",
    "mettant en oeuvre",
    "integre",
    "integree",
    "integrees",
    "integres",
    "integrent",
    "integrant",
    "retenu",
    "retenue",
    "retenues",
    "retenus",
    "retient",
    "retiennent",
    "suivi",
    "suivie",
    "suivies",
    "suivis",
    "satisfaite",
    "satisfait",
    "satisfaites",
    "realisee",
    "realisees",
    "concretise",
    "concretisee",
    "concretisees",
    "traduite",
    "traduites",
    "repond",
    "repondent",
    "repondant",
    "entendu",
    "entendue",
    "entendues",
    "suivi d effet",
    "suivie d effet",
    "acceptee",
    "acceptees",
];
const DECLINED: [&str; 24] = [
    "ecarte",
    "ecartee",
    "ecartees",
    "ecartes",
    "rejete",
    "rejetee",
    "rejetees",
    "refuse",
    "refusee",
    "refusees",
    "ignore",
    "ignoree",
    "ignorees",
    "abandonnee",
    "abandonnees",
    "lettre morte",
    "sans suite",
    "sans reponse",
    "sans effet",
    "non retenue",
    "non retenues",
    "non reprise",
    "non reprises",
    "pas de suite",
];
/// Words that turn what follows into the contrary.
const NEGATIONS: [&str; 6] = ["pas", "jamais", "aucunement", "nullement", "guere", "aucune"];
/// Words that make it a wish.
const WISHES: [&str; 18] = [
    "soit",
    "soient",
    "devra",
    "devront",
    "devrait",
    "devraient",
    "pourra",
    "pourrait",
    "pourraient",
    "puisse",
    "puissent",
    "sera",
    "seront",
    "seraient",
    "voir",
    "esperer",
    "veiller",
    "faudrait",
];
/// Words by which the speakers wish for it.
const WISHING: [&str; 14] = [
    "souhaite",
    "souhaitons",
    "demande",
    "demandons",
    "espere",
    "esperons",
    "invite",
    "invitons",
    "recommande",
    "preconise",
    "propose",
    "proposons",
    "attend",
    "voudrait",
];

/// The fate nearest to the noun at a word of a sentence.
pub(crate) fn fate(words: &[Word], sentence: &Range<usize>, noun: usize) -> Option<Fate> {
    let from = sentence.start.max(noun.saturating_sub(REACH));
    let to = sentence.end.min(noun + REACH * 3);
    let near = (from..to).filter_map(|at| {
        let lists: [(&[&str], FollowUpStatus); 3] = [
            (&DECLINED, FollowUpStatus::Declined),
            (&ADDRESSED, FollowUpStatus::Addressed),
            (&ECHOED, FollowUpStatus::Echoed),
        ];
        let (count, status) =
            lists.iter().find_map(|(list, status)| Some((any(words, at, list)?, *status)))?;
        // Before the noun it governs it; behind, it is said of it.
        (!(at..at + count).contains(&noun)).then_some((at.abs_diff(noun), at..at + count, status))
    });
    let (_, cue, status) = near.min_by_key(|(distance, cue, _)| (*distance, cue.start))?;
    let is =
        |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.folded.as_str()));
    let before = cue.start.saturating_sub(6).max(from);
    let negated = (before..cue.start).rev().find(|at| is(*at, &NEGATIONS));
    let negated = negated.filter(|at| {
        // "n'a pas été retenue", "ne reprend pas": the particle stands close, and "ne" before it.
        (at.saturating_sub(4).max(from)..*at).any(|at| is(at, &["n", "ne"])) || is(*at, &["aucune"])
    });
    let after =
        (cue.end < to && is(cue.end, &NEGATIONS) && cue.start > from && is(cue.start - 1, &["n", "ne"]))
            .then_some(cue.end);
    if status != FollowUpStatus::Declined {
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
    let wished = (before..cue.start).any(|at| is(at, &WISHES))
        || (sentence.start.max(noun.min(cue.start).saturating_sub(12))..noun.min(cue.start))
            .any(|at| is(at, &WISHING));
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
