//! Sentences that tell how an opinion was decided.

use chrono::NaiveDate;

use crate::{
    ballot,
    date::{Days, days},
    flow::Flow,
    folded::Folded,
    motion::{ASSEMBLY, OPINIONS, is_of_another, majority, outcome_word},
};

/// How surely words tell of the opinion's own vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Decision {
    /// They say what became of it and no more: "Avis adopté en séance plénière".
    Bare,
    /// They say by what majority or with what figures.
    Full,
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

#[cfg(test)]
mod tests {
    use super::{Decision, decides};
    use crate::{flow::Flow, folded::Folded};

    fn read(sentence: &str) -> Option<Decision> {
        let chars: Vec<char> = sentence.chars().collect();
        let flow = Flow::new(&chars, 0, chars.len());
        decides(&flow, &Folded::new(&flow), chrono::NaiveDate::from_ymd_opt(2021, 5, 4))
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
