//! What people write of a person (personne).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::{super::Person, Values, payload, run};
use crate::error::Error;

payload!(PersonPayload, person: Person, "What became of an edit of a person (personne).");

/// A person in a public role that no document names (personne).
#[derive(Debug, InputObject)]
pub(crate) struct CreatePersonInput {
    /// The assembly in which the name tells them apart (assemblée): a part of the key.
    assembly_id: ID,
    /// The whole name (nom): a part of the key.
    name: String,
    /// The given name (prénom).
    given_name: Option<String>,
    /// The family name with its particle (nom de famille).
    family_name: Option<String>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// Other values for fields of a person (personne). What is left out stays as it is; null is for nothing.
#[derive(Debug, InputObject)]
pub(crate) struct UpdatePersonInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is changed, and
    /// `conflicts` tells both sides.
    expected_revision: Option<i64>,
    /// The whole name (nom).
    name: MaybeUndefined<String>,
    /// The given name (prénom).
    given_name: MaybeUndefined<String>,
    /// The family name with its particle (nom de famille).
    family_name: MaybeUndefined<String>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What people write of a person (personne).
#[derive(Default)]
pub(crate) struct PersonEdits;

/// What people write of a person (personne).
#[Object]
impl PersonEdits {
    /// Records a person in a public role that no document names (personne).
    /// Its id is the one that a document would give it, and it stays whatever documents say. Takes the scope `edit`.
    async fn create_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it says.")] input: CreatePersonInput,
    ) -> Result<PersonPayload, Error> {
        let values = Values::default()
            .set("assembly_id", input.assembly_id)
            .set("name", input.name)
            .some("given_name", input.given_name)
            .some("family_name", input.family_name);
        let edit = values.create("Person");
        PersonPayload::of(ctx, run(ctx, edit, "creation", input.reason).await?).await
    }

    /// Corrects a person (personne). What is corrected stays so through every later import. Takes the scope `edit`.
    async fn update_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: UpdatePersonInput,
    ) -> Result<PersonPayload, Error> {
        let values = Values::default()
            .given("name", input.name)
            .given("given_name", input.given_name)
            .given("family_name", input.family_name);
        let edit = values.update("Person", &input.id, input.expected_revision);
        PersonPayload::of(ctx, run(ctx, edit, "correction", input.reason).await?).await
    }
}
