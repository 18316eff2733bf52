//! Answers: what became of what was asked for, told by a pronoun only: "L'Exécutif ne l'a pas retenue", "n'a pas
//! souhaité y donner suite", "Elle est restée lettre morte".

use crate::{
    FollowUpStatus,
    fate::{Fate, fate},
    passage::{Passage, Sentence},
    speech::Speech,
    word::{Phrases, any, find},
};

/// What is done to a demand that is met, behind "l'a".
static MET: Phrases = Phrases::new(
    "retenu; retenue; retenus; retenues; suivi; suivie; suivis; suivies; entendu; entendue; entendus; \
     entendues; satisfait; satisfaite; satisfaites; integre; integree; integrees; accepte; acceptee; acceptees; \
     concretise; concretisee; exauce; exaucee; realise; realisee; realises; realisees; prise en compte; pris en compte; prises en compte; mise en \
     oeuvre; mis en oeuvre; mises en oeuvre; fait",
);
/// And to one that is taken up.
static TAKEN_UP: Phrases = Phrases::new("repris; reprise; reprises");
/// And to one that is not.
static TURNED_DOWN: Phrases = Phrases::new(
    "ecarte; ecartee; ecartes; ecartees; rejete; rejetee; rejetees; refuse; refusee; refusees; ignore; \
     ignoree; ignorees; abandonne; abandonnee; abandonnees",
);
/// Words between an auxiliary and its participle.
static BETWEEN: Phrases = Phrases::new(
    "pas; jamais; toujours; encore; malheureusement; finalement; pourtant; depuis; bien; partiellement; \
     largement; enfin; donc; aussi; egalement; pleinement; deja; nullement; aucunement; guere",
);
/// Those that deny.
static DENIALS: Phrases = Phrases::new("pas; jamais; nullement; aucunement; guere");

/// What a sentence says became of what the sentence before it, or its own first clause, asked for.
pub(crate) fn answer(speech: &Speech, passage: &Passage, sentence: &Sentence) -> Option<Fate> {
    let range = sentence.words.clone();
    let found = range.clone().find_map(|at| {
        object(speech, sentence, at)
            .or_else(|| given_suit(speech, sentence, at))
            .filter(|fate| !speech.is_theirs(passage, sentence, fate.words.start, true))
    });
    found.or_else(|| subject(speech, sentence))
}

/// "ne l'a pas retenue", "l'a écartée", "l'ont fait depuis".
fn object(speech: &Speech, sentence: &Sentence, at: usize) -> Option<Fate> {
    let pronoun = matches!(speech.word(at), "l" | "les");
    let auxiliary = matches!(speech.word(at + 1), "a" | "ont" | "avait" | "avaient");
    if !pronoun || !auxiliary || at == sentence.words.start {
        return None;
    }
    let mut done = at + 2;
    while BETWEEN.has(speech.word(done)) {
        done += 1;
    }
    let lists = [
        (&MET, FollowUpStatus::Addressed),
        (&TAKEN_UP, FollowUpStatus::Echoed),
        (&TURNED_DOWN, FollowUpStatus::Declined),
    ];
    let (count, status) =
        lists.iter().find_map(|(list, status)| Some((list.at(speech.words, done)?, *status)))?;
    // "comme l'a fait l'État" compares.
    let compares = (at.saturating_sub(2).max(sentence.words.start)..at)
        .any(|at| matches!(speech.word(at), "comme" | "ainsi" | "que" | "qu"));
    let denied =
        (at + 2..done).any(|at| DENIALS.has(speech.word(at))) && matches!(speech.word(at - 1), "ne" | "n");
    if compares || done + count > sentence.words.end || denied && status == FollowUpStatus::Declined {
        return None;
    }
    let start = at - usize::from(denied);
    let status = if denied { FollowUpStatus::Declined } else { status };
    Some(Fate { status, words: start..done + count })
}

/// "n'y a pas donné suite", "n'a pas souhaité y donner suite", "a refusé d'y donner suite".
fn given_suit(speech: &Speech, sentence: &Sentence, at: usize) -> Option<Fate> {
    let suit = ["donne suite", "donner suite", "repondu favorablement", "faire droit", "fait droit"];
    let count = any(speech.words, at, &suit)?;
    let from = at.saturating_sub(7).max(sentence.words.start);
    let there = (from..at).any(|at| speech.word(at) == "y");
    let has = |words: &[&str]| (from..at).find(|at| words.contains(&speech.word(*at)));
    let denied = has(&["n", "ne"]).filter(|_| (from..at).any(|at| DENIALS.has(speech.word(at))));
    let refused = has(&["refuse", "renonce", "decline"]);
    let done = has(&["a", "ont", "avait", "avaient"])?;
    let wished = has(&["souhaite", "demande", "doit", "devra", "devrait", "pourrait"]).is_some();
    let (status, start) = match (denied, refused) {
        (Some(start), _) => (FollowUpStatus::Declined, start),
        (None, Some(start)) => (FollowUpStatus::Declined, start),
        (None, None) if !wished && speech.word(at) != "donner" => (FollowUpStatus::Addressed, done),
        _ => return None,
    };
    (there && at + count <= sentence.words.end).then_some(Fate { status, words: start.min(done)..at + count })
}

/// "Elle n'a pas été retenue", "Celle-ci est restée lettre morte".
fn subject(speech: &Speech, sentence: &Sentence) -> Option<Fate> {
    let first = sentence.words.start;
    let itself = matches!(speech.word(first), "elle" | "elles" | "celle" | "celles");
    let passive = find(
        speech.words,
        first..sentence.words.end.min(first + 7),
        &[
            "a ete",
            "ont ete",
            "a pas ete",
            "ont pas ete",
            "est restee",
            "sont restees",
            "a jamais ete",
            "fut",
        ],
    )?;
    let fate = fate(speech, &(first..sentence.words.end.min(passive.end + 6)), first)?;
    (itself && fate.words.start <= passive.end + 3).then_some(fate)
}
