//! A person who reports on an opinion (rapporteur).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Join, Joined, Row, entities::rapporteur};

use super::*;
use crate::error::Error;

/// A person who reports on an opinion (rapporteur).
pub(crate) struct Rapporteur {
    pub(super) row: Arc<rapporteur::Model>,
    pub(super) joined: Joined,
}

impl From<Arc<rapporteur::Model>> for Rapporteur {
    fn from(row: Arc<rapporteur::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<rapporteur::Model>> for Rapporteur {
    fn from(row: Row<rapporteur::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for Rapporteur {
    type Connection = Connection<Self>;
    type Noun = rapporteur::Model;
    const NAME: &'static str = "Rapporteur";
    const JOINS: &'static [(&'static str, Join)] = &[("person", Join::Person), ("opinion", Join::Opinion)];
}

/// A person who reports on an opinion (rapporteur).
#[Object]
impl Rapporteur {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// Who reports (personne).
    async fn person(&self, ctx: &Context<'_>) -> Result<Record<Person>, Error> {
        one(ctx, self.row.person_id, self.joined.person.clone()).await
    }

    /// On which opinion (avis).
    async fn opinion(&self, ctx: &Context<'_>) -> Result<Record<Opinion>, Error> {
        one(ctx, self.row.opinion_id, self.joined.opinion.clone()).await
    }

    /// The place in the opinion, from 1 (rang).
    async fn rank(&self) -> i32 {
        self.row.rank
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
