//! Sessions: the sittings of an assembly.

use chrono::NaiveDate;

use crate::{
    Basis, Problem, Span,
    date::{Days, days},
    flow::Flow,
    folded::Folded,
    header::Part,
    lines::{Line, Lines},
    preamble,
};

/// A sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The day on which it was held; the first, where it took several.
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

/// A session with what its line says of the opinion's day.
pub(crate) struct Sitting {
    pub(crate) session: Session,
    /// The day of the opinion; none where the session took several days and the text does not say which.
    pub(crate) day: Option<NaiveDate>,
}

impl Sitting {
    /// Finds the sitting in the first `end` lines, then in running heads, then by a place and a date.
    pub(crate) fn read(
        lines: &Lines,
        parts: &[Part],
        end: usize,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let sessions = (0..end.min(parts.len())).filter_map(|number| match parts[number] {
            Part::Session(kind) => Some((number, kind)),
            Part::Preamble => preamble::read(lines, number).map(|read| (number, read.kind)),
            _ => None,
        });
        let mut several = None;
        // "Date : …" does not say who sat; a line beside it does.
        let sat = sessions.clone().find_map(|(number, kind)| {
            (kind != SessionKind::Plenary && days(lines.folded(number)).is_none()).then_some(kind)
        });
        for (number, kind) in sessions {
            let kind = if lines.folded(number).starts_with("date") { sat.unwrap_or(kind) } else { kind };
            match printed(lines, parts, number) {
                Some((Days::One(day), source)) => return Some(Self::on(day, kind, Basis::Text, source)),
                Some((Days::Several(first, last), source)) => {
                    several.get_or_insert((first, last, kind, source));
                }
                Some((Days::Invalid(folded), source)) => {
                    let day = as_printed(lines, source, &folded);
                    let message = format!(
                        "The session's day reads {day:?}, which no calendar has. Expected a day such as \"6 octobre 2020\": correct the document."
                    );
                    problems.push(Problem::error("INVALID_DATE", message, source));
                    return None;
                }
                None => {}
            }
        }
        let said = |number: usize| said(lines, number).filter(|_| parts[number] != Part::Blank);
        if let Some((first, last, kind, source)) = several {
            // A line that says when the opinion was adopted tells which of the days it was.
            let told = (0..parts.len().min(end + 400))
                .find_map(said)
                .filter(|(day, _)| (first..=last).contains(day));
            if let Some((day, source)) = told {
                return Some(Self::on(day, kind, Basis::Text, source));
            }
            let message = format!(
                "The session took from {first} to {last}, and the text does not say on which of these days the opinion was adopted. The session is kept under its first day, the opinion without a day."
            );
            problems.push(Problem::warning("AMBIGUOUS_DAY", message, source));
            return Some(Self { day: None, ..Self::on(first, kind, Basis::Text, source) });
        }
        if let Some((day, source)) = (0..end.min(parts.len())).find_map(said) {
            return Some(Self::on(day, SessionKind::Plenary, Basis::Text, source));
        }
        if let Some((day, kind, source)) = running(lines) {
            return Some(Self::on(day, kind, Basis::Text, source));
        }
        // The day of a letter is that of the sitting more often than not; the record says that it is inferred.
        let dated = (0..end.min(parts.len())).find_map(|number| {
            let headed = matches!(parts[number], Part::Heading(..));
            place_and_day(lines, number, headed)
        });
        dated.map(|(day, source)| Self::on(day, SessionKind::Plenary, Basis::Inferred, source))
    }

    fn on(held_on: NaiveDate, kind: SessionKind, basis: Basis, source: Span) -> Self {
        Self { session: Session { held_on, kind, basis, source }, day: Some(held_on) }
    }
}

/// The days of a line, or of it and the line below: "Séance plénière\ndu mardi 6 octobre 2020".
fn printed(lines: &Lines, parts: &[Part], number: usize) -> Option<(Days, Span)> {
    let line = lines.lines[number];
    if parts[number] == Part::Preamble {
        return preamble::read(lines, number).map(|read| (read.days, read.source));
    }
    if let Some(days) = days(lines.folded(number)) {
        return Some((days, lines.span(line.start, line.end)));
    }
    let next = lines.next(number + 1).filter(|next| parts[*next] == Part::Text && *next <= number + 2)?;
    let below = lines.lines[next];
    let flow = Flow::new(&lines.chars, line.start, below.end);
    let days = days(&Folded::new(&flow).text).filter(|_| below.width() <= 80)?;
    Some((days, lines.span(line.start, below.end)))
}

/// The words of a span that read so when folded, as the text prints them.
fn as_printed(lines: &Lines, source: Span, read: &str) -> String {
    let flow = Flow::new(&lines.chars, source.start as usize, source.end as usize);
    let folded = Folded::new(&flow);
    let place = folded.text.find(read).map(|at| folded.place(at)..folded.place(at + read.len() - 1) + 1);
    let chars = place.and_then(|place| flow.chars.get(place));
    chars.map_or_else(|| read.to_owned(), |chars| chars.iter().collect())
}

/// The day on which a line says that the opinion was adopted or the assembly sat.
fn said(lines: &Lines, number: usize) -> Option<(NaiveDate, Span)> {
    let folded = lines.folded(number);
    let line = lines.lines[number];
    let adopted =
        ["adopte", "vote", "presente", "rendu", "emis", "approuve", "delibere", "seance", "pleniere"];
    let subject = ["avis", "ceser", "voeu", "contribution", "autosaisine", "assemblee", "seance", "adopte"];
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if line.width() > 130 || !says(&adopted) || !subject.iter().any(|word| folded.starts_with(word)) {
        return None;
    }
    match days(folded)? {
        Days::One(day) => Some((day, lines.span(line.start, line.end))),
        _ => None,
    }
}

/// The session that a running head or foot names.
fn running(lines: &Lines) -> Option<(NaiveDate, SessionKind, Span)> {
    lines.furniture.iter().take(20).find_map(|line: &Line| {
        let folded = crate::text::fold(&lines.slice(line.start, line.end));
        let sat = ["seance", "session", "pleniere"].iter().any(|word| folded.contains(word));
        match days(&folded) {
            Some(Days::One(day)) if sat => {
                Some((day, SessionKind::Plenary, lines.span(line.start, line.end)))
            }
            _ => None,
        }
    })
}

/// "Bresné, le 6 octobre 2020", or the heading "Avis du 6 octobre 2020".
fn place_and_day(lines: &Lines, number: usize, headed: bool) -> Option<(NaiveDate, Span)> {
    let line = lines.lines[number];
    let folded = lines.folded(number);
    let letter = headed
        || folded.contains(", le ")
        || folded.starts_with("le ")
        || folded.starts_with("fait ")
        || dated(folded);
    match days(folded) {
        Some(Days::One(day)) if letter && line.width() <= 60 => Some((day, lines.span(line.start, line.end))),
        _ => None,
    }
}

/// Whether a folded line is a day and nothing else.
pub(crate) fn dated(folded: &str) -> bool {
    let weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    days(folded).is_some()
        && folded.split(' ').count() <= 5
        && folded.starts_with(|char: char| char.is_ascii_digit())
        || (days(folded).is_some()
            && weekdays.iter().any(|day| folded.starts_with(day))
            && folded.len() <= 40)
}
