//! One of the priorities of a report (priorité).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Row, entities::priority};

use super::*;
use crate::error::Error;

/// One of the priorities of a report (priorité).
pub(crate) struct Priority {
    row: Arc<priority::Model>,
}

impl From<Arc<priority::Model>> for Priority {
    fn from(row: Arc<priority::Model>) -> Self {
        Self { row }
    }
}

impl From<Row<priority::Model>> for Priority {
    fn from(row: Row<priority::Model>) -> Self {
        Self { row: row.model }
    }
}

impl Listed for Priority {
    type Connection = Connection<Self>;
    type Noun = priority::Model;
    const NAME: &'static str = "Priority";
}

/// One of the priorities of a report (priorité).
#[Object]
impl Priority {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// Of which report (rapport).
    async fn report(&self, ctx: &Context<'_>) -> Result<Record<Report>, Error> {
        one(ctx, self.row.report_id, None).await
    }

    /// Its place in the report, from 1 (rang).
    async fn rank(&self) -> i32 {
        self.row.rank
    }

    /// What it says (intitulé), without the punctuation that ends the item.
    async fn title(&self) -> &str {
        &self.row.title
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
