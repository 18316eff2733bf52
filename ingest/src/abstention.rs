//! Those who abstain, and those who stay out of the vote.

use crate::verb::{Word, decides, votes};

/// "S'abstiendra", "nous nous abstiendrons", "va s'abstenir", "choisit l'abstention".
pub(crate) fn abstains(words: &[Word], at: usize) -> bool {
    let before = |step: usize| at.checked_sub(step).map_or("", |at| words[at].text);
    match words[at].text {
        "abstiendra" | "abstiendront" | "abstient" | "abstiennent" => matches!(before(1), "s'" | "se"),
        "abstiendrons" | "abstenons" => before(1) == "nous",
        "abstiendrai" | "abstiens" => before(1) == "m'",
        "abstenir" => matches!(before(1), "s'" | "nous" | "m'") && decides(words, at),
        "abstention" => {
            let near = &words[at.saturating_sub(7)..at];
            let verbs = [
                "sera",
                "choisira",
                "choisirons",
                "choisit",
                "optera",
                "opterons",
                "opteront",
                "opte",
                "optons",
                "orientera",
                "orienterons",
                "fera",
                "feront",
                "ferons",
                "choix",
                "emettra",
                "emettrons",
                "exprimera",
                "exprimerons",
                "prononcera",
                "prononcerons",
                "annonce",
                "annoncons",
                "traduira",
                "exprimerai",
            ];
            near.iter().any(|word| verbs.contains(&word.text)) && !near.iter().any(|word| votes(word.text))
        }
        _ => false,
    }
}

/// "Ne prendra pas part au vote", "ne participerons pas au scrutin", "refusera de prendre part au vote".
pub(crate) fn stays_out(words: &[Word], at: usize) -> Option<usize> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text);
    let takes =
        ["prendra", "prendront", "prendrons", "prendrai", "prend", "prennent", "prenons"].contains(&text(at));
    let joins = [
        "participera",
        "participeront",
        "participerons",
        "participerai",
        "participe",
        "participent",
        "participons",
    ]
    .contains(&text(at));
    let refuses = ["refuse", "refusera", "refusons", "refuserons", "refusent", "refuseront"]
        .contains(&text(at))
        && text(at + 1) == "de";
    let vote = |from: usize| (from..from + 4).find(|at| matches!(text(*at), "vote" | "scrutin" | "votes"));
    let ended = |at: usize| words.get(at).is_none_or(|word| word.parted);
    // "A décidé de ne pas prendre part au vote".
    let away = at > 1 && words[at - 1].text == "pas" && words[at - 2].text == "ne" && decides(words, at);
    if away && (text(at) == "participer" || (text(at) == "prendre" && text(at + 1) == "part")) {
        return vote(at + 1).map(|at| at + 1);
    }
    if takes && text(at + 1) == "pas" && text(at + 2) == "part" {
        return vote(at + 3).map(|at| at + 1).or_else(|| ended(at + 3).then_some(at + 3));
    }
    if joins && text(at + 1) == "pas" {
        return vote(at + 2).map(|at| at + 1);
    }
    if refuses && ((text(at + 2) == "prendre" && text(at + 3) == "part") || text(at + 2) == "participer") {
        return vote(at + 3).map(|at| at + 1);
    }
    None
}
