//! The fate of recommendations: the words that say what became of them.

use std::ops::Range;

use crate::{
    FollowUpStatus,
    content::ASKED,
    speech::Speech,
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
/// Words that turn what follows into the contrary, behind "ne".
static NEGATIONS: Phrases =
    Phrases::new("pas; jamais; aucunement; nullement; guere; aucune; aucun; ni; point; plus; rien");
/// Subjects that do, and what may stand before one.
static DENIERS: Phrases = Phrases::new(
    "aucune; aucun; pas une; pas un; nulle; nul; ni; jamais; personne; rien; a aucun moment; en aucun cas; \
     pas davantage; pas plus",
);
/// Who says these tells of what was done, though the verb be a subjunctive.
static FACTUAL: Phrases = Phrases::new(
    "deplore; deplorons; deplorent; regrette; regrettons; regrettent; regrettable; dommage; etonne; etonnons; \
     felicite; felicitons; rejouit; rejouissons; constate; constatons; deplorable; deception; decu; decus",
);
/// Verbs that say something of what stands before them.
static BEING: Phrases = Phrases::new(
    "est; sont; ete; soit; soient; reste; restee; restees; restent; demeure; demeurent; demeuree; demeurees",
);
/// Words between those and their participle.
static BESIDE: Phrases = Phrases::new(
    "bien; ainsi; donc; enfin; deja; egalement; largement; partiellement; toutes; tous; toute; restee; restees; \
     ete; aussi; pleinement; malheureusement; pas",
);
/// What begins a subject.
static DETERMINERS: Phrases = Phrases::new("le; la; les; l; sa; ses; cette; ces; notre; nos; une; un");
/// What begins another clause.
static TURNS: Phrases = Phrases::new("que; mais; et; quand; tandis; alors; ou; car; or; puisque");
/// What names a subject ahead: "quant à la préconisation n° 2, le rapport l'écarte".
static TOPICS: Phrases = Phrases::new("a; au; aux; de; concernant; sur; pour; des; du");
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
pub(crate) fn fate(speech: &Speech, sentence: &Range<usize>, noun: usize) -> Option<Fate> {
    let words = speech.words;
    let from = sentence.start.max(noun.saturating_sub(REACH));
    let to = sentence.end.min(noun + REACH * 3);
    let near = (from..to).filter_map(|at| {
        let lists: [(&Phrases, FollowUpStatus); 3] = [
            (&DECLINED, FollowUpStatus::Declined),
            (&ADDRESSED, FollowUpStatus::Addressed),
            (&ECHOED, FollowUpStatus::Echoed),
        ];
        let (count, status) = lists.iter().find_map(|(list, status)| Some((list.at(words, at)?, *status)))?;
        let itself = (at..at + count).contains(&noun);
        let free =
            !itself && !is_noun(words, from, at, count) && reaches(speech, from, &(at..at + count), noun);
        free.then_some((at.abs_diff(noun), at..at + count, status))
    });
    let (_, cue, status) = near.min_by_key(|(distance, cue, _)| (*distance, cue.start))?;
    let is =
        |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.folded.as_str()));
    if let Some(evidence) = denied(speech, from, to, &cue, noun) {
        // "n'a pas été écartée" says what did not become of it, and no more.
        let turned = status != FollowUpStatus::Declined;
        return turned.then_some(Fate { status: FollowUpStatus::Declined, words: evidence });
    }
    let before = cue.start.saturating_sub(6).max(from);
    if status != FollowUpStatus::Declined {
        let missing = (cue.start.saturating_sub(3).max(from)..cue.start)
            .find(|at| is(*at, &["absence", "defaut", "manque", "non"]));
        if let Some(start) = missing {
            return Some(Fate { status: FollowUpStatus::Declined, words: start..cue.end });
        }
    }
    // "déplore que la préconisation soit restée sans suite" says that it was.
    let factual = (sentence.start.max(noun.min(cue.start).saturating_sub(20))..noun.min(cue.start))
        .any(|at| FACTUAL.has(speech.word(at)));
    let subjunctive = |at: usize| factual && is(at, &["soit", "soient"]);
    let wished = (before..cue.start).any(|at| WISHES.at(words, at).is_some() && !subjunctive(at))
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

/// Whether a cue can be said of the noun at a word: no clause of its own lies between.
fn reaches(speech: &Speech, from: usize, cue: &Range<usize>, noun: usize) -> bool {
    let word = |at: usize| speech.word(at);
    let ends = |at: usize| speech.gap(at).iter().any(|char| matches!(char, ';' | '!' | '?'));
    if cue.start < noun {
        // "est reprise", "est restée sans suite" are said of what stands before them.
        let passive = (cue.start.saturating_sub(3).max(from)..cue.start).any(|at| BEING.has(word(at)))
            && (cue.start.saturating_sub(3).max(from)..cue.start)
                .rev()
                .take_while(|at| !BEING.has(word(*at)))
                .all(|at| BESIDE.has(word(at)));
        // "La n° 1 est écartée, les préconisations n° 2 et 3 sont reprises."
        let article = noun.saturating_sub(usize::from(noun > from && DETERMINERS.has(word(noun - 1))));
        let opens =
            article > cue.end && (speech.gap(article - 1).contains(&',') || TURNS.has(word(article - 1)));
        let own = opens && finite(speech, noun + 1, noun + CLAUSE);
        return !passive && !own && !(cue.end - 1..noun).any(ends);
    }
    if (noun..cue.start).any(ends) {
        return false;
    }
    // The noun's clause may be over: "la n° 1 est attendue et la n° 2 a été écartée".
    let topic = noun >= from + 2 && TOPICS.has(word(noun - 2)) || noun > from && TOPICS.has(word(noun - 1));
    let object = cue.start >= noun + 3 && matches!(word(cue.start - 2), "l" | "les" | "y" | "en");
    !(noun + 1..cue.start).any(|at| {
        let other = ASKED.has(word(at)) || matches!(word(at), "n" | "nos") && DETERMINERS.has(word(at - 1));
        let parted = at > noun + 1 && (speech.gap(at - 2).contains(&',') || TURNS.has(word(at - 2)));
        let begins = other && DETERMINERS.has(word(at - 1)) && at > noun + 1;
        let elsewhere = parted && DETERMINERS.has(word(at - 1)) && !topic && !object && !word(at).is_empty();
        let said = finite(speech, noun + 1, at - 1);
        said && (begins || elsewhere)
    })
}

/// How far a clause's verb is looked for behind its subject, in words.
const CLAUSE: usize = 16;

/// Whether a finite auxiliary stands among some words.
fn finite(speech: &Speech, from: usize, to: usize) -> bool {
    (from..to.min(speech.words.len())).any(|at| {
        let a = speech.word(at) == "a" && speech.chars[speech.words[at].start] == 'a';
        a || matches!(
            speech.word(at),
            "est" | "sont" | "ont" | "ete" | "reste" | "restent" | "sera" | "seront" | "etait" | "avait"
        )
    })
}

/// Where words stand that deny a cue, with it: "n'a pas été retenue", "aucune des préconisations n'a été suivie".
fn denied(speech: &Speech, from: usize, to: usize, cue: &Range<usize>, noun: usize) -> Option<Range<usize>> {
    let ne = |at: &usize| matches!(speech.word(*at), "n" | "ne");
    let last = cue.start.saturating_sub(6).max(from);
    // A name or a number has its "n", too: "n° 3".
    let ne = (last..cue.start).rev().find(|at| ne(at) && !speech.gap(*at).contains(&'°'))?;
    if noun > ne && noun < cue.start {
        return None;
    }
    let close = (ne + 1..cue.start).find(|at| NEGATIONS.at(speech.words, *at).is_some());
    if close.is_some() {
        return Some(ne..cue.end);
    }
    // "ne retient pas", "n'a repris aucune des préconisations"
    let behind = if noun > cue.end { noun } else { cue.end + 1 };
    if let Some(after) = (cue.end..behind.min(to)).find(|at| NEGATIONS.at(speech.words, *at).is_some()) {
        return Some(ne..after + 1);
    }
    // The subject denies: "aucune des préconisations n° 1 et 2 n'a été suivie".
    let first = (from..ne).rev().find(|at| speech.gap(*at).iter().any(|char| matches!(char, ';' | ':')));
    let first = first.map_or(from, |at| at + 1);
    let begins = noun.min(ne).saturating_sub(8).max(first);
    let denier = (begins..ne).find(|at| DENIERS.at(speech.words, *at).is_some())?;
    Some(if denier < noun { denier..cue.end } else { ne..cue.end })
}
