//! Any body that texts name (organisation): an assembly, a union, a chamber, a commission.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Row, entities::organisation};

use super::*;
use crate::error::Error;
use crate::loader::Loaders;
use async_graphql::{Enum, SimpleObject};

/// The kinds of bodies (nature).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::organisation::OrganisationKind")]
pub(crate) enum OrganisationKind {
    /// A consultative assembly (assemblée consultative): a CESER.
    ConsultativeAssembly,
    /// A regional council (conseil régional).
    RegionalCouncil,
    /// An executive that submits reports (exécutif).
    Executive,
    /// A commission of an assembly (commission).
    Commission,
    /// A committee (comité).
    Committee,
    /// A college of an assembly (collège).
    College,
    /// A chamber of trade, crafts or agriculture (chambre consulaire).
    Chamber,
    /// A trade union (syndicat de salariés).
    TradeUnion,
    /// An employers' organisation (organisation patronale).
    Employers,
    /// An association (association).
    Association,
    /// An agency (agence).
    Agency,
    /// The State (État).
    State,
    /// A political party (parti).
    Party,
    /// Any other body (autre).
    Other,
}

/// What a register calls a body or a person (identifiant).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Identifier {
    /// The register (référentiel), such as "SIRET"; "popolo" for the id that files of votes refer by.
    pub(super) scheme: String,
    /// The identifier there (valeur).
    pub(super) value: String,
}

/// Any body that texts name (organisation): an assembly, a union, a chamber, a commission.
pub(crate) struct Organisation {
    pub(super) row: Arc<organisation::Model>,
}

impl From<Arc<organisation::Model>> for Organisation {
    fn from(row: Arc<organisation::Model>) -> Self {
        Self { row }
    }
}

impl From<Row<organisation::Model>> for Organisation {
    fn from(row: Row<organisation::Model>) -> Self {
        Self { row: row.model }
    }
}

impl Listed for Organisation {
    type Connection = FacetedConnection<Self>;
    type Noun = organisation::Model;
    const NAME: &'static str = "Organisation";
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[OrganisationLists::LISTS];
}

/// Any body that texts name (organisation): an assembly, a union, a chamber, a commission.
#[Object]
impl Organisation {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// The acronym (sigle), such as "CGT".
    async fn acronym(&self) -> Option<&str> {
        self.row.acronym.as_deref()
    }

    /// The long name (nom).
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// What kind of body it is (nature).
    async fn kind(&self) -> OrganisationKind {
        self.row.kind.into()
    }

    /// The body that it belongs to (organisation mère); null where it is not known.
    async fn parent(&self, ctx: &Context<'_>) -> Option<Result<Record<Organisation>, Error>> {
        maybe(ctx, self.row.parent_id, None).await
    }

    /// Its territory (territoire).
    async fn territory(&self, ctx: &Context<'_>) -> Result<Record<Territory>, Error> {
        one(ctx, self.row.territory_id, None).await
    }

    /// Other names of it (autres noms).
    async fn aliases(&self, ctx: &Context<'_>) -> Result<Vec<String>, Error> {
        let rows = ctx.data_unchecked::<Loaders>().load(Aliases, self.row.id).await?;
        Ok(rows.unwrap_or_default().into_iter().map(|row| row.name).collect())
    }

    /// What registers call it (identifiants).
    async fn identifiers(&self, ctx: &Context<'_>) -> Result<Vec<Identifier>, Error> {
        let rows = ctx.data_unchecked::<Loaders>().load(Identifiers, self.row.id).await?;
        let rows = rows.unwrap_or_default().into_iter();
        Ok(rows.map(|row| Identifier { scheme: row.scheme, value: row.value }).collect())
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> OrganisationLists {
        OrganisationLists(self.row.id)
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
