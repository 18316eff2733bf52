//! Rapporteurs: who reports on an opinion.

use crate::{
    Person, PersonKey, Problem, Span, flow::Flow, folded::Folded, header::Part, lines::Lines,
    person::is_title,
};

/// A person who reports on the opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rapporteur {
    /// The place in the opinion's list, from 1.
    pub rank: u32,
    /// Who.
    pub person: PersonKey,
    /// Where the text says it.
    pub source: Span,
}

/// The most lines that names below a label may take.
const MOST_LINES: usize = 8;

/// The byte after the label of a folded line that names rapporteurs: "Rapporteur : …", "Co-rapporteures :", "Rapporteur·e·s".
pub(crate) fn label(folded: &str) -> Option<usize> {
    let starts = [
        "rapporteu",
        "co-rapporteu",
        "corapporteu",
        "co rapporteu",
        "les rapporteu",
        "le rapporteur :",
        "la rapporteure :",
    ];
    if !starts.iter().any(|start| folded.starts_with(start)) {
        return presented(folded);
    }
    let stem = folded.find("rapporteu")?;
    let word = folded[stem..].find(' ').map_or(folded.len(), |length| stem + length);
    let sign = folded
        .char_indices()
        .find(|(at, char)| *at >= stem && (matches!(char, ':' | '–' | '—') || (*char == '-' && *at > word)));
    let after = folded[word..].trim_start();
    match sign {
        // "Rapporteur général : A", "Rapporteure du CESER : B": what stands between says which.
        Some((at, sign)) if folded[word.min(at)..at].split_whitespace().count() <= 6 => {
            Some(at + sign.len_utf8())
        }
        // "Rapporteur M. A", and names on the lines below.
        _ if matches!(
            after,
            "" | "general"
                | "generale"
                | "generaux"
                | "principal"
                | "principale"
                | "du ceser"
                | "de l'avis"
                | "de la commission"
        ) =>
        {
            Some(folded.len())
        }
        _ => after.split(' ').next().filter(|word| is_title(word)).map(|_| folded.len() - after.len()),
    }
}

/// "Présenté par Mme A", "Avis présenté par M. B".
fn presented(folded: &str) -> Option<usize> {
    let words = [
        "presente par ",
        "presentee par ",
        "avis presente par ",
        "rapport presente par ",
        "rapporte par ",
        "avis rapporte par ",
        "contribution presentee par ",
        "projet d'avis presente par ",
    ];
    let after = words
        .iter()
        .find_map(|words| folded.strip_prefix(words.trim_end()).filter(|rest| rest.starts_with([' ', ':'])))?
        .trim_start_matches([':', ' ']);
    after.split(' ').next().filter(|word| is_title(word)).map(|_| folded.len() - after.len())
}

/// Reads "Rapporteur : A", "Rapporteures : A et B", with the names on the lines below: the persons, in their order,
/// and the line after them.
pub(crate) fn read(
    lines: &Lines,
    parts: &[Part],
    number: usize,
    problems: &mut Vec<Problem>,
) -> (Vec<Person>, usize) {
    let line = lines.lines[number];
    let whole = Flow::new(&lines.chars, line.start, line.end);
    let folded = Folded::new(&whole);
    let Some(after) = label(&folded.text) else { return (Vec::new(), number + 1) };
    let plural = folded.text[..after].contains("rapporteurs")
        || folded.text[..after].contains("rapporteures")
        || folded.text[..after].contains("·s")
        || folded.text[..after].contains(")s")
        || folded.text[..after].contains(".s");
    let mut names = Names { lines, persons: Vec::new(), refused: Vec::new() };
    let mut open = names.add(&whole, folded.place(after));
    let mut at = number + 1;
    while let Some(next) = lines.next(at).filter(|next| *next <= number + MOST_LINES && *next < parts.len()) {
        // A blank line ends a list that holds a name; before the first, names may stand below it.
        let apart = next > at;
        let wanted = names.persons.is_empty() || open;
        if !matches!(parts[next], Part::Text | Part::Speaker | Part::Name) || (apart && !wanted) {
            break;
        }
        let below = lines.lines[next];
        let flow = Flow::new(&lines.chars, below.start, below.end);
        let start = crate::block::bullet(lines, next)
            .map_or(0, |at| (0..flow.chars.len()).find(|from| flow.place(*from) >= at).unwrap_or(0));
        let text: String = flow.chars[start..].iter().collect();
        let first = text.split(' ').next().unwrap_or_default();
        let marked = start > 0 || is_title(first) || first == "et" || text.starts_with('(');
        let name = persons(&text).first().is_some_and(|(name, _)| is_person(name));
        // Where one name stands beside the label, the next line is another only if something says so.
        let listed = plural || at > number + 1 || names.persons.is_empty();
        let goes_on = marked || wanted || listed;
        if !goes_on || (!name && !text.starts_with('(')) {
            break;
        }
        open = names.add(&flow, start);
        at = next + 1;
    }
    for (name, source) in names.refused {
        let message = format!(
            "The rapporteur reads {name:?}, which is no person's name. Expected a given name and a family name; no rapporteur was read there."
        );
        problems.push(Problem::warning("UNKNOWN_NAME", message, source));
    }
    (names.persons, at)
}

struct Names<'a> {
    lines: &'a Lines,
    persons: Vec<Person>,
    refused: Vec<(String, Span)>,
}

impl Names<'_> {
    /// Adds the names from a character of a flow on. Returns whether the list goes on in the next line.
    fn add(&mut self, flow: &Flow, start: usize) -> bool {
        let text: String = flow.chars.get(start..).unwrap_or_default().iter().collect();
        for (name, at) in persons(&text) {
            let from = start + at;
            let source = self.lines.paged(flow.span(from, from + name.chars().count()));
            match Person::read(&name, source).filter(|_| is_person(&name)) {
                Some(person) => self.persons.push(person),
                None if described(&name) && !self.persons.is_empty() => {}
                None => self.refused.push((name, source)),
            }
        }
        let trimmed = text.trim_end();
        trimmed.ends_with([',', ';', '&']) || trimmed.ends_with(" et")
    }
}

/// A name has a given and a family name, or a title before it.
pub(crate) fn is_person(name: &str) -> bool {
    let span = Span { start: 0, end: 1, page: None };
    let titled = name.split(' ').next().is_some_and(is_title);
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let particles = [
        "de", "du", "des", "la", "le", "les", "van", "von", "der", "den", "di", "el", "et", "ben", "da",
        "dos",
    ];
    Person::read(name, span).is_some_and(|person| {
        let words: Vec<&str> = person.name.split(' ').collect();
        let common = words
            .iter()
            .any(|word| small(word) && !particles.contains(word) && !word.contains(['\'', '\u{2019}']));
        !common && (titled || words.len() > 1)
    })
}

/// Words that say who a person is, after the name: "CFDT", "président de la commission", "au titre de la CPME".
fn described(text: &str) -> bool {
    let acronym = text.chars().filter(|char| char.is_uppercase()).count() >= 2 && !text.contains(' ');
    let body =
        text.split(' ').count() > 1 && !is_person(text) && text.chars().all(|char| !char.is_ascii_digit());
    acronym || body || text.chars().next().is_some_and(char::is_lowercase)
}

/// The names of a list, without what stands in parentheses, each with the character that it starts at.
pub(crate) fn persons(text: &str) -> Vec<(String, usize)> {
    let mut depth = 0;
    let bare: String = text
        .chars()
        .map(|char| {
            depth += i32::from(char == '(');
            let inside = depth > 0;
            depth -= i32::from(char == ')' && depth > 0);
            if inside { '\u{1}' } else { char }
        })
        .collect();
    let mut names = Vec::new();
    for (name, start) in listed(&bare) {
        let end = name.find('\u{1}').unwrap_or(name.len());
        let first = name[..end].trim_end_matches([' ', '.', '*']);
        let name = first.trim_start_matches('\u{1}');
        if !name.trim().is_empty() && first.len() == name.len() {
            names.push((name.to_owned(), start));
        }
    }
    names
}

/// The names of a list "A, B et C", each with the character that it starts at.
pub(crate) fn listed(text: &str) -> Vec<(&str, usize)> {
    let mut names = Vec::new();
    let mut chars = 0;
    let mut counted = 0;
    let parts = text
        .split([',', ';', '/', '&'])
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" – "))
        .flat_map(|part| part.split(" - "));
    for part in parts {
        let name =
            part.trim().trim_start_matches("et ").trim_start_matches("ET ").trim_end_matches(" et").trim();
        let byte = name.as_ptr() as usize - text.as_ptr() as usize;
        if !name.is_empty() {
            chars += text[counted..byte].chars().count();
            counted = byte;
            names.push((name, chars));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{label, persons};

    #[test]
    fn a_label_is_known_in_every_spelling() {
        for line in [
            "rapporteur : a",
            "rapporteure: a",
            "rapporteur·e·s : a et b",
            "rapporteur(e)s : a",
            "co-rapporteurs : a",
            "rapporteur general : a",
            "rapporteure – a",
            "rapporteurs",
            "rapporteur du ceser : a",
            "rapporteur m. a",
            "presente par mme a",
        ] {
            assert!(label(line).is_some(), "{line}");
        }
        for line in ["rapporteurs de tous les groupes ont parle", "presente par la commission", "rapport"] {
            assert!(label(line).is_none(), "{line}");
        }
    }

    #[test]
    fn names_are_listed_without_what_stands_in_parentheses() {
        let names = persons("Mme Anne Lormeau (CFDT, commission Eaux) et M. Paul de VRIÈS (CPME)");
        assert_eq!(names, [("Mme Anne Lormeau".to_owned(), 0), ("M. Paul de VRIÈS".to_owned(), 44)]);
    }
}
