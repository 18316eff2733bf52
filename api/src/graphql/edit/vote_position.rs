//! What people write of a position in a vote (position de vote).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{
    super::{VoteChoice, VotePosition, VotePositionKind},
    Values, payload, run,
};
use crate::error::Error;

payload!(VotePositionPayload, vote_position: VotePosition, "What became of an edit of a position in a vote (position de vote).");

/// A position that no document tells of (position de vote).
#[derive(Debug, InputObject)]
pub(crate) struct CreateVotePositionInput {
    /// A ballot or an announcement (nature).
    kind: VotePositionKind,
    /// How (sens du vote).
    choice: VoteChoice,
    /// In which vote (vote), for a ballot.
    vote_id: Option<ID>,
    /// Who voted (votant), for a ballot.
    person_id: Option<ID>,
    /// In which declaration (déclaration), for an announcement.
    declaration_id: Option<ID>,
    /// On whose behalf, or who announces it (organisme).
    organisation_id: Option<ID>,
    /// Whether the announcement names reservations (sous réserve), for an announcement.
    with_reservations: Option<bool>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// Other values for fields of a position in a vote (position de vote). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdateVotePositionInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// How (sens du vote).
    choice: MaybeUndefined<VoteChoice>,
    /// On whose behalf, or who announces it (organisme).
    organisation_id: MaybeUndefined<ID>,
    /// Whether the announcement names reservations (sous réserve).
    with_reservations: MaybeUndefined<bool>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of a position in a vote (position de vote).
#[derive(Default)]
pub(crate) struct VotePositionEdits;

/// What people write of a position in a vote (position de vote).
#[Object]
impl VotePositionEdits {
    /// Records a position that no document tells of (position de vote).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_vote_position(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreateVotePositionInput,
    ) -> Result<VotePositionPayload, Error> {
        let values = Values::default()
            .set("kind", input.kind)
            .set("choice", input.choice)
            .some("vote_id", input.vote_id)
            .some("person_id", input.person_id)
            .some("declaration_id", input.declaration_id)
            .some("organisation_id", input.organisation_id)
            .some("with_reservations", input.with_reservations);
        let edit = values.create("VotePosition");
        VotePositionPayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }

    /// Corrects a position in a vote (position de vote). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_vote_position(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdateVotePositionInput,
    ) -> Result<VotePositionPayload, Error> {
        let values = Values::default()
            .given("choice", input.choice)
            .given("organisation_id", input.organisation_id)
            .given("with_reservations", input.with_reservations);
        let edit = values.update("VotePosition", &input.id, input.expected_revision);
        VotePositionPayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
