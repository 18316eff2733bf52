//! The head of a declaration that no noun announces: a line that holds a person, bodies, and nothing else, such as
//! "CGT – Anne Blanc", "Mme Blanc (CGT)", "Au titre de la CFDT", "M. Noir intervient pour la FSU."

use crate::{
    announcement::{BEHALF, speaks},
    bodies::bodies,
    person::{is_title, row},
    piece::{folded, is_acronym, is_name, long, pieces},
};

/// What a line says of who speaks, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// Their names as printed, with their titles, each with the character that it starts at.
    pub(crate) speakers: Vec<(String, usize)>,
    /// Whether a title stands before the name.
    pub(crate) titled: bool,
    /// The bodies as printed, each with the character that it starts at.
    pub(crate) bodies: Vec<(String, usize)>,
    /// Whether every body is one that the text is known to name.
    pub(crate) known: bool,
    /// Whether words say that somebody speaks for another: "au nom de", "par la voix de".
    pub(crate) linked: bool,
}

/// Words that stand before a name, and before the bodies' articles.
const LEADS: [&str; 29] = [
    "declaration ",
    "intervention ",
    "explication de vote ",
    "prise de parole ",
    "expression ",
    "par la voix d",
    "par ",
    "lue par ",
    "lu par ",
    "presentee par ",
    "presente par ",
    "prononcee par ",
    "portee par ",
    "de la part d",
    "et ",
    "pour ",
    "du groupe ",
    "le groupe ",
    "la delegation d",
    "conseiller au titre d",
    "conseillere au titre d",
    "membre d",
    "represente par ",
    "representee par ",
    "delegation d",
    "groupe ",
    "intervention d",
    "declaration d",
    "de ",
];
/// Roles that follow a name and name nobody by themselves.
pub(crate) const ROLES: [&str; 20] = [
    "president",
    "presidente",
    "vice-president",
    "vice-presidente",
    "secretaire",
    "conseiller",
    "conseillere",
    "membre",
    "delegue",
    "deleguee",
    "directeur",
    "directrice",
    "representant",
    "representante",
    "porte-parole",
    "tresorier",
    "tresoriere",
    "co-president",
    "co-presidente",
    "elu",
];
/// The assembly and those whom it advises declare nothing on its opinions.
const NO_SPEAKERS: [&str; 7] =
    ["ceser", "conseil economique", "conseil regional", "region ", "commission", "l'assemblee", "executif"];
/// Longer lines are text.
const LONGEST: usize = 220;

/// Reads a line, or several that flow into one; none where anything else stands in it. `known` says whether a name is
/// that of a body that the text names.
pub(crate) fn read(chars: &[char], known: &dyn Fn(&str) -> bool) -> Option<Attribution> {
    if chars.len() > LONGEST {
        return None;
    }
    let text = folded(chars);
    let verb = [" intervient ", " s'exprime ", " prend la parole ", " parle "]
        .iter()
        .any(|verb| text.contains(*verb));
    let mut end = chars.len();
    let mut ended = false;
    while end > 0 && matches!(chars[end - 1], ' ' | ':' | '.' | ',' | '–' | '-') {
        ended |= chars[end - 1] == '.';
        end -= 1;
    }
    if ended && !verb {
        return None;
    }
    let mut reading = Attribution { known: true, ..Attribution::default() };
    let marker = text[..crate::announcement::marker(&text)].chars().count();
    for (start, end) in pieces(chars, &text, end, known, &mut reading.linked) {
        let start = start.max(marker);
        if start >= end {
            continue;
        }
        reading.piece(chars, start, end, known)?;
    }
    (!reading.speakers.is_empty() || !reading.bodies.is_empty()).then_some(reading)
}

impl Attribution {
    /// Whether a person speaks and nobody says for whom.
    pub(crate) fn only_speaker(&self) -> bool {
        !self.speakers.is_empty() && self.bodies.is_empty()
    }

    /// Whether bodies are named and no person.
    pub(crate) fn only_bodies(&self) -> bool {
        self.speakers.is_empty()
    }

    fn piece(
        &mut self,
        chars: &[char],
        start: usize,
        end: usize,
        known: &dyn Fn(&str) -> bool,
    ) -> Option<()> {
        let grouped = group(&folded(&chars[start..end]));
        let mut start = start;
        let blank = |char: &char| char.is_whitespace() || matches!(char, '"' | '*');
        let mut end = end;
        while end > start && blank(&chars[end - 1]) {
            end -= 1;
        }
        loop {
            start += chars[start..end].iter().take_while(|char| blank(char)).count();
            let text = folded(&chars[start..end]);
            let whole: String = chars[start..end].iter().collect();
            // The "d" of "au nom de" begins the article that the body's name stands behind.
            let length =
                |words: &&str| if words.ends_with(" d") { words.len() - 2 } else { words.trim_end().len() };
            let behalf = BEHALF.iter().filter(|words| text.starts_with(**words)).map(|words| match *words {
                words if words.starts_with("pour l") => "pour".len(),
                words if words.starts_with("pour le groupe") => words.trim_end().len(),
                words => length(&words),
            });
            let lead = LEADS.iter().filter(|words| text.starts_with(**words)).map(length);
            let behalf = behalf.max();
            self.linked |= behalf.is_some();
            let Some(skipped) = behalf.into_iter().chain(lead).max().filter(|_| !known(&whole)) else {
                break;
            };
            if skipped == 0 {
                break;
            }
            start += skipped;
        }
        if start >= end {
            return Some(());
        }
        let text = folded(&chars[start..end]);
        // "Mme A – 2e collège – CGT": where they sit.
        if crate::bodies::numbered_seat(text.trim_matches([' ', '(', ')', ':'])) {
            return Some(());
        }
        let printed: String = chars[start..end].iter().collect();
        let article = ["de ", "d'"].iter().find(|article| text.starts_with(**article));
        let from = start + article.map_or(0, |article| article.len());
        let name: String = chars[from..end].iter().collect();
        let first = name.split(' ').next().unwrap_or_default();
        if is_title(first) && name.contains(' ') {
            let persons = row(&name, known).unwrap_or_else(|| {
                let one = name.split(" et ").next().unwrap_or(&name);
                vec![(one.to_owned(), 0)]
            });
            if !persons.iter().all(|(name, at)| *at > 0 || speaks(name)) {
                return None;
            }
            self.speak(persons, from);
            self.titled = true;
            return Some(());
        }
        let role = text.split([' ', '·', '(']).next().unwrap_or_default();
        if ROLES.contains(&role) && (!self.speakers.is_empty() || printed.starts_with(char::is_lowercase)) {
            return self.role(chars, start, end, &text, known);
        }
        if NO_SPEAKERS.iter().any(|body| text.starts_with(body)) {
            return None;
        }
        let found = bodies(&chars[start..end], known);
        let sure = |name: &str| known(name) || is_acronym(name) || long(name) || grouped;
        if !found.is_empty() && found.iter().all(|(name, _)| sure(name)) {
            self.known &= found.iter().all(|(name, _)| known(name));
            self.bodies.extend(found.into_iter().map(|(name, at)| (name, start + at)));
            return Some(());
        }
        if !self.speakers.is_empty() || !name.contains(' ') {
            return None;
        }
        let persons = row(&name, known).or_else(|| speaks(&name).then(|| vec![(name.clone(), 0)]))?;
        if !persons.iter().all(|(name, _)| name.split(' ').all(is_name)) {
            return None;
        }
        self.speak(persons, from);
        Some(())
    }

    /// Adds persons whose names stand that many characters behind a place.
    fn speak(&mut self, persons: Vec<(String, usize)>, from: usize) {
        for (name, at) in persons {
            if !self.speakers.iter().any(|(other, _)| *other == name) {
                self.speakers.push((name, from + at));
            }
        }
    }

    /// "présidente de la CRESS": the body is that of the role, where it is one.
    fn role(
        &mut self,
        chars: &[char],
        start: usize,
        end: usize,
        text: &str,
        known: &dyn Fn(&str) -> bool,
    ) -> Option<()> {
        if text.split(' ').count() > 12 {
            return None;
        }
        let links = [" de la ", " du ", " de l'", " des ", " de ", " au titre de la ", " a la "];
        let link = links.iter().filter_map(|link| text.find(link).map(|at| at + link.len())).min();
        if let Some(at) = link {
            let at = start + text[..at].chars().count();
            let found = bodies(chars.get(at..end)?, known);
            if self.bodies.is_empty() && found.iter().all(|(name, _)| known(name) || is_acronym(name)) {
                self.known &= found.iter().all(|(name, _)| known(name));
                self.bodies.extend(found.into_iter().map(|(name, from)| (name, at + from)));
            }
        }
        Some(())
    }
}

/// Whether a folded piece names a group of an assembly, whatever it is called: "Groupe « Entreprises »".
fn group(text: &str) -> bool {
    let articles = ["au nom du ", "pour le ", "le ", "du ", "au titre du "];
    let text = articles.iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text);
    ["groupe ", "college ", "delegation "].iter().any(|noun| text.starts_with(noun))
        && text.split(' ').count() <= 12
}

#[cfg(test)]
mod tests {
    use super::read;

    fn told(line: &str) -> Option<(Option<String>, Vec<String>)> {
        let known = |name: &str| {
            ["CGT", "FSU", "Solidaires", "CFE-CGC", "CRESS", "Mouvement des entreprises de France"]
                .contains(&name)
        };
        let chars: Vec<char> = line.chars().collect();
        let read = read(&chars, &known)?;
        let speakers: Vec<_> = read.speakers.into_iter().map(|(name, _)| name).collect();
        let speaker = (!speakers.is_empty()).then(|| speakers.join(" + "));
        Some((speaker, read.bodies.into_iter().map(|(name, _)| name).collect()))
    }

    #[test]
    fn a_line_that_holds_a_person_and_bodies_says_who_speaks_for_whom() {
        let some = |name: &str, bodies: &[&str]| {
            let name = (!name.is_empty()).then(|| name.to_owned());
            Some((name, bodies.iter().map(|body| (*body).to_owned()).collect::<Vec<_>>()))
        };
        for (line, name, bodies) in [
            ("Déclaration au nom de la CGT (Mme Anne Blanc)", "Mme Anne Blanc", &["CGT"] as &[&str]),
            ("CGT – Anne Blanc-Noir", "Anne Blanc-Noir", &["CGT"]),
            ("Mme Anne BLANC, CGT", "Mme Anne BLANC", &["CGT"]),
            ("Mme Anne BLANC (CGT et FSU) :", "Mme Anne BLANC", &["CGT", "FSU"]),
            ("CGT (M. Luc d’Arvor)", "M. Luc d’Arvor", &["CGT"]),
            ("CGT et FSU : Luc Mac Noir", "Luc Mac Noir", &["CGT", "FSU"]),
            ("FSU, par la voix de Monsieur Luc Noir :", "Monsieur Luc Noir", &["FSU"]),
            (
                "Mouvement des entreprises de France, représenté par M. Luc Noir",
                "M. Luc Noir",
                &["Mouvement des entreprises de France"],
            ),
            ("M. Luc NOIR intervient pour la FSU et pour la CGT.", "M. Luc NOIR", &["FSU", "CGT"]),
            ("Mme Anne Blanc prend la parole au nom de Solidaires", "Mme Anne Blanc", &["Solidaires"]),
            ("Au titre de la CGT, de la FSU et de Solidaires", "", &["CGT", "FSU", "Solidaires"]),
            ("Pour l’Union des bateliers (UB) : M. Luc Noir", "M. Luc Noir", &["Union des bateliers (UB)"]),
            ("Au nom de la CFE-CGC, Anne de la Tour", "Anne de la Tour", &["CFE-CGC"]),
            ("Mme Anne Blanc, présidente de la CRESS", "Mme Anne Blanc", &["CRESS"]),
            ("(Madame Anne Blanc)", "Madame Anne Blanc", &[]),
            ("Par Mme Anne Blanc", "Mme Anne Blanc", &[]),
            ("Solidaires", "", &["Solidaires"]),
            ("Groupe « Familles » – Mme Anne Blanc", "Mme Anne Blanc", &["Familles"]),
            ("2) Pour la CGT, Mme Anne Blanc", "Mme Anne Blanc", &["CGT"]),
            ("• CGT : Mme Anne Blanc", "Mme Anne Blanc", &["CGT"]),
            ("CGT / FSU", "", &["CGT", "FSU"]),
            ("M. Luc Noir (3e collège, FSU)", "M. Luc Noir", &["FSU"]),
            ("Mme Anne Blanc – 2e collège – CGT", "Mme Anne Blanc", &["CGT"]),
            ("Mme Anne Blanc, collège 1, CRESS", "Mme Anne Blanc", &["CRESS"]),
            ("Mme Anne Blanc et M. Luc Noir (CGT)", "Mme Anne Blanc + M. Luc Noir", &["CGT"]),
            ("CGT et FSU : Anne Blanc et Luc Noir", "Anne Blanc + Luc Noir", &["CGT", "FSU"]),
            ("Mme Anne Blanc, M. Luc Noir (CGT et FSU)", "Mme Anne Blanc + M. Luc Noir", &["CGT", "FSU"]),
        ] {
            assert_eq!(told(line), some(name, bodies), "{line}");
        }
    }

    #[test]
    fn a_line_that_holds_anything_else_says_nothing() {
        for line in [
            "La CGT votera pour",
            "CGT.",
            "CESER des Deux-Lacs",
            "Le logement des jeunes",
            "Une région accueillante",
            "Mme Anne Blanc regrette ce choix",
            "Pour les jeunes",
            "Au nom de l’égalité, nous demandons plus",
            "Commission Finances",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }
}
