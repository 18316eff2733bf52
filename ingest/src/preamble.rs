//! Heads that are sentences: "Le CESER, réuni en séance plénière le 9 juin 2022, a délibéré sur le rapport n° 3-5. Au nom
//! de la commission Eaux, M. A a présenté l'avis."

use crate::{
    OpinionKind, Person, SessionKind, Span, date, flow::Flow, folded::Folded, heading::word_at, lines::Lines,
    motion, person::is_title, presentation, rapporteur::is_person, report,
};

/// What such a paragraph says.
pub(crate) struct Preamble {
    pub(crate) kind: SessionKind,
    /// What is given there, where a noun says it.
    pub(crate) opinion: Option<OpinionKind>,
    /// The days of the sitting, and the paragraph that says them.
    pub(crate) days: date::Days,
    pub(crate) source: Span,
    pub(crate) number: Option<(String, Span)>,
    pub(crate) commission: Option<(String, Span)>,
    pub(crate) persons: Vec<Person>,
    /// The line after it.
    pub(crate) end: usize,
}

/// The most lines that it takes.
const MOST_LINES: usize = 12;

/// Words that it begins with.
const STARTS: [&str; 22] = [
    "le conseil economique",
    "le ceser",
    "l'assemblee",
    "notre assemblee",
    "notre conseil",
    "reuni ",
    "reunie ",
    "reunis ",
    "lors de ",
    "au cours de ",
    "dans sa seance",
    "dans sa reunion",
    "en sa seance",
    "en seance",
    "en assemblee",
    "saisi ",
    "saisie ",
    "consulte ",
    "le bureau",
    "vu la saisine",
    "par lettre",
    "par courrier",
];
/// What is done there.
const DEEDS: [&str; 24] = [
    "a delibere",
    "ont delibere",
    "a adopte",
    "a emis",
    "a rendu",
    "a examine",
    "a formule",
    "a approuve",
    "a vote",
    "a donne",
    "a presente",
    "ont presente",
    "a rapporte",
    "s'est prononce",
    "s'est reuni",
    "est saisi",
    "a ete saisi",
    "emet l",
    "adopte l",
    "rend l",
    "formule l",
    "donne l",
    "prononce l",
    "a debattu",
];

/// Reads the paragraph that begins in a line, where it says when the assembly sat and what it did.
pub(crate) fn read(lines: &Lines, number: usize) -> Option<Preamble> {
    let first = lines.folded(number);
    if !STARTS.iter().any(|start| first.starts_with(start)) {
        return None;
    }
    let end = (number..lines.lines.len().min(number + MOST_LINES + 1))
        .find(|at| lines.lines[*at].is_blank())
        .unwrap_or(lines.lines.len().min(number + MOST_LINES + 1));
    if end > number + MOST_LINES || !matches!(lines.last(end - 1), Some('.' | ':' | ',')) {
        return None;
    }
    let (start, stop) = (lines.lines[number].start, lines.lines[end - 1].end);
    let flow = Flow::new(&lines.chars, start, stop);
    let folded = Folded::new(&flow);
    let text = folded.text.as_str();
    let sitting = ["reuni", "seance", "session", "assemblee pleniere", "pleniere", "bureau"];
    let sat = sitting.iter().filter_map(|word| text.find(word)).min()?;
    // How the opinion was decided is a vote's formula, wherever it stands.
    let decided = motion::majority(text) || text.contains(" voix");
    if decided || !DEEDS.iter().any(|deed| text.contains(deed)) {
        return None;
    }
    let days = date::days(&text[sat..]).or_else(|| date::days(text))?;
    let kind =
        if ["bureau reuni", "seance de bureau", "seance du bureau", "reunion du bureau", "reuni en bureau"]
            .iter()
            .any(|words| text.contains(words))
            || first.starts_with("le bureau")
        {
            SessionKind::Bureau
        } else {
            SessionKind::Plenary
        };
    Some(Preamble {
        kind,
        opinion: opinion(text),
        days,
        source: lines.span(start, stop),
        number: reported(lines, &flow, &folded),
        commission: presentation::commission_of(lines, &flow, &folded),
        persons: reporters(lines, &flow),
        end,
    })
}

/// The number of the report, wherever the paragraph names one that has a number.
fn reported(lines: &Lines, flow: &Flow, folded: &Folded) -> Option<(String, Span)> {
    folded.text.match_indices("rapport").find_map(|(at, _)| {
        let (number, end) = report::numbered(&folded.text, at)?;
        let source = lines.paged(flow.span(folded.place(at), folded.place(end - 1) + 1));
        Some((report::written(&number), source))
    })
}

/// What is given, by the first noun that says it.
fn opinion(text: &str) -> Option<OpinionKind> {
    let kinds = [
        ("avis", OpinionKind::Referral),
        ("voeu", OpinionKind::Wish),
        ("contribution", OpinionKind::Contribution),
        ("autosaisine", OpinionKind::SelfReferral),
        ("auto-saisine", OpinionKind::SelfReferral),
    ];
    let found = kinds.iter().filter_map(|(noun, kind)| word_at(text, noun).map(|at| (at, *kind)));
    found.min_by_key(|(at, _)| *at).map(|(_, kind)| kind)
}

/// The persons who are said to report: "M. A et Mme B ont présenté", "sur le rapport de M. A", "M. A, rapporteur".
fn reporters(lines: &Lines, flow: &Flow) -> Vec<Person> {
    let chars = &flow.chars;
    let titled = titled(chars);
    let fold = |from: usize, to: usize| crate::text::fold(&chars[from..to].iter().collect::<String>());
    let mut found = Vec::new();
    let mut at = 0;
    while at < titled.len() {
        // Names that "et" or a comma joins report together.
        let mut last = at;
        while last + 1 < titled.len() {
            let between = fold(titled[last].1, titled[last + 1].0);
            if ![",", "et", ", et", "et de", ", de", "et par"].contains(&between.trim()) {
                break;
            }
            last += 1;
        }
        let before = fold(titled[at].0.saturating_sub(40), titled[at].0);
        let after = fold(titled[last].1, chars.len().min(titled[last].1 + 60));
        let led = [
            "rapport de ",
            "presente par ",
            "presentee par ",
            "rapporteur ",
            "rapporteure ",
            "rapporteurs ",
            "rapporteures ",
            "rapporteur : ",
            "rapporteure : ",
            "rapporteurs : ",
            "rapporteures : ",
            "rapporteur, ",
            "rapporteure, ",
            "presentation de ",
            "prepare par ",
            "rapporte par ",
            "rapportee par ",
            "presentes par ",
        ];
        let follows = [
            "a presente",
            "ont presente",
            "presente",
            "a rapporte",
            "ont rapporte",
            "rapporte",
            "a expose",
            "ont expose",
            "a donne lecture",
        ];
        let role = after.strip_prefix([',', ' ']).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['(', ' ']);
            let role = rest.split([',', '.', ')']).next().unwrap_or_default();
            role.starts_with("rapporteu")
                || role.starts_with("co-rapporteu")
                || role.starts_with("en qualite de rapporteu")
        });
        let does = follows.iter().any(|words| after.trim_start().starts_with(words));
        if led.iter().any(|words| before.trim_end().ends_with(words.trim_end())) || role || does {
            for (from, to) in &titled[at..=last] {
                let name: String = chars[*from..*to].iter().collect();
                found.extend(
                    Person::read(&name, lines.paged(flow.span(*from, *to))).filter(|_| is_person(&name)),
                );
            }
        }
        at = last + 1;
    }
    found
}

/// Where titles stand with the names behind them: start and end.
fn titled(chars: &[char]) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for at in 0..=chars.len() {
        match chars.get(at) {
            Some(char) if !char.is_whitespace() => {
                start.get_or_insert(at);
            }
            _ => words.extend(start.take().map(|start| (start, at))),
        }
    }
    let word = |(start, end): (usize, usize)| chars[start..end].iter().collect::<String>();
    let particles = ["de", "du", "des", "la", "le", "van", "von", "der", "di", "el", "da", "ben"];
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is_title(&word(words[at])) {
            at += 1;
            continue;
        }
        let first = at;
        let mut end = words[at].1;
        at += 1;
        while at < words.len() && at < first + 7 {
            let text = word(words[at]);
            let bare = text.trim_end_matches([',', '.', ';', ':', ')']);
            let named = bare.starts_with(char::is_uppercase)
                || bare.starts_with("d'")
                || bare.starts_with("d\u{2019}")
                || particles.contains(&bare)
                    && words[at + 1..].iter().take(2).any(|next| chars[next.0].is_uppercase());
            if !named || is_title(bare) && bare != text.as_str() {
                break;
            }
            end = words[at].0 + bare.chars().count();
            at += 1;
            if bare.len() < text.len() {
                break;
            }
        }
        if end > words[first].1 {
            found.push((words[first].0, end));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::{OpinionKind, SessionKind, lines::Lines};

    #[test]
    fn a_head_in_sentences_says_when_who_sat_and_who_reported() {
        for text in [
            "Réuni en séance plénière le mardi 4 mai 2021 sous la présidence de M. Luc Noir, le CESER a examiné le\nrapport n° 2-7 et rendu l'avis suivant, présenté par Mme Anne de la Tour et M. Paul Gris au nom\nde la commission Eaux, forêts.",
            "L'assemblée, réunie le 4 mai 2021 en séance plénière, a délibéré sur le rapport 2-7. Mme Anne de la Tour et\nM. Paul Gris ont présenté l'avis au nom de la commission « Eaux, forêts ».",
            "Lors de sa séance du 4 mai 2021, le CESER a adopté, sur le rapport de Mme Anne de la Tour et de M. Paul Gris,\nl'avis préparé par la commission Eaux, forêts. Il porte sur le rapport n° 2-7.",
            "Le CESER s'est réuni le 4 mai 2021. Au nom de la commission Eaux, forêts, Mme Anne de la Tour et M. Paul Gris,\nrapporteurs, ont exposé l'avis sur le rapport n° 2-7.",
        ] {
            let lines = Lines::new(text);
            let Some(read) = read(&lines, 0) else { panic!("{text}") };
            assert_eq!(
                (read.kind, read.opinion),
                (SessionKind::Plenary, Some(OpinionKind::Referral)),
                "{text}"
            );
            let names: Vec<&str> = read.persons.iter().map(|person| person.name.as_str()).collect();
            assert_eq!(names, ["Anne de la Tour", "Paul Gris"], "{text}");
            assert_eq!(read.number.map(|(number, _)| number).as_deref(), Some("2-7"), "{text}");
            assert_eq!(read.commission.map(|(name, _)| name).as_deref(), Some("Eaux, forêts"), "{text}");
        }
    }

    #[test]
    fn a_votes_formula_and_a_text_are_no_head() {
        for text in [
            "Le CESER, réuni en séance plénière le 4 mai 2021, a adopté l'avis à l'unanimité.",
            "Le CESER partage les constats du rapport. Il a adopté une contribution en 2019.",
            "Lors de sa séance du 4 mai 2021, la Région prévoyait un plan.",
        ] {
            assert!(read(&Lines::new(text), 0).is_none(), "{text}");
        }
    }
}
