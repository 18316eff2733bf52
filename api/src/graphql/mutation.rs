//! The root of all changes, and what each takes of a key.

use async_graphql::{Context, MergedObject, Object};
use store::{Key, Scope};

use super::{
    edit::Edits,
    import_document::{self, ImportDocumentInput, ImportDocumentPayload},
    webhook::Hooks,
};
use crate::{error::Error, intake::Intaking, webhook::Webhooks};

/// What each change takes. One that is not listed here runs for nobody.
pub(crate) const SCOPES: [(&str, Scope); 37] = [
    ("importDocument", import_document::SCOPE),
    ("createOrganisation", Scope::Edit),
    ("updateOrganisation", Scope::Edit),
    ("createPerson", Scope::Edit),
    ("updatePerson", Scope::Edit),
    ("createMembership", Scope::Edit),
    ("updateMembership", Scope::Edit),
    ("createReport", Scope::Edit),
    ("updateReport", Scope::Edit),
    ("updatePriority", Scope::Edit),
    ("updateTerritory", Scope::Edit),
    ("createOpinion", Scope::Edit),
    ("updateOpinion", Scope::Edit),
    ("createRapporteur", Scope::Edit),
    ("createDeclaration", Scope::Edit),
    ("updateDeclaration", Scope::Edit),
    ("createVote", Scope::Edit),
    ("updateVote", Scope::Edit),
    ("createVotePosition", Scope::Edit),
    ("updateVotePosition", Scope::Edit),
    ("createInitiative", Scope::Edit),
    ("updateInitiative", Scope::Edit),
    ("createMilestone", Scope::Edit),
    ("updateMilestone", Scope::Edit),
    ("createRecommendation", Scope::Edit),
    ("updateRecommendation", Scope::Edit),
    ("createFollowUp", Scope::Edit),
    ("updateFollowUp", Scope::Edit),
    ("deleteRecord", Scope::Edit),
    ("mergeOrganisations", Scope::Edit),
    ("mergePersons", Scope::Edit),
    ("undoRevision", Scope::Edit),
    ("redactPerson", Scope::Admin),
    ("createWebhook", Scope::Webhooks),
    ("updateWebhook", Scope::Webhooks),
    ("deleteWebhook", Scope::Webhooks),
    ("replayWebhook", Scope::Webhooks),
];

/// Who changes something, and within which limits.
pub(crate) struct Acting {
    pub(crate) key: Key,
    pub(crate) intake: Intaking,
    pub(crate) webhooks: Webhooks,
}

/// The root of all changes. Each takes a key with its scope, as `Authorization: Bearer`.
#[derive(Default, MergedObject)]
pub(crate) struct Mutation(Imports, Edits, Hooks);

/// What comes in.
#[derive(Default)]
pub(crate) struct Imports;

/// What comes in.
#[Object]
impl Imports {
    /// Reads a document and writes its records, all of them or none (importer). Importing it again changes nothing. Takes
    /// the scope `import`.
    async fn import_document(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The document.")] input: ImportDocumentInput,
    ) -> Result<ImportDocumentPayload, Error> {
        import_document::import(ctx, input).await
    }
}
