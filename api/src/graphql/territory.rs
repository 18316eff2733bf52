//! A region, a department… by its INSEE code (territoire).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Row, entities::territory};

use super::*;
use crate::error::Error;
use async_graphql::Enum;

/// What a territory code counts (niveau).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::territory::TerritoryLevel")]
pub(crate) enum TerritoryLevel {
    /// A region (région).
    Region,
    /// A department (département).
    Department,
    /// Communes that act together, by their SIREN (intercommunalité).
    Intercommunality,
    /// A commune (commune).
    Commune,
    /// A State, by its two letters in ISO 3166-1 (pays).
    Country,
}

/// A region, a department… by its INSEE code (territoire).
pub(crate) struct Territory {
    pub(super) row: Arc<territory::Model>,
}

impl From<Arc<territory::Model>> for Territory {
    fn from(row: Arc<territory::Model>) -> Self {
        Self { row }
    }
}

impl From<Row<territory::Model>> for Territory {
    fn from(row: Row<territory::Model>) -> Self {
        Self { row: row.model }
    }
}

impl Listed for Territory {
    type Connection = Connection<Self>;
    type Noun = territory::Model;
    const NAME: &'static str = "Territory";
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[TerritoryLists::LISTS];
}

/// A region, a department… by its INSEE code (territoire).
#[Object]
impl Territory {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// INSEE code, such as "27" (code officiel géographique); the SIREN of an intercommunality, a country's two letters.
    async fn code(&self) -> &str {
        &self.row.code
    }

    /// What the code counts (niveau).
    async fn level(&self) -> TerritoryLevel {
        self.row.level.into()
    }

    /// The name (nom); null where the bundled table does not know the code.
    async fn name(&self) -> Option<&str> {
        self.row.name.as_deref()
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> TerritoryLists {
        TerritoryLists(self.row.id)
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

    /// Where each document names it (sources), the deciding document first.
    async fn sources(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many: 0 to 100.", default = 100)] first: i32,
    ) -> Result<Items<Source>, Error> {
        sources(ctx, self.row.id, first).await
    }
}
