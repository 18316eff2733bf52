//! What people write of a body (organisation).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{
    super::{Organisation, OrganisationKind},
    Values, payload, run,
};
use crate::error::Error;

payload!(OrganisationPayload, organisation: Organisation, "What became of an edit of a body (organisation).");

/// A body that no document names (organisation).
#[derive(Debug, InputObject)]
pub(crate) struct CreateOrganisationInput {
    /// The territory (territoire): a part of the key.
    territory_id: ID,
    /// The long name (nom).
    name: String,
    /// What kind of body (nature).
    kind: OrganisationKind,
    /// The acronym (sigle): a part of the key where there is one.
    acronym: Option<String>,
    /// The body that it belongs to (organisme parent).
    parent_id: Option<ID>,
    /// Other names (autres noms).
    aliases: Option<Vec<String>>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// Other values for fields of a body (organisation). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdateOrganisationInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// The long name (nom).
    name: MaybeUndefined<String>,
    /// What kind of body (nature).
    kind: MaybeUndefined<OrganisationKind>,
    /// The acronym (sigle).
    acronym: MaybeUndefined<String>,
    /// The body that it belongs to (organisme parent).
    parent_id: MaybeUndefined<ID>,
    /// Other names (autres noms): all of them.
    aliases: MaybeUndefined<Vec<String>>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of a body (organisation).
#[derive(Default)]
pub(crate) struct OrganisationEdits;

/// What people write of a body (organisation).
#[Object]
impl OrganisationEdits {
    /// Records a body that no document names (organisation).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreateOrganisationInput,
    ) -> Result<OrganisationPayload, Error> {
        let values = Values::default()
            .set("territory_id", input.territory_id)
            .set("name", input.name)
            .set("kind", input.kind)
            .some("acronym", input.acronym)
            .some("parent_id", input.parent_id)
            .some("aliases", input.aliases);
        let edit = values.create("Organisation");
        OrganisationPayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }

    /// Corrects a body (organisation). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdateOrganisationInput,
    ) -> Result<OrganisationPayload, Error> {
        let values = Values::default()
            .given("name", input.name)
            .given("kind", input.kind)
            .given("acronym", input.acronym)
            .given("parent_id", input.parent_id)
            .given("aliases", input.aliases);
        let edit = values.update("Organisation", &input.id, input.expected_revision);
        OrganisationPayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
