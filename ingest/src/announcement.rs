//! The line that announces a declaration: who speaks, and for whom.

use crate::{
    Person, Problem, Span, bodies::bodies, flow::Flow, folded::Folded, heading::word_at, lines::Lines,
    person::is_title,
};

/// What declarations are called.
const NOUNS: [&str; 8] = [
    "declaration",
    "declarations",
    "intervention",
    "explication de vote",
    "explications de vote",
    "prise de parole",
    "prise de position",
    "expression",
];
/// What leads from a speaker to the bodies spoken for.
const BEHALF: [&str; 14] = [
    "au nom d",
    "au titre d",
    "pour le compte d",
    "pour le groupe ",
    "pour la ",
    "pour le ",
    "pour l'",
    "pour les ",
    "representant ",
    "representante ",
    "en tant que representant d",
    "en tant que representante d",
    "parlant au nom d",
    "s'exprimant au nom d",
];
/// What leads from the bodies to the speaker.
const THROUGH: [&str; 9] = [
    "presentee par ",
    "lue par ",
    "prononcee par ",
    "portee par ",
    "faite par ",
    "presente par ",
    "lu par ",
    "portee a la connaissance par ",
    "par la voix de ",
];

/// Whether a folded line, short and capitalised, announces a declaration by its noun.
pub(crate) fn labelled(folded: &str, text: &str) -> bool {
    let Some(after) = noun(folded) else { return false };
    let rest = &folded[after..];
    let links = [
        " de ",
        " d'",
        " du ",
        " des ",
        " au nom",
        " au titre",
        " :",
        ": ",
        " – ",
        " - ",
        " (",
        " pour ",
        " commun",
        " conjoint",
    ];
    if folded.len() > 260 || !links.iter().any(|link| rest.starts_with(link)) {
        return false;
    }
    let verbs =
        [" est ", " a ete ", " sont ", " ont ", " qui ", " que ", " doit ", " vise ", " nous ", " sera "];
    let spoken = BEHALF.iter().any(|words| word_starts(rest, words))
        || THROUGH.iter().any(|words| rest.contains(words));
    let titled = rest.split([' ', '\'']).any(|word| is_title(word) && word.len() > 1);
    // "Intervention de la Région": a noun that names other things too asks for a name.
    let capitals = text
        .split([' ', '\'', '\u{2019}', '/'])
        .skip(1)
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    let acronym = text.split(|char: char| !char.is_alphanumeric() && char != '-').skip(1).any(|word| {
        word.chars().filter(|char| char.is_uppercase()).count() >= 2 && word.chars().count() <= 10
    });
    let declared = folded.starts_with("declaration") || folded.starts_with("explication");
    let named = spoken || titled || acronym || (declared && capitals > 0);
    let ended = folded.ends_with('.') && !(spoken || titled);
    named && !ended && !verbs.iter().any(|verb| folded.contains(verb))
}

/// Whether a line without a noun announces one: "Mme A, au titre de la CPME :", "Pour le groupe Solidaires".
pub(crate) fn spoken(folded: &str, text: &str) -> bool {
    let verbs = [
        " nous ",
        " est ",
        " sont ",
        " a ",
        " ont ",
        " je ",
        " il ",
        " elle ",
        " que ",
        " qui ",
        " votera",
        " voterons",
    ];
    if text.chars().count() > 150
        || folded.ends_with(['.', ';', ','])
        || verbs.iter().any(|verb| folded.contains(verb))
    {
        return false;
    }
    let acronym = text
        .split(|char: char| !char.is_alphanumeric() && char != '-')
        .any(|word| word.chars().filter(|char| char.is_uppercase()).count() >= 2);
    let opening = ["pour la ", "pour le ", "pour l'", "pour les ", "au nom d", "au titre d"]
        .iter()
        .any(|words| folded.starts_with(words));
    if opening {
        let grouped = ["pour le groupe", "pour les groupes", "au nom du groupe"]
            .iter()
            .any(|words| folded.starts_with(words));
        return grouped
            || folded.ends_with(':') && text.chars().filter(|char| char.is_uppercase()).count() > 1
            || acronym && folded.split(' ').count() <= 12;
    }
    let cut = text.find(['(', ',']).or_else(|| text.find(" – ")).or_else(|| text.find(" - "));
    let Some(cut) = cut else { return false };
    let name = text[..cut].trim();
    let titled = name.split(' ').next().is_some_and(is_title);
    let rest = crate::text::fold(&text[cut..]);
    let behalf = BEHALF.iter().any(|words| word_starts(&rest, words));
    let person = speaks(name);
    person && (behalf || (titled && acronym) || (folded.ends_with(':') && acronym))
}

/// Whether a head that begins in this folded line may go on below it.
pub(crate) fn open(folded: &str) -> bool {
    !folded.ends_with([':', '.', ')'])
        && (noun(folded).is_some() || BEHALF.iter().any(|words| word_starts(folded, words)))
}

/// Whether a folded line is the heading above declarations and announces none itself.
pub(crate) fn above(folded: &str) -> bool {
    let text = folded[crate::heading::numbering(folded)..].trim_end_matches([':', ' ']);
    let headings = [
        "declarations",
        "explications de vote",
        "interventions",
        "declarations et explications de vote",
        "explication de vote",
        "declaration",
        "prises de parole",
        "expressions",
        "annexe",
        "annexes",
        "annexe : declarations",
        "debat",
        "debats",
    ];
    headings.contains(&text)
        || ([
            "declarations des ",
            "interventions des ",
            "explications de vote des ",
            "expressions des ",
            "declarations en ",
            "expression des ",
            "declarations de la seance",
            "declarations et ",
        ]
        .iter()
        .any(|words| text.starts_with(words))
            && [
                "groupes",
                "organisations",
                "conseillers",
                "membres",
                "seance",
                "colleges",
                "interventions",
                "explications",
            ]
            .iter()
            .any(|word| text.contains(word)))
}

/// Who speaks, and the names of the bodies spoken for with their places.
pub(crate) fn read(
    lines: &Lines,
    head: &Flow,
    known: &dyn Fn(&str) -> bool,
    problems: &mut Vec<Problem>,
) -> (Option<Person>, Vec<(String, Span)>) {
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
    let mut reading = Reading { lines, head, folded: &folded, known, speaker: None, bodies: Vec::new() };
    let lead = marks.first().map_or(text.len(), |(at, _, _)| *at);
    let behalf = marks.iter().any(|(_, _, behalf)| *behalf);
    for (number, (_, from, speaks_for)) in marks.iter().enumerate() {
        let to = marks.get(number + 1).map_or(text.len(), |(at, _, _)| *at);
        if *speaks_for {
            reading.list(*from, to)
        } else {
            reading.person(*from, to)
        };
    }
    reading.lead(start, lead, behalf, problems);
    (reading.speaker, reading.bodies)
}

struct Reading<'a> {
    lines: &'a Lines,
    head: &'a Flow,
    folded: &'a Folded,
    known: &'a dyn Fn(&str) -> bool,
    speaker: Option<Person>,
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
        let alone = name[..cut].trim_end_matches([' ', ':', '.']);
        let titled = alone.split(' ').next().is_some_and(is_title);
        let body = (self.known)(alone) || (article && !titled);
        if !body && speaks(alone) && (titled || behalf || alone.contains(' ')) && self.speaker.is_none() {
            self.name(at + person, alone);
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
        let name = text.split([',', '(', ':']).next().unwrap_or_default().trim().trim_end_matches(['.', ' ']);
        if speaks(name) && self.speaker.is_none() {
            self.name(from, name);
        }
    }

    fn name(&mut self, from: usize, name: &str) {
        let printed = self.folded.place(from);
        let blanks = self.head.chars[printed..].iter().take_while(|char| **char == ' ').count();
        // The title is no part of the name.
        let title: usize =
            name.split(' ').take_while(|word| is_title(word)).map(|word| word.chars().count() + 1).sum();
        let start = printed + blanks + title;
        let end = printed + blanks + name.trim_start().chars().count();
        let source = self.lines.paged(self.head.span(start, end.max(start + 1)));
        self.speaker = Person::read(name.trim_start(), source);
    }

    fn list(&mut self, from: usize, to: usize) {
        let mut chars = self.slice(from, to).to_vec();
        // Behind "de la CGT, Mme A" a speaker may stand; without a title only where no noun announces a declaration,
        // as in "Pour le groupe Solidaires, Anne Blanc".
        let text: String = chars.iter().collect();
        let bare = noun(&self.folded.text).is_none() && self.speaker.is_none();
        if let Some((byte, name)) =
            text.match_indices(", ").map(|(at, _)| (at, &text[at + 2..])).find(|(_, name)| {
                let name = name.trim_end_matches([' ', ':', '.']);
                let titled = name.split(' ').next().is_some_and(is_title);
                let named = bare && !name.contains([',', '(']) && !(self.known)(name);
                (titled || named) && speaks(name)
            })
        {
            let before = text[..byte].chars().count();
            if self.speaker.is_none() {
                let start = self.folded.place(from) + before + 2;
                let name = name.trim_end_matches([' ', ':', '.']);
                let title: usize = name
                    .split(' ')
                    .take_while(|word| is_title(word))
                    .map(|word| word.chars().count() + 1)
                    .sum();
                let source = self.lines.paged(self.head.span(start + title, start + name.chars().count()));
                self.speaker = Person::read(name, source);
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

/// Whether words are a speaker's name: a given and a family name, or a title and a name.
fn speaks(name: &str) -> bool {
    let name = name.trim();
    let titled = name.split(' ').next().is_some_and(is_title);
    let span = Span { start: 0, end: 1, page: None };
    Person::read(name, span).is_some_and(|person| {
        let words: Vec<&str> = person.name.split(' ').collect();
        let small = |word: &&str| word.starts_with(char::is_lowercase);
        let particles = [
            "de", "du", "des", "la", "le", "les", "van", "von", "der", "den", "di", "el", "da", "dos", "ben",
        ];
        let common = words
            .iter()
            .filter(|word| small(word))
            .any(|word| !particles.contains(word) && !word.contains(['\'', '\u{2019}']));
        let acronyms =
            words.iter().all(|word| word.chars().count() <= 5 && !word.chars().any(char::is_lowercase));
        !common && (titled || (words.len() > 1 && !(acronyms && words.len() < 2)))
    })
}

/// The byte after the noun that a folded line begins with.
fn noun(folded: &str) -> Option<usize> {
    let found = NOUNS.iter().filter(|noun| {
        folded.strip_prefix(**noun).is_some_and(|rest| !rest.starts_with(|char: char| char.is_alphanumeric()))
    });
    found.map(|noun| noun.len()).max()
}

fn word_starts(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| at == 0 || text[..at].ends_with([' ', ',', '(', '-', '–']))
        || word_at(text, words).is_some()
}
