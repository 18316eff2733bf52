//! What a line of an opinion is, told by how it begins.

use crate::{OpinionKind, SessionKind, heading, lines::Lines, motion, preamble, presentation, rapporteur};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Blank,
    /// "Avis sur le rapport 4-1 de l'Exécutif régional", "Autosaisine".
    Heading(OpinionKind, Strength),
    /// "Objet : …".
    Object,
    /// "Séance plénière du mardi 6 octobre 2020".
    Session(SessionKind),
    /// "Commission Mobilités-Énergie".
    Commission,
    /// "Rapporteur : …".
    Rapporteurs,
    /// A rapporteur's name on a line below the label.
    Name,
    /// "Avis présenté par Mme A, rapporteure, au nom de la commission Eaux".
    Presented,
    /// "Le CESER, réuni en séance plénière le 9 juin 2022, a délibéré sur le rapport n° 3-5.": a head in sentences.
    Preamble,
    /// "Synthèse du rapport de l'Exécutif régional", "Avis du CESER".
    Section,
    /// "Vote du CESER sur l'avis : …", or such a line above the formula.
    Vote,
    /// A vote's formula on a line of its own: "Avis adopté à l'unanimité".
    Formula,
    /// "Déclaration de …, au nom de …".
    Declaration,
    /// "Mme A, au titre de la CPME :": the head of a declaration where declarations are, else text.
    Speaker,
    /// Anything else.
    Text,
}

/// How surely a line is the heading of an opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// "Avis": so begins many a section too.
    Weak,
    /// "Rapport n° 4-1": the report that is answered.
    Report,
    /// "Avis sur …", "Autosaisine", "Vœu".
    Sure,
}

/// Headings longer than this are sentences.
pub(crate) const LONGEST: usize = 130;

/// No label of a head stands further down.
const HEAD: usize = 200;

/// Tells what each line is.
pub(crate) fn parts(lines: &Lines) -> Vec<Part> {
    let mut parts: Vec<Part> = (0..lines.lines.len()).map(|number| part(lines, number)).collect();
    let labels = (0..parts.len()).take(HEAD).filter(|number| parts[*number] == Part::Rapporteurs);
    for number in labels.collect::<Vec<_>>() {
        let (_, after) = rapporteur::read(lines, &parts, number, &mut Vec::new());
        for part in parts[number + 1..after].iter_mut().filter(|part| **part != Part::Blank) {
            *part = Part::Name;
        }
    }
    // The entries of a table of contents are no sections.
    for number in (0..parts.len().min(HEAD)).filter(|number| crate::mark::contents(lines.folded(*number))) {
        let end = crate::mark::below_contents(lines, number);
        for part in parts[number + 1..end].iter_mut().filter(|part| **part != Part::Blank) {
            *part = Part::Name;
        }
    }
    presented(lines, &mut parts);
    sentences(lines, &mut parts);
    // A formula stands below a line of the head, however long that is.
    for number in 1..parts.len().min(HEAD) {
        let below = !matches!(parts[number - 1], Part::Text | Part::Blank | Part::Speaker);
        let short = lines.lines[number].width() <= LONGEST;
        if parts[number] == Part::Text && below && short && motion::stands_alone(lines.folded(number)) {
            parts[number] = Part::Formula;
        }
    }
    parts
}

/// Marks the sentences that say who presents the opinion, in a head as long as heads are.
fn presented(lines: &Lines, parts: &mut [Part]) {
    let filled: Vec<usize> =
        (0..parts.len()).filter(|number| parts[*number] != Part::Blank).take(PRESENTED).collect();
    let mut after = 0;
    for number in filled {
        let own = matches!(parts[number], Part::Text | Part::Rapporteurs | Part::Commission | Part::Speaker);
        let apart = number.checked_sub(1).is_none_or(|before| parts[before] != Part::Text)
            || lines.had_room(number - 1);
        if number < after || !own || !apart || !presentation::begins(lines.folded(number)) {
            continue;
        }
        let Some(read) = presentation::read(lines, parts, number) else { continue };
        after = read.end;
        parts[number] = Part::Presented;
        parts[number + 1..after].fill(Part::Name);
    }
}

/// Marks the paragraph that is the head's own where no line says when the assembly sat.
fn sentences(lines: &Lines, parts: &mut [Part]) {
    let filled = (0..parts.len()).filter(|number| parts[*number] != Part::Blank).take(PRESENTED);
    let Some((number, end)) = filled
        .filter(|number| !matches!(parts[*number], Part::Name | Part::Presented))
        .find_map(|number| preamble::read(lines, number).map(|read| (number, read.end)))
    else {
        return;
    };
    let around = (0..number).chain(end..parts.len().min(end + PRESENTED));
    let dated =
        |at: usize| matches!(parts[at], Part::Session(_)) && crate::date::days(lines.folded(at)).is_some();
    if !around.clone().any(dated) {
        parts[number] = Part::Preamble;
        parts[number + 1..end].fill(Part::Name);
    }
}

/// Whoever presents an opinion is named in the first lines of it.
const PRESENTED: usize = 25;

/// Whether a line may begin something: a sentence does not run into it.
pub(crate) fn opens(lines: &Lines, number: usize) -> bool {
    let Some(before) = number.checked_sub(1) else { return true };
    let ended = |char: char| matches!(char, '.' | '!' | '?' | ':' | ';' | '…' | '»' | '"' | ')');
    lines.last(before).is_none_or(ended) || lines.page_between(before, number) || lines.had_room(before)
}

fn part(lines: &Lines, number: usize) -> Part {
    let folded = lines.folded(number);
    if folded.is_empty() {
        return Part::Blank;
    }
    let short = lines.lines[number].width() <= LONGEST;
    let capital = lines.first(number).is_some_and(|char| !char.is_lowercase());
    if !capital {
        return Part::Text;
    }
    let sentence = folded.ends_with(['.', ',', ';']);
    if let Some((kind, strength)) = opinion(folded, short, sentence) {
        return Part::Heading(kind, strength);
    }
    if short
        && ["objet :", "objet:", "objet de l'avis :", "objet du rapport :", "sujet :", "theme :", "titre :"]
            .iter()
            .any(|label| folded.starts_with(label))
    {
        Part::Object
    } else if let Some(kind) = session(folded).filter(|_| short) {
        Part::Session(kind)
    } else if crate::declaration::announces(lines, number) {
        Part::Declaration
    } else if rapporteur::label(folded).is_some() {
        Part::Rapporteurs
    } else if short && !sentence && crate::commission::label(folded).is_some() {
        Part::Commission
    } else if motion::label(folded).is_some() {
        Part::Vote
    } else if short && motion::stands_alone(folded) && opens(lines, number) {
        Part::Formula
    } else if short && heading::known(folded) && opens(lines, number) {
        Part::Section
    } else if crate::declaration::may_announce(lines, number) {
        Part::Speaker
    } else {
        Part::Text
    }
}

/// The kind of opinion that a line is the heading of.
fn opinion(folded: &str, short: bool, sentence: bool) -> Option<(OpinionKind, Strength)> {
    let starts = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    let is = |words: &[&str]| words.contains(&folded.trim_end_matches([':', ' ']));
    let about =
        ["sur", "relatif", "relative", "concernant", "portant sur", "au sujet", "pour ", "a propos", ":"];
    // "Avis du CESER n° 12 sur …": what stands between the noun and its object.
    let on = |noun: &str| {
        let rest = folded.strip_prefix(noun)?.strip_prefix([' ', ':'])?;
        let at = about.iter().filter_map(|word| crate::heading::word_at(rest, word)).min()?;
        let between = &rest[..at];
        let short = between.split_whitespace().count() <= 6;
        (short && motion::outcome_word(between).is_none()).then_some(())
    };
    // "Avis 2021-12": the opinion's own number.
    let numbered = folded.strip_prefix("avis ").is_some_and(|number| {
        number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.'))
    });
    let long_title = !sentence || folded.len() > 60;
    // "Avis du 1er octobre 2024": the noun and its day.
    let dated = |noun: &str| {
        let rest = folded.strip_prefix(noun)?;
        let rest = rest.strip_prefix(" du ceser").unwrap_or(rest);
        let day = rest.strip_prefix(" du ").or_else(|| rest.strip_prefix(" en date du "))?;
        (day.split(' ').count() <= 4 && crate::date::days(day).is_some()).then_some(())
    };
    if starts(&["autosaisine", "auto-saisine", "auto saisine"]) && short && !sentence
        || starts(&[
            "avis d'autosaisine",
            "avis sur autosaisine",
            "avis en autosaisine",
            "avis sur l'autosaisine",
            "avis sur auto-saisine",
            "rapport d'autosaisine",
            "rapport d'auto-saisine",
            "rapport en autosaisine",
            "avis - autosaisine",
            "avis (autosaisine",
            "avis d'initiative",
            "avis en auto-saisine",
            "avis d'auto-saisine",
            "rapport en auto-saisine",
            "projet d'avis d'autosaisine",
        ]) && short
    {
        Some((OpinionKind::SelfReferral, Strength::Sure))
    } else if short
        && !sentence
        && (is(&["contribution", "projet de contribution"])
            || starts(&["contribution du ceser", "contribution au", "contribution a "])
            || dated("contribution").is_some()
            || on("contribution").is_some())
    {
        Some((OpinionKind::Contribution, Strength::Sure))
    } else if short
        && !sentence
        && (is(&["voeu", "voeux", "projet de voeu", "proposition de voeu"])
            || starts(&["voeu du ceser", "voeu presente", "voeu n"])
            || dated("voeu").is_some()
            || on("voeu").is_some()
            || on("projet de voeu").is_some())
    {
        Some((OpinionKind::Wish, Strength::Sure))
    } else if starts(&["avis sur le rapport", "avis relatif au rapport", "avis sur la saisine"])
        || (long_title
            && motion::outcome_word(folded).is_none()
            && (on("avis").is_some() || on("projet d'avis").is_some()))
        || (short
            && !sentence
            && (is(&["saisine"])
                || starts(&["saisine du", "saisine de", "saisine sur", "saisine :", "avis sur saisine"])))
    {
        Some((OpinionKind::Referral, Strength::Sure))
    } else if short && crate::report::printed(folded).is_some() {
        Some((OpinionKind::Referral, Strength::Report))
    } else if short
        && !sentence
        && (numbered
            || dated("avis").is_some()
            || is(&[
                "avis",
                "avis du ceser",
                "avis de l'assemblee",
                "projet d'avis",
                "l'avis du ceser",
                "avis - saisine",
            ])
            || starts(&[
                "avis n°",
                "avis du ceser n°",
                "avis no ",
                "avis numero ",
                "avis n ",
                "projet d'avis n°",
            ])
            || starts(&[
                "avis de suite",
                "avis de suivi",
                "avis complementaire",
                "avis intermediaire",
                "avis d'etape",
                "avis motive",
                "avis conjoint",
                "avis et contribution",
                "avis et voeux",
                "avis, contribution",
                "avis, voeux",
            ])
            || starts(&["avis du ceser ", "avis du conseil economique", "avis de l'assemblee "])
                && folded.split(' ').count() <= 12
                && motion::outcome_word(folded).is_none())
    {
        Some((OpinionKind::Referral, Strength::Weak))
    } else {
        None
    }
}

/// Who sat, where a line names a sitting.
fn session(folded: &str) -> Option<SessionKind> {
    let starts = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    let dated = folded.bytes().any(|byte| byte.is_ascii_digit());
    if starts(&[
        "bureau du",
        "bureau -",
        "bureau –",
        "seance du bureau",
        "seance de bureau",
        "reunion du bureau",
        "reunion de bureau",
    ]) && !folded.starts_with("bureau du ceser :")
    {
        return Some(SessionKind::Bureau);
    }
    if starts(&[
        "seance de la commission",
        "reunion de la commission",
        "seance de commission",
        "reunion de commission",
    ]) {
        return Some(SessionKind::Commission);
    }
    // "Date : 23 mai 2022", and beside it "Réunion : Bureau".
    let labelled = [
        "date",
        "date de la seance",
        "date de seance",
        "date de la reunion",
        "date de la pleniere",
        "reunion",
    ]
    .iter()
    .find_map(|label| folded.strip_prefix(label)?.trim_start().strip_prefix(':'));
    if let Some(beside) = labelled {
        return if beside.contains("bureau") {
            Some(SessionKind::Bureau)
        } else if beside.contains("commission") {
            Some(SessionKind::Commission)
        } else {
            (beside.contains("pleniere") || crate::date::days(beside).is_some())
                .then_some(SessionKind::Plenary)
        };
    }
    let plenary =
        ["seance pleniere", "assemblee pleniere", "session pleniere", "reunion pleniere", "seance publique"];
    let plain = [
        "pleniere du",
        "pleniere des",
        "seance du",
        "seance des",
        "session du",
        "session des",
        "seance de ",
        "session de ",
        "session d'",
        "seance d'",
        "seance :",
        "session :",
        "seance:",
        "session:",
    ];
    let begins = starts(&plenary) || starts(&plain);
    // "CESER des Deux-Lacs – Séance plénière du …", "Mardi 6 octobre 2020 – Séance plénière".
    let holds =
        dated && plenary.iter().any(|words| folded.contains(words)) && crate::date::days(folded).is_some();
    (begins || holds).then_some(SessionKind::Plenary)
}
