//! Persons: who reports, who speaks.

use crate::{Span, text::fold};

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
const TITLES: [&str; 8] = ["m.", "m", "mme", "mme.", "monsieur", "madame", "dr", "pr"];

impl Person {
    /// Reads a printed name: "Silvère Denis", "Mme Jeanne de la TOUR". None where the text is no name.
    pub(crate) fn read(printed: &str, source: Span) -> Option<Self> {
        let mut words: Vec<&str> = printed.split_whitespace().collect();
        while words.first().is_some_and(|word| TITLES.contains(&word.to_lowercase().as_str())) {
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
        {
            return None;
        }
        let family = family(&words);
        let split = (family > 0 && family < words.len()).then_some(family);
        Some(Self {
            key: PersonKey(fold(&name)),
            given_name: split.map(|at| words[..at].join(" ")),
            family_name: split.map(|at| words[at..].join(" ")),
            name,
            source,
        })
    }
}

/// Where the family name begins: at the first word in capitals, else at a particle, else after the given name.
fn family(words: &[&str]) -> usize {
    let capitals = |word: &&str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    let particle = |word: &&str| {
        let first = word.split(['\'', '\u{2019}']).next().unwrap_or_default();
        PARTICLES.contains(&first) && (word.len() == first.len() || first == "d")
    };
    let found = words.iter().skip(1).position(|word| capitals(word) || particle(word));
    found.map_or(1, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::Person;
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
        assert_eq!(parts("Luc d’Arvor"), some("Luc", "d’Arvor"));
        assert_eq!(parts("Molière"), Some((None, None)));
        assert_eq!(parts("12 membres"), None);
    }
}
