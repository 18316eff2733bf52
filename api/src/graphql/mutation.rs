//! The root of all changes, and what each takes of a key.

use async_graphql::{Context, Object};
use store::{Key, Scope};

use super::import_document::{self, ImportDocumentInput, ImportDocumentPayload};
use crate::{error::Error, intake::Intaking};

/// What each change takes. One that is not listed here runs for nobody.
pub(crate) const SCOPES: [(&str, Scope); 1] = [("importDocument", import_document::SCOPE)];

/// Who changes something, and within which limits.
pub(crate) struct Acting {
    pub(crate) key: Key,
    pub(crate) intake: Intaking,
}

/// The root of all changes. Each takes a key with its scope, as `Authorization: Bearer`.
#[derive(Default)]
pub(crate) struct Mutation;

/// The root of all changes. Each takes a key with its scope, as `Authorization: Bearer`.
#[Object]
impl Mutation {
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
