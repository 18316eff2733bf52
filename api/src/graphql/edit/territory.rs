//! What people write of a territory (territoire).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{super::Territory, Values, payload, run};
use crate::error::Error;

payload!(TerritoryPayload, territory: Territory, "What became of an edit of a territory (territoire).");

/// Other values for fields of a territory (territoire). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdateTerritoryInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// The name (nom).
    name: MaybeUndefined<String>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of a territory (territoire).
#[derive(Default)]
pub(crate) struct TerritoryEdits;

/// What people write of a territory (territoire).
#[Object]
impl TerritoryEdits {
    /// Corrects a territory (territoire). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_territory(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdateTerritoryInput,
    ) -> Result<TerritoryPayload, Error> {
        let values = Values::default().given("name", input.name);
        let edit = values.update("Territory", &input.id, input.expected_revision);
        TerritoryPayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
