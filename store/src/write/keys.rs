//! The natural keys of a document's records, from what the reader calls them.

use ingest::{CitationKey, InitiativeKey, OrganisationKey, PersonKey, Records, Span};
use uuid::Uuid;

use super::words;
use crate::id::NaturalKey;

/// The natural keys of the design, for one document.
pub(crate) struct Keys<'a> {
    records: &'a Records,
}

impl<'a> Keys<'a> {
    pub(crate) fn new(records: &'a Records) -> Self {
        Self { records }
    }

    /// Territory: level and INSEE code.
    pub(crate) fn territory(&self) -> NaturalKey {
        let territory = &self.records.territory;
        NaturalKey::new("Territory", [words::level_key(territory.level), &territory.code])
    }

    /// Organisation: territory and slug.
    pub(crate) fn organisation(&self, key: &OrganisationKey) -> NaturalKey {
        let territory = &self.records.territory;
        NaturalKey::new("Organisation", [words::level_key(territory.level), &territory.code, &key.0])
    }

    /// The assembly.
    pub(crate) fn assembly(&self) -> Uuid {
        self.organisation(&self.records.opinion.assembly).id()
    }

    /// Person: folded name within an assembly.
    pub(crate) fn person(&self, key: &PersonKey) -> NaturalKey {
        NaturalKey::new("Person", [&text(self.assembly()), &key.0])
    }

    /// Membership: person, organisation, and on whose behalf.
    pub(crate) fn membership(&self, membership: &ingest::Membership) -> NaturalKey {
        let behalf = membership.on_behalf_of.as_ref().map(|key| text(self.organisation(key).id()));
        NaturalKey::new(
            "Membership",
            [
                &text(self.person(&membership.person).id()),
                &text(self.organisation(&membership.organisation).id()),
                &behalf.unwrap_or_default(),
            ],
        )
    }

    /// Session: assembly, date and kind.
    pub(crate) fn session(&self) -> NaturalKey {
        let session = &self.records.session;
        NaturalKey::new(
            "Session",
            [&text(self.assembly()), &session.held_on.to_string(), words::session_key(session.kind)],
        )
    }

    /// Report: session and number.
    pub(crate) fn report(&self, number: &str) -> NaturalKey {
        NaturalKey::new("Report", [&text(self.session().id()), number])
    }

    /// Opinion: assembly, date, kind, and the report's number or the folded title.
    pub(crate) fn opinion(&self) -> NaturalKey {
        let opinion = &self.records.opinion;
        let last = match &opinion.report {
            Some(report) => report.number.clone(),
            None => ingest::text::slug(&opinion.title),
        };
        let day = self.records.session.held_on.to_string();
        NaturalKey::new("Opinion", [&text(self.assembly()), &day, words::opinion_key(opinion.kind), &last])
    }

    /// An opinion that the document cites: the key that it has once its own document comes.
    pub(crate) fn cited(&self, key: &CitationKey) -> NaturalKey {
        let day = key.day.to_string();
        NaturalKey::new("Opinion", [&text(self.assembly()), &day, words::opinion_key(key.kind), &key.name])
    }

    /// Initiative: territory and slug.
    pub(crate) fn initiative(&self, key: &InitiativeKey) -> NaturalKey {
        let territory = &self.records.territory;
        NaturalKey::new("Initiative", [words::level_key(territory.level), &territory.code, &key.0])
    }

    /// Milestone: whose it is, its date and its folded title. One that is nobody's is its opinion's.
    pub(crate) fn milestone(&self, milestone: &ingest::Milestone) -> NaturalKey {
        let initiative = milestone.initiative.as_ref().map(|key| self.initiative(key));
        let organisation = milestone.organisation.as_ref().map(|key| self.organisation(key));
        let owner = initiative.or(organisation).unwrap_or_else(|| self.opinion());
        let title = ingest::text::slug(&milestone.title);
        NaturalKey::new("Milestone", [&text(owner.id()), &milestone.date.to_string(), &title])
    }

    /// Mention: the document, the place in it, and what it names: one place may name two.
    pub(crate) fn mention(&self, document: Uuid, place: Span, target: Option<Uuid>) -> NaturalKey {
        let (start, end) = (place.start.to_string(), place.end.to_string());
        let target = target.map(text).unwrap_or_default();
        NaturalKey::new("Mention", [&text(document), &start, &end, &target])
    }

    /// What an owner holds at a place of its own: a declaration, a section, a priority.
    pub(crate) fn ranked(&self, kind: &'static str, owner: Uuid, rank: u32) -> NaturalKey {
        NaturalKey::new(kind, [&text(owner), &rank.to_string()])
    }

    /// What ties two records: a rapporteur, a position.
    pub(crate) fn pair(&self, kind: &'static str, owner: Uuid, other: Uuid) -> NaturalKey {
        NaturalKey::new(kind, [&text(owner), &text(other)])
    }

    /// Vote: its opinion.
    pub(crate) fn vote(&self) -> NaturalKey {
        NaturalKey::new("Vote", [&text(self.opinion().id())])
    }

    /// The ids of all that another document may state too.
    pub(crate) fn shared(&self) -> Vec<Uuid> {
        let records = self.records;
        let mut ids = vec![self.territory().id(), self.session().id(), self.opinion().id()];
        ids.extend(
            records.organisations.iter().map(|organisation| self.organisation(&organisation.key).id()),
        );
        ids.extend(records.persons.iter().map(|person| self.person(&person.key).id()));
        ids.extend(records.memberships.iter().map(|membership| self.membership(membership).id()));
        ids.extend(records.citations.iter().map(|citation| self.cited(&citation.key).id()));
        ids.extend(records.initiatives.iter().map(|initiative| self.initiative(&initiative.key).id()));
        ids.extend(records.milestones.iter().map(|milestone| self.milestone(milestone).id()));
        ids.extend(records.opinion.report.iter().map(|report| self.report(&report.number).id()));
        ids
    }
}

pub(crate) fn text(id: Uuid) -> String {
    id.to_string()
}
