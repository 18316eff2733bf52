//! A seat of a person in an organisation (mandat).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Join, Joined, Row, entities::membership};

use super::*;
use crate::error::Error;

/// A seat of a person in an organisation (mandat).
pub(crate) struct Membership {
    pub(super) row: Arc<membership::Model>,
    pub(super) joined: Joined,
}

impl From<Arc<membership::Model>> for Membership {
    fn from(row: Arc<membership::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<membership::Model>> for Membership {
    fn from(row: Row<membership::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for Membership {
    type Connection = Connection<Self>;
    type Noun = membership::Model;
    const NAME: &'static str = "Membership";
    const JOINS: &'static [(&'static str, Join)] =
        &[("person", Join::Person), ("organisation", Join::Organisation), ("onBehalfOf", Join::OnBehalfOf)];
}

/// A seat of a person in an organisation (mandat).
#[Object]
impl Membership {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// Who sits (personne).
    async fn person(&self, ctx: &Context<'_>) -> Result<Record<Person>, Error> {
        one(ctx, self.row.person_id, self.joined.person.clone()).await
    }

    /// In which organisation (organisation).
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Record<Organisation>, Error> {
        one(ctx, self.row.organisation_id, self.joined.organisation.clone()).await
    }

    /// On behalf of which organisation (au nom de); null where it is not known.
    async fn on_behalf_of(&self, ctx: &Context<'_>) -> Option<Result<Record<Organisation>, Error>> {
        maybe(ctx, self.row.on_behalf_of_id, self.joined.on_behalf_of.clone()).await
    }

    /// In what role (fonction); null where it is not known.
    async fn role(&self) -> Option<&str> {
        self.row.role.as_deref()
    }

    /// The first day (début); null where it is not known.
    async fn start_date(&self) -> Option<Date> {
        self.row.start_date.map(Date)
    }

    /// The last day (fin); null where it is not known.
    async fn end_date(&self) -> Option<Date> {
        self.row.end_date.map(Date)
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
