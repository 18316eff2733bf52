//! Persons: who reports, who speaks.

use std::ops::Range;

use crate::{Span, announcement::speaks, text::fold};

/// The folded name of a person: unique within an assembly, until a hand tells homonyms apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey(pub String);

/// A person whom the text names in a public role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// How other records refer to them.
    pub key: PersonKey,
    /// The name as printed.
    pub name: String,
    /// The given name, where the printed name tells it apart.
    pub given_name: Option<String>,
    /// The family name with its particle, where the printed name tells it apart.
    pub family_name: Option<String>,
    /// The first place where the text names them.
    pub source: Span,
}

/// Words that belong to the family name that they stand before.
const PARTICLES: [&str; 12] = ["de", "du", "des", "d", "le", "la", "van", "von", "der", "den", "di", "el"];
const TITLES: [&str; 17] = [
    "m.",
    "m",
    "mm.",
    "mm",
    "mme",
    "mme.",
    "mmes",
    "mlle",
    "monsieur",
    "madame",
    "messieurs",
    "mesdames",
    "dr",
    "dr.",
    "pr",
    "pr.",
    "me",
];
/// Words that no person's name holds.
const NO_NAMES: [&str; 30] = [
    "groupe",
    "syndicat",
    "union",
    "confederation",
    "federation",
    "association",
    "ligue",
    "chambre",
    "conseil",
    "comite",
    "college",
    "commission",
    "collectif",
    "region",
    "avis",
    "rapport",
    "seance",
    "synthese",
    "vote",
    "ceser",
    "president",
    "presidente",
    "organisation",
    "organisations",
    "ensemble",
    "mouvement",
    "section",
    "representants",
    "plan",
    "schema",
];

/// Whether a word is a title such as "M." or "Mme".
pub(crate) fn is_title(word: &str) -> bool {
    TITLES.contains(&word.to_lowercase().as_str())
}

impl Person {
    /// Reads a printed name: "Silvère Denis", "Mme Jeanne de la TOUR". None where the text is no name.
    pub(crate) fn read(printed: &str, source: Span) -> Option<Self> {
        let mut words: Vec<&str> = printed.split_whitespace().collect();
        while words.len() > 1 && words.first().is_some_and(|word| is_title(word)) {
            words.remove(0);
        }
        let name = words.join(" ").trim_matches([',', '.', ';', ':']).to_owned();
        let words: Vec<&str> = name.split(' ').collect();
        let letters =
            |char: char| char.is_alphabetic() || matches!(char, ' ' | '-' | '\'' | '\u{2019}' | '.');
        if name.is_empty()
            || words.len() > 7
            || !name.chars().all(letters)
            || !name.starts_with(char::is_uppercase)
            || words.iter().any(|word| NO_NAMES.contains(&fold(word).as_str()))
        {
            return None;
        }
        let family = family(&words);
        let (given_name, family_name) = match family {
            Some(family) => {
                let outside = words.iter().zip(0..).filter(|(_, at)| !family.contains(at));
                let given: Vec<&str> = outside.map(|(word, _)| *word).collect();
                (Some(given.join(" ")), Some(words[family].join(" ")))
            }
            None => (None, None),
        };
        Some(Self { key: PersonKey(fold(&name)), given_name, family_name, name, source })
    }
}

/// The persons of a row "Mme A, présidente, et M. B", each with the character that the name starts at; none where it
/// names fewer than two, or anything else stands in it. `known` says whether a name is a body's.
pub(crate) fn row(text: &str, known: &dyn Fn(&str) -> bool) -> Option<Vec<(String, usize)>> {
    let joints = [" ainsi que ", ", et ", " et ", " & ", ", "];
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = text.trim_end_matches([' ', ',', ':', '.']);
    let mut linked = false;
    // Capitals join as small letters do: "ANNE DOL ET PAUL FAY".
    let find = |rest: &str, joint: &str| rest.to_ascii_lowercase().find(joint);
    while let Some((at, joint)) =
        joints.iter().filter_map(|joint| Some((find(rest, joint)?, *joint))).min_by_key(|(at, _)| *at)
    {
        linked |= joint != ", ";
        parts.push(&rest[..at]);
        rest = &rest[at + joint.len()..];
    }
    parts.push(rest);
    let plural = |word: &str| {
        matches!(word.to_lowercase().trim_end_matches('.'), "mm" | "mmes" | "messieurs" | "mesdames")
    };
    let mut together = false;
    let mut named: Vec<(String, usize)> = Vec::new();
    for part in parts {
        let name = part.trim();
        // "DE LA TOUR" is a name; "DE PAUL FAY" is one behind its article.
        let capitals =
            [("DE ", !name.starts_with("DE LA ")), ("D'", true), ("D\u{2019}", true), ("PAR ", true)];
        let capitals = capitals.iter().filter(|(_, article)| *article).map(|(word, _)| *word);
        let name = ["de ", "d'", "d\u{2019}", "par "]
            .into_iter()
            .chain(capitals)
            .find_map(|word| name.strip_prefix(word))
            .unwrap_or(name);
        let first = name.split(' ').next().unwrap_or_default();
        // A role, "présidente de la CRESS", follows its name.
        if name.starts_with(char::is_lowercase) && !is_title(first) && !named.is_empty() {
            continue;
        }
        together |= plural(first);
        let alone = together && !name.contains(' ') && name.chars().skip(1).any(char::is_lowercase);
        if is_title(name) || known(name) || !(speaks(name) || alone) {
            return None;
        }
        linked |= is_title(first) && !named.is_empty();
        let byte = name.as_ptr() as usize - text.as_ptr() as usize;
        named.push((name.to_owned(), text[..byte].chars().count()));
    }
    (linked && named.len() > 1).then_some(named)
}

/// Which words are the family name: those in capitals, else from a particle on, else all after the given name. None
/// where one word is all.
fn family(words: &[&str]) -> Option<Range<usize>> {
    let capitals = |word: &&str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    let particle = |word: &&str| {
        let folded = word.to_lowercase();
        let first = folded.split(['\'', '\u{2019}']).next().unwrap_or_default();
        PARTICLES.contains(&first) && (folded.len() == first.len() || matches!(first, "d" | "l"))
    };
    if words.len() < 2 {
        return None;
    }
    // "DUPONT Jean", "DE LA TOUR Anne": the family name stands first where capitals say so.
    let leading = words.iter().take_while(|word| capitals(word)).count();
    if leading > 0
        && leading < words.len()
        && !words[leading..].iter().any(capitals)
        && !particle(&words[leading])
    {
        return Some(0..leading);
    }
    let found = words.iter().skip(1).position(|word| capitals(word) || particle(word));
    Some(found.map_or(1, |at| at + 1)..words.len())
}

#[cfg(test)]
mod tests {
    use super::{Person, row};
    use crate::Span;

    fn parts(printed: &str) -> Option<(Option<String>, Option<String>)> {
        let person = Person::read(printed, Span { start: 0, end: 1, page: None })?;
        Some((person.given_name, person.family_name))
    }

    #[test]
    fn given_and_family_names_are_told_apart() {
        let some = |given: &str, family: &str| Some((Some(given.to_owned()), Some(family.to_owned())));
        assert_eq!(parts("Silvère Denis"), some("Silvère", "Denis"));
        assert_eq!(parts("Mme Anne-Marie de la Tour"), some("Anne-Marie", "de la Tour"));
        assert_eq!(parts("M. Jean Paul DUPONT"), some("Jean Paul", "DUPONT"));
        assert_eq!(parts("DUPONT Jean"), some("Jean", "DUPONT"));
        assert_eq!(parts("ANNE DE LA TOUR"), some("ANNE", "DE LA TOUR"));
        assert_eq!(parts("Union Verte"), None);
        assert_eq!(parts("Luc d’Arvor"), some("Luc", "d’Arvor"));
        assert_eq!(parts("Molière"), Some((None, None)));
        assert_eq!(parts("12 membres"), None);
    }

    #[test]
    fn persons_in_a_row_are_each_one() {
        let known = |name: &str| name == "Force Verte";
        let names = |text: &str| {
            row(text, &known).map(|row| row.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join("|"))
        };
        for (text, expected) in [
            ("Marc Petit et de Léa Roux, ", "Marc Petit|Léa Roux"),
            ("Marc Petit et Léa Roux", "Marc Petit|Léa Roux"),
            ("M. Marc Petit, Mme Léa Roux et M. Luc Noir", "M. Marc Petit|Mme Léa Roux|M. Luc Noir"),
            ("Mme Léa Roux, présidente de l'UB, et M. Luc Noir", "Mme Léa Roux|M. Luc Noir"),
            ("Mme Roux et M. Noir", "Mme Roux|M. Noir"),
            ("MM. Petit et Noir", "MM. Petit|Noir"),
            ("Marc Petit ainsi que Luc d'Arvor", "Marc Petit|Luc d'Arvor"),
        ] {
            assert_eq!(names(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "Marc Petit",
            "M. et Mme Petit",
            "la CGT et la FSU",
            "Marc Petit et Force Verte",
            "Marc Petit et autres",
        ] {
            assert_eq!(names(text), None, "{text}");
        }
    }
}
