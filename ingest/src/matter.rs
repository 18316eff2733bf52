//! What a vote is on: the opinion, or something else that the sentence names.

use crate::{
    Choice,
    verb::{Word, votes},
};

/// "Contre le rapport mais pour l'avis": of two things that are voted on, the opinion is the one that counts.
pub(crate) fn instead(words: &[Word], from: usize) -> Option<(Choice, usize)> {
    let mut other = false;
    for at in from..words.len().min(from + 24) {
        let text = words[at].text;
        if at > from && (votes(text) || text.starts_with("abst") || matches!(text, "qui" | "ne")) {
            return None;
        }
        let choice = match text {
            "pour" | "faveur" => Choice::For,
            "contre" | "defaveur" => Choice::Against,
            _ => {
                other |= is_other(words, at);
                continue;
            }
        };
        if let Some(next) = on_opinion(words, at) {
            return other.then_some((choice, next));
        }
    }
    None
}

/// Whether a word names what is no opinion: a report, a budget, an amendment. "Le projet d'avis" is one.
pub(crate) fn is_other(words: &[Word], at: usize) -> bool {
    let others = [
        "rapport",
        "projet",
        "document",
        "plan",
        "schema",
        "programme",
        "budget",
        "amendement",
        "amendements",
        "motion",
        "strategie",
        "contrat",
        "deliberation",
    ];
    let opinion = (at + 1..words.len().min(at + 4)).any(|at| matches!(words[at].text, "avis" | "voeu"));
    others.contains(&words[at].text) && !opinion
}

/// The word behind the opinion that "pour" or "contre" at a word is on: "pour cet avis".
pub(crate) fn on_opinion(words: &[Word], at: usize) -> Option<usize> {
    let passed =
        ["l'", "le", "la", "cet", "cette", "ce", "du", "de", "d'", "present", "presente", "projet", "notre"];
    let noun = (at + 1..words.len()).find(|at| !passed.contains(&words[*at].text))?;
    let opinions = ["avis", "voeu", "contribution", "autosaisine", "saisine", "texte"];
    (noun <= at + 5 && opinions.contains(&words[noun].text)).then_some(noun + 1)
}
