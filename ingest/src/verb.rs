//! The verbs by which organisations say how they will vote.

use crate::{
    Choice,
    abstention::{abstains, stays_out},
    cleft::cleft,
    matter::instead,
};

/// A word of a folded sentence.
#[derive(Clone, Copy)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    pub(crate) at: usize,
    /// Whether punctuation stands before it.
    pub(crate) parted: bool,
}

/// The finite verbs of voting, in present and future: what those who speak do now or will do.
pub(crate) fn votes(word: &str) -> bool {
    matches!(word, "votera" | "voterons" | "voteront" | "voterai" | "vote" | "votons" | "votent")
}

/// The stance of the verb at a word: the choice, the first word after what says it, and where its own verb stands.
pub(crate) fn verb(words: &[Word], at: usize) -> Option<(Choice, usize, usize)> {
    let word = words[at].text;
    let before = |step: usize| at.checked_sub(step).map_or("", |at| words[at].text);
    // "Le vote" is a noun, "a voté" tells of the past.
    let noun = [
        "le", "un", "ce", "du", "notre", "son", "leur", "au", "de", "d'", "chaque", "mon", "votre", "par",
        "aucun", "tout",
    ];
    let past = [
        "a", "ai", "ont", "avons", "avait", "avaient", "avions", "ayant", "aura", "auront", "ete", "avoir",
        "eut", "l'a", "aurait", "aurions", "est",
    ];
    if let Some(choice) = cleft(words, at) {
        return Some((choice, at + 1, at));
    }
    // "Notre vote : abstention."
    let next = words.get(at + 1).filter(|next| next.parted && words.len() == at + 2);
    if let Some(next) = next.filter(|_| matches!(word, "vote" | "position")) {
        let choice = match next.text {
            "pour" | "favorable" => Some(Choice::For),
            "contre" | "defavorable" => Some(Choice::Against),
            "abstention" => Some(Choice::Abstention),
            _ => None,
        };
        if let Some(choice) = choice {
            return Some((choice, at + 2, at));
        }
    }
    let verbal =
        word != "vote" || !(noun.contains(&before(1)) || (1..=3).any(|step| past.contains(&before(step))));
    if votes(word) && verbal {
        // "Nous le voterons", "la CGT l'approuvera": the opinion is the pronoun.
        if matches!(before(1), "le" | "la") && word != "vote" {
            return Some((Choice::For, at + 1, at));
        }
        return object(words, at + 1).map(|(choice, next)| (choice, next, at));
    }
    if word == "voter" && decides(words, at) {
        return object(words, at + 1).map(|(choice, next)| (choice, next, at));
    }
    if abstains(words, at) {
        let next = words.get(at + 1).map_or("", |word| word.text);
        // "S'abstiendra de tout commentaire".
        return (!matches!(next, "de" | "d'")).then_some((Choice::Abstention, at + 1, at));
    }
    if let Some(next) = stays_out(words, at) {
        return Some((Choice::NotParticipating, next, at));
    }
    given(words, at).map(|(choice, next)| (choice, next, at))
}

/// What a verb of voting is followed by: "contre", "l'avis", "en faveur".
pub(crate) fn object(words: &[Word], from: usize) -> Option<(Choice, usize)> {
    if let Some(found) = instead(words, from) {
        return Some(found);
    }
    for at in from..words.len().min(from + 14) {
        let text = words[at].text;
        let other = (at + 1..words.len().min(at + 5))
            .any(|at| matches!(words[at].text, "amendement" | "amendements" | "motion" | "budget"));
        let choice = match text {
            "contre" | "defavorablement" | "negativement" | "non" | "defavorable" => Choice::Against,
            "defaveur" => Choice::Against,
            "pour" | "favorablement" | "positivement" | "oui" | "faveur" | "favorable" => Choice::For,
            "abstention" => Choice::Abstention,
            "avis" | "voeu" | "contribution" | "autosaisine" | "saisine" | "texte" => Choice::For,
            "projet" | "rapport" | "document" if determined(words, at) => Choice::For,
            _ if at > from && (votes(text) || matches!(text, "mais" | "abstiendra" | "qui" | "que")) => {
                return None;
            }
            _ => continue,
        };
        if matches!(text, "contre" | "pour" | "faveur") && other {
            return None;
        }
        let noun = matches!(
            text,
            "avis"
                | "voeu"
                | "contribution"
                | "autosaisine"
                | "saisine"
                | "texte"
                | "projet"
                | "rapport"
                | "document"
        );
        // "Votera l'amendement à l'avis" puts something else to the vote.
        if noun && (from..at).any(|at| matches!(words[at].text, "amendement" | "amendements" | "motion")) {
            return None;
        }
        return Some((choice, at + 1));
    }
    None
}

fn determined(words: &[Word], at: usize) -> bool {
    at > 0 && matches!(words[at - 1].text, "ce" | "le" | "present" | "l'" | "cet")
}

/// Whether "voter" at a word is what those who speak have decided: "va voter", "a décidé de voter", "nous conduit à voter".
pub(crate) fn decides(words: &[Word], at: usize) -> bool {
    let near = &words[at.saturating_sub(7)..at];
    let verbs = [
        "va",
        "vais",
        "vont",
        "allons",
        "entend",
        "entendent",
        "entendons",
        "decide",
        "decident",
        "decidons",
        "choisi",
        "choisit",
        "choisissent",
        "choix",
        "conduit",
        "conduisent",
        "conduira",
        "amene",
        "amenent",
        "amenera",
        "tient",
        "resolu",
        "prefere",
        "preferons",
        "preferent",
        "prefererons",
        "compte",
        "comptons",
        "comptent",
        "parti",
    ];
    let called = near.iter().any(|word| {
        matches!(
            word.text,
            "appelle"
                | "appellent"
                | "appelons"
                | "invite"
                | "invitons"
                | "demande"
                | "refuse"
                | "refusons"
                | "refusent"
                | "avait"
                | "avions"
                | "pourrait"
                | "pourrions"
        )
    });
    let last = near.last().map_or("", |word| word.text);
    // "Sera amenée à voter", "sommes contraints de nous abstenir".
    let led = near.iter().any(|word| {
        let stem = word.text.trim_end_matches('s').trim_end_matches('e');
        matches!(stem, "amen" | "contraint" | "oblig" | "resolu" | "conduit" | "decid")
    });
    // "Cela ne nous empêchera pas de voter": what nothing prevents is done.
    let prevented = near.iter().position(|word| word.text.starts_with("empech"));
    if let Some(at) = prevented {
        let denied =
            near[at..].iter().any(|word| matches!(word.text, "pas" | "nullement" | "point" | "guere"));
        return denied;
    }
    !called
        && (matches!(last, "va" | "vais" | "vont" | "allons")
            || led
            || near.iter().any(|word| verbs.contains(&word.text)))
}

/// "Donnera un avis favorable", "son vote sera positif", "apportera ses voix", "approuvera l'avis", "se prononcera contre".
fn given(words: &[Word], at: usize) -> Option<(Choice, usize)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text);
    let stem = |stems: &[&str]| {
        stems.iter().any(|stem| {
            text(at).strip_prefix(stem).is_some_and(|ending| ["ra", "rons", "ront", "rai"].contains(&ending))
        })
    };
    let range = at + 1..words.len().min(at + 9);
    let opinion = |from: usize| {
        (from..words.len().min(from + 6))
            .find(|at| matches!(text(*at), "avis" | "voeu" | "contribution" | "autosaisine" | "texte"))
    };
    let giving = stem(&[
        "emett",
        "donne",
        "exprime",
        "rend",
        "formule",
        "apporte",
        "accorde",
        "porte",
        "depose",
        "prononce",
        "manifeste",
        "confirme",
        "annonce",
    ]) || [
        "emet",
        "emettons",
        "emettent",
        "donne",
        "donnons",
        "donnent",
        "exprime",
        "exprimons",
        "expriment",
        "apporte",
        "apportons",
        "apportent",
        "accorde",
        "accordons",
        "accordent",
        "annonce",
        "annoncons",
        "annoncent",
        "confirmons",
        "confirment",
        "exprimerai",
    ]
    .contains(&text(at))
        // "Elle se prononce pour l'avis", no other object.
        || (at > 0
            && matches!((words[at - 1].text, text(at)), ("se", "prononce" | "prononcent") | ("nous", "prononcons"))
            && (opinion(at + 1).is_some() || range.clone().any(|at| matches!(text(at), "contre" | "favorablement"))));
    let being = ["sera", "seront"].contains(&text(at))
        && (at.saturating_sub(4)..at)
            .any(|at| matches!(text(at), "vote" | "votes" | "voix" | "avis" | "position" | "ce"));
    if giving || being {
        for place in range {
            let choice = match text(place) {
                "favorable" | "favorables" | "favorablement" | "positif" | "positive" => Choice::For,
                "defavorable" | "defavorables" | "defavorablement" | "negatif" | "negative" => {
                    Choice::Against
                }
                "abstention" => Choice::Abstention,
                "contre" => Choice::Against,
                "pour"
                    if matches!(
                        text(place - 1),
                        "vote"
                            | "votes"
                            | "voix"
                            | "prononcera"
                            | "prononceront"
                            | "prononcerons"
                            | "prononce"
                            | "prononcent"
                            | "prononcons"
                    ) || being =>
                {
                    Choice::For
                }
                "faveur" => Choice::For,
                "defaveur" => Choice::Against,
                "voix" | "suffrages"
                    if matches!(text(place - 1), "ses" | "nos" | "leurs" | "sa" | "notre" | "leur") =>
                {
                    let against = (place + 1..place + 3).any(|at| text(at) == "contre");
                    if against { Choice::Against } else { Choice::For }
                }
                // "Lui accordera son vote", with nothing behind that says which.
                "vote" | "suffrage"
                    if matches!(text(place - 1), "son" | "notre" | "leur")
                        && ["accord", "apport", "donn"].iter().any(|stem| text(at).starts_with(stem))
                        && !(place + 1..place + 4).any(|at| QUALIFIED.contains(&text(at))) =>
                {
                    Choice::For
                }
                "soutien" if opinion(place + 1).is_some() => Choice::For,
                "mais" | "qui" | "que" => return None,
                _ => continue,
            };
            let noun = (at.saturating_sub(4)..place + 1).any(|at| {
                matches!(
                    text(at),
                    "vote"
                        | "votes"
                        | "avis"
                        | "voix"
                        | "suffrage"
                        | "suffrages"
                        | "soutien"
                        | "position"
                        | "prononcera"
                        | "prononcerons"
                        | "prononceront"
                        | "prononce"
                        | "prononcent"
                        | "prononcons"
                )
            });
            return noun.then_some((choice, place + 1));
        }
        return None;
    }
    let pronoun = at > 0 && matches!(words[at - 1].text, "l'" | "le" | "la");
    let direct = |choice: Choice| {
        opinion(at + 1).map(|place| (choice, place + 1)).or_else(|| pronoun.then_some((choice, at + 1)))
    };
    if stem(&["approuve", "soutiend", "adopte", "valide"]) {
        return direct(Choice::For);
    }
    if stem(&["rejette", "repousse", "desapprouve"]) {
        return direct(Choice::Against);
    }
    if stem(&["oppose"]) {
        return opinion(at + 1)
            .or_else(|| range.clone().find(|at| text(*at) == "adoption"))
            .map(|place| (Choice::Against, place + 1));
    }
    None
}

/// What says which vote is given.
const QUALIFIED: [&str; 9] =
    ["favorable", "positif", "pour", "faveur", "contre", "defavorable", "negatif", "abstention", "blanc"];

/// The words of a folded sentence, an elided article with its apostrophe. What stands between quotation marks is
/// somebody else's.
pub(crate) fn words(folded: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start: Option<usize> = None;
    let mut parted = false;
    let mut quoted = false;
    for (at, char) in folded.char_indices().chain([(folded.len(), ' ')]) {
        if char.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            let end = if char == '\'' { at + 1 } else { at };
            if !quoted {
                words.push(Word { text: &folded[from..end], at: from, parted });
                parted = false;
            }
        }
        match char {
            '«' | '“' => quoted = folded[at..].contains(['»', '”']),
            '»' | '”' => quoted = false,
            '"' => quoted = !quoted && folded[at + 1..].contains('"'),
            ',' | ';' | ':' | '(' | ')' | '–' | '—' | '.' => parted = true,
            _ => {}
        }
    }
    words
}
