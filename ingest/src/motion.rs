//! What is put to the vote: which words tell of the opinion's own vote, and which of another.

use crate::ballot;

/// What a vote on an opinion is on.
pub(crate) const OPINIONS: [&str; 9] =
    ["avis", "voeu", "contribution", "autosaisine", "auto-saisine", "texte", "document", "projet", "rapport"];
/// Who votes on an opinion.
pub(crate) const ASSEMBLY: [&str; 7] =
    ["ceser", "assemblee", "conseil economique", "pleniere", "conseillers", "membres", "conseilleres"];
/// Who decides on other things.
const OTHERS: [&str; 18] = [
    "la commission",
    "en commission",
    "les commissions",
    "le bureau",
    "conseil regional",
    "conseil departemental",
    "la region",
    "l'executif",
    "executif regional",
    "assemblee nationale",
    "le senat",
    "le parlement",
    "le gouvernement",
    "assemblee regionale",
    "elus regionaux",
    "commission permanente",
    "union europeenne",
    "conseillers regionaux",
];

/// Where the formula starts after a line's label, "Vote du CESER sur l'avis : …"; the line's end where the formula
/// stands below.
pub(crate) fn label(folded: &str) -> Option<usize> {
    let nouns = [
        "vote",
        "votes",
        "le vote",
        "resultat du vote",
        "resultats du vote",
        "resultat des votes",
        "resultats des votes",
        "resultat du scrutin",
        "resultats du scrutin",
        "scrutin",
        "decompte des voix",
        "decompte des votes",
        "mise aux voix",
        "mise au vote",
    ];
    let noun = nouns.iter().filter(|noun| starts_word(folded, noun)).max_by_key(|noun| noun.len())?;
    let rest = &folded[noun.len()..];
    // "Votes pour : 75" is a row of a table, "Vote à l'unanimité" the formula itself.
    if [" pour", " contre", " favorable", " defavorable", " blanc", " nul", " exprime", " a l'", " a la "]
        .iter()
        .any(|word| rest.starts_with(word))
    {
        return None;
    }
    let sign = rest.char_indices().find(|(at, char)| {
        let spaced = rest[..*at].ends_with(' ') && rest[at + char.len_utf8()..].starts_with(' ');
        *char == ':' || (matches!(char, '-' | '–' | '—') && spaced)
    });
    let subject = sign.map_or(rest, |(at, _)| &rest[..at]);
    if subject.split_whitespace().count() > 12 || subject.contains([',', ';']) || is_of_another(subject) {
        return None;
    }
    match sign {
        Some((at, char)) => Some(noun.len() + at + char.len_utf8()),
        // "Vote du CESER sur l'avis" above its formula.
        None if subject.split_whitespace().count() <= 8 && !subject.ends_with('.') && headed(subject) => {
            Some(folded.len())
        }
        None => None,
    }
}

/// Whether the words after "vote" make a heading: "du CESER", "sur l'avis".
fn headed(subject: &str) -> bool {
    let subject = subject.trim();
    subject.is_empty()
        || ["du ", "de l'", "de la ", "sur ", "final", "en ", "des "]
            .iter()
            .any(|word| subject.starts_with(word))
}

/// Whether words tell of a vote on something else or by others: an amendment, an election, a commission.
pub(crate) fn is_of_another(folded: &str) -> bool {
    let holds = |word: &str| crate::heading::word_at(folded, word);
    let elected = ["elu", "elue", "elus", "elues", "election", "designe", "designee", "nomme", "nommee"];
    let others = [
        "amendement",
        "amendements",
        "sous-amendement",
        "motion",
        "ordre du jour",
        "proces-verbal",
        "reglement interieur",
    ];
    let opinion = OPINIONS.iter().filter_map(|noun| holds(noun)).min();
    let other = others.iter().filter_map(|noun| holds(noun)).min();
    let by_others = OTHERS.iter().any(|body| folded.contains(body))
        || (folded.trim_start().starts_with("de la commission") || folded.contains("du bureau"));
    elected.iter().any(|word| holds(word).is_some())
        || other.is_some_and(|other| opinion.is_none_or(|opinion| other < opinion))
        || (by_others
            && !ASSEMBLY.iter().any(|body| {
                body.len() > 4
                    && *body != "conseillers"
                    && folded.contains(body)
                    && !folded.contains("assemblee nationale")
                    && !folded.contains("assemblee regionale")
            }))
}

/// A word by which an assembly decides, and where it stands.
pub(crate) fn outcome_word(folded: &str) -> Option<usize> {
    let words = [
        "adopte",
        "adoptee",
        "adoptes",
        "approuve",
        "approuvee",
        "rejete",
        "rejetee",
        "rejette",
        "prend acte",
        "pris acte",
        "repousse",
        "repoussee",
    ];
    words.iter().filter_map(|word| crate::heading::word_at(folded, word)).min()
}

/// Whether a line is a formula that stands alone: "AVIS ADOPTÉ À L'UNANIMITÉ", "Pour : 75 / Contre : 2".
pub(crate) fn stands_alone(folded: &str) -> bool {
    let text = folded.trim_start_matches(['-', '–', '•', '*', '>', ' ']);
    if ballot::is_row(text) {
        return true;
    }
    if is_of_another(text) {
        return false;
    }
    let opening = [
        "rapport et avis",
        "avis et rapport",
        "avis",
        "projet d'avis",
        "l'avis",
        "le present avis",
        "cet avis",
        "present avis",
        "contribution",
        "la contribution",
        "cette contribution",
        "voeu",
        "le voeu",
        "ce voeu",
        "le present voeu",
        "la presente contribution",
        "autosaisine",
        "l'autosaisine",
        "cette autosaisine",
        "la presente autosaisine",
        "rapport",
        "le rapport",
        "document",
        "texte",
        "le texte",
        "le projet d'avis",
        "le projet",
        "l'ensemble",
    ];
    let verbs = [
        "est ",
        "a ete ",
        "n'est pas ",
        "n'a pas ete ",
        "non ",
        "pas ",
        "du ceser ",
        "de l'assemblee ",
        "du conseil economique, social et environnemental regional ",
        "ainsi ",
        "donc ",
        "mis aux voix ",
        ", mis aux voix, ",
        "emis ",
        "rendu ",
        "dans son ensemble ",
        "modifie ",
    ];
    let decided = |rest: &str| {
        let mut rest = rest.trim_start_matches([' ', ':', '–', '-']);
        while let Some(after) = verbs.iter().find_map(|verb| rest.strip_prefix(*verb)) {
            rest = after;
        }
        [
            "adopte",
            "rejete",
            "approuve",
            "vote a ",
            "votee a ",
            "vote par ",
            "votee par ",
            "unanimite",
            "a l'unanimite",
            "a la majorite",
            "a la quasi",
            "a une ",
            "a la large",
        ]
        .iter()
        .any(|word| {
            rest.strip_prefix(word).is_some_and(|after| {
                word.ends_with(' ')
                    || !after.trim_start_matches(['e', 's']).starts_with(|char: char| char.is_alphanumeric())
            })
        })
    };
    let titled = opening.iter().any(|opening| starts_word(text, opening) && decided(&text[opening.len()..]));
    let whole = [
        "mis aux voix",
        "mise aux voix",
        "soumis au vote",
        "soumise au vote",
        "mis au vote",
        "apres en avoir delibere",
        "apres deliberation",
    ];
    let put = whole.iter().any(|opening| text.starts_with(opening)) && outcome_word(text).is_some();
    titled || put || (decided(text) && (outcome_word(text).is_some() || majority(text)))
}

fn starts_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|char: char| char.is_alphanumeric()))
}

/// Whether words name a majority.
pub(crate) fn majority(folded: &str) -> bool {
    ["unanim", "majorite"].iter().any(|word| folded.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{label, stands_alone};

    #[test]
    fn a_label_leads_to_the_opinions_own_vote() {
        let after = |line: &str| label(line).map(|at| line[at..].trim().to_owned());
        assert_eq!(after("vote du ceser sur l'avis : adopte").as_deref(), Some("adopte"));
        assert_eq!(after("resultat du vote – adopte").as_deref(), Some("adopte"));
        assert_eq!(after("vote").as_deref(), Some(""));
        assert_eq!(after("vote du ceser").as_deref(), Some(""));
        for line in [
            "vote sur l'amendement n° 2 : rejete",
            "vote de la commission : adopte",
            "votes pour : 75",
            "vote du conseil regional : adopte",
            "vote utile et promesses",
            "election du president : 60 voix",
        ] {
            assert_eq!(after(line), None, "{line}");
        }
    }

    #[test]
    fn a_formula_may_stand_alone() {
        for line in [
            "avis adopte a l'unanimite",
            "adopte par 75 voix pour",
            "a l'unanimite des 104 conseillers presents",
            "avis a l'unanimite des 104 conseillers presents",
            "pour : 75 / contre : 2",
            "l'avis est adopte par 60 voix pour",
            "adopte",
            "avis rejete",
            "mis aux voix, l'avis est adopte a l'unanimite.",
            "l'avis n'est pas adopte",
        ] {
            assert!(stands_alone(line), "{line}");
        }
        for line in [
            "adopte par le conseil regional le 25 juin",
            "avis du ceser",
            "avis sur le rapport 4-1",
            "adoption du plan",
            "l'amendement est adopte",
            "la majorite des lyceens",
            "m. a est elu rapporteur a l'unanimite",
            "pour 2021, la region",
        ] {
            assert!(!stands_alone(line), "{line}");
        }
    }
}
