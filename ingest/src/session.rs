//! Sessions: the sittings of an assembly.

use chrono::NaiveDate;

use crate::{
    Basis, Problem, Span,
    date::{Day, day},
    lines::Lines,
};

/// A sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The day on which it was held.
    pub held_on: NaiveDate,
    /// Who sat.
    pub kind: SessionKind,
    /// What the record rests on.
    pub basis: Basis,
    /// Where the text says it.
    pub source: Span,
}

/// Who sat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SessionKind {
    /// Séance plénière.
    Plenary,
    /// Bureau.
    Bureau,
    /// Commission.
    Commission,
}

impl Session {
    /// Reads a line such as "Séance plénière du mardi 6 octobre 2020".
    pub(crate) fn read(
        lines: &Lines,
        number: usize,
        kind: SessionKind,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let line = lines.lines[number];
        let source = lines.span(line.start, line.end);
        match day(&lines.folded(number))? {
            Day::Valid(held_on) => Some(Self { held_on, kind, basis: Basis::Text, source }),
            Day::Invalid(printed) => {
                let message = format!(
                    "The session's day reads {printed:?}, which no calendar has. Expected a day such as \"6 octobre 2020\": correct the document."
                );
                problems.push(Problem::error("INVALID_DATE", message, source));
                None
            }
        }
    }
}
