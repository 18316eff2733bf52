//! Several who speak in one declaration, each perhaps for a body of their own: "Déclaration de Paul Fay (CGT) et Anne Dol
//! (FSU)", "de M. le Président de la CCIR, Paul Fay", "au nom de la CGT et de la FSU, par Anne Dol puis Paul Fay".

use crate::{
    announcement::{BEHALF, THROUGH, noun, speaks},
    attribution::ROLES,
    bodies::{begins, bodies, numbered_seat},
    person::is_title,
    piece::{folded, is_acronym, is_name, long},
};

/// Names with the characters that they start at.
pub(crate) type Places = Vec<(String, usize)>;

/// Who speaks, for which bodies, and what may be either.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Turns {
    pub(crate) persons: Places,
    pub(crate) bodies: Places,
    /// Names that may be a person's or a body's.
    pub(crate) doubtful: Places,
}

/// What stands before a piece of a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Joint {
    And,
    Comma,
    Open,
    Behalf,
    By,
}

/// A piece of a head, and what stands before it.
struct Atom {
    joint: Joint,
    start: usize,
    end: usize,
}

/// Reads a head's characters. `known` says whether a name is that of a body that the text names.
pub(crate) fn read(chars: &[char], known: &dyn Fn(&str) -> bool) -> Turns {
    let text: Vec<char> = folded(chars).chars().collect();
    let whole: String = text.iter().collect();
    let after = noun(&whole).map_or(0, |byte| whole[..byte].chars().count());
    let mut turns = Turns::default();
    let mut stretch: Option<(usize, usize)> = None;
    let mut behalf = false;
    let atoms = atoms(&text, after);
    for (number, atom) in atoms.iter().enumerate() {
        let (start, article, titled) = opened(chars, &text, atom);
        let name: String = chars[start..atom.end].iter().collect();
        let short: String = text[start..atom.end].iter().collect();
        behalf = match atom.joint {
            Joint::Behalf => true,
            Joint::By => false,
            _ => behalf,
        };
        if name.is_empty() || numbered_seat(&short) || short.starts_with("personnalite") {
            continue;
        }
        let role = short.split([' ', '·']).next().is_some_and(|word| ROLES.contains(&word));
        let person = speaks(&name) && (titled || is_person(&name)) && !known(&name);
        let next = atoms.get(number + 1).map(|atom| atom.joint);
        // "Au nom de la CGT et de X Y": one more body, or one who speaks.
        let listed = behalf && atom.joint <= Joint::Comma && !titled;
        let open = listed && (chars.get(start.wrapping_sub(2)) == Some(&'e') || atom.joint == Joint::And);
        if role && !known(&name) {
            close(&mut stretch, chars, known, &mut turns);
            if let Some(from) = of(&text[start..atom.end]) {
                turns.add(chars, start + from, atom.end, known);
            }
        } else if person && (titled || !article) && atom.joint != Joint::Behalf {
            close(&mut stretch, chars, known, &mut turns);
            if open && !matches!(next, Some(Joint::Behalf | Joint::Open)) {
                turns.doubtful.push((name, start));
            } else if !turns.persons.iter().any(|(other, _)| *other == name) {
                turns.persons.push((name, start));
                behalf = false;
            }
        } else {
            let joined = atom.joint <= Joint::Comma;
            match &mut stretch {
                Some((_, end)) if joined => *end = atom.end,
                _ => {
                    close(&mut stretch, chars, known, &mut turns);
                    stretch = Some((atom.start, atom.end));
                }
            }
        }
    }
    close(&mut stretch, chars, known, &mut turns);
    turns
}

/// Whether a body's name holds what no name does: a person who speaks, words that lead to another body, a parenthesis
/// that is not closed.
pub(crate) fn is_no_body(name: &str) -> bool {
    let text = crate::text::fold(name);
    let padded = format!(" {text}");
    let first = name.split(' ').next().unwrap_or_default();
    let led = [" au nom d", " au titre d", " puis ", " par m. ", " par mme ", " lue par ", " lu par "]
        .iter()
        .any(|words| padded.contains(words));
    let by = text.find("par ").filter(|at| *at == 0 || text[..*at].ends_with(' ')).is_some_and(|at| {
        let from = text[..at].chars().count() + 4;
        let rest: String = name.chars().skip(from).collect();
        speaks(rest.split([',', '(']).next().unwrap_or_default())
    });
    let open = name.matches('(').count() != name.matches(')').count();
    let role = ROLES.contains(&text.split(' ').next().unwrap_or_default()) && name.contains(' ');
    led || by || open || role || (is_title(first) && name.contains(' '))
}

/// Whether words look like a given and a family name, and like no body's name.
pub(crate) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let small = |word: &str| word.chars().any(char::is_lowercase);
    let capitals = words.iter().all(|word| !small(word) && word.chars().count() > 1);
    speaks(name)
        && (2..=5).contains(&words.len())
        && words.iter().all(|word| is_name(word))
        && !begins(&words.iter().map(|word| capitalised(word)).collect::<Vec<_>>().join(" "))
        && !long(name)
        && (capitals || !is_acronym(name))
}

/// A word in capitals as one that only begins with one: "ANNE" is no acronym in a line of capitals.
fn capitalised(word: &str) -> String {
    word.chars().zip(0..).map(|(char, at)| if at == 0 { char } else { crate::flow::plain(char) }).collect()
}

impl Turns {
    /// Whether a name is one that is read as a person's, or may be.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.persons.iter().chain(&self.doubtful).any(|(other, _)| other == name)
    }

    fn add(&mut self, chars: &[char], start: usize, end: usize, known: &dyn Fn(&str) -> bool) {
        for (name, at) in bodies(chars.get(start..end).unwrap_or_default(), known) {
            if !self.bodies.iter().any(|(other, _)| *other == name) {
                self.bodies.push((name, start + at));
            }
        }
    }
}

fn close(
    stretch: &mut Option<(usize, usize)>,
    chars: &[char],
    known: &dyn Fn(&str) -> bool,
    turns: &mut Turns,
) {
    if let Some((start, end)) = stretch.take() {
        turns.add(chars, start, end, known);
    }
}

/// Where the body of a role begins: "président de la CRESS".
fn of(text: &[char]) -> Option<usize> {
    let role: String = text.iter().collect();
    let links = [" de la ", " du ", " de l'", " des ", " de "];
    let found = links.iter().filter_map(|link| role.find(link).map(|at| at + link.len())).min()?;
    Some(role[..found].chars().count())
}

/// Where the name of a piece starts, whether an article stands before it, and whether a title does.
fn opened(chars: &[char], text: &[char], atom: &Atom) -> (usize, bool, bool) {
    let mut start = atom.start;
    let (mut article, mut titled) = (false, false);
    let skips = ["de la ", "de l'", "du ", "des ", "de ", "d'", "la ", "le ", "les ", "l'"];
    loop {
        while start < atom.end && matches!(chars[start], ' ' | '«' | '»' | '"') {
            start += 1;
        }
        let rest: String = text[start..atom.end.min(start + 12)].iter().collect();
        if let Some(word) = skips.iter().find(|word| rest.starts_with(**word)) {
            article |= !matches!(*word, "de " | "d'");
            start += word.chars().count();
            continue;
        }
        let word: String = chars[start..atom.end].iter().take_while(|char| **char != ' ').collect();
        if is_title(&word) && start + word.chars().count() < atom.end {
            titled = true;
            article = false;
            start += word.chars().count();
            continue;
        }
        return (start, article, titled);
    }
}

/// The pieces behind the noun.
fn atoms(text: &[char], from: usize) -> Vec<Atom> {
    let starts =
        |at: usize, words: &str| words.chars().eq(text[at..].iter().take(words.chars().count()).copied());
    let mut atoms: Vec<Atom> = Vec::new();
    let mut joint = Joint::And;
    let mut start = from;
    let mut at = from;
    for word in [" commune", " conjointe", " liminaire", " orale", " ecrite", " :"] {
        if starts(at, word) {
            at += word.chars().count();
            start = at;
        }
    }
    while at < text.len() {
        let begun = at == 0 || !text[at - 1].is_alphanumeric();
        let link = |list: &[&str]| {
            list.iter().filter(|words| begun && starts(at, words)).map(|words| words.chars().count()).max()
        };
        let found = if let Some(length) = link(&BEHALF) {
            // The "d" of "au nom de" and the article of "pour la" begin the body's name.
            let words: String = text[at..at + length].iter().collect();
            let kept = if words.starts_with("pour l") {
                "pour ".len()
            } else {
                length - usize::from(words.ends_with(" d"))
            };
            Some((Joint::Behalf, kept))
        } else if let Some(length) = link(&THROUGH).or_else(|| link(&["par "])) {
            Some((Joint::By, length))
        } else if let Some(length) =
            link(&["puis ", "et ", "ainsi que "]).filter(|_| at > 0 && text[at - 1] == ' ')
        {
            Some((Joint::And, length))
        } else {
            let dash = matches!(text[at], '-' | '–' | '—' | '&' | '/')
                && at > 0
                && text[at - 1] == ' '
                && text.get(at + 1) == Some(&' ');
            match text[at] {
                '(' => Some((Joint::Open, 1)),
                ',' | ';' | ')' | ':' => Some((Joint::Comma, 1)),
                _ if dash => Some((Joint::Comma, 1)),
                _ => None,
            }
        };
        let Some((next, length)) = found else {
            at += 1;
            continue;
        };
        let mut end = at;
        while end > start && matches!(text[end - 1], ' ' | '.') {
            end -= 1;
        }
        if text[start..end].iter().any(|char| char.is_alphanumeric()) {
            atoms.push(Atom { joint, start, end });
            joint = next;
        } else {
            joint = joint.max(next);
        }
        at += length;
        start = at;
    }
    let mut end = text.len();
    while end > start && matches!(text[end - 1], ' ' | '.') {
        end -= 1;
    }
    if text[start..end].iter().any(|char| char.is_alphanumeric()) {
        atoms.push(Atom { joint, start, end });
    }
    atoms
}

#[cfg(test)]
mod tests {
    use super::{is_no_body, is_person, read};

    fn told(head: &str) -> [String; 3] {
        let known = |name: &str| ["CGT", "FSU", "CCIR", "Force ouvrière", "CFTC"].contains(&name);
        let chars: Vec<char> = head.chars().collect();
        let turns = read(&chars, &known);
        [turns.persons, turns.bodies, turns.doubtful]
            .map(|names| names.into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(" + "))
    }

    #[test]
    fn persons_and_bodies_are_told_apart_in_one_head() {
        for (head, persons, bodies, doubtful) in [
            ("Déclaration de M. le Président de la CCIR, Paul Fay", "Paul Fay", "CCIR", ""),
            ("Déclaration de Paul Fay (CGT) et Anne Dol (FSU)", "Paul Fay + Anne Dol", "CGT + FSU", ""),
            (
                "Déclaration de Anne Dol, Force ouvrière, et Paul Fay, CFTC",
                "Anne Dol + Paul Fay",
                "Force ouvrière + CFTC",
                "",
            ),
            (
                "Déclaration d'Anne Dol au nom de la CGT, et de Paul Fay au nom de la FSU",
                "Anne Dol + Paul Fay",
                "CGT + FSU",
                "",
            ),
            (
                "Déclaration au nom des organisations syndicales CGT et FSU par Anne Dol, puis Paul Fay",
                "Anne Dol + Paul Fay",
                "CGT + FSU",
                "",
            ),
            ("Déclaration au nom de la CGT et de Lac Vivant", "", "CGT", "Lac Vivant"),
            (
                "Déclaration de Paul Fay, Ligue des mariniers, et d'Anne Dol, secrétaire de la CGT",
                "Paul Fay + Anne Dol",
                "Ligue des mariniers + CGT",
                "",
            ),
        ] {
            assert_eq!(told(head), [persons, bodies, doubtful].map(str::to_owned), "{head}");
        }
    }

    #[test]
    fn a_body_bears_no_name_that_leads_to_another() {
        for name in [
            "Paul Fay au nom de la FSU",
            "FSU par Anne Dol",
            "Anne Dol (FSU",
            "puis Paul Fay",
            "Mme Anne Dol",
        ] {
            assert!(is_no_body(name), "{name}");
        }
        for name in ["CGT", "Union des artisans (UA)", "Transport par cars", "Jeunes agriculteurs"] {
            assert!(!is_no_body(name), "{name}");
        }
        assert!(is_person("Anne Dol") && is_person("ANNE DOL") && !is_person("Union Verte"));
    }
}
