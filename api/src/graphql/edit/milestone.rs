//! What people write of a dated step (jalon).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{
    super::{Milestone, PartialDate},
    Values, payload, run,
};
use crate::error::Error;

payload!(MilestonePayload, milestone: Milestone, "What became of an edit of a dated step (jalon).");

/// A dated step that no document tells of (jalon).
#[derive(Debug, InputObject)]
pub(crate) struct CreateMilestoneInput {
    /// When (date).
    date: PartialDate,
    /// What (intitulé).
    title: String,
    /// Of which initiative (dispositif); or give `organisationId`.
    initiative_id: Option<ID>,
    /// Of which body (organisme).
    organisation_id: Option<ID>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// Other values for fields of a dated step (jalon). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdateMilestoneInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// When (date).
    date: MaybeUndefined<PartialDate>,
    /// What (intitulé).
    title: MaybeUndefined<String>,
    /// Of which initiative (dispositif).
    initiative_id: MaybeUndefined<ID>,
    /// Of which body (organisme).
    organisation_id: MaybeUndefined<ID>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of a dated step (jalon).
#[derive(Default)]
pub(crate) struct MilestoneEdits;

/// What people write of a dated step (jalon).
#[Object]
impl MilestoneEdits {
    /// Records a dated step that no document tells of (jalon).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_milestone(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreateMilestoneInput,
    ) -> Result<MilestonePayload, Error> {
        let values = Values::default()
            .set("date", input.date)
            .set("title", input.title)
            .some("initiative_id", input.initiative_id)
            .some("organisation_id", input.organisation_id);
        let edit = values.create("Milestone");
        MilestonePayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }

    /// Corrects a dated step (jalon). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_milestone(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdateMilestoneInput,
    ) -> Result<MilestonePayload, Error> {
        let values = Values::default()
            .given("date", input.date)
            .given("title", input.title)
            .given("initiative_id", input.initiative_id)
            .given("organisation_id", input.organisation_id);
        let edit = values.update("Milestone", &input.id, input.expected_revision);
        MilestonePayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
