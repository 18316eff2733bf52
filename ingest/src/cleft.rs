//! Stances that stand before their verb, "C'est contre que nous nous prononcerons", and those that need none,
//! "Abstention de la CGT."

use crate::{
    Choice,
    matter::on_opinion,
    verb::{Word, votes},
};

/// The choice that "c'est … que" sets before the verb at a word.
pub(crate) fn cleft(words: &[Word], at: usize) -> Option<Choice> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text);
    if !votes(text(at)) && !gives(text(at)) {
        return None;
    }
    let que = (at.saturating_sub(7)..at).rev().find(|at| matches!(text(*at), "que" | "qu'"))?;
    let is = |at: &usize| matches!((text(*at), text(*at + 1)), ("c'", "est") | ("ce", "sera"));
    let from = (que.saturating_sub(11)..que).rev().find(is)? + 2;
    (from..que).find_map(|place| {
        let named = place > from
            && matches!(text(place - 1), "vote" | "votes" | "avis" | "voix" | "position" | "suffrage");
        let whole = named || place + 1 == que || on_opinion(words, place).is_some();
        match text(place) {
            "favorable" | "favorablement" | "positif" | "positive" => Some(Choice::For),
            "defavorable" | "defavorablement" | "negatif" | "negative" => Some(Choice::Against),
            "abstention" => Some(Choice::Abstention),
            "pour" | "faveur" if whole => Some(Choice::For),
            "contre" | "defaveur" if whole => Some(Choice::Against),
            _ => None,
        }
    })
}

/// Whether a word is a verb by which a vote is given: "émettrons", "choisissons", "prononcera".
fn gives(word: &str) -> bool {
    let stems = [
        "emet", "donn", "exprim", "rend", "formul", "apport", "accord", "depos", "prononc", "choisi", "opt",
        "manifest", "fer",
    ];
    let endings = ["ra", "rons", "ront", "rai", "ons", "ent", "a"];
    stems.iter().any(|stem| word.starts_with(stem)) && endings.iter().any(|end| word.ends_with(end))
}

/// The stance of a sentence without a verb, and the first word of its subject where it names one: "Abstention.", "Vote
/// favorable de la CGT.", "Ni pour ni contre : abstention."
pub(crate) fn nominal(words: &[Word]) -> Option<(Choice, Option<usize>)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text);
    let mut at = 0;
    if ["ni", "pour", "ni", "contre"].iter().zip(0..).all(|(word, at)| text(at) == *word) {
        at = 4;
    }
    while at > 0 && matches!(text(at), "donc" | "une" | "c'" | "est" | "ce" | "sera" | "l'") {
        at += 1;
    }
    let (choice, behind) = match (text(at), text(at + 1)) {
        ("abstention", _) => (Choice::Abstention, at + 1),
        ("vote" | "avis" | "position", "favorable" | "positif" | "positive") if at == 0 => (Choice::For, 2),
        ("vote" | "avis" | "position", "defavorable" | "negatif" | "negative") if at == 0 => {
            (Choice::Against, 2)
        }
        ("vote", "pour") if at == 0 => (Choice::For, 2),
        ("vote", "contre") if at == 0 => (Choice::Against, 2),
        _ => return None,
    };
    if behind == words.len() {
        return Some((choice, None));
    }
    let rest = &words[behind..];
    let verbal = |word: &Word| {
        let dated = word.text.starts_with(|char: char| char.is_ascii_digit());
        matches!(
            word.text,
            "est"
                | "sont"
                | "a"
                | "ont"
                | "fut"
                | "etait"
                | "sera"
                | "serait"
                | "qui"
                | "que"
                | "qu'"
                | "en"
                | "lors"
                | "sur"
                | "avait"
                | "n'"
                | "ne"
        ) || dated
    };
    let subject = match (text(behind), text(behind + 1)) {
        ("de", "la" | "l'") => behind + 2,
        ("de" | "d'" | "du" | "des", _) => behind + 1,
        _ => return None,
    };
    (rest.len() <= 12 && subject < words.len() && !rest.iter().any(verbal)).then_some((choice, Some(subject)))
}
