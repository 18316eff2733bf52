//! Reads an opinion: its head, then its parts from one heading to the next.

use crate::{
    Membership, Opinion, OpinionKind, OrganisationKey, OrganisationKind, Outcome, Person, Problem,
    Rapporteur, Records, Report, Section, Session, Span, Territory, Vote,
    block::{blocks, paragraphs},
    declaration,
    directory::Directory,
    flow::Flow,
    header::{Part, part},
    lines::Lines,
    naming::Names,
    organisation::Organisations,
    rapporteur, report, talk, territory,
};

/// How far into a text its head may begin: what comes later is no head.
const HEAD_LINES: usize = 60;

/// Reads the records; none where one that all rest on is missing, with the problem that says which.
pub(crate) fn records(lines: &Lines, code: Option<&str>, problems: &mut Vec<Problem>) -> Option<Records> {
    let parts: Vec<Part> = (0..lines.lines.len()).map(|number| part(lines, number)).collect();
    let head = Head::read(lines, &parts, problems)?;
    let names = Names::new(&lines.chars);
    let territory = territory::read(&names, code, problems)?;
    let directory = Directory::read(&names, &territory, head.session.held_on);
    let mut reader = Reader::new(lines, &directory, &territory, head.source);
    let opinion = reader.opinion(&parts, &head, problems);
    let mut records = reader.records(territory, head.session, opinion);
    talk::read(lines, &names, directory, &mut records, problems);
    Some(records)
}

/// What the head says.
struct Head {
    kind: OpinionKind,
    heading: Flow,
    source: Span,
    title: String,
    session: Session,
    rapporteurs: Vec<Person>,
    commission: Option<(String, Span)>,
    /// The first line after it.
    end: usize,
}

impl Head {
    fn read(lines: &Lines, parts: &[Part], problems: &mut Vec<Problem>) -> Option<Self> {
        let heading = parts.iter().take(HEAD_LINES).enumerate();
        let heading = heading
            .filter_map(|(at, part)| if let Part::Heading(kind) = part { Some((at, *kind)) } else { None });
        let Some((at, kind)) = heading.min_by_key(|(at, _)| *at) else {
            problems.push(not_an_opinion(lines, parts));
            return None;
        };
        let mut end =
            first_of(parts, at + 1, |part| matches!(part, Part::Section | Part::Vote | Part::Declaration));
        let line = lines.lines[at];
        let source = lines.span(line.start, line.end);
        let (title, below) = title(lines, parts, at, kind, end);
        if !matches!(parts.get(end), Some(Part::Section)) {
            end = head_end(parts, below, end);
        }
        let session = Self::session(lines, parts, end, problems)?;
        let Some(title) = title else {
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
            rapporteurs: Vec::new(),
            commission: None,
            end,
        };
        for (number, part) in parts.iter().enumerate().take(end) {
            match part {
                Part::Rapporteurs => head.rapporteurs.extend(rapporteur::read(lines, number, problems)),
                Part::Commission if head.commission.is_none() => {
                    let line = lines.lines[number];
                    let name = Flow::new(&lines.chars, line.start + "Commission ".len(), line.end).text();
                    head.commission = Some((name, lines.span(line.start, line.end)));
                }
                _ => {}
            }
        }
        Some(head)
    }

    fn session(lines: &Lines, parts: &[Part], end: usize, problems: &mut Vec<Problem>) -> Option<Session> {
        let before = problems.len();
        for (number, part) in parts.iter().enumerate().take(end.max(HEAD_LINES)) {
            if let Part::Session(kind) = part {
                let session = Session::read(lines, number, *kind, problems);
                if session.is_some() || problems.len() > before {
                    return session;
                }
            }
        }
        let message = "The opinion does not say at which session it was given. Expected a line such as \"Séance plénière du mardi 6 octobre 2020\".";
        problems.push(Problem::error("MISSING_SESSION", message.to_owned(), first_text(lines, parts)));
        None
    }
}

/// The title below the heading, or beside it ("Autosaisine : le logement"), and the line after it.
fn title(
    lines: &Lines,
    parts: &[Part],
    heading: usize,
    kind: OpinionKind,
    end: usize,
) -> (Option<String>, usize) {
    let line = lines.lines[heading];
    if kind != OpinionKind::Referral {
        let beside = lines.chars[line.start..line.end].iter().position(|char| matches!(char, ':' | '–'));
        let beside = beside.map(|at| Flow::new(&lines.chars, line.start + at + 1, line.end).text());
        if let Some(beside) = beside.filter(|beside| !beside.is_empty()) {
            return (Some(beside), heading + 1);
        }
    }
    let first = first_of(parts, heading + 1, |part| *part == Part::Text).min(end);
    let last = first_of(parts, first, |part| *part != Part::Text).min(end);
    if first == last {
        return (None, heading + 1);
    }
    let title = Flow::new(&lines.chars, lines.lines[first].start, lines.lines[last - 1].end).text();
    (Some(title.trim_matches(['"', '«', '»', ' ', '\u{a0}']).to_owned()), last)
}

/// Where the text begins in an opinion without a section's heading: after the last line of the head's own.
fn head_end(parts: &[Part], below: usize, end: usize) -> usize {
    let own = |part: &Part| matches!(part, Part::Session(_) | Part::Commission | Part::Rapporteurs);
    let last = (below..end.min(HEAD_LINES)).rev().find(|at| own(&parts[*at]));
    last.map_or(below, |last| last + 1)
}

fn first_of(parts: &[Part], from: usize, wanted: impl Fn(&Part) -> bool) -> usize {
    (from..parts.len()).find(|at| wanted(&parts[*at])).unwrap_or(parts.len())
}

fn first_text(lines: &Lines, parts: &[Part]) -> Span {
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

/// What is gathered while the parts are read.
struct Reader<'a> {
    lines: &'a Lines,
    organisations: Organisations,
    assembly: OrganisationKey,
    persons: Vec<Person>,
    memberships: Vec<Membership>,
}

impl<'a> Reader<'a> {
    fn new(lines: &'a Lines, directory: &Directory, territory: &Territory, heading: Span) -> Self {
        let mut organisations = Organisations::new(directory.organisations.clone(), &territory.code);
        let assembly = organisations.assembly(heading);
        Self { lines, organisations, assembly, persons: Vec::new(), memberships: Vec::new() }
    }

    fn opinion(&mut self, parts: &[Part], head: &Head, problems: &mut Vec<Problem>) -> Opinion {
        let mut opinion = Opinion {
            kind: head.kind,
            title: head.title.clone(),
            adopted_on: None,
            assembly: self.assembly.clone(),
            commission: head
                .commission
                .as_ref()
                .map(|(name, source)| self.organisations.commission(name, &self.assembly, *source)),
            report: self.report(head, problems),
            rapporteurs: self.rapporteurs(head),
            sections: Vec::new(),
            declarations: Vec::new(),
            vote: None,
            source: head.source,
        };
        let mut positions = Vec::new();
        let mut at = head.end;
        while at < parts.len() {
            let end = first_of(parts, at + 1, |part| {
                matches!(part, Part::Section | Part::Vote | Part::Declaration)
            });
            match parts[at] {
                Part::Vote if opinion.vote.is_none() => {
                    let (vote, next) = self.vote(at, end, problems);
                    opinion.vote = vote;
                    self.section(&mut opinion, next, end, None);
                }
                Part::Declaration => {
                    let rank = u32::try_from(opinion.declarations.len() + 1).unwrap_or(u32::MAX);
                    let read =
                        declaration::read(self.lines, at, end, rank, &mut self.organisations, problems);
                    self.speaker(&read);
                    positions.extend(read.positions);
                    opinion.declarations.push(read.declaration);
                }
                Part::Section => self.section(&mut opinion, at + 1, end, Some(at)),
                _ => self.section(&mut opinion, at, end, None),
            }
            at = end;
        }
        self.conclude(&mut opinion, positions, head, problems);
        opinion
    }

    /// What can be said only once everything is read.
    fn conclude(
        &mut self,
        opinion: &mut Opinion,
        positions: Vec<crate::VotePosition>,
        head: &Head,
        problems: &mut Vec<Problem>,
    ) {
        match &mut opinion.vote {
            Some(vote) => vote.positions = positions,
            None => {
                let message = "The text does not say how the opinion was decided. Expected a line such as \"Vote du CESER sur l'avis : adopté à l'unanimité\". No vote was read, nor any announced position.";
                problems.push(Problem::warning("MISSING_VOTE", message.to_owned(), head.source));
            }
        }
        let adopted = opinion.vote.as_ref().is_some_and(|vote| vote.outcome == Some(Outcome::Adopted));
        opinion.adopted_on = adopted.then_some(head.session.held_on);
        let synthesis = |section: &&Section| {
            section
                .heading
                .as_deref()
                .is_some_and(|heading| crate::text::fold(heading).starts_with("synthese"))
        };
        if let (Some(report), Some(section)) = (&mut opinion.report, opinion.sections.iter().find(synthesis))
        {
            let texts: Vec<&str> =
                section.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
            report.summary = (!texts.is_empty()).then(|| texts.join("\n\n"));
        }
    }

    fn report(&mut self, head: &Head, problems: &mut Vec<Problem>) -> Option<Report> {
        if head.kind != OpinionKind::Referral {
            return None;
        }
        let Some((number, source)) = report::number(self.lines, &head.heading) else {
            let message = format!(
                "The heading reads {:?} and gives the report no number. Expected \"Avis sur le rapport 4-1\"; no report was read.",
                head.heading.text()
            );
            problems.push(Problem::warning("MISSING_REPORT_NUMBER", message, head.source));
            return None;
        };
        let executive = crate::text::fold(&head.heading.text()).contains("executif");
        let submitted_by =
            executive.then(|| self.organisations.known(OrganisationKind::Executive, head.source));
        Some(Report {
            number,
            title: Some(head.title.clone()),
            summary: None,
            submitted_by,
            priorities: Vec::new(),
            source,
        })
    }

    fn rapporteurs(&mut self, head: &Head) -> Vec<Rapporteur> {
        let mut rapporteurs: Vec<Rapporteur> = Vec::new();
        for person in &head.rapporteurs {
            if rapporteurs.iter().all(|rapporteur| rapporteur.person != person.key) {
                let rank = u32::try_from(rapporteurs.len() + 1).unwrap_or(u32::MAX);
                rapporteurs.push(Rapporteur { rank, person: person.key.clone(), source: person.source });
                self.person(person.clone());
            }
        }
        rapporteurs
    }

    /// Reads the lines from `first` to before `end` as a section; text without a heading and without words is none.
    fn section(&mut self, opinion: &mut Opinion, first: usize, end: usize, heading: Option<usize>) {
        let blocks = blocks(self.lines, first.min(end)..end);
        let start = heading.map(|line| self.lines.lines[line]);
        let (Some(from), Some(to)) = (
            start.map(|line| line.start).or(blocks.first().map(|block| block.start)),
            blocks.last().map(|block| block.end).or(start.map(|line| line.end)),
        ) else {
            return;
        };
        if let Some(report) = &mut opinion.report
            && report.priorities.is_empty()
        {
            report.priorities = report::priorities(self.lines, &blocks);
        }
        opinion.sections.push(Section {
            rank: u32::try_from(opinion.sections.len() + 1).unwrap_or(u32::MAX),
            heading: heading.map(|line| self.lines.text(line)),
            paragraphs: paragraphs(self.lines, &blocks),
            source: self.lines.span(from, to),
        });
    }

    /// Reads the formula after the colon, over the lines of its paragraph. Returns the line after it.
    fn vote(&self, at: usize, end: usize, problems: &mut Vec<Problem>) -> (Option<Vote>, usize) {
        let line = self.lines.lines[at];
        let colon = self.lines.chars[line.start..line.end].iter().position(|char| *char == ':');
        let start = colon.map_or(line.start, |colon| line.start + colon + 1);
        let mut last = at;
        let ends =
            |number: usize| self.lines.lines[number].is_blank() || self.lines.text(number).ends_with('.');
        while last + 1 < end && !ends(last) && !self.lines.lines[last + 1].is_blank() {
            last += 1;
        }
        // The formula may stand below its heading: "Vote du CESER sur l'avis :" and a blank line.
        if last == at && start >= line.end {
            last = (at + 1..end).find(|number| !self.lines.lines[*number].is_blank()).unwrap_or(at);
        }
        let flow = Flow::new(&self.lines.chars, start, self.lines.lines[last].end);
        let formula = flow.text();
        let kept = formula.trim_end_matches(['.', ';', ',', ' ']).chars().count();
        if kept == 0 {
            return (None, at + 1);
        }
        let source = self.lines.paged(flow.span(0, kept));
        (Some(Vote::read(&formula, source, problems)), last + 1)
    }

    fn speaker(&mut self, read: &declaration::Read) {
        let Some(speaker) = &read.speaker else { return };
        self.person(speaker.clone());
        if let [only] = read.declaration.organisations.as_slice() {
            let membership = Membership {
                person: speaker.key.clone(),
                organisation: self.assembly.clone(),
                on_behalf_of: Some(only.clone()),
                source: read.declaration.source,
            };
            let known = |other: &Membership| {
                other.person == membership.person && other.on_behalf_of == membership.on_behalf_of
            };
            if !self.memberships.iter().any(known) {
                self.memberships.push(membership);
            }
        }
    }

    fn person(&mut self, person: Person) {
        if self.persons.iter().all(|known| known.key != person.key) {
            self.persons.push(person);
        }
    }

    fn records(self, territory: Territory, session: Session, opinion: Opinion) -> Records {
        let mut organisations = self.organisations.into_records();
        for organisation in &mut organisations {
            organisation.source = self.lines.paged(organisation.source);
        }
        let source = territory.source.map(|span| self.lines.paged(span));
        let territory = Territory { source, ..territory };
        Records {
            territory,
            organisations,
            persons: self.persons,
            memberships: self.memberships,
            session,
            opinion,
            initiatives: Vec::new(),
            citations: Vec::new(),
            mentions: Vec::new(),
            milestones: Vec::new(),
            recommendations: Vec::new(),
        }
    }
}
