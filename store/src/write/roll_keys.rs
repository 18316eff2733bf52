//! The natural keys of a file of votes.

use ingest::{Body, OrganisationKey, Roll, Seat, Sitting, Territory, Voted, Voter};
use uuid::Uuid;

use super::{keys::text, words};
use crate::id::NaturalKey;

/// The ids of a file's records, each list in the file's order.
pub(crate) struct RollKeys {
    territory: (&'static str, String),
    pub(crate) bodies: Vec<Uuid>,
    pub(crate) voters: Vec<Uuid>,
    pub(crate) sittings: Vec<Uuid>,
    pub(crate) seats: Vec<Uuid>,
    pub(crate) votes: Vec<Uuid>,
}

impl RollKeys {
    pub(crate) fn new(roll: &Roll) -> Self {
        let territory = (words::level_key(roll.territory.level), roll.territory.code.clone());
        let (bodies, voters, sittings, seats, votes) = Default::default();
        let mut keys = Self { territory, bodies, voters, sittings, seats, votes };
        keys.bodies = roll.bodies.iter().map(|body| keys.body(&body.key).id()).collect();
        keys.voters = roll.voters.iter().map(|voter| keys.voter(voter).id()).collect();
        keys.sittings = roll.sittings.iter().map(|sitting| keys.sitting(sitting).id()).collect();
        keys.seats = roll.seats.iter().map(|seat| keys.seat(seat).id()).collect();
        keys.votes = roll.votes.iter().map(|vote| keys.vote(vote).id()).collect();
        keys
    }

    /// Territory: level and code.
    pub(crate) fn territory(territory: &Territory) -> NaturalKey {
        NaturalKey::new("Territory", [words::level_key(territory.level), &territory.code])
    }

    /// Organisation: territory and the file's own id of it, or its slug.
    pub(crate) fn body(&self, key: &OrganisationKey) -> NaturalKey {
        NaturalKey::new("Organisation", [self.territory.0, &self.territory.1, &key.0])
    }

    /// Person: assembly and the file's own id of them, or their folded name.
    pub(crate) fn voter(&self, voter: &Voter) -> NaturalKey {
        NaturalKey::new("Person", [&text(self.bodies[voter.assembly as usize]), &voter.key.0])
    }

    /// Session: assembly, date and kind.
    pub(crate) fn sitting(&self, sitting: &Sitting) -> NaturalKey {
        let assembly = text(self.bodies[sitting.assembly as usize]);
        NaturalKey::new(
            "Session",
            [&assembly, &sitting.held_on.to_string(), words::session_key(sitting.kind)],
        )
    }

    /// Membership: person, organisation and on whose behalf; and as what and from when, where the file says so: one
    /// person may sit in one body twice.
    pub(crate) fn seat(&self, seat: &Seat) -> NaturalKey {
        let person = text(self.voters[seat.person as usize]);
        let body = text(self.bodies[seat.body as usize]);
        let behalf = seat.on_behalf_of.map(|at| text(self.bodies[at as usize])).unwrap_or_default();
        if seat.role.is_none() && seat.start.is_none() {
            return NaturalKey::new("Membership", [&person, &body, &behalf]);
        }
        let start = seat.start.map(|start| start.to_string()).unwrap_or_default();
        let role = seat.role.clone().unwrap_or_default();
        NaturalKey::new("Membership", [&person, &body, &behalf, &role, &start])
    }

    /// Vote: session and subject; and what the file calls it, where it calls it anything: subjects such as "Budget" come
    /// again in one session, and whether another file holds the second must not change the id of the first.
    pub(crate) fn vote(&self, vote: &Voted) -> NaturalKey {
        let session = text(self.sittings[vote.sitting as usize]);
        match (&vote.identifier, vote.homonym) {
            (None, 1) => NaturalKey::new("Vote", [&session, &vote.subject]),
            (Some(identifier), 1) => NaturalKey::new("Vote", [&session, &vote.subject, identifier]),
            (identifier, homonym) => {
                let identifier = identifier.clone().unwrap_or_default();
                NaturalKey::new("Vote", [&session, &vote.subject, &identifier, &homonym.to_string()])
            }
        }
    }

    /// VotePosition: vote and person.
    pub(crate) fn position(vote: Uuid, person: Uuid) -> NaturalKey {
        NaturalKey::new("VotePosition", [&text(vote), &text(person)])
    }

    /// The place of a body in the list.
    pub(crate) fn parent(&self, body: &Body) -> Option<Uuid> {
        body.parent.as_ref().map(|parent| self.body(parent).id())
    }

    /// The ids of all of which another file may say more, or something else. A person that this file only refers to is
    /// none of them: what it says follows from the key, and each of very many files refers to the same hundreds.
    pub(crate) fn shared(&self, roll: &Roll) -> Vec<Uuid> {
        let territory = NaturalKey::new("Territory", [self.territory.0, &self.territory.1]).id();
        let stated = roll.voters.iter().zip(&self.voters).filter(|(voter, _)| voter.stated);
        let lists = [&self.bodies, &self.sittings, &self.seats, &self.votes];
        let ids = lists.into_iter().flatten().chain(stated.map(|(_, id)| id));
        ids.copied().chain([territory]).collect()
    }

    /// The ids of the persons that this file only refers to.
    pub(crate) fn referred(&self, roll: &Roll) -> Vec<Uuid> {
        let referred = roll.voters.iter().zip(&self.voters).filter(|(voter, _)| !voter.stated);
        referred.map(|(_, id)| *id).collect()
    }

    /// The ids of the votes.
    pub(crate) fn votes(&self) -> Vec<Uuid> {
        self.votes.clone()
    }
}
