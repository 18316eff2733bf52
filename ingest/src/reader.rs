//! Reads an opinion: its head, then its parts from one heading to the next.

use std::collections::HashSet;
use std::ops::Range;

use crate::{
    Membership, Opinion, OpinionKind, Options, OrganisationKey, OrganisationKind, Outcome, Person, PersonKey,
    Problem, Rapporteur, Records, Report, Section, Session, Span, Territory,
    block::{blocks, paragraphs},
    declaration,
    directory::Directory,
    head::Head,
    header::{Part, parts},
    lines::Lines,
    mark::{Mark, marks},
    naming::Names,
    organisation::Organisations,
    poll, report, talk, territory, theme_assignment,
};

/// Reads the records; none where one that all rest on is missing, with the problem that says which.
pub(crate) fn records(lines: &Lines, options: &Options, problems: &mut Vec<Problem>) -> Option<Records> {
    let parts = parts(lines);
    let head = Head::read(lines, &parts, problems)?;
    let names = Names::new(&lines.chars);
    let above = lines.lines.get(head.end).map_or(lines.chars.len(), |line| line.start);
    let territory = territory::read(lines, &names, above, options.territory.as_deref(), problems)?;
    let directory = Directory::read(&names, &territory, &head.title, head.session.held_on);
    let mut reader = Reader::new(lines, &directory, &territory, head.source);
    let opinion = reader.opinion(&parts, &head, problems);
    let mut records = reader.records(territory, head.session, opinion);
    talk::read(lines, &names, directory, &mut records, problems);
    records.themes = theme_assignment::assignments(&options.themes, lines, &names, &records);
    Some(records)
}

/// What is gathered while the parts are read.
struct Reader<'a> {
    lines: &'a Lines,
    organisations: Organisations,
    assembly: OrganisationKey,
    persons: Vec<Person>,
    known: HashSet<PersonKey>,
    memberships: Vec<Membership>,
    seated: HashSet<(PersonKey, OrganisationKey)>,
}

impl<'a> Reader<'a> {
    fn new(lines: &'a Lines, directory: &Directory, territory: &Territory, heading: Span) -> Self {
        let mut organisations = Organisations::new(directory.organisations.clone(), &territory.code);
        let assembly = organisations.assembly(heading);
        let (persons, memberships) = (Vec::new(), Vec::new());
        let (known, seated) = (HashSet::new(), HashSet::new());
        Self { lines, organisations, assembly, persons, known, memberships, seated }
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
            positions: Vec::new(),
            source: head.source,
        };
        let known = |name: &str| declaration::named(&self.organisations, name).is_some();
        let marks = marks(self.lines, parts, head.end, &known);
        let said = marks.iter().position(|mark| *mark == Mark::Declaration).unwrap_or(marks.len());
        let (vote, told) = poll::read(self.lines, parts, head, head.end..said.max(head.end), problems);
        opinion.vote = vote;
        let parted = Parted { marks: &marks, told: &told };
        let mut at = head.end;
        while at < parts.len() {
            if let Some(after) = parted.vote(at) {
                at = after;
                continue;
            }
            let end = parted.end(at);
            match marks[at] {
                Mark::Declaration => {
                    let rank = u32::try_from(opinion.declarations.len() + 1).unwrap_or(u32::MAX);
                    let read = declaration::read(
                        self.lines,
                        parts,
                        at..end,
                        rank,
                        &mut self.organisations,
                        problems,
                    );
                    self.speakers(&read);
                    opinion.positions.extend(read.positions);
                    opinion.declarations.push(read.declaration);
                }
                Mark::Heading => self.section(&mut opinion, at + 1, end, Some(at)),
                Mark::Above => {}
                Mark::None => self.section(&mut opinion, at, end, None),
            }
            at = end;
        }
        self.conclude(&mut opinion, head, problems);
        opinion
    }

    /// What can be said only once everything is read.
    fn conclude(&mut self, opinion: &mut Opinion, head: &Head, problems: &mut Vec<Problem>) {
        if opinion.vote.is_none() {
            let message = "The text does not say how the opinion was decided. Expected a line such as \"Vote du CESER sur l'avis : adopté à l'unanimité\". No vote was read.";
            problems.push(Problem::warning("MISSING_VOTE", message.to_owned(), head.source));
        }
        let adopted = opinion.vote.as_ref().is_some_and(|vote| vote.outcome == Some(Outcome::Adopted));
        opinion.adopted_on = head.day.filter(|_| adopted);
        let synthesis = |section: &&Section| {
            section.heading.as_deref().is_some_and(|heading| is_synthesis(&crate::text::fold(heading)))
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
        let heading = crate::text::fold(&head.heading.text());
        let Some((number, source)) = head.number.clone() else {
            // "Avis sur le projet de …" answers no report, so that no number is missing.
            if heading.contains("rapport") {
                let message = format!(
                    "The heading reads {:?} and gives the report no number. Expected \"Avis sur le rapport 4-1\"; no report was read.",
                    head.heading.text()
                );
                problems.push(Problem::warning("MISSING_REPORT_NUMBER", message, head.source));
            }
            return None;
        };
        let submitted_by = heading
            .contains("executif")
            .then(|| self.organisations.known(OrganisationKind::Executive, head.source));
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

    /// The persons who speak, and where they sit: of several bodies nobody knows which is whose.
    fn speakers(&mut self, read: &declaration::Read) {
        for speaker in &read.speakers {
            self.person(speaker.clone());
            if let [only] = read.declaration.organisations.as_slice() {
                let membership = Membership {
                    person: speaker.key.clone(),
                    organisation: self.assembly.clone(),
                    on_behalf_of: Some(only.clone()),
                    source: read.declaration.source,
                };
                if self.seated.insert((speaker.key.clone(), only.clone())) {
                    self.memberships.push(membership);
                }
            }
        }
    }

    fn person(&mut self, person: Person) {
        if self.known.insert(person.key.clone()) {
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
            themes: Vec::new(),
        }
    }
}

/// Where the parts of a text end.
struct Parted<'a> {
    marks: &'a [Mark],
    told: &'a [Range<usize>],
}

impl Parted<'_> {
    /// The line after a vote that is told from this line on.
    fn vote(&self, at: usize) -> Option<usize> {
        self.told.iter().find(|told| told.contains(&at)).map(|told| told.end)
    }

    /// The line in which the part ends that begins at a line.
    fn end(&self, at: usize) -> usize {
        let next =
            (at + 1..self.marks.len()).find(|at| self.marks[*at] != Mark::None).unwrap_or(self.marks.len());
        self.told
            .iter()
            .map(|told| told.start)
            .filter(|start| *start > at)
            .chain([next])
            .min()
            .unwrap_or(next)
    }
}

/// "Synthèse du rapport", "1. Résumé du rapport": what tells of the report.
fn is_synthesis(heading: &str) -> bool {
    let words = &heading[crate::heading::numbering(heading)..];
    [
        "synthese",
        "resume",
        "contenu du rapport",
        "presentation du rapport",
        "le rapport de l'executif",
        "objet du rapport",
    ]
    .iter()
    .any(|start| words.starts_with(start))
}
