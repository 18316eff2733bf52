//! Popolo's motions and vote events.

use std::collections::HashSet;

use super::{Ballot, Sitting, Voted, count, day, object::Object, popolo::Popolo, sheet::index};
use crate::{Counts, OrganisationKind, Outcome, SessionKind, Span, text::slug};

const MOTION: [&str; 9] =
    ["id", "identifier", "organization_id", "text", "title", "name", "date", "result", "vote_events"];
const EVENT: [&str; 9] =
    ["id", "identifier", "organization_id", "motion_id", "start_date", "result", "counts", "votes", "motion"];
const VOTE: [&str; 7] =
    ["id", "voter_id", "option", "group_id", "party_id", "on_behalf_of_id", "vote_event_id"];

impl<'v> Popolo<'v, '_> {
    /// Takes the vote events within a motion.
    pub(super) fn motion(&mut self, motion: Object<'v>) {
        self.not_taken.note("motions", motion, &MOTION);
        for event in self.objects(motion.list("vote_events"), "a vote event") {
            self.vote_event(event, Some(motion));
        }
    }

    /// Takes a vote event. One that stands alone may name its motion, or hold it.
    pub(super) fn vote_event(&mut self, event: Object<'v>, motion: Option<Object<'v>>) {
        self.not_taken.note("vote events", event, &EVENT);
        let named = event.text("motion_id").and_then(|(id, _)| self.motions.get(id).copied());
        let motion = motion.or_else(|| event.get("motion").and_then(Object::new)).or(named);
        let either = |name: &str| event.text(name).or_else(|| motion.and_then(|motion| motion.text(name)));
        let Some((assembly, place)) = either("organization_id") else {
            let why = "Neither the vote event nor its motion says in which organisation the vote was held: no \"organization_id\".";
            return self.pass_over("VOTE_WITHOUT_ASSEMBLY", why, event.span);
        };
        let date = event.text("start_date").or_else(|| motion.and_then(|motion| motion.text("date")));
        let Some((held_on, time)) = date.and_then(|(text, _)| day::moment(text)) else {
            let (why, at) = match date {
                Some((text, at)) => {
                    (format!("{text:?} is no day such as 2021-07-02, with or without a time."), at)
                }
                None => (
                    "Neither the vote event has a \"start_date\" nor its motion a \"date\".".to_owned(),
                    event.span,
                ),
            };
            return self.pass_over("VOTE_WITHOUT_DAY", &why, at);
        };
        let identifier = identifier(event, motion);
        let subjects =
            motion.and_then(|motion| ["text", "title", "name"].iter().find_map(|name| motion.text(name)));
        let Some((subject, _)) = subjects.or(identifier) else {
            let why = "Neither a text of the motion nor an id says what was put to the vote.".to_owned();
            return self.pass_over("VOTE_WITHOUT_SUBJECT", &why, event.span);
        };
        let assembly = self.body(assembly, OrganisationKind::Other, place);
        self.is_assembly(assembly);
        let kind = match self.sheet.bodies[assembly as usize].kind {
            OrganisationKind::Commission | OrganisationKind::Committee => SessionKind::Commission,
            _ => SessionKind::Plenary,
        };
        let source = date.map_or(event.span, |(_, at)| at);
        let sitting = self.sheet.sitting(Sitting { assembly, held_on, kind, source });
        let ballots = self.ballots(event, assembly);
        let (counts, differ) = self.counts(event);
        let formula = either("result").map(|(result, _)| result.to_owned());
        self.sheet.votes.push(Voted {
            sitting,
            subject: subject.to_owned(),
            identifier: identifier.map(|(id, _)| id.to_owned()),
            homonym: 1,
            time: time.map(str::to_owned),
            outcome: formula.as_deref().and_then(outcome),
            formula,
            counts: (counts != Counts::default()).then_some(counts),
            inconsistent: differ,
            ballots,
            deliberation: None,
            source: said(event),
        });
    }

    fn ballots(&mut self, event: Object<'v>, assembly: u32) -> Vec<Ballot> {
        let votes = self.objects(event.list("votes"), "a vote");
        let mut ballots = Vec::with_capacity(votes.len());
        let mut voters = HashSet::with_capacity(votes.len());
        for vote in votes {
            self.not_taken.note("votes", vote, &VOTE);
            let Some((voter, at)) = vote.text("voter_id") else {
                self.pass_over("VOTE_WITHOUT_VOTER", "The vote does not say whose it is.", vote.span);
                continue;
            };
            let option = vote.text("option");
            let Some(choice) = option.and_then(|(option, _)| count::choice(option)) else {
                self.unknown_option(option, vote.span);
                continue;
            };
            if self.organisations.contains_key(voter) && !self.persons.contains_key(voter) {
                let why = format!(
                    "The voter {voter:?} is an organisation. Members vote here, and organisations do not."
                );
                self.pass_over("ORGANISATION_VOTER", &why, at);
                continue;
            }
            if !voters.insert(voter) {
                let why = format!("{voter:?} votes a second time in the same vote event.");
                self.pass_over("DUPLICATE_VOTER", &why, at);
                continue;
            }
            let party = vote.text("party_id");
            let group = vote.text("group_id").or_else(|| vote.text("on_behalf_of_id")).or(party);
            let kind = if group == party { OrganisationKind::Party } else { OrganisationKind::Other };
            let on_behalf_of = group.map(|(id, at)| self.body(id, kind, at));
            ballots.push(Ballot {
                person: self.voter(assembly, voter, at),
                on_behalf_of,
                choice,
                source: vote.span,
            });
        }
        ballots
    }

    pub(super) fn unknown_option(&mut self, option: Option<(&str, Span)>, whole: Span) {
        let (why, at) = match option {
            Some((option, at)) => (
                format!(
                    "{option:?} is no option that is known. Expected yes, no, abstain, absent or not voting."
                ),
                at,
            ),
            None => ("No option says what was voted.".to_owned(), whole),
        };
        self.pass_over("UNKNOWN_OPTION", &why, at);
    }
}

/// Where the event says how it went: a quote of the whole would hold all its votes once more.
fn said(event: Object<'_>) -> Span {
    let names = ["counts", "result", "id", "identifier", "start_date", "motion_id"];
    let found = names.iter().find_map(|name| event.get(name));
    found.map_or(event.span, |value| value.span)
}

/// What the body calls the vote, or else the file: the event's own words, or its motion's where it is the motion's only
/// one.
fn identifier<'v>(event: Object<'v>, motion: Option<Object<'v>>) -> Option<(&'v str, Span)> {
    // In JSON-LD an id that is a UUID is a whole IRI; in JSON the same stands there without.
    let id = |object: Object<'v>, name: &str| {
        object.text(name).map(|(id, at)| (id.strip_prefix("urn:uuid:").unwrap_or(id), at))
    };
    let of = |object: Object<'v>| object.text("identifier").or_else(|| id(object, "id"));
    let found = of(event).or_else(|| motion.and_then(of)).or_else(|| id(event, "motion_id"));
    found.filter(|(id, _)| index(id.len()) <= 1_000)
}

/// What a result's word says. Popolo has no list of them.
fn outcome(result: &str) -> Option<Outcome> {
    match slug(result).as_str() {
        "pass" | "passed" | "adopt" | "adopted" | "adopte" | "adoptee" | "approved" | "approuve"
        | "approuvee" | "accepted" | "carried" => Some(Outcome::Adopted),
        "fail" | "failed" | "reject" | "rejected" | "rejete" | "rejetee" | "defeated" | "lost" => {
            Some(Outcome::Rejected)
        }
        "noted" | "pris-acte" | "prend-acte" => Some(Outcome::Noted),
        _ => None,
    }
}
