//! Where the parts of a text begin: sections under their headings, and declarations.

use crate::{announcement, header::Part, heading, lines::Lines};

/// What begins in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    None,
    /// A section's heading.
    Heading,
    /// "Déclarations": a heading above declarations, that nothing else stands under.
    Above,
    /// The head of a declaration.
    Declaration,
}

/// The marks of all lines; none before line `first`, where the head is.
pub(crate) fn marks(lines: &Lines, parts: &[Part], first: usize) -> Vec<Mark> {
    let mut marks = vec![Mark::None; parts.len()];
    let mut voted = false;
    let mut declared = false;
    for number in first..parts.len() {
        let blank = || {
            number
                .checked_sub(1)
                .is_none_or(|before| lines.lines[before].is_blank() || lines.last(before) == Some('.'))
        };
        let folded = lines.folded(number);
        marks[number] = match parts[number] {
            Part::Declaration => Mark::Declaration,
            Part::Speaker if blank() && (declared || voted || behalf(folded)) => Mark::Declaration,
            Part::Blank => continue,
            _ if announcement::above(folded)
                && (lines.width(number) <= 60)
                && above(lines, parts, number) =>
            {
                Mark::Above
            }
            // A declaration has headings of its own; only those of the opinion end it.
            _ if declared && !ends_declarations(folded) => Mark::None,
            _ if heading::stands(lines, parts, number) => Mark::Heading,
            _ => Mark::None,
        };
        voted |= matches!(parts[number], Part::Vote | Part::Formula) || marks[number] == Mark::Above;
        declared = match marks[number] {
            Mark::Declaration => true,
            Mark::Heading => false,
            _ => declared,
        };
    }
    marks
}

/// Whether a declaration stands below a heading.
fn above(lines: &Lines, parts: &[Part], number: usize) -> bool {
    let Some(next) = lines.next(number + 1) else { return true };
    matches!(parts[next], Part::Declaration | Part::Speaker) || announcement::above(lines.folded(next))
}

fn behalf(folded: &str) -> bool {
    ["au nom d", "au titre d"].iter().any(|words| folded.contains(words)) && folded.ends_with(':')
}

/// Headings that stand above the opinion's own words again.
fn ends_declarations(folded: &str) -> bool {
    let text = &folded[heading::numbering(folded)..];
    ["avis du ceser", "synthese", "annexe", "texte de l'avis", "position du ceser"]
        .iter()
        .any(|start| text.starts_with(start))
}
