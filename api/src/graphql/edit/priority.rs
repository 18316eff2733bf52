//! What people write of a priority of a report (priorité).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{super::Priority, Values, payload, run};
use crate::error::Error;

payload!(PriorityPayload, priority: Priority, "What became of an edit of a priority of a report (priorité).");

/// Other values for fields of a priority of a report (priorité). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdatePriorityInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// What it is called (titre).
    title: MaybeUndefined<String>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of a priority of a report (priorité).
#[derive(Default)]
pub(crate) struct PriorityEdits;

/// What people write of a priority of a report (priorité).
#[Object]
impl PriorityEdits {
    /// Corrects a priority of a report (priorité). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_priority(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdatePriorityInput,
    ) -> Result<PriorityPayload, Error> {
        let values = Values::default().given("title", input.title);
        let edit = values.update("Priority", &input.id, input.expected_revision);
        PriorityPayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
