//! The head of an opinion: what it is, what it is about, when and by whom it was given.

use chrono::NaiveDate;

use crate::{
    OpinionKind, Person, Problem, Session, Span, commission,
    flow::Flow,
    folded::Folded,
    header::{Part, Strength},
    lines::Lines,
    object::small_run,
    preamble, presentation, rapporteur, report,
    session::Sitting,
    title,
};

/// How far into a text its head may begin: what comes later is no head.
const HEAD_LINES: usize = 60;

/// What the head says.
pub(crate) struct Head {
    pub(crate) kind: OpinionKind,
    pub(crate) heading: Flow,
    pub(crate) source: Span,
    pub(crate) title: String,
    pub(crate) session: Session,
    /// The day of the opinion; none where the text leaves it open.
    pub(crate) day: Option<NaiveDate>,
    /// The number of the report and where it stands.
    pub(crate) number: Option<(String, Span)>,
    pub(crate) rapporteurs: Vec<Person>,
    pub(crate) commission: Option<(String, Span)>,
    /// The first line after it.
    pub(crate) end: usize,
}

impl Head {
    pub(crate) fn read(lines: &Lines, parts: &[Part], problems: &mut Vec<Problem>) -> Option<Self> {
        let Some((at, kind)) = heading(lines, parts) else {
            problems.push(not_an_opinion(lines, parts));
            return None;
        };
        let told = title::is_told(lines, parts, at, kind);
        let limit = limit(lines, parts, at, told);
        let line = lines.lines[at];
        let source = lines.span(line.start, line.end);
        let titled = title::read(lines, parts, at, kind, limit);
        let before = problems.len();
        let Some(Sitting { session, day }) = Sitting::read(lines, parts, limit.max(HEAD_LINES), problems)
        else {
            if problems.len() == before {
                let message = "The opinion does not say at which session it was given. Expected a line such as \"Séance plénière du mardi 6 octobre 2020\".";
                problems.push(Problem::error(
                    "MISSING_SESSION",
                    message.to_owned(),
                    first_text(lines, parts),
                ));
            }
            return None;
        };
        let Some((title, below)) = titled else {
            let message =
                "The opinion has no title. Expected its object on the lines below \"Avis sur le rapport …\".";
            problems.push(Problem::error("MISSING_TITLE", message.to_owned(), source));
            return None;
        };
        let mut head = Self {
            kind,
            heading: Flow::new(&lines.chars, line.start, line.end),
            source,
            title,
            session,
            day,
            number: None,
            rapporteurs: Vec::new(),
            commission: None,
            end: limit,
        };
        let last = head.gather(lines, parts, limit, problems);
        head.behind(lines, parts, limit, problems);
        let section = |number: usize| matches!(parts[number], Part::Section | Part::Heading(..));
        if !(limit < parts.len() && section(limit)) {
            let prose = limit < parts.len() && parts[limit] == Part::Text;
            head.end = if prose { limit } else { last.max(below).max(at + 1).min(limit.max(at + 1)) };
        }
        Some(head)
    }

    /// What a letter says below its signature, "Rapporteure : Mme A", and what the title's line says of the report.
    fn behind(&mut self, lines: &Lines, parts: &[Part], limit: usize, problems: &mut Vec<Problem>) {
        if self.rapporteurs.is_empty() {
            let label =
                |number: &usize| parts[*number] == Part::Rapporteurs && lines.folded(*number).contains(" : ");
            if let Some(number) = (limit..parts.len()).find(label) {
                self.rapporteurs.extend(rapporteur::read(lines, parts, number, problems).0);
            }
        }
        if self.number.is_none() {
            self.number = (0..limit.min(parts.len()))
                .filter(|number| matches!(parts[*number], Part::Text | Part::Object | Part::Session(_)))
                .map(|number| Flow::new(&lines.chars, lines.lines[number].start, lines.lines[number].end))
                .find_map(|flow| report::number(lines, &flow));
        }
    }

    /// Reads the parts that the lines before `limit` hold, in any order. Returns the line after the last of them.
    fn gather(&mut self, lines: &Lines, parts: &[Part], limit: usize, problems: &mut Vec<Problem>) -> usize {
        let mut last = 0;
        let mut at = 0;
        while at < limit.min(parts.len()) {
            let mut next = at + 1;
            match parts[at] {
                Part::Rapporteurs => {
                    let (persons, after) = rapporteur::read(lines, parts, at, problems);
                    self.rapporteurs.extend(persons);
                    next = after.min(limit).max(at + 1);
                    last = next;
                }
                Part::Presented => {
                    if let Some(read) = presentation::read(lines, parts, at) {
                        self.rapporteurs.extend(read.persons);
                        self.commission = self.commission.take().or(read.commission);
                        next = read.end.min(limit).max(at + 1);
                    }
                    last = next;
                }
                Part::Preamble => {
                    if let Some(read) = preamble::read(lines, at) {
                        self.rapporteurs.extend(read.persons);
                        self.commission = self.commission.take().or(read.commission);
                        self.number = self.number.take().or(read.number);
                        next = read.end.min(limit).max(at + 1);
                    }
                    last = next;
                }
                Part::Commission => {
                    if self.commission.is_none() {
                        self.commission = commission::read(lines, at);
                    }
                    last = next;
                }
                Part::Heading(..) => {
                    let below = lines.lines[small_run(lines, parts, at, limit)];
                    let flow = Flow::new(&lines.chars, lines.lines[at].start, below.end);
                    if self.number.is_none() {
                        self.number = report::number(lines, &flow);
                    }
                    if self.commission.is_none() {
                        self.commission = presentation::commission_of(lines, &flow, &Folded::new(&flow));
                    }
                    last = next;
                }
                Part::Session(_) | Part::Object => last = next,
                Part::Formula | Part::Vote if at + 1 < limit => last = last.max(at),
                _ => {}
            }
            at = next;
        }
        last
    }
}

/// The line that is the opinion's heading, and the kind that it says: the surest of the first lines.
fn heading(lines: &Lines, parts: &[Part]) -> Option<(usize, OpinionKind)> {
    let mut best: Option<(usize, OpinionKind, Strength)> = None;
    let filled = (0..parts.len()).filter(|number| parts[*number] != Part::Blank).take(HEAD_LINES);
    for number in filled {
        let Part::Heading(kind, strength) = parts[number] else { continue };
        if best.is_none_or(|(_, _, known)| strength > known) {
            best = Some((number, kind, strength));
        }
    }
    // "Avis adopté en séance plénière du …" may be all the heading that there is.
    let said = || {
        let named = |number: &usize| {
            matches!(parts[*number], Part::Session(_) | Part::Formula)
                && said_of(lines.folded(*number)).is_some()
        };
        let at = (0..parts.len().min(HEAD_LINES)).find(named)?;
        said_of(lines.folded(at)).map(|kind| (at, kind, Strength::Weak))
    };
    // A head in sentences may have no heading besides.
    let told = || {
        let at = (0..parts.len().min(HEAD_LINES)).find(|number| parts[*number] == Part::Preamble)?;
        preamble::read(lines, at)?.opinion.map(|kind| (at, kind, Strength::Weak))
    };
    let (at, kind, strength) = best.or_else(said).or_else(told)?;
    // "Avis" and "Rapport" begin other texts too: an opinion has a session besides.
    let sat = || {
        parts.iter().take(at + HEAD_LINES).any(|part| matches!(part, Part::Session(_) | Part::Preamble))
            || !lines.furniture.is_empty()
    };
    (strength == Strength::Sure || strength == Strength::Weak && own(lines.folded(at)) || sat())
        .then_some((at, kind))
}

/// Whether a heading says which opinion it is of, or whose: "Avis n° 7-1", "Avis du CESER".
fn own(folded: &str) -> bool {
    let numbered = folded.bytes().any(|byte| byte.is_ascii_digit());
    let whose = [" ceser", " conseil economique", " l'assemblee"].iter().any(|body| folded.contains(body));
    folded.starts_with("avis") && (numbered || whose)
}

/// What was adopted, by the words of a line that says that it was: "Vœu adopté à l'unanimité".
fn said_of(folded: &str) -> Option<OpinionKind> {
    let text = ["le ", "la ", "l'", "projet de ", "projet d'"]
        .iter()
        .find_map(|word| folded.strip_prefix(word))
        .unwrap_or(folded);
    let kinds = [
        ("avis ", OpinionKind::Referral),
        ("voeu ", OpinionKind::Wish),
        ("contribution ", OpinionKind::Contribution),
        ("autosaisine ", OpinionKind::SelfReferral),
        ("auto-saisine ", OpinionKind::SelfReferral),
    ];
    kinds.iter().find(|(noun, _)| text.starts_with(noun)).map(|(_, kind)| *kind)
}

/// The line in which the text begins: a section's heading, a vote, a declaration, or a first paragraph.
fn limit(lines: &Lines, parts: &[Part], heading: usize, told: bool) -> usize {
    let mut seen_session = false;
    let mut titled = false;
    let mut at = 0;
    while at < parts.len() {
        match parts[at] {
            Part::Declaration => return at,
            Part::Session(_) | Part::Preamble => seen_session = true,
            Part::Section if at > heading && (seen_session || !session_follows(lines, parts, at)) => {
                return at;
            }
            Part::Heading(..)
                if at > heading && seen_session && crate::heading::stands(lines, parts, at) && titled =>
            {
                return at;
            }
            Part::Vote | Part::Formula if at > heading && !own_follows(lines, parts, at) => return at,
            Part::Text => {
                let end =
                    (at..parts.len()).find(|number| parts[*number] != Part::Text).unwrap_or(parts.len());
                let own = own_follows(lines, parts, end - 1);
                if at > heading && titled && !own && crate::heading::stands(lines, parts, at) {
                    return at;
                }
                let told = told && at > heading && title::sentence(lines, at, end - 1);
                if (at > heading || seen_session) && (told || prose(lines, at, end, titled)) && !own {
                    return at;
                }
                titled |= at > heading || !title::is_letterhead(lines.folded(at));
                at = end;
                continue;
            }
            Part::Object => titled = true,
            _ => {}
        }
        titled |= at == heading && (told || lines.folded(at).contains(" : "));
        at += 1;
    }
    parts.len()
}

/// Whether lines are a paragraph rather than a title: they end as sentences do.
fn prose(lines: &Lines, first: usize, end: usize, titled: bool) -> bool {
    let characters: usize = lines.lines[first..end].iter().map(|line| line.width() + 1).sum();
    let last = lines.last(end - 1);
    let asks = last.is_some_and(|char| matches!(char, '!' | '?'))
        && characters <= 160
        && !lines.folded(first).contains(". ");
    let ends = !asks && last.is_some_and(|char| matches!(char, '.' | '!' | '?' | '…' | ':' | ';' | ','));
    let begun = lines.folded(first);
    let sentence = begun.starts_with("le ceser ") || begun.contains(" est ") || begun.contains(" sont ");
    if titled {
        (ends && characters >= 40) || characters >= 250 || (ends && sentence)
    } else {
        ends && characters >= 200
    }
}

/// Whether another part of the head stands within the next lines.
fn own_follows(lines: &Lines, parts: &[Part], at: usize) -> bool {
    near(lines, parts, at, |part| {
        matches!(
            part,
            Part::Session(_)
                | Part::Preamble
                | Part::Commission
                | Part::Rapporteurs
                | Part::Object
                | Part::Heading(_, Strength::Sure | Strength::Report)
        )
    })
}

fn session_follows(lines: &Lines, parts: &[Part], at: usize) -> bool {
    near(lines, parts, at, |part| matches!(part, Part::Session(_) | Part::Preamble))
}

/// Whether such a part stands among the next lines, before a section or a declaration.
fn near(lines: &Lines, parts: &[Part], at: usize, wanted: impl Fn(Part) -> bool) -> bool {
    let mut number = at;
    for _ in 0..8 {
        let Some(next) = lines.next(number + 1) else { return false };
        if wanted(parts[next]) {
            return true;
        }
        if matches!(parts[next], Part::Section | Part::Declaration)
            || lines.last(next).is_some_and(|char| matches!(char, '.' | ';'))
        {
            return false;
        }
        number = next;
    }
    false
}

/// The place of the first line with text.
pub(crate) fn first_text(lines: &Lines, parts: &[Part]) -> Span {
    let line = parts.iter().position(|part| *part != Part::Blank).map(|number| lines.lines[number]);
    line.map_or(Span { start: 0, end: 1, page: None }, |line| lines.span(line.start, line.end))
}

fn not_an_opinion(lines: &Lines, parts: &[Part]) -> Problem {
    let first = first_text(lines, parts);
    let read: String = lines.slice(first.start as usize, first.end as usize).chars().take(60).collect();
    let message = format!(
        "The text begins with {read:?} and is no opinion that this program knows. Expected a line such as \"Avis sur \
         le rapport 4-1\" or \"Autosaisine\" among the first {HEAD_LINES}. Import the text of an opinion."
    );
    Problem::error("NOT_AN_OPINION", message, first)
}
