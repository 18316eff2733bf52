//! Who speaks in a declaration, and for whom, as the line says that announces it.

use crate::{
    Person, Problem, Span,
    announcement::{BEHALF, THROUGH, noun, speaks},
    attribution::Attribution,
    bodies::bodies,
    flow::Flow,
    folded::Folded,
    lines::Lines,
    person::{is_title, row},
    turns::{self, Turns, is_no_body},
};

/// Who speaks, and the names of the bodies spoken for with their places.
pub(crate) fn read(
    lines: &Lines,
    head: &Flow,
    known: &dyn Fn(&str) -> bool,
    problems: &mut Vec<Problem>,
) -> (Vec<Person>, Vec<(String, Span)>) {
    let folded = Folded::new(head);
    let text = folded.text.as_str();
    let start = noun(text).unwrap_or(0);
    let mut marks: Vec<(usize, usize, bool)> = Vec::new();
    for (words, behalf) in
        BEHALF.iter().map(|words| (*words, true)).chain(THROUGH.iter().map(|words| (*words, false)))
    {
        let found = text[start..]
            .match_indices(words)
            .map(|(at, _)| at + start)
            .find(|at| text[..*at].ends_with([' ', ',', '(']) || *at == start || *at == 0);
        if let Some(at) = found {
            // The "d" of "au nom de" and "du" begins the article that the body's name stands behind.
            let length = if words.ends_with(" d") {
                words.len() - 1
            } else if words.ends_with("groupe ") || words.starts_with("pour l") {
                "pour ".len()
            } else {
                words.len()
            };
            if !marks.iter().any(|(other, _, _)| other.abs_diff(at) < 6) {
                marks.push((at, at + length, behalf));
            }
        }
    }
    marks.sort_unstable();
    // "pour" within a name ("Association pour le lac") leads to nobody once "au nom de" has been read.
    if let Some(first) = marks.iter().position(|(_, _, behalf)| *behalf) {
        let mut seen = 0;
        marks.retain(|(_, _, behalf)| {
            seen += 1;
            !*behalf || seen <= first + 1
        });
    }
    let mut reading =
        Reading { lines, head, folded: &folded, known, speakers: Vec::new(), bodies: Vec::new() };
    let lead = marks.first().map_or(text.len(), |(at, _, _)| *at);
    let behalf = marks.iter().any(|(_, _, behalf)| *behalf);
    for (number, (_, from, speaks_for)) in marks.iter().enumerate() {
        let to = marks.get(number + 1).map_or(text.len(), |(at, _, _)| *at);
        if *speaks_for {
            reading.list(*from, to);
        } else {
            reading.person(*from, to);
        }
    }
    let mut own = Vec::new();
    reading.lead(start, lead, behalf, &mut own);
    let turns = turns::read(&head.chars, known);
    let unsure = |name: &str| !known(name) && (is_no_body(name) || turns.holds(name));
    // "Paul Fay, président de la CRESS, et Anne Dol": the roles name the bodies.
    let roles = reading.bodies.is_empty()
        && !turns.bodies.is_empty()
        && turns.bodies.iter().all(|(name, _)| known(name));
    // Where somebody speaks for known bodies, nothing is left to tell apart: "Petites et moyennes entreprises" is nobody.
    let told = !reading.speakers.is_empty()
        && !reading.bodies.is_empty()
        && reading.bodies.iter().all(|(name, _)| known(name));
    let more = (turns.persons.len() > reading.speakers.len() && !told) || roles;
    if !more && !reading.bodies.iter().any(|(name, _)| unsure(name)) {
        problems.extend(own);
        return (reading.speakers, reading.bodies);
    }
    turned(lines, head, turns, known, problems)
}

/// Who speaks for whom where each has a place of their own; what may be a person or a body is neither.
fn turned(
    lines: &Lines,
    head: &Flow,
    turns: Turns,
    known: &dyn Fn(&str) -> bool,
    problems: &mut Vec<Problem>,
) -> (Vec<Person>, Vec<(String, Span)>) {
    let span = |name: &str, start: usize| lines.paged(head.span(start, start + name.chars().count().max(1)));
    let persons = turns.persons.iter().filter_map(|(name, start)| Person::read(name, span(name, *start)));
    let persons = persons.collect();
    let (sure, unsure): (Vec<_>, Vec<_>) =
        turns.bodies.into_iter().partition(|(name, _)| known(name) || !is_no_body(name));
    for (name, start) in turns.doubtful.into_iter().chain(unsure) {
        let message = format!(
            "The declaration's head reads {name:?}, which may be a person or a body. Neither was kept; check it."
        );
        problems.push(Problem::warning("UNKNOWN_NAME", message, span(&name, start)));
    }
    let bodies = sure.into_iter().map(|(name, start)| {
        let span = span(&name, start);
        (name, span)
    });
    (persons, bodies.collect())
}

/// Where signs stand that a speaker's name may follow, and what follows them without the "par" before it: "la CGT, par
/// M. A", "les artisans : Mme B".
fn separated(text: &str) -> Vec<(usize, &str)> {
    let signs = [", ", " : ", " – ", " — ", " ("].iter();
    let mut found: Vec<(usize, &str)> = signs
        .flat_map(|sign| text.match_indices(sign).map(|(at, sign)| (at, &text[at + sign.len()..])))
        .map(|(at, name)| {
            let by = ["par ", "lue par ", "dite par "].iter().find_map(|by| name.strip_prefix(by));
            (at, by.unwrap_or(name))
        })
        .collect();
    found.sort_unstable();
    found
}

/// How many characters the titles before a name have: "Mme " in "Mme Blanc". The last word is the name, whatever it is.
fn titles(name: &str) -> usize {
    let words = name.split(' ').count();
    name.split(' ')
        .take(words - 1)
        .take_while(|word| is_title(word))
        .map(|word| word.chars().count() + 1)
        .sum()
}

/// The person and the bodies of a head that holds nothing else.
pub(crate) fn attributed(
    lines: &Lines,
    head: &Flow,
    told: Attribution,
) -> (Vec<Person>, Vec<(String, Span)>) {
    let span = |start: usize, length: usize| lines.paged(head.span(start, start + length));
    let speakers = told.speakers.into_iter().filter_map(|(name, start)| {
        // The title is no part of the name.
        let title = titles(&name);
        Person::read(&name, span(start + title, name.chars().count().saturating_sub(title).max(1)))
    });
    let bodies = told.bodies.into_iter().map(|(name, start)| {
        let length = name.chars().count();
        (name, span(start, length))
    });
    (speakers.collect(), bodies.collect())
}

struct Reading<'a> {
    lines: &'a Lines,
    head: &'a Flow,
    folded: &'a Folded,
    known: &'a dyn Fn(&str) -> bool,
    speakers: Vec<Person>,
    bodies: Vec<(String, Span)>,
}

impl Reading<'_> {
    /// What stands between the noun and the first mark: a person, or bodies.
    fn lead(&mut self, from: usize, to: usize, behalf: bool, problems: &mut Vec<Problem>) {
        let text = &self.folded.text;
        let mut at = from;
        for word in ["commune", "conjointe", "liminaire", "orale", "ecrite"] {
            at += text[at..to]
                .trim_start()
                .strip_prefix(word)
                .map_or(0, |rest| text[at..to].len() - rest.len());
        }
        let rest = text[at..to].trim_start_matches([' ', ':', '–', '-']);
        at = to - rest.len();
        let articles = ["de la ", "du ", "des ", "de l'", "la ", "le ", "les ", "l'"];
        let article = articles.iter().any(|article| rest.starts_with(article));
        let person = ["de ", "d'"]
            .iter()
            .find(|word| !article && rest.starts_with(**word))
            .map_or(0, |word| word.len());
        if rest.trim_matches([' ', ',', ':', '.', '(', ')']).is_empty() {
            return;
        }
        let chars = self.slice(at + person, to);
        let name: String = chars.iter().collect();
        // A role follows the name: "Mme A, présidente de la CRESS", "M. B (CGT)".
        let cut = name
            .find([',', '('])
            .or_else(|| name.find(" – "))
            .or_else(|| name.find(" - "))
            .unwrap_or(name.len());
        // "Marc Petit, président, et de Léa Roux": commas do not end a row of persons.
        let end = name.find('(').or_else(|| name.find(" – ")).or_else(|| name.find(" - "));
        let several = row(&name[..end.unwrap_or(name.len())], self.known);
        let cut = if several.is_some() { end.unwrap_or(name.len()) } else { cut };
        let alone = name[..cut].trim_end_matches([' ', ':', '.']);
        let titled = alone.split(' ').next().is_some_and(is_title);
        let body = (self.known)(alone) || (article && !titled);
        let one = speaks(alone) && (titled || behalf || alone.contains(' '));
        if !body && (one || several.is_some()) && self.speakers.is_empty() {
            self.names(at + person, alone, several);
            let beyond = name[cut..].trim_matches([' ', ',', '(', ')', '–', '-', ':', '.']);
            if !behalf && self.bodies.is_empty() && !beyond.is_empty() {
                let skipped = name[..cut].chars().count()
                    + name[cut..].chars().take_while(|char| !char.is_alphanumeric()).count();
                self.behind(at + person, skipped, beyond);
            }
        } else if behalf {
            let source = self.span(at + person, alone.chars().count().max(1));
            let message = format!(
                "The speaker reads {alone:?}, which is no person's name. The declaration was kept without a speaker."
            );
            problems.push(Problem::warning("UNKNOWN_NAME", message, source));
        } else {
            self.list(at, to);
        }
    }

    /// The body behind a speaker's name: "(CGT)", ", présidente de la CRESS".
    fn behind(&mut self, from: usize, skipped: usize, beyond: &str) {
        let start = self.folded.place(from) + skipped;
        let role = beyond.starts_with(char::is_lowercase);
        let link = if role {
            [" de la ", " du ", " de l'", " de l\u{2019}", " des ", " de "]
                .iter()
                .filter_map(|link| beyond.find(link))
                .min()
        } else {
            Some(0)
        };
        let Some(link) = link else { return };
        let from = start + beyond[..link].chars().count();
        let to = start + beyond.chars().count();
        let chars = self.head.chars.get(from..to).unwrap_or_default().to_vec();
        self.add(&chars, from);
    }

    fn person(&mut self, from: usize, to: usize) {
        let text: String = self.slice(from, to).iter().collect();
        let several = row(text.split(['(', ')', ':']).next().unwrap_or_default(), self.known);
        let name =
            text.split([',', '(', ')', ':']).next().unwrap_or_default().trim().trim_end_matches(['.', ' ']);
        if (speaks(name) || several.is_some()) && self.speakers.is_empty() {
            self.names(from, name, several);
        }
    }

    /// Adds the persons of a row that begins at a byte, or the one that stands there.
    fn names(&mut self, from: usize, one: &str, several: Option<Vec<(String, usize)>>) {
        let printed = self.folded.place(from);
        let blanks = self.head.chars[printed..].iter().take_while(|char| **char == ' ').count();
        let one = || vec![(one.trim_start().to_owned(), blanks)];
        for (name, at) in several.unwrap_or_else(one) {
            self.name(printed + at, &name);
        }
    }

    /// Adds the person whose name begins at a character.
    fn name(&mut self, at: usize, name: &str) {
        // The title is no part of the name.
        let start = at + titles(name);
        let end = at + name.chars().count();
        let source = self.lines.paged(self.head.span(start, end.max(start + 1)));
        if let Some(person) = Person::read(name, source)
            && !self.speakers.iter().any(|known| known.key == person.key)
        {
            self.speakers.push(person);
        }
    }

    fn list(&mut self, from: usize, to: usize) {
        let mut chars = self.slice(from, to).to_vec();
        // Behind "de la CGT, Mme A" a speaker may stand; without a title only where no noun announces a declaration,
        // as in "Pour le groupe Solidaires, Anne Blanc".
        let text: String = chars.iter().collect();
        let bare = noun(&self.folded.text).is_none() && self.speakers.is_empty();
        if let Some((byte, name)) = separated(&text).into_iter().find(|(_, name)| {
            let name = name.trim_end_matches([' ', ':', '.', ')']);
            let titled = name.split(' ').next().is_some_and(is_title);
            let named = bare && !name.contains([',', '(']) && !(self.known)(name);
            (titled || named) && (speaks(name) || row(name, self.known).is_some())
        }) {
            let before = text[..byte].chars().count();
            if self.speakers.is_empty() {
                let skipped = text[byte..text.len() - name.len()].chars().count();
                let start = self.folded.place(from) + before + skipped;
                let name = name.trim_end_matches([' ', ':', '.', ')']);
                let several = row(name, self.known).unwrap_or_else(|| vec![(name.to_owned(), 0)]);
                for (name, at) in several {
                    self.name(start + at, &name);
                }
            }
            chars.truncate(before);
        }
        let from = self.folded.place(from);
        self.add(&chars, from);
    }

    fn add(&mut self, chars: &[char], from: usize) {
        for (name, start) in bodies(chars, self.known) {
            let length = name.chars().count();
            let source = self.lines.paged(self.head.span(from + start, from + start + length));
            self.bodies.push((name, source));
        }
    }

    fn slice(&self, from: usize, to: usize) -> &[char] {
        let start = self.folded.place(from);
        let end = if to >= self.folded.text.len() { self.head.chars.len() } else { self.folded.place(to) };
        self.head.chars.get(start..end).unwrap_or_default()
    }

    fn span(&self, from: usize, length: usize) -> Span {
        let start = self.folded.place(from);
        self.lines.paged(self.head.span(start, start + length))
    }
}
