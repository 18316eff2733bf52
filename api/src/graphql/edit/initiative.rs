//! What people write of an initiative (dispositif).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{
    super::{Initiative, InitiativeKind},
    Values, payload, run,
};
use crate::error::Error;

payload!(InitiativePayload, initiative: Initiative, "What became of an edit of an initiative (dispositif).");

/// An initiative that no document names (dispositif).
#[derive(Debug, InputObject)]
pub(crate) struct CreateInitiativeInput {
    /// The territory (territoire): a part of the key.
    territory_id: ID,
    /// The long name (nom).
    name: String,
    /// What it is (nature).
    kind: InitiativeKind,
    /// The acronym (sigle): a part of the key where there is one.
    acronym: Option<String>,
    /// The body that it has become (organisme).
    organisation_id: Option<ID>,
    /// Other names (autres noms).
    aliases: Option<Vec<String>>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// Other values for fields of an initiative (dispositif). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdateInitiativeInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// The long name (nom).
    name: MaybeUndefined<String>,
    /// What it is (nature).
    kind: MaybeUndefined<InitiativeKind>,
    /// The acronym (sigle).
    acronym: MaybeUndefined<String>,
    /// The body that it has become (organisme).
    organisation_id: MaybeUndefined<ID>,
    /// Other names (autres noms): all of them.
    aliases: MaybeUndefined<Vec<String>>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of an initiative (dispositif).
#[derive(Default)]
pub(crate) struct InitiativeEdits;

/// What people write of an initiative (dispositif).
#[Object]
impl InitiativeEdits {
    /// Records an initiative that no document names (dispositif).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_initiative(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreateInitiativeInput,
    ) -> Result<InitiativePayload, Error> {
        let values = Values::default()
            .set("territory_id", input.territory_id)
            .set("name", input.name)
            .set("kind", input.kind)
            .some("acronym", input.acronym)
            .some("organisation_id", input.organisation_id)
            .some("aliases", input.aliases);
        let edit = values.create("Initiative");
        InitiativePayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }

    /// Corrects an initiative (dispositif). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_initiative(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdateInitiativeInput,
    ) -> Result<InitiativePayload, Error> {
        let values = Values::default()
            .given("name", input.name)
            .given("kind", input.kind)
            .given("acronym", input.acronym)
            .given("organisation_id", input.organisation_id)
            .given("aliases", input.aliases);
        let edit = values.update("Initiative", &input.id, input.expected_revision);
        InitiativePayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
