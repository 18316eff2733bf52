//! The labels by which a vote's figures are known: "pour", "abstentions", "ne prenant pas part au vote".

/// What a figure of a vote counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    For,
    Against,
    Abstentions,
    NotParticipating,
    Absent,
    Present,
    Cast,
    Eligible,
    /// Suffrages exprimés: the ballots for and against, without abstentions.
    Expressed,
    /// Blank ballots, proxies, excused members: figures that no count is made of.
    Other,
}

/// The label that some folded words begin with, and how many words it takes. Punctuation is a word.
pub(crate) fn label(words: &[&str]) -> Option<(Label, usize)> {
    let word = *words.first()?;
    let next = |at: usize| words.get(at).copied().unwrap_or_default();
    let one = |label| Some((label, 1));
    match word {
        "ne" | "n" => return refusal(words),
        "non" if ["particip", "votant", "prenant"].iter().any(|stem| next(1).starts_with(stem)) => {
            return Some((Label::NotParticipating, 2));
        }
        "non" if matches!(next(1), "adopte" | "adoptee" | "approuve" | "unanime") => return None,
        "refus" => return one(Label::NotParticipating),
        "nppv" | "nppav" | "npv" => return one(Label::NotParticipating),
        "pour" | "oui" => return one(Label::For),
        "favorable" | "favorables" => return one(Label::For),
        "faveur" => return one(Label::For),
        "contre" | "non" | "defavorable" | "defavorables" => return one(Label::Against),
        "abs" | "abst" => return one(Label::Abstentions),
        "presents" | "presentes" => return one(Label::Present),
        "inscrits" | "inscrit" | "inscrites" | "effectif" => return one(Label::Eligible),
        // "183 voix se sont exprimées" counts who voted, abstentions included.
        "voix" if next(1) == "se" && next(2) == "sont" && next(3).starts_with("exprime") => {
            return Some((Label::Cast, 4));
        }
        "pris" | "prenant" | "prennent" | "prenaient" if next(1) == "part" => return Some((Label::Cast, 2)),
        _ => {}
    }
    let stems = [
        ("abstention", Label::Abstentions),
        ("abstenu", Label::Abstentions),
        ("abstienn", Label::Abstentions),
        ("abstenant", Label::Abstentions),
        ("abstient", Label::Abstentions),
        ("oppos", Label::Against),
        ("votant", Label::Cast),
        ("absent", Label::Absent),
        ("exprime", Label::Expressed),
        ("blanc", Label::Other),
        ("nuls", Label::Other),
        ("pouvoir", Label::Other),
        ("procuration", Label::Other),
        ("excuse", Label::Other),
        ("represente", Label::Other),
        ("quorum", Label::Other),
        ("mandats", Label::Other),
    ];
    if let Some((_, label)) = stems.iter().find(|(stem, _)| word.starts_with(stem)) {
        return one(*label);
    }
    if word.starts_with("particip") && next(1) == "au" {
        return one(Label::Cast);
    }
    // "sur les 147 membres" counts the assembly, "105 membres présents" who came.
    let body = ["membre", "conseiller", "siege"].iter().any(|stem| word.starts_with(stem));
    (body && !qualified(&words[1..])).then(|| {
        let exercise = next(1) == "en" && next(2) == "exercice";
        (Label::Eligible, if exercise { 3 } else { 1 })
    })
}

/// "ne prenant pas part au vote", "n'ont pas participé", "n'ont pas voté".
fn refusal(words: &[&str]) -> Option<(Label, usize)> {
    let pas = words.iter().take(6).position(|word| *word == "pas")?;
    let act = words[pas + 1..]
        .iter()
        .take(3)
        .position(|word| matches!(*word, "part" | "vote") || word.starts_with("particip"))?;
    Some((Label::NotParticipating, pas + act + 2))
}

/// Whether what follows says which members.
fn qualified(words: &[&str]) -> bool {
    for word in words.iter().take(14).take_while(|word| !is_stop(word)) {
        let tells = matches!(
            *word,
            "presents"
                | "presentes"
                | "ne"
                | "n"
                | "pour"
                | "contre"
                | "ont"
                | "se"
                | "favorables"
                | "oui"
                | "non"
                | "pris"
                | "prenant"
        ) || ["votant", "absent", "abst", "represente", "excuse", "oppos"]
            .iter()
            .any(|stem| word.starts_with(stem));
        if tells {
            return true;
        }
    }
    false
}

fn is_stop(word: &str) -> bool {
    matches!(word, ":" | "," | ";" | "/" | "(" | ")" | "." | "–" | "—" | "•" | "|" | "=")
        || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Words that stand between a figure and its label and say nothing of their own.
pub(crate) fn is_unit(word: &str) -> bool {
    let plain = [
        "voix",
        "vote",
        "votes",
        "voter",
        "suffrage",
        "suffrages",
        "nombre",
        "de",
        "d",
        "des",
        "du",
        "total",
        "totaux",
        "bulletins",
        "bulletin",
        "les",
        "le",
        "la",
        "l",
        "ont",
        "se",
        "sont",
        "s",
        "est",
        "a",
        "y",
        "au",
        "en",
        "personnes",
        "seule",
        "seul",
        "resultat",
        "scrutin",
        "avis",
        "ceser",
    ];
    plain.contains(&word) || ["membre", "conseiller"].iter().any(|stem| word.starts_with(stem))
}
