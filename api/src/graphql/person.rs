//! A person in a public role (personne).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Row, entities::person};

use super::*;
use crate::{error::Error, loader::Loaders};

/// A person in a public role (personne).
pub(crate) struct Person {
    pub(super) row: Arc<person::Model>,
}

impl From<Arc<person::Model>> for Person {
    fn from(row: Arc<person::Model>) -> Self {
        Self { row }
    }
}

impl From<Row<person::Model>> for Person {
    fn from(row: Row<person::Model>) -> Self {
        Self { row: row.model }
    }
}

impl Listed for Person {
    type Connection = Connection<Self>;
    type Noun = person::Model;
    const NAME: &'static str = "Person";
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[PersonLists::LISTS];
}

/// A person in a public role (personne).
#[Object]
impl Person {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// The name as printed (nom); null where only an identifier is known, or where it was taken out, in the past too.
    async fn name(&self) -> Option<&str> {
        self.row.name.as_deref()
    }

    /// The given name (prénom); null where it cannot be told apart.
    async fn given_name(&self) -> Option<&str> {
        self.row.given_name.as_deref()
    }

    /// The family name with its particle (nom de famille); null where it cannot be told apart.
    async fn family_name(&self) -> Option<&str> {
        self.row.family_name.as_deref()
    }

    /// Whether the name was taken out, everywhere and for good, as a law may ask (nom occulté). Then no name is known.
    async fn redacted(&self) -> bool {
        self.row.redacted
    }

    /// The assembly in which the name tells them apart (assemblée).
    async fn assembly(&self, ctx: &Context<'_>) -> Result<Record<Organisation>, Error> {
        one(ctx, self.row.assembly_id, None).await
    }

    /// What registers call them (identifiants).
    async fn identifiers(&self, ctx: &Context<'_>) -> Result<Vec<Identifier>, Error> {
        let rows = ctx.data_unchecked::<Loaders>().load(PersonIdentifiers, self.row.id).await?;
        let rows = rows.unwrap_or_default().into_iter();
        Ok(rows.map(|row| Identifier { scheme: row.scheme, value: row.value }).collect())
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> PersonLists {
        PersonLists(self.row.id)
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
