//! A dated step of an initiative or an organisation (jalon).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Join, Joined, Row, entities::milestone};

use super::*;
use crate::error::Error;

/// A dated step of an initiative or an organisation (jalon).
pub(crate) struct Milestone {
    row: Arc<milestone::Model>,
    joined: Joined,
}

impl From<Arc<milestone::Model>> for Milestone {
    fn from(row: Arc<milestone::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<milestone::Model>> for Milestone {
    fn from(row: Row<milestone::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for Milestone {
    type Connection = Connection<Self>;
    type Noun = milestone::Model;
    const NAME: &'static str = "Milestone";
    const JOINS: &'static [(&'static str, Join)] =
        &[("initiative", Join::Initiative), ("organisation", Join::Organisation)];
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[MilestoneLists::LISTS];
}

/// A dated step of an initiative or an organisation (jalon).
#[Object]
impl Milestone {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// When (date), as exactly as the text says: a year, a month or a day.
    async fn date(&self) -> PartialDate {
        PartialDate(self.row.date.clone())
    }

    /// What happened (intitulé), in the words of the text without the date.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// Of which initiative (dispositif); null where it is a step of an organisation.
    async fn initiative(&self, ctx: &Context<'_>) -> Option<Result<Record<Initiative>, Error>> {
        maybe(ctx, self.row.initiative_id, self.joined.initiative.clone()).await
    }

    /// Of which organisation (organisation); null where it is a step of an initiative.
    async fn organisation(&self, ctx: &Context<'_>) -> Option<Result<Record<Organisation>, Error>> {
        maybe(ctx, self.row.organisation_id, self.joined.organisation.clone()).await
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> MilestoneLists {
        MilestoneLists(self.row.id)
    }

    /// What the record rests on (fondement): INFERRED where the date was worked out from the day of the session, as in
    /// "le 25 juin dernier".
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }

    /// Where the record was read (source), in the deciding document: that with the smallest session date and SHA-256.
    /// Null where no text says it.
    async fn source(&self, ctx: &Context<'_>) -> Option<Result<Record<Source>, Error>> {
        source(ctx, self.row.id).await
    }

    /// Where each document tells of it (sources), the deciding document first.
    async fn sources(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many: 0 to 100.", default = 100)] first: i32,
    ) -> Result<Items<Source>, Error> {
        sources(ctx, self.row.id, first).await
    }
}
