//! Rapporteurs: who reports on an opinion.

use crate::{Person, PersonKey, Problem, Span, flow::Flow, lines::Lines};

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

/// Reads "Rapporteur : A", "Rapporteures : A et B": the persons, in their order.
pub(crate) fn read(lines: &Lines, number: usize, problems: &mut Vec<Problem>) -> Vec<Person> {
    let line = lines.lines[number];
    let colon = lines.chars[line.start..line.end]
        .iter()
        .position(|char| *char == ':')
        .map_or(line.end, |at| line.start + at + 1);
    let flow = Flow::new(&lines.chars, colon, line.end);
    let text = flow.text();
    let mut persons = Vec::new();
    for (name, start) in listed(&text) {
        let source = lines.paged(flow.span(start, start + name.chars().count()));
        match Person::read(name, source) {
            Some(person) => persons.push(person),
            None => {
                let message = format!(
                    "The rapporteur reads {name:?}, which is no person's name. Expected a given name and a family name; no rapporteur was read there."
                );
                problems.push(Problem::warning("UNKNOWN_NAME", message, source));
            }
        }
    }
    persons
}

/// The names of a list "A, B et C", each with the character that it starts at.
pub(crate) fn listed(text: &str) -> Vec<(&str, usize)> {
    let mut names = Vec::new();
    for part in text.split(',').flat_map(|part| part.split(" et ")) {
        let name = part.trim().trim_start_matches("et ").trim();
        let byte = name.as_ptr() as usize - text.as_ptr() as usize;
        if !name.is_empty() {
            names.push((name, text[..byte].chars().count()));
        }
    }
    names
}
