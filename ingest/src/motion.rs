//! What is put to the vote: which words tell of the opinion's own vote, and which of another.

use chrono::NaiveDate;

use crate::{
    ballot,
    date::{Days, days},
    flow::Flow,
    folded::Folded,
};

/// What a vote on an opinion is on.
const OPINIONS: [&str; 9] =
    ["avis", "voeu", "contribution", "autosaisine", "auto-saisine", "texte", "document", "projet", "rapport"];
/// Who votes on an opinion.
const ASSEMBLY: [&str; 7] =
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
fn is_of_another(folded: &str) -> bool {
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

/// How surely words tell of the opinion's own vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Decision {
    /// They say what became of it and no more: "Avis adopté en séance plénière".
    Bare,
    /// They say by what majority or with what figures.
    Full,
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

/// Whether a sentence tells of the opinion's own vote, `day` being that of the opinion.
pub(crate) fn decides(flow: &Flow, folded: &Folded, day: Option<NaiveDate>) -> Option<Decision> {
    let text = folded.text.as_str();
    let verb = outcome_word(text);
    let full = majority(text) || ballot::counts(text).0 != crate::Counts::default();
    let voted = ["vote a l'unanimite", "vote par ", "voix pour", "voix contre"]
        .iter()
        .any(|words| text.contains(words));
    if (verb.is_none() && !(full && voted)) || is_of_another(text) || tells_of_another_day(text, day) {
        return None;
    }
    let open = [
        "avait",
        "avaient",
        "serait",
        "sera ",
        "seront ",
        "aurait",
        "souhaite",
        "demande que",
        "afin que",
        "pour que",
        "si ",
        "s'il",
        "doit ",
        "devra",
        "son avis",
        "ses avis",
        "precedent",
        "precedente",
        "dernier",
        "derniere",
        "deja",
        "leur avis",
        "autre avis",
        "a adopter",
        "pourrait",
    ];
    if open.iter().any(|word| crate::heading::word_at(text, word).is_some()) {
        return None;
    }
    if let Some(at) = verb {
        // "Le plan adopté à l'unanimité": a participle without its auxiliary tells of no vote.
        let before = text[..at].trim_end();
        let end =
            text[at..].find(|char: char| !char.is_alphanumeric()).map_or(text.len(), |length| at + length);
        let last = flow.chars.get(folded.place(end).saturating_sub(1));
        let last = if end == text.len() { flow.chars.get(folded.place(end - 1)) } else { last };
        let participle = matches!(last, Some('é' | 'É'))
            || text[at..end].ends_with("ee")
            || text[at..end].ends_with("ees");
        let auxiliary = [
            "est",
            "a",
            "ont",
            "ete",
            "sont",
            "n'est pas",
            "pas",
            "donc",
            "ainsi",
            "egalement",
            "finalement",
            "voix",
            "l'a",
            "unanimement",
            ",",
        ];
        let begins = before.split_whitespace().count() <= 2;
        if participle && !begins && !auxiliary.iter().any(|word| before.ends_with(word)) {
            return None;
        }
    }
    let opinion = OPINIONS.iter().any(|noun| crate::heading::word_at(text, noun).is_some());
    let this = [
        "present avis",
        "cet avis",
        "l'avis",
        "projet d'avis",
        "presente contribution",
        "present voeu",
        "ce voeu",
        "presente autosaisine",
        "cette contribution",
        "cette autosaisine",
    ];
    let assembly = ASSEMBLY.iter().any(|body| text.contains(body));
    let noted = text.contains("prend acte");
    let object = this.iter().any(|words| text.contains(words))
        || (noted
            && [
                "prend acte du rapport",
                "prend acte de ce rapport",
                "prend acte du present",
                "prend acte de cette communication",
                "prend acte de la communication",
                "prend acte du bilan",
            ]
            .iter()
            .any(|words| text.contains(words)));
    match (full, opinion || voted, object, assembly) {
        (true, true, _, _) => Some(Decision::Full),
        (false, _, true, true) => Some(Decision::Bare),
        (false, true, true, _) if verb.is_some() && !noted => Some(Decision::Bare),
        _ => None,
    }
}

fn majority(folded: &str) -> bool {
    ["unanim", "majorite"].iter().any(|word| folded.contains(word))
}

/// A year or a day that is not the opinion's own.
fn tells_of_another_day(folded: &str, day: Option<NaiveDate>) -> bool {
    match days(folded) {
        Some(Days::One(read)) => day.is_some_and(|day| day != read),
        Some(Days::Several(first, last)) => day.is_some_and(|day| day < first || day > last),
        Some(Days::Invalid(_)) => true,
        None => folded.match_indices("en ").any(|(at, _)| {
            let year = &folded[at + 3..];
            let digits = year.bytes().take_while(u8::is_ascii_digit).count();
            let word = at == 0 || folded[..at].ends_with(' ') || folded[..at].ends_with('(');
            word && digits == 4 && matches!(&year[..2], "19" | "20")
        }),
    }
}

fn starts_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|char: char| char.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::{Decision, decides, label, stands_alone};
    use crate::{flow::Flow, folded::Folded};

    fn read(sentence: &str) -> Option<Decision> {
        let chars: Vec<char> = sentence.chars().collect();
        let flow = Flow::new(&chars, 0, chars.len());
        decides(&flow, &Folded::new(&flow), chrono::NaiveDate::from_ymd_opt(2021, 5, 4))
    }

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

    #[test]
    fn only_the_opinions_own_vote_is_told_by_a_sentence() {
        assert_eq!(read("Le CESER adopte le présent avis à l'unanimité."), Some(Decision::Full));
        assert_eq!(
            read("Réuni le 4 mai 2021, le CESER a adopté le présent avis par 121 voix pour."),
            Some(Decision::Full)
        );
        assert_eq!(read("L'avis n'est pas adopté."), Some(Decision::Bare));
        assert_eq!(read("Le CESER prend acte du rapport."), Some(Decision::Bare));
        for sentence in [
            "La commission a adopté le projet d'avis à l'unanimité.",
            "Le Conseil régional a adopté ce plan à l'unanimité.",
            "Le plan adopté à l'unanimité est ambitieux.",
            "L'amendement n° 3 à l'avis est rejeté par 40 voix contre 21.",
            "Mme Lormeau est élue rapporteure de l'avis à l'unanimité.",
            "Dans son avis adopté à l'unanimité, le CESER demandait des digues.",
            "Le CESER a adopté un avis à l'unanimité en 2018.",
            "L'avis du 3 mars 2019 a été adopté à l'unanimité.",
            "Le CESER prend acte de la création de l'agence.",
            "Le CESER approuve la carte unique.",
        ] {
            assert_eq!(read(sentence), None, "{sentence}");
        }
    }
}
