//! A document as it was received (document source).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Row, entities::document};

use super::*;
use crate::error::Error;
use crate::loader::Loaders;
use async_graphql::{Enum, SimpleObject};

/// Whether a document was understood (état).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::document::DocumentStatus")]
pub(crate) enum DocumentStatus {
    /// Its records were read (accepté).
    Accepted,
    /// It holds no opinion that could be read; its bytes are kept (refusé).
    Refused,
}

/// How much a problem weighs (gravité).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::problem::ProblemSeverity")]
pub(crate) enum ProblemSeverity {
    /// The document is refused for it (erreur).
    Error,
    /// The rest of the document was understood (avertissement).
    Warning,
}

/// Something in a document that was not understood (problème).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Problem {
    /// How much it weighs (gravité).
    severity: ProblemSeverity,
    /// A stable name in capitals (code), such as "NOT_AN_OPINION".
    code: String,
    /// What was read, what was expected, what to do (message).
    message: String,
    /// The line, from 1 (ligne).
    line: i32,
    /// The column in characters, from 1 (colonne).
    column: i32,
}

impl From<&ingest::Problem> for Problem {
    fn from(problem: &ingest::Problem) -> Self {
        let place = |figure| i32::try_from(figure).unwrap_or(i32::MAX);
        Self {
            severity: match problem.severity {
                ingest::Severity::Error => ProblemSeverity::Error,
                ingest::Severity::Warning => ProblemSeverity::Warning,
            },
            code: problem.code.to_owned(),
            message: problem.message.clone(),
            line: place(problem.line),
            column: place(problem.column),
        }
    }
}

/// A document as it was received (document source).
pub(crate) struct Document {
    row: Arc<document::Model>,
}

impl From<Arc<document::Model>> for Document {
    fn from(row: Arc<document::Model>) -> Self {
        Self { row }
    }
}

impl From<Row<document::Model>> for Document {
    fn from(row: Row<document::Model>) -> Self {
        Self { row: row.model }
    }
}

impl Listed for Document {
    type Connection = Connection<Self>;
    type Noun = document::Model;
    const NAME: &'static str = "Document";
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[DocumentLists::LISTS];
}

/// A document as it was received (document source).
#[Object]
impl Document {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// The title of what it holds (titre); null where it was refused.
    async fn title(&self) -> Option<&str> {
        self.row.title.as_deref()
    }

    /// The SHA-256 of the bytes, 64 hexadecimal digits (empreinte).
    async fn sha256(&self) -> &str {
        &self.row.sha256
    }

    /// Whether it was understood (état).
    async fn status(&self) -> DocumentStatus {
        self.row.status.into()
    }

    /// The media type (type de média), such as "text/plain; charset=utf-8".
    async fn media_type(&self) -> &str {
        &self.row.media_type
    }

    /// The size in bytes (taille en octets).
    async fn byte_size(&self) -> i64 {
        self.row.byte_size
    }

    /// Where it was published (adresse); null where it is not known.
    async fn url(&self) -> Option<&str> {
        self.row.url.as_deref()
    }

    /// Under which licence (licence); null where it is not known.
    async fn licence(&self) -> Option<&str> {
        self.row.licence.as_deref()
    }

    /// When it was first read (date d'import).
    async fn imported_at(&self) -> DateTime {
        DateTime(self.row.imported_at)
    }

    /// What read it (version de l'analyseur).
    async fn parser_version(&self) -> &str {
        &self.row.parser_version
    }

    /// The version of the reference tables that it was read with (version des tables de référence).
    async fn reference_version(&self) -> &str {
        &self.row.reference_version
    }

    /// Whether a person's name was taken out of it (occulté): then the name is masked in the text, character by character,
    /// and the bytes are not kept any more.
    async fn redacted(&self) -> bool {
        self.row.redacted
    }

    /// The plain text that offsets count in (texte); null where the document was refused.
    async fn text(&self, ctx: &Context<'_>) -> Option<Result<String, Error>> {
        ctx.data_unchecked::<Loaders>().load(Texts, self.row.id).await.transpose()
    }

    /// What was not understood (problèmes), in the order of the text.
    async fn problems(&self, ctx: &Context<'_>) -> Result<Vec<Problem>, Error> {
        let rows = ctx.data_unchecked::<Loaders>().load(Problems, self.row.id).await?;
        let rows = rows.unwrap_or_default().into_iter();
        Ok(rows
            .map(|row| Problem {
                severity: row.severity.into(),
                code: row.code,
                message: row.message,
                line: row.line,
                column: row.column,
            })
            .collect())
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> DocumentLists {
        DocumentLists(self.row.id)
    }
}
