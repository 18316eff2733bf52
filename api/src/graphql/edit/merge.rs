//! What people decide of whole records: that one is not there, that two are one, that an earlier edit was none.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use store::Edit;

use super::{
    super::{
        Organisation, Person,
        items::Items,
        node::{self, Node},
        user_error::UserError,
    },
    Conflict, payload, run,
    values::known,
};
use crate::error::Error;

payload!(MergeOrganisationsPayload, organisation: Organisation, "What became of a merge of bodies (fusion d'organisations).");
payload!(MergePersonsPayload, person: Person, "What became of a merge of persons (fusion de personnes).");

/// Two records that are one (fusion).
#[derive(Debug, InputObject)]
pub(crate) struct MergeInput {
    /// The one that goes (doublon): its id answers with the other from then on.
    from_id: ID,
    /// The one that stays (fiche conservée).
    into_id: ID,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

impl MergeInput {
    fn edit(&self, kind: &'static str) -> Result<Edit, UserError> {
        Ok(Edit::Merge { kind, from: known("fromId", &self.from_id)?, into: known("intoId", &self.into_id)? })
    }
}

/// A record that is not there (suppression).
#[derive(Debug, InputObject)]
pub(crate) struct DeleteRecordInput {
    /// Which one (identifiant).
    id: ID,
    /// The `lastRevision` that was seen (dernière révision): where it is another meanwhile, nothing is removed.
    expected_revision: Option<i64>,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What became of a removal (suppression).
#[derive(SimpleObject)]
pub(crate) struct DeleteRecordPayload {
    /// The id of what was removed (identifiant); null where nothing was.
    deleted_id: Option<ID>,
    /// What can be mended (erreurs de saisie).
    user_errors: Vec<UserError>,
    /// Where the record was changed meanwhile (conflits); always empty, for a removal writes no field.
    conflicts: Vec<Conflict>,
}

/// An edit that shall be none (annulation).
#[derive(Debug, InputObject)]
pub(crate) struct UndoRevisionInput {
    /// The `sequence` of a revision that the edit wrote (numéro d'ordre): all that it wrote is taken back.
    sequence: i64,
    /// Why (motif): the history tells it.
    reason: Option<String>,
}

/// What became of an undoing (annulation).
#[derive(SimpleObject)]
pub(crate) struct UndoRevisionPayload {
    /// The records as they are now, without those that are not there (fiches).
    nodes: Items<Node>,
    /// What can be mended (erreurs de saisie).
    user_errors: Vec<UserError>,
}

/// A person whose name shall be nowhere (occultation).
#[derive(Debug, InputObject)]
pub(crate) struct RedactPersonInput {
    /// Whose (identifiant).
    id: ID,
    /// Why (motif): the history tells it. Do not write the name here.
    reason: Option<String>,
}

payload!(RedactPersonPayload, person: Person, "What became of a redaction (occultation).");

/// What people decide of whole records.
#[derive(Default)]
pub(crate) struct RecordEdits;

/// What people decide of whole records.
#[Object]
impl RecordEdits {
    /// Says that a record is not there, with what it owns (suppression): no import brings it back, its history stays, and
    /// undoing this does. For records of every type that people edit, and for sections, paragraphs, mentions and themes of
    /// an opinion. Takes the scope `edit`.
    async fn delete_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which record.")] input: DeleteRecordInput,
    ) -> Result<DeleteRecordPayload, Error> {
        let edit = known("id", &input.id).map(|id| Edit::Delete { id, expected: input.expected_revision });
        let outcome = run(ctx, edit, "removal", input.reason).await?;
        Ok(DeleteRecordPayload {
            deleted_id: outcome.ids.first().copied().map(ID::from),
            user_errors: outcome.user_errors,
            conflicts: outcome.conflicts,
        })
    }

    /// Says that two bodies are one (fusion d'organisations): all that named the one names the other, now and in every later
    /// import, and it is found by both names. Takes the scope `edit`.
    async fn merge_organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which two.")] input: MergeInput,
    ) -> Result<MergeOrganisationsPayload, Error> {
        let edit = input.edit("Organisation");
        MergeOrganisationsPayload::of(ctx, run(ctx, edit, "merge", input.reason).await?).await
    }

    /// Says that two persons are one (fusion de personnes): all that named the one names the other, now and in every later
    /// import. Takes the scope `edit`.
    async fn merge_persons(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which two.")] input: MergeInput,
    ) -> Result<MergePersonsPayload, Error> {
        let edit = input.edit("Person");
        MergePersonsPayload::of(ctx, run(ctx, edit, "merge", input.reason).await?).await
    }

    /// Takes a person's name out, everywhere and for good, as a law may ask (occultation): of records, exports and search, of
    /// the texts of documents, where it is masked character by character, and of the history, which can be checked as
    /// before. The bytes of documents that have it are not kept any more. A later import of a document that names them
    /// leaves the name out. It cannot be undone. Takes the scope `admin`.
    async fn redact_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose name.")] input: RedactPersonInput,
    ) -> Result<RedactPersonPayload, Error> {
        let edit = known("id", &input.id).map(|id| Edit::Redact { id });
        RedactPersonPayload::of(ctx, run(ctx, edit, "redaction", input.reason).await?).await
    }

    /// Takes an edit back, with all that it wrote (annulation). Where something of it was changed since, nothing is done.
    /// Imports are not undone: what a document states is corrected or removed. Takes the scope `edit`.
    async fn undo_revision(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which edit.")] input: UndoRevisionInput,
    ) -> Result<UndoRevisionPayload, Error> {
        let edit = Ok(Edit::Undo { sequence: input.sequence });
        let what = format!("undo of revision {}", input.sequence);
        let outcome = run(ctx, edit, &what, input.reason).await?;
        let ids: Vec<ID> = outcome.ids.into_iter().take(100).map(ID::from).collect();
        let nodes = node::nodes(ctx, &ids).await?.into_iter().flatten().collect();
        Ok(UndoRevisionPayload { nodes, user_errors: outcome.user_errors })
    }
}
