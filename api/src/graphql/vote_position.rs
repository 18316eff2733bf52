//! What someone did, or said that they would do, at a vote (position de vote).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Join, Joined, Row, entities::vote_position};

use super::*;
use crate::error::Error;
use async_graphql::Enum;

/// Recorded or announced (nature).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::vote_position::VotePositionKind")]
pub(crate) enum VotePositionKind {
    /// A member's recorded vote (vote enregistré).
    Ballot,
    /// What a declaration says that an organisation will do (vote annoncé); never counted as a ballot.
    Announced,
}

/// What a voter does (choix).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::vote_position::VoteChoice")]
pub(crate) enum VoteChoice {
    /// For (pour).
    For,
    /// Against (contre).
    Against,
    /// Abstention (abstention).
    Abstention,
    /// Takes no part in the vote (ne prend pas part au vote).
    NotParticipating,
    /// Absent (absent).
    Absent,
}

/// What someone did, or said that they would do, at a vote (position de vote).
pub(crate) struct VotePosition {
    pub(super) row: Arc<vote_position::Model>,
    pub(super) joined: Joined,
}

impl From<Arc<vote_position::Model>> for VotePosition {
    fn from(row: Arc<vote_position::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<vote_position::Model>> for VotePosition {
    fn from(row: Row<vote_position::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for VotePosition {
    type Connection = FacetedConnection<Self>;
    type Noun = vote_position::Model;
    const NAME: &'static str = "VotePosition";
    const JOINS: &'static [(&'static str, Join)] = &[
        ("person", Join::Person),
        ("organisation", Join::Organisation),
        ("declaration", Join::Declaration),
        ("vote", Join::VotedOn),
        ("vote.opinion", Join::VotedOpinion),
    ];
    const SPARE: &'static [(&'static str, &'static str)] = &[
        ("with_reservations", "withReservations"),
        ("person_id", "person"),
        ("organisation_id", "organisation"),
        ("declaration_id", "declaration"),
    ];
}

impl VotePosition {
    /// The vote that it was taken at, where it was joined, with its opinion where that was joined too.
    pub(super) fn voted_on(&self) -> Option<Vote> {
        let row = self.joined.vote.clone().flatten()?;
        Some(Vote { row, joined: self.joined.clone() })
    }
}

/// What someone did, or said that they would do, at a vote (position de vote).
#[Object]
impl VotePosition {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// At which vote (vote); null where a declaration announces it and no vote is printed: its opinion is the
    /// declaration's.
    async fn vote(&self, ctx: &Context<'_>) -> Option<Result<Record<Vote>, Error>> {
        match self.voted_on() {
            Some(vote) => Some(Ok(Record(vote))),
            None => maybe(ctx, self.row.vote_id, None).await,
        }
    }

    /// Recorded, or announced (nature).
    async fn kind(&self) -> VotePositionKind {
        self.row.kind.into()
    }

    /// What (choix).
    async fn choice(&self) -> VoteChoice {
        self.row.choice.into()
    }

    /// Whether the announcement names reservations (avec réserves); null for a ballot.
    async fn with_reservations(&self) -> Option<bool> {
        self.row.with_reservations
    }

    /// Whose ballot (personne); null for an announcement.
    async fn person(&self, ctx: &Context<'_>) -> Option<Result<Record<Person>, Error>> {
        maybe(ctx, self.row.person_id, self.joined.person.clone()).await
    }

    /// Which organisation (organisation); null where it is not known.
    async fn organisation(&self, ctx: &Context<'_>) -> Option<Result<Record<Organisation>, Error>> {
        maybe(ctx, self.row.organisation_id, self.joined.organisation.clone()).await
    }

    /// The declaration that announces it (déclaration); null for a ballot.
    async fn declaration(&self, ctx: &Context<'_>) -> Option<Result<Record<Declaration>, Error>> {
        maybe(ctx, self.row.declaration_id, self.joined.declaration.clone()).await
    }

    /// What the record rests on (fondement).
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }

    /// Where the record was read (source), in the deciding document: that with the smallest session date and SHA-256.
    /// Null where no text says it.
    async fn source(&self, ctx: &Context<'_>) -> Option<Result<Record<Source>, Error>> {
        source(ctx, self.row.id).await
    }
}
