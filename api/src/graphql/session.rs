//! A sitting of an assembly (séance).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Join, Joined, Row, entities::session};

use super::*;
use crate::error::Error;
use async_graphql::Enum;

/// Who sat (nature de la séance).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::session::SessionKind")]
pub(crate) enum SessionKind {
    /// The whole assembly (séance plénière).
    Plenary,
    /// Its bureau (bureau).
    Bureau,
    /// One of its commissions (commission).
    Commission,
}

/// A sitting of an assembly (séance).
pub(crate) struct Session {
    pub(super) row: Arc<session::Model>,
    pub(super) joined: Joined,
}

impl From<Arc<session::Model>> for Session {
    fn from(row: Arc<session::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<session::Model>> for Session {
    fn from(row: Row<session::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for Session {
    type Connection = Connection<Self>;
    type Noun = session::Model;
    const NAME: &'static str = "Session";
    const JOINS: &'static [(&'static str, Join)] = &[("assembly", Join::Assembly)];
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[SessionLists::LISTS];
}

/// A sitting of an assembly (séance).
#[Object]
impl Session {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// Which assembly sat (assemblée).
    async fn assembly(&self, ctx: &Context<'_>) -> Result<Record<Organisation>, Error> {
        one(ctx, self.row.assembly_id, self.joined.assembly.clone()).await
    }

    /// The day (date).
    async fn held_on(&self) -> Date {
        Date(self.row.held_on)
    }

    /// Who sat (nature).
    async fn kind(&self) -> SessionKind {
        self.row.kind.into()
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> SessionLists {
        SessionLists(self.row.id)
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
