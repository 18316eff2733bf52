//! The records of a file of votes as they are found, each once.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Body, Roll, Seat, Sitting, Voted, Voter};
use crate::{OrganisationKey, PersonKey, Problem, SessionKind, Span, Territory};

/// The place of what no line is to blame for.
pub(super) const WHOLE: Span = Span { start: 0, end: 1, page: None };

/// Places in the list of votes, with their times.
type Places<'a> = Vec<(usize, Option<&'a str>)>;

/// What was found so far.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) problems: Vec<Problem>,
    pub(super) bodies: Vec<Body>,
    pub(super) voters: Vec<Voter>,
    sittings: Vec<Sitting>,
    pub(super) seats: Vec<Seat>,
    pub(super) votes: Vec<Voted>,
    by_key: HashMap<OrganisationKey, u32>,
    by_person: HashMap<(u32, PersonKey), u32>,
    by_day: HashMap<(u32, NaiveDate, SessionKind), u32>,
}

impl Sheet {
    pub(super) fn warn(&mut self, code: &'static str, message: String, at: Span) {
        self.problems.push(Problem::warning(code, message, at));
    }

    pub(super) fn refuse(&mut self, code: &'static str, message: String, at: Span) {
        self.problems.push(Problem::error(code, message, at));
    }

    /// The place of a body in the list. What states it says what it is, wherever else it is referred to.
    pub(super) fn body(&mut self, body: Body) -> u32 {
        let Some(at) = self.by_key.get(&body.key).copied() else {
            let at = index(self.bodies.len());
            self.by_key.insert(body.key.clone(), at);
            self.bodies.push(body);
            return at;
        };
        let known = &mut self.bodies[at as usize];
        let mut identifiers = std::mem::take(&mut known.identifiers);
        identifiers.extend(body.identifiers.iter().filter(|new| !known.identifiers.contains(new)).cloned());
        if body.stated && !known.stated {
            *known = body;
        }
        identifiers.sort();
        identifiers.dedup();
        known.identifiers = identifiers;
        at
    }

    /// The place of a person in the list.
    pub(super) fn voter(&mut self, voter: Voter) -> u32 {
        let at =
            *self.by_person.entry((voter.assembly, voter.key.clone())).or_insert(index(self.voters.len()));
        match self.voters.get_mut(at as usize) {
            None => self.voters.push(voter),
            Some(known) if voter.stated && !known.stated => *known = voter,
            Some(_) => {}
        }
        at
    }

    /// The place of a sitting in the list.
    pub(super) fn sitting(&mut self, sitting: Sitting) -> u32 {
        let key = (sitting.assembly, sitting.held_on, sitting.kind);
        let at = *self.by_day.entry(key).or_insert(index(self.sittings.len()));
        if at as usize == self.sittings.len() {
            self.sittings.push(sitting);
        }
        at
    }

    /// The records, votes that nothing else tells apart numbered.
    pub(super) fn roll(&mut self, territory: Territory) -> Roll {
        let mut homonyms: HashMap<(u32, &str, Option<&str>), Places<'_>> = HashMap::new();
        for (vote, at) in self.votes.iter().zip(0..) {
            let key = (vote.sitting, vote.subject.as_str(), vote.identifier.as_deref());
            homonyms.entry(key).or_default().push((at, vote.time.as_deref()));
        }
        let mut ranks = vec![1; self.votes.len()];
        for mut places in homonyms.into_values() {
            // By their time, then in the order of the file.
            places.sort_by_key(|(at, time)| (*time, *at));
            places.iter().zip(1..).for_each(|((at, _), rank)| ranks[*at] = rank);
        }
        for (vote, rank) in self.votes.iter_mut().zip(ranks) {
            vote.homonym = rank;
        }
        let take = std::mem::take(self);
        let Self { problems, bodies, voters, seats, sittings, votes, .. } = take;
        self.problems = problems;
        Roll { territory, bodies, voters, seats, sittings, votes }
    }
}

/// A place in a list of a text of at most 64 MiB.
pub(super) fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
