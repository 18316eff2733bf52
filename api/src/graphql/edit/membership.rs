//! What people write of a seat (mandat).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{
    super::{Date, Membership},
    Values, payload, run,
};
use crate::error::Error;

payload!(MembershipPayload, membership: Membership, "What became of an edit of a seat (mandat).");

/// A seat that no document tells of (mandat).
#[derive(Debug, InputObject)]
pub(crate) struct CreateMembershipInput {
    /// Who sits (personne).
    person_id: ID,
    /// In which body (organisme).
    organisation_id: ID,
    /// On whose behalf (au titre de).
    on_behalf_of_id: Option<ID>,
    /// As what (fonction).
    role: Option<String>,
    /// From when (début).
    start_date: Option<Date>,
    /// Until when (fin).
    end_date: Option<Date>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// Other values for fields of a seat (mandat). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdateMembershipInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// As what (fonction).
    role: MaybeUndefined<String>,
    /// From when (début).
    start_date: MaybeUndefined<Date>,
    /// Until when (fin).
    end_date: MaybeUndefined<Date>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of a seat (mandat).
#[derive(Default)]
pub(crate) struct MembershipEdits;

/// What people write of a seat (mandat).
#[Object]
impl MembershipEdits {
    /// Records a seat that no document tells of (mandat).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreateMembershipInput,
    ) -> Result<MembershipPayload, Error> {
        let values = Values::default()
            .set("person_id", input.person_id)
            .set("organisation_id", input.organisation_id)
            .some("on_behalf_of_id", input.on_behalf_of_id)
            .some("role", input.role)
            .some("start_date", input.start_date)
            .some("end_date", input.end_date);
        let edit = values.create("Membership");
        MembershipPayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }

    /// Corrects a seat (mandat). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdateMembershipInput,
    ) -> Result<MembershipPayload, Error> {
        let values = Values::default()
            .given("role", input.role)
            .given("start_date", input.start_date)
            .given("end_date", input.end_date);
        let edit = values.update("Membership", &input.id, input.expected_revision);
        MembershipPayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
