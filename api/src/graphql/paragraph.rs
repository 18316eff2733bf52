//! A paragraph or an item of a list (paragraphe).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Row, entities::paragraph};

use super::*;
use crate::error::Error;

/// A paragraph or an item of a list (paragraphe).
pub(crate) struct Paragraph {
    pub(super) row: Arc<paragraph::Model>,
}

impl From<Arc<paragraph::Model>> for Paragraph {
    fn from(row: Arc<paragraph::Model>) -> Self {
        Self { row }
    }
}

impl From<Row<paragraph::Model>> for Paragraph {
    fn from(row: Row<paragraph::Model>) -> Self {
        Self { row: row.model }
    }
}

impl Listed for Paragraph {
    type Connection = Connection<Self>;
    type Noun = paragraph::Model;
    const NAME: &'static str = "Paragraph";
}

/// A paragraph or an item of a list (paragraphe).
#[Object]
impl Paragraph {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// Of which part of an opinion (partie); null where it is of a declaration.
    async fn section(&self, ctx: &Context<'_>) -> Option<Result<Record<Section>, Error>> {
        maybe(ctx, self.row.section_id, None).await
    }

    /// Of which declaration (déclaration); null where it is of an opinion's own words.
    async fn declaration(&self, ctx: &Context<'_>) -> Option<Result<Record<Declaration>, Error>> {
        maybe(ctx, self.row.declaration_id, None).await
    }

    /// Its place, from 1 (rang).
    async fn rank(&self) -> i32 {
        self.row.rank
    }

    /// The text (texte), its lines joined, without bullets.
    async fn text(&self) -> &str {
        &self.row.text
    }

    /// What the record rests on (fondement).
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }

    /// Where the record was read (source), in the deciding document: that with the smallest session date and SHA-256.
    /// Null where no text says it.
    async fn source(&self, ctx: &Context<'_>) -> Option<Result<Record<Source>, Error>> {
        source(ctx, self.row.id).await
    }
}
