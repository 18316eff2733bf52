//! What a sentence of a declaration says that those who speak will do with their votes.

use crate::Choice;

/// A stance that a folded sentence announces, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stance {
    pub(crate) choice: Choice,
    /// The byte where the verb begins.
    pub(crate) at: usize,
    /// The byte where the words end that say the choice.
    pub(crate) end: usize,
    /// Whether the verb is that of several.
    pub(crate) plural: bool,
}

/// What a sentence announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Announced {
    Stance(Stance),
    /// What it will not do, or what it would do: no stance.
    Open(usize),
}

/// A word of a folded sentence.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    at: usize,
    /// Whether punctuation stands before it.
    parted: bool,
}

/// Everything that a folded sentence announces, in its order.
pub(crate) fn announced(folded: &str) -> Vec<Announced> {
    let words = words(folded);
    let mut found: Vec<Announced> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match verb(&words, at) {
            Some((choice, next, verb)) => {
                let end = words[next - 1].at + words[next - 1].text.len();
                let plural = words[at..next].iter().any(|word| {
                    word.text.ends_with("ont") || word.text.ends_with("ent") && word.text.len() > 4
                });
                let stance = Stance { choice, at: words[at].at, end, plural };
                let open = denied(&words, at, next, verb) || conditional(&words, at);
                found.push(if open { Announced::Open(words[at].at) } else { Announced::Stance(stance) });
                at = next;
            }
            None => {
                if would(&words, at) {
                    found.push(Announced::Open(words[at].at));
                }
                at += 1;
            }
        }
    }
    found
}

/// Whether a folded sentence names reservations: "sous réserve", "malgré nos réserves"; remarks are none.
pub(crate) fn reserved(folded: &str) -> bool {
    let words = words(folded);
    words.iter().enumerate().any(|(at, word)| {
        let before = |step: usize| at.checked_sub(step).map_or("", |at| words[at].text);
        let after = |step: usize| words.get(at + step).map_or("", |word| word.text);
        if !matches!(word.text, "reserve" | "reserves") {
            return false;
        }
        let none = matches!(before(1), "sans" | "aucune" | "se" | "pas" | "nulle")
            || before(2) == "sans"
            || (before(2) == "pas" && matches!(before(1), "de"));
        let lifted =
            (1..=4).any(|step| matches!(after(step), "levees" | "levee" | "entendues" | "satisfaites"));
        // "La réserve naturelle", "les réserves d'eau".
        let thing = matches!(
            after(1),
            "naturelle"
                | "naturelles"
                | "fonciere"
                | "foncieres"
                | "parlementaire"
                | "d'eau"
                | "financieres"
                | "obligatoire"
        ) || (after(1) == "d'" && matches!(after(2), "eau" | "energie"));
        !none && !lifted && !thing
    })
}

/// The finite verbs of voting, in present and future: what those who speak do now or will do.
fn votes(word: &str) -> bool {
    matches!(word, "votera" | "voterons" | "voteront" | "voterai" | "vote" | "votons" | "votent")
}

/// The stance of the verb at a word: the choice, the first word after what says it, and where its own verb stands.
fn verb(words: &[Word], at: usize) -> Option<(Choice, usize, usize)> {
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
fn object(words: &[Word], from: usize) -> Option<(Choice, usize)> {
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
fn decides(words: &[Word], at: usize) -> bool {
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
    !called
        && (matches!(last, "va" | "vais" | "vont" | "allons")
            || near.iter().any(|word| verbs.contains(&word.text)))
}

/// "S'abstiendra", "nous nous abstiendrons", "va s'abstenir", "choisit l'abstention".
fn abstains(words: &[Word], at: usize) -> bool {
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
fn stays_out(words: &[Word], at: usize) -> Option<usize> {
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
    ]
    .contains(&text(at));
    let being = ["sera", "seront"].contains(&text(at))
        && (at.saturating_sub(4)..at)
            .any(|at| matches!(text(at), "vote" | "votes" | "voix" | "avis" | "position"));
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
                        "vote" | "votes" | "voix" | "prononcera" | "prononceront" | "prononcerons"
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
                        | "suffrages"
                        | "soutien"
                        | "position"
                        | "prononcera"
                        | "prononcerons"
                        | "prononceront"
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

/// Whether the verb is denied: "ne votera pas l'avis", "ne pourra voter".
fn denied(words: &[Word], at: usize, next: usize, verb: usize) -> bool {
    let clause = words[..at].iter().rev().take_while(|word| !word.parted).count();
    let from = at.saturating_sub(clause + 1).max(at.saturating_sub(6));
    let ne = words[from..at].iter().any(|word| matches!(word.text, "ne" | "n'"));
    let only = words[verb..next.min(words.len())].iter().any(|word| word.text == "que");
    let out = words[at..next].iter().any(|word| word.text == "part" || word.text.starts_with("particip"));
    ne && !out && !only
}

/// Whether the sentence makes it depend on something: "si", "à condition que". "Même si" makes nothing depend.
fn conditional(words: &[Word], at: usize) -> bool {
    words.iter().enumerate().any(|(place, word)| {
        let before = place.checked_sub(1).map_or("", |at| words[at].text);
        let after = words.get(place + 1).map_or("", |word| word.text);
        let near = place < at + 30;
        match word.text {
            "si" | "s'" if word.text == "si" || matches!(after, "il" | "ils") => {
                before != "meme" && near && (place < at || word.parted || !matches!(after, "bien"))
            }
            "condition" => {
                matches!(before, "a" | "la" | "sous") && matches!(after, "que" | "qu'" | "de" | "d'")
            }
            "moins" => before == "a" && matches!(after, "que" | "qu'"),
            "sauf" => after == "si",
            _ => false,
        }
    })
}

/// A verb of voting in the conditional: no stance, and worth a look.
fn would(words: &[Word], at: usize) -> bool {
    let before = |step: usize| at.checked_sub(step).map_or("", |at| words[at].text);
    let vote = matches!(
        words[at].text,
        "voterait" | "voterions" | "voteraient" | "abstiendrait" | "abstiendrions" | "abstiendraient"
    );
    let may = words[at].text == "voter"
        && (1..=4).any(|step| {
            matches!(
                before(step),
                "pourrait"
                    | "pourrions"
                    | "pourraient"
                    | "peut"
                    | "peuvent"
                    | "pouvons"
                    | "pourra"
                    | "pourrons"
                    | "saurait"
                    | "refuse"
                    | "refusons"
                    | "refusent"
                    | "envisage"
                    | "envisageons"
            )
        });
    vote || (may && object(words, at + 1).is_some())
}

/// The words of a folded sentence, an elided article with its apostrophe. What stands between quotation marks is
/// somebody else's.
fn words(folded: &str) -> Vec<Word<'_>> {
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

#[cfg(test)]
mod tests {
    use super::{Announced, announced, reserved};
    use crate::{Choice, text::fold};

    fn read(sentence: &str) -> Option<Choice> {
        match announced(&fold(sentence)).pop()? {
            Announced::Stance(stance) => Some(stance.choice),
            Announced::Open(_) => None,
        }
    }

    #[test]
    fn a_stance_is_read_whoever_is_its_subject() {
        for sentence in [
            "La Ligue votera l’avis.",
            "Nous voterons donc, malgré tout, cet avis.",
            "Notre organisation votera pour.",
            "Ses élus voteront en faveur de l'avis.",
            "Le groupe donnera un avis favorable.",
            "La CGT émettra un vote favorable.",
            "Les représentants de la Ligue apporteront leurs voix à l'avis.",
            "La Ligue votera sans réserve en faveur.",
            "Nous allons voter cet avis.",
            "Notre vote sera favorable.",
            "Nous le voterons.",
            "La CGT vote cet avis.",
            "L'UAHB votera cette autosaisine.",
            "La CFDT approuvera l'avis.",
            "Nous votons pour ce texte.",
            "Ces raisons nous conduisent à voter l'avis.",
            "Le groupe se prononcera en faveur de cet avis.",
            "Même si tout n'est pas dit, nous voterons l'avis.",
        ] {
            assert_eq!(read(sentence), Some(Choice::For), "{sentence}");
        }
        for sentence in [
            "Nous voterons contre.",
            "La Ligue votera contre cet avis.",
            "La CGT émettra un avis défavorable.",
            "Le groupe a décidé de voter contre l'avis.",
            "La FSU se prononcera contre.",
            "Nous rejetterons cet avis.",
            "La CGT s'opposera à cet avis.",
        ] {
            assert_eq!(read(sentence), Some(Choice::Against), "{sentence}");
        }
        for sentence in [
            "Nos organisations s’abstiendront.",
            "Nous nous abstiendrons, par égard pour le rapporteur.",
            "Notre vote sera une abstention.",
            "La CGT va s'abstenir.",
            "Le groupe choisira l'abstention.",
        ] {
            assert_eq!(read(sentence), Some(Choice::Abstention), "{sentence}");
        }
        for sentence in [
            "La Ligue ne prendra pas part au vote.",
            "Nous ne participerons pas au vote.",
            "La FSU ne prendra pas part.",
            "Le groupe refusera de prendre part au vote.",
        ] {
            assert_eq!(read(sentence), Some(Choice::NotParticipating), "{sentence}");
        }
    }

    #[test]
    fn what_is_denied_conditional_past_or_quoted_is_no_stance() {
        for sentence in [
            "La Ligue ne votera pas l'avis.",
            "Si rien ne change, nous voterons contre.",
            "Nous voterons l'avis à condition que la Région s'engage.",
            "La CGT avait voté contre en 2018.",
            "Nous voterions l'avis s'il était plus clair.",
            "Nous ne pouvons voter cet avis.",
            "Nous ne nous abstiendrons pas.",
            "Certains disent « nous voterons contre ».",
            "Le vote contre la vie chère grandit.",
            "Nous nous abstiendrons de tout commentaire.",
            "La CGT appelle à voter contre le budget.",
            "La CGT votera l'amendement.",
            "Nous ne prendrons pas part au débat.",
            "Il faut voter les crédits.",
        ] {
            assert_eq!(read(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn reservations_are_named_and_remarks_are_none() {
        let reserves = |text: &str| reserved(&fold(text));
        for text in [
            "Sous la réserve de ces remarques, la CGT votera l’avis.",
            "Sous réserve de ces points, nous voterons l'avis.",
            "Malgré ces réserves, nous voterons.",
            "Avec de fortes réserves, la FSU votera l'avis.",
            "Ces réserves faites, nous voterons l'avis.",
        ] {
            assert!(reserves(text), "{text}");
        }
        for text in [
            "En dépit de ces remarques, nous voterons l'avis.",
            "Nous voterons sans réserve.",
            "La CGT votera sans aucune réserve l'avis.",
            "Elle se réserve le droit de voter contre.",
            "Nos réserves levées, nous voterons l'avis.",
        ] {
            assert!(!reserves(text), "{text}");
        }
    }
}
