//! Heads printed as tables: a column of labels, and beside it what they say, with nothing but a gap between.

use crate::{lines::Line, text::fold};

/// How far down a head may be a table.
const HEAD: usize = 60;
/// The most characters that a label has.
const LONGEST: usize = 34;

/// The labels of heads.
const LABELS: [&str; 41] = [
    "adopte le",
    "adoptee le",
    "assemblee",
    "auteur",
    "auteurs",
    "avis n°",
    "commission",
    "commission competente",
    "commission pilote",
    "commission saisie",
    "date",
    "date de la seance",
    "date de seance",
    "date de la pleniere",
    "dossier",
    "instance",
    "intitule",
    "nature",
    "numero",
    "numero du rapport",
    "objet",
    "objet du rapport",
    "president",
    "presidente",
    "presente par",
    "presentee par",
    "rapport",
    "rapport n°",
    "rapporte par",
    "reference",
    "resultat du vote",
    "saisine",
    "saisine du",
    "seance",
    "seance pleniere",
    "session",
    "sujet",
    "theme",
    "titre",
    "type",
    "vote",
];

/// Writes a colon into the gap behind each label of a head that is a table of two columns, so that it reads as any other
/// head does. One such line makes no table.
pub(crate) fn signed(chars: &mut [char], lines: &[Line]) {
    let gaps: Vec<usize> = lines.iter().take(HEAD).filter_map(|line| gap(chars, line)).collect();
    if gaps.len() > 1 {
        gaps.into_iter().for_each(|at| chars[at] = ':');
    }
}

/// The place of the sign between a label and what it says: the second blank of a wide gap, or a rule between columns.
fn gap(chars: &[char], line: &Line) -> Option<usize> {
    let text = chars.get(line.start..line.end)?;
    let (length, sign) = (1..text.len().min(LONGEST)).find_map(|at| {
        let wide = text[at..].starts_with(&[' ', ' ', ' ']);
        let tab = text[at] == '\t';
        let rule = text[at..].starts_with(&[' ', '|']);
        (wide || rule).then_some((at, at + 1)).or_else(|| tab.then_some((at, at)))
    })?;
    let label: String = text[..length].iter().collect();
    let label = fold(label.trim());
    let reporter = ["rapporteu", "co-rapporteu"].iter().any(|stem| label.starts_with(stem));
    let said = text[sign + 1..].iter().any(|char| char.is_alphanumeric());
    let own = LABELS.contains(&label.as_str()) || reporter && label.split(' ').count() <= 2;
    (said && own).then_some(line.start + sign)
}

#[cfg(test)]
mod tests {
    use crate::lines::Lines;

    #[test]
    fn a_table_of_labels_reads_as_if_it_had_colons() {
        let lines = Lines::new(
            "Titre             Le plan des haies\n                  et des mares\nRapporteures\tAnne Blanc\nSéance | 4 mai 2021\n",
        );
        let read: Vec<&str> = (0..4).map(|number| lines.folded(number)).collect();
        assert_eq!(
            read,
            ["titre : le plan des haies", "et des mares", "rapporteures:anne blanc", "seance : 4 mai 2021"]
        );
        assert_eq!(lines.text(3), "Séance | 4 mai 2021");
    }

    #[test]
    fn one_gap_makes_no_table() {
        let lines = Lines::new("Commission     Finances\nLe plan     des haies\n");
        assert_eq!(lines.folded(0), "commission finances");
    }
}
