//! What an assembly adopts (avis).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Join, Joined, Parent, Row, entities::opinion};

use super::*;
use crate::error::Error;
use async_graphql::Enum;

/// What gave rise to an opinion (nature).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::opinion::OpinionKind")]
pub(crate) enum OpinionKind {
    /// The Executive asked (saisine).
    Referral,
    /// The assembly took it up itself (autosaisine).
    SelfReferral,
    /// A contribution (contribution).
    Contribution,
    /// A wish (vœu).
    Wish,
}

/// What an assembly adopts (avis).
pub(crate) struct Opinion {
    pub(super) row: Arc<opinion::Model>,
    pub(super) joined: Joined,
}

impl From<Arc<opinion::Model>> for Opinion {
    fn from(row: Arc<opinion::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<opinion::Model>> for Opinion {
    fn from(row: Row<opinion::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for Opinion {
    type Connection = FacetedConnection<Self>;
    type Noun = opinion::Model;
    const NAME: &'static str = "Opinion";
    const JOINS: &'static [(&'static str, Join)] = &[
        ("assembly", Join::Assembly),
        ("session", Join::Session),
        ("commission", Join::Commission),
        ("report", Join::Report),
        ("vote", Join::Vote),
    ];
    const SPARE: &'static [(&'static str, &'static str)] = &[
        ("session_id", "session"),
        ("commission_id", "commission"),
        ("report_id", "report"),
        ("report_number", "reportNumber"),
        ("document_id", "document"),
        ("title", "title"),
        ("adopted_on", "adoptedOn"),
    ];
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[
        &[
            ("rapporteurs", |loaders, field, id| {
                begin_all::<Rapporteur>(loaders, Parent::OPINION, field, id);
            }),
            ("sections", |loaders, field, id| {
                begin_all::<Section>(loaders, Parent::OPINION, field, id);
            }),
            ("declarations", |loaders, field, id| {
                begin_all::<Declaration>(loaders, Parent::OPINION, field, id);
            }),
            ("themes", |loaders, field, id| {
                begin_all::<ThemeAssignment>(loaders, Parent::OPINION, field, id);
            }),
        ],
        OpinionLists::LISTS,
    ];
}

/// What an assembly adopts (avis).
#[Object]
impl Opinion {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// What gave rise to it (nature).
    async fn kind(&self) -> OpinionKind {
        self.row.kind.into()
    }

    /// Its object (objet); null where other texts cite it by the number of its report only, and no document that holds
    /// it was imported.
    async fn title(&self) -> Option<&str> {
        self.row.title.as_deref()
    }

    /// The day on which it was adopted (date d'adoption): that of its session where its text says that it was adopted;
    /// where no document that holds it was imported, the day that the texts give which cite it. Else null.
    async fn adopted_on(&self) -> Option<Date> {
        self.row.adopted_on.map(Date)
    }

    /// Which assembly gave it (assemblée).
    async fn assembly(&self, ctx: &Context<'_>) -> Result<Record<Organisation>, Error> {
        one(ctx, self.row.assembly_id, self.joined.assembly.clone()).await
    }

    /// The sitting that voted (séance); null where other texts cite the opinion and no document that holds it was
    /// imported.
    async fn session(&self, ctx: &Context<'_>) -> Option<Result<Record<Session>, Error>> {
        maybe(ctx, self.row.session_id, self.joined.session.clone()).await
    }

    /// The commission that drafted it (commission); null where the text does not say.
    async fn commission(&self, ctx: &Context<'_>) -> Option<Result<Record<Organisation>, Error>> {
        maybe(ctx, self.row.commission_id, self.joined.commission.clone()).await
    }

    /// The document whose words these are (document source); null where other texts cite the opinion and no document
    /// that holds it was imported: it has no sections, no declarations and no vote then.
    async fn document(&self, ctx: &Context<'_>) -> Option<Result<Record<Document>, Error>> {
        maybe(ctx, self.row.document_id, None).await
    }

    /// The number (numéro) of the report that it answers, such as "4-1"; null where it answers none, or no text says.
    async fn report_number(&self) -> Option<&str> {
        self.row.report_number.as_deref()
    }

    /// The report that it answers (rapport); null where it answers none, or where other texts cite the opinion and no
    /// document that holds it was imported.
    async fn report(&self, ctx: &Context<'_>) -> Option<Result<Record<Report>, Error>> {
        maybe(ctx, self.row.report_id, self.joined.report.clone()).await
    }

    /// Who reports on it (rapporteurs), in the order of the text.
    async fn rapporteurs(&self, ctx: &Context<'_>) -> Result<Items<Rapporteur>, Error> {
        all(ctx, Parent::OPINION, self.row.id).await
    }

    /// What it says (parties), in the order of the text.
    async fn sections(&self, ctx: &Context<'_>) -> Result<Items<Section>, Error> {
        all(ctx, Parent::OPINION, self.row.id).await
    }

    /// What organisations said of it (déclarations), in the order of the text.
    async fn declarations(&self, ctx: &Context<'_>) -> Result<Items<Declaration>, Error> {
        all(ctx, Parent::OPINION, self.row.id).await
    }

    /// How it was decided (vote); null where the text does not say.
    async fn vote(&self, ctx: &Context<'_>) -> Option<Result<Record<Vote>, Error>> {
        if let Some(joined) = &self.joined.vote {
            return joined.clone().map(|row| Ok(Record(Vote::from(row))));
        }
        all(ctx, Parent::OPINION, self.row.id).await.map(|votes| votes.first().map(Record)).transpose()
    }

    /// What it is about (thèmes), each once, in the order of the mapping that says so.
    async fn themes(&self, ctx: &Context<'_>) -> Result<Items<ThemeAssignment>, Error> {
        all(ctx, Parent::OPINION, self.row.id).await
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> OpinionLists {
        OpinionLists(self.row.id)
    }

    /// What the record rests on (fondement).
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }

    /// Where the record was read (source), in the deciding document: of those that hold the opinion that with the smallest session
    /// date and SHA-256; where none does, of those that cite it.
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
