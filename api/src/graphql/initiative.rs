//! What public bodies do or plan under a name (dispositif): a strategy, a programme, a platform.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use store::{Join, Joined, Row, entities::initiative};

use super::*;
use crate::{error::Error, loader::Loaders};

/// What an initiative is (nature).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::initiative::InitiativeKind")]
pub(crate) enum InitiativeKind {
    /// A strategy (stratégie, schéma).
    Strategy,
    /// A policy (politique publique).
    Policy,
    /// A plan or road map (plan, feuille de route).
    Plan,
    /// A programme (programme).
    Programme,
    /// An agreement or a contract (accord, convention, contrat).
    Agreement,
    /// An agency that is to be (agence).
    Agency,
    /// A service (service).
    Service,
    /// A platform (plateforme).
    Platform,
    /// A hub (pôle).
    Hub,
    /// Anything else (autre).
    Other,
}

/// What public bodies do or plan under a name (dispositif): a strategy, a programme, a platform.
pub(crate) struct Initiative {
    row: Arc<initiative::Model>,
    joined: Joined,
}

impl From<Arc<initiative::Model>> for Initiative {
    fn from(row: Arc<initiative::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<initiative::Model>> for Initiative {
    fn from(row: Row<initiative::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for Initiative {
    type Connection = FacetedConnection<Self>;
    type Noun = initiative::Model;
    const NAME: &'static str = "Initiative";
    const JOINS: &'static [(&'static str, Join)] = &[("organisation", Join::Organisation)];
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[InitiativeLists::LISTS];
}

/// What public bodies do or plan under a name (dispositif): a strategy, a programme, a platform.
#[Object]
impl Initiative {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// The acronym (sigle), such as "SCORAN"; null where no text and no table gives one.
    async fn acronym(&self) -> Option<&str> {
        self.row.acronym.as_deref()
    }

    /// The long name (nom); the only name where there is no other.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// What it is (nature).
    async fn kind(&self) -> InitiativeKind {
        self.row.kind.into()
    }

    /// Its territory (territoire).
    async fn territory(&self, ctx: &Context<'_>) -> Result<Record<Territory>, Error> {
        one(ctx, self.row.territory_id, None).await
    }

    /// Other names of it (autres noms).
    async fn aliases(&self, ctx: &Context<'_>) -> Result<Vec<String>, Error> {
        let rows = ctx.data_unchecked::<Loaders>().load(InitiativeAliases, self.row.id).await?;
        Ok(rows.unwrap_or_default().into_iter().map(|row| row.name).collect())
    }

    /// The body that it has become (organisation); null as long as no text knows one.
    async fn organisation(&self, ctx: &Context<'_>) -> Option<Result<Record<Organisation>, Error>> {
        maybe(ctx, self.row.organisation_id, self.joined.organisation.clone()).await
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> InitiativeLists {
        InitiativeLists(self.row.id)
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
