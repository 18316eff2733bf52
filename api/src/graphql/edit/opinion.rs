//! What people write of an opinion (avis).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{
    super::{Date, Opinion, OpinionKind},
    Values, payload, run,
};
use crate::error::Error;

payload!(OpinionPayload, opinion: Opinion, "What became of an edit of an opinion (avis).");

/// An opinion whose document is not at hand (avis).
#[derive(Debug, InputObject)]
pub(crate) struct CreateOpinionInput {
    /// The sitting that voted (séance).
    session_id: ID,
    /// What gave rise to it (nature).
    kind: OpinionKind,
    /// Its object (objet).
    title: String,
    /// The report that it answers (rapport).
    report_id: Option<ID>,
    /// The commission that drafted it (commission).
    commission_id: Option<ID>,
    /// The day on which it was adopted (date d'adoption).
    adopted_on: Option<Date>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// Other values for fields of an opinion (avis). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdateOpinionInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// What gave rise to it (nature).
    kind: MaybeUndefined<OpinionKind>,
    /// Its object (objet).
    title: MaybeUndefined<String>,
    /// The commission that drafted it (commission).
    commission_id: MaybeUndefined<ID>,
    /// The day on which it was adopted (date d'adoption).
    adopted_on: MaybeUndefined<Date>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of an opinion (avis).
#[derive(Default)]
pub(crate) struct OpinionEdits;

/// What people write of an opinion (avis).
#[Object]
impl OpinionEdits {
    /// Records an opinion whose document is not at hand (avis).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_opinion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreateOpinionInput,
    ) -> Result<OpinionPayload, Error> {
        let values = Values::default()
            .set("session_id", input.session_id)
            .set("kind", input.kind)
            .set("title", input.title)
            .some("report_id", input.report_id)
            .some("commission_id", input.commission_id)
            .some("adopted_on", input.adopted_on);
        let edit = values.create("Opinion");
        OpinionPayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }

    /// Corrects an opinion (avis). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_opinion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdateOpinionInput,
    ) -> Result<OpinionPayload, Error> {
        let values = Values::default()
            .given("kind", input.kind)
            .given("title", input.title)
            .given("commission_id", input.commission_id)
            .given("adopted_on", input.adopted_on);
        let edit = values.update("Opinion", &input.id, input.expected_revision);
        OpinionPayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
