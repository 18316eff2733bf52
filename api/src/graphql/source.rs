//! What records rest on, and where they were read.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object};
use store::entities::source::Model;
use uuid::Uuid;

use super::{Document, Items, connection::figure, one, reads, written::Record};
use crate::{error::Error, loader::Loaders};

/// What a record rests on (fondement).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::Basis")]
pub(crate) enum Basis {
    /// The text says it, at the source (texte).
    Text,
    /// It follows from the context, of which the source is the place that it rests on (déduit).
    Inferred,
    /// The reference tables bundled with the program say it (table de référence).
    Reference,
    /// A hand wrote it; a revision names the key (correction).
    Editor,
}

/// Where a fact was read (source): `quote` is exactly the document's text from `start` to `end`.
pub(crate) struct Source(Arc<Model>);

/// Where a fact was read (source): `quote` is exactly the document's text from `start` to `end` (W3C Web Annotation:
/// TextPositionSelector and TextQuoteSelector).
#[Object]
impl Source {
    /// The document (document source).
    async fn document(&self, ctx: &Context<'_>) -> Result<Record<Document>, Error> {
        one(ctx, self.0.document_id, None).await
    }

    /// The first character, counted in Unicode code points from 0 (début).
    async fn start(&self) -> i32 {
        self.0.span_start
    }

    /// One past the last character, counted in Unicode code points (fin).
    async fn end(&self) -> i32 {
        self.0.span_end
    }

    /// The page, from 1 (page); null where the document has no pages.
    async fn page(&self) -> Option<i32> {
        self.0.page
    }

    /// The text from start to end (citation).
    async fn quote(&self) -> &str {
        &self.0.quote
    }

    /// The text just before (contexte avant), at most 32 characters.
    async fn prefix(&self) -> &str {
        &self.0.prefix
    }

    /// The text just after (contexte après), at most 32 characters.
    async fn suffix(&self) -> &str {
        &self.0.suffix
    }
}

/// The source in the deciding document.
pub(crate) async fn source(ctx: &Context<'_>, node: Uuid) -> Option<Result<Record<Source>, Error>> {
    sources(ctx, node, 1).await.map(|sources| sources.first().map(Record)).transpose()
}

/// How many sources to read of a record.
pub(crate) fn first(first: i32) -> Result<usize, Error> {
    figure("first", first, 100)
}

/// The first sources of a record.
pub(crate) async fn sources(ctx: &Context<'_>, node: Uuid, first: i32) -> Result<Items<Source>, Error> {
    let first = self::first(first)?;
    let rows = ctx.data_unchecked::<Loaders>().load(reads::Sources { first }, node).await?;
    Ok(rows.unwrap_or_default().into_iter().map(|row| Source(Arc::new(row))).collect())
}
