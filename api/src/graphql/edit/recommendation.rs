//! What people write of a recommendation (préconisation).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{super::Recommendation, Values, payload, run};
use crate::error::Error;

payload!(RecommendationPayload, recommendation: Recommendation, "What became of an edit of a recommendation (préconisation).");

/// A recommendation that no document tells of (préconisation).
#[derive(Debug, InputObject)]
pub(crate) struct CreateRecommendationInput {
    /// The opinion that makes it (avis d'origine).
    origin_id: ID,
    /// The declaration that asks (déclaration).
    declaration_id: Option<ID>,
    /// The number (numéro).
    number: Option<String>,
    /// The theme that it names (objet).
    subject: Option<String>,
    /// What is asked for (texte).
    text: Option<String>,
    /// Who asks (auteurs).
    made_by_ids: Option<Vec<ID>>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// Other values for fields of a recommendation (préconisation). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdateRecommendationInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// The number (numéro).
    number: MaybeUndefined<String>,
    /// The theme that it names (objet).
    subject: MaybeUndefined<String>,
    /// What is asked for (texte).
    text: MaybeUndefined<String>,
    /// Who asks (auteurs): all of them.
    made_by_ids: MaybeUndefined<Vec<ID>>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of a recommendation (préconisation).
#[derive(Default)]
pub(crate) struct RecommendationEdits;

/// What people write of a recommendation (préconisation).
#[Object]
impl RecommendationEdits {
    /// Records a recommendation that no document tells of (préconisation).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_recommendation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreateRecommendationInput,
    ) -> Result<RecommendationPayload, Error> {
        let values = Values::default()
            .set("origin_id", input.origin_id)
            .some("declaration_id", input.declaration_id)
            .some("number", input.number)
            .some("subject", input.subject)
            .some("text", input.text)
            .some("made_by", input.made_by_ids);
        let edit = values.create("Recommendation");
        RecommendationPayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }

    /// Corrects a recommendation (préconisation). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_recommendation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdateRecommendationInput,
    ) -> Result<RecommendationPayload, Error> {
        let values = Values::default()
            .given("number", input.number)
            .given("subject", input.subject)
            .given("text", input.text)
            .given("made_by", input.made_by_ids);
        let edit = values.update("Recommendation", &input.id, input.expected_revision);
        RecommendationPayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
