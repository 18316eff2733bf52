//! What people write of who reports on an opinion, where its text does not say (rapporteur).

use async_graphql::{Context, ID, InputObject, Object};

use super::{super::Rapporteur, Values, payload, run};
use crate::error::Error;

payload!(RapporteurPayload, rapporteur: Rapporteur, "What became of an edit of who reports on an opinion, where its text does not say (rapporteur).");

/// Who reports on an opinion, where its text does not say (rapporteur).
#[derive(Debug, InputObject)]
pub(crate) struct CreateRapporteurInput {
    /// On which opinion (avis).
    opinion_id: ID,
    /// Who (personne).
    person_id: ID,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of who reports on an opinion, where its text does not say (rapporteur).
#[derive(Default)]
pub(crate) struct RapporteurEdits;

/// What people write of who reports on an opinion, where its text does not say (rapporteur).
#[Object]
impl RapporteurEdits {
    /// Records who reports on an opinion, where its text does not say (rapporteur).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_rapporteur(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreateRapporteurInput,
    ) -> Result<RapporteurPayload, Error> {
        let values = Values::default().set("opinion_id", input.opinion_id).set("person_id", input.person_id);
        let edit = values.create("Rapporteur");
        RapporteurPayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }
}
