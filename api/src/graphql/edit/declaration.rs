//! What people write of a declaration (déclaration).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{super::Declaration, Values, payload, run};
use crate::error::Error;

payload!(DeclarationPayload, declaration: Declaration, "What became of an edit of a declaration (déclaration).");

/// A declaration that the document leaves out (déclaration).
#[derive(Debug, InputObject)]
pub(crate) struct CreateDeclarationInput {
    /// On which opinion (avis).
    opinion_id: ID,
    /// In whose name (au nom de).
    organisation_ids: Vec<ID>,
    /// Who spoke (intervenants).
    speaker_ids: Option<Vec<ID>>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// Other values for fields of a declaration (déclaration). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdateDeclarationInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// In whose name (au nom de): all of them.
    organisation_ids: MaybeUndefined<Vec<ID>>,
    /// Who spoke (intervenants): all of them.
    speaker_ids: MaybeUndefined<Vec<ID>>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of a declaration (déclaration).
#[derive(Default)]
pub(crate) struct DeclarationEdits;

/// What people write of a declaration (déclaration).
#[Object]
impl DeclarationEdits {
    /// Records a declaration that the document leaves out (déclaration).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_declaration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreateDeclarationInput,
    ) -> Result<DeclarationPayload, Error> {
        let values = Values::default()
            .set("opinion_id", input.opinion_id)
            .set("organisations", input.organisation_ids)
            .some("speakers", input.speaker_ids);
        let edit = values.create("Declaration");
        DeclarationPayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }

    /// Corrects a declaration (déclaration). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_declaration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdateDeclarationInput,
    ) -> Result<DeclarationPayload, Error> {
        let values = Values::default()
            .given("organisations", input.organisation_ids)
            .given("speakers", input.speaker_ids);
        let edit = values.update("Declaration", &input.id, input.expected_revision);
        DeclarationPayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
