//! Where the parts of a text begin: sections under their headings, and declarations.

use crate::{
    announcement,
    attribution::{self, Attribution},
    flow::Flow,
    header::{Part, opens},
    heading,
    lines::Lines,
};

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

/// The marks of all lines; none before line `first`, where the head is. `known` says whether a name is that of a body
/// that the text names.
pub(crate) fn marks(lines: &Lines, parts: &[Part], first: usize, known: &dyn Fn(&str) -> bool) -> Vec<Mark> {
    let mut marks = vec![Mark::None; parts.len()];
    let mut voted = false;
    let mut declared = false;
    let mut announced = false;
    let mut listed = first;
    for number in first..parts.len() {
        if number < listed {
            continue;
        }
        let blank = || {
            number
                .checked_sub(1)
                .is_none_or(|before| lines.lines[before].is_blank() || lines.last(before) == Some('.'))
        };
        let folded = lines.folded(number);
        marks[number] = match parts[number] {
            Part::Declaration => Mark::Declaration,
            Part::Speaker
                if blank()
                    && (declared || voted || behalf(folded))
                    && !listed_below(lines, number, known) =>
            {
                Mark::Declaration
            }
            Part::Blank => continue,
            _ if announcement::above(folded)
                && (lines.width(number) <= 80)
                && above(lines, parts, number, known) =>
            {
                Mark::Above
            }
            _ if (declared || voted)
                && blank()
                && attributed(lines, parts, number, declared || announced, known) =>
            {
                Mark::Declaration
            }
            // The lines of a table of contents are no text.
            _ if contents(folded) && number < first + CONTENTS => {
                listed = below_contents(lines, number);
                Mark::Above
            }
            // A declaration has headings of its own; only those of the opinion end it.
            _ if declared && !ends_declarations(folded) => Mark::None,
            _ if heading::stands(lines, parts, number) => Mark::Heading,
            _ => Mark::None,
        };
        announced |= marks[number] == Mark::Above && !contents(folded);
        voted |= matches!(parts[number], Part::Vote | Part::Formula)
            || (marks[number] == Mark::Above && !contents(folded));
        declared = match marks[number] {
            Mark::Declaration => true,
            Mark::Heading => false,
            _ => declared,
        };
    }
    marks
}

/// A table of contents stands no further below the head.
const CONTENTS: usize = 60;

/// Whether a folded line is the heading of a table of contents.
pub(crate) fn contents(folded: &str) -> bool {
    let words = folded.trim_end_matches([':', ' ']);
    ["sommaire", "table des matieres", "plan de l'avis", "plan du document", "contenu"].contains(&words)
}

/// The line in which the text begins below a table of contents: where its first entry is printed again.
pub(crate) fn below_contents(lines: &Lines, number: usize) -> usize {
    let entry = |number: usize| {
        lines.folded(number).trim_end_matches(|char: char| {
            matches!(char, '.' | '…' | ' ' | '_' | '·' | '-') || char.is_ascii_digit()
        })
    };
    let Some(first) = lines.next(number + 1) else { return number + 1 };
    let again = (first + 1..lines.lines.len().min(first + CONTENTS))
        .find(|number| entry(*number) == entry(first) && !entry(first).is_empty());
    again.unwrap_or(number + 1)
}

/// Whether a declaration stands below a heading.
fn above(lines: &Lines, parts: &[Part], number: usize, known: &dyn Fn(&str) -> bool) -> bool {
    let Some(next) = lines.next(number + 1) else { return true };
    matches!(parts[next], Part::Declaration | Part::Speaker)
        || announcement::above(lines.folded(next))
        || attributed(lines, parts, next, true, known)
}

/// Whether the next line holds a person and a body too: a list of those who were heard or present.
fn listed_below(lines: &Lines, number: usize, known: &dyn Fn(&str) -> bool) -> bool {
    let whole = |number: usize| {
        attribution(lines, number, known).is_some_and(|read| !read.only_speaker() && !read.only_bodies())
    };
    number + 1 < lines.lines.len() && whole(number) && whole(number + 1)
}

/// What a line says of who speaks for whom, and nothing else.
pub(crate) fn attribution(lines: &Lines, number: usize, known: &dyn Fn(&str) -> bool) -> Option<Attribution> {
    let line = lines.lines[number];
    if line.is_blank() || line.width() > WIDEST {
        return None;
    }
    attribution::read(&Flow::new(&lines.chars, line.start, line.end).chars, known)
}

/// Longer lines are text.
const WIDEST: usize = 180;

/// Whether a line is the head of a declaration by what it holds: a person and bodies, or bodies alone; words of a
/// declaration follow. `declared` says whether declarations are certain to stand there.
fn attributed(
    lines: &Lines,
    parts: &[Part],
    number: usize,
    declared: bool,
    known: &dyn Fn(&str) -> bool,
) -> bool {
    let text = |number: usize| matches!(parts[number], Part::Text | Part::Speaker | Part::Session(_));
    let begun = lines.first(number).is_some_and(|char| !char.is_lowercase());
    if !begun || !(text(number) || parts[number] == Part::Section) || !opens(lines, number) {
        return false;
    }
    let Some(read) = attribution(lines, number, known) else { return false };
    let Some(mut next) = lines.next(number + 1).filter(|next| text(*next)) else { return false };
    let mut whole = !read.only_speaker() && !read.only_bodies();
    if let Some(below) = attribution(lines, next, known) {
        let joined = read.only_bodies() && below.only_speaker() || read.only_speaker() && below.only_bodies();
        // Lines that hold a person and a body each are a list of those who were heard or present.
        let Some(after) = lines.next(next + 1).filter(|after| joined && text(*after)) else { return false };
        if attribution(lines, after, known).is_some() {
            return false;
        }
        next = after;
        whole = true;
    }
    let spoken = lines.first(next).is_some_and(|char| !char.is_lowercase())
        && lines.width(next).max(lines.next(next + 1).map_or(0, |after| lines.width(after))) > 20;
    spoken && (whole || (read.only_bodies() && (read.linked || declared || read.known)))
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
