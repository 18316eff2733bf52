//! The head of an opinion: what each of its lines is.

use crate::{OpinionKind, SessionKind, lines::Lines};

/// What a line is, told by how it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Blank,
    /// "Avis sur le rapport 4-1 de l'Exécutif régional", "Autosaisine".
    Heading(OpinionKind),
    /// "Séance plénière du mardi 6 octobre 2020".
    Session(SessionKind),
    /// "Commission Mobilités-Énergie".
    Commission,
    /// "Rapporteur : …".
    Rapporteurs,
    /// "Synthèse du rapport de l'Exécutif régional", "Avis du CESER".
    Section,
    /// "Vote du CESER sur l'avis : …".
    Vote,
    /// "Déclaration de …, au nom de …".
    Declaration,
    /// Anything else.
    Text,
}

/// Headings longer than this are sentences.
const LONGEST: usize = 110;

/// Tells what a line is.
pub(crate) fn part(lines: &Lines, number: usize) -> Part {
    let folded = lines.folded(number);
    let short = lines.lines[number].width() <= LONGEST;
    let starts = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    let sentence = folded.ends_with(['.', ',', ';']);
    if folded.is_empty() {
        Part::Blank
    } else if starts(&["avis sur le rapport", "avis relatif au rapport", "avis sur la saisine"]) {
        Part::Heading(OpinionKind::Referral)
    } else if short
        && !sentence
        && starts(&["autosaisine", "auto-saisine", "avis d'autosaisine", "rapport d'autosaisine"])
    {
        Part::Heading(OpinionKind::SelfReferral)
    } else if short
        && !sentence
        && (folded == "contribution" || starts(&["contribution du ceser", "contribution au"]))
    {
        Part::Heading(OpinionKind::Contribution)
    } else if short
        && !sentence
        && (folded == "voeu" || starts(&["voeu du ceser", "voeu relatif", "voeu sur"]))
    {
        Part::Heading(OpinionKind::Wish)
    } else if short && starts(&["seance pleniere", "assemblee pleniere", "session pleniere", "pleniere du"]) {
        Part::Session(SessionKind::Plenary)
    } else if short && starts(&["bureau du", "seance du bureau", "reunion du bureau"]) {
        Part::Session(SessionKind::Bureau)
    } else if short
        && starts(&["seance de la commission", "reunion de la commission", "seance de commission"])
    {
        Part::Session(SessionKind::Commission)
    } else if short && !sentence && starts(&["commission "]) {
        Part::Commission
    } else if starts(&["rapporteur", "co-rapporteur", "corapporteur"]) && folded.contains(':') {
        Part::Rapporteurs
    } else if starts(&[
        "vote du ceser",
        "vote sur",
        "vote de l'avis",
        "vote :",
        "resultat du vote",
        "resultats du vote",
        "resultat des votes",
    ]) && folded.contains(':')
    {
        Part::Vote
    } else if short
        && !sentence
        && (starts(&["synthese du rapport", "avis du ceser"])
            || matches!(folded.as_str(), "synthese" | "avis"))
    {
        Part::Section
    } else if starts(&[
        "declaration de ",
        "declaration d'",
        "declaration du ",
        "declaration des ",
        "declaration au nom",
    ]) && !folded.ends_with('.')
    {
        Part::Declaration
    } else {
        Part::Text
    }
}
