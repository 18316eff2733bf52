//! One place where a text names something (mention).

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, Union};
use store::{Join, Joined, Row, entities::mention};

use super::*;
use crate::{error::Error, loader::Loaders};

/// What a mention can name (ce qui est nommé).
#[derive(Union)]
pub(crate) enum MentionTarget {
    /// A body.
    Organisation(Organisation),
    /// A person.
    Person(Person),
    /// An initiative.
    Initiative(Initiative),
    /// Another opinion.
    Opinion(Opinion),
}

/// The kinds of what a mention can name (nature).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum MentionTargetKind {
    /// A body (organisation).
    Organisation,
    /// A person (personne).
    Person,
    /// An initiative (dispositif).
    Initiative,
    /// Another opinion (avis).
    Opinion,
}

/// One place where a text names something (mention).
pub(crate) struct Mention {
    row: Arc<mention::Model>,
    joined: Joined,
}

impl From<Arc<mention::Model>> for Mention {
    fn from(row: Arc<mention::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<mention::Model>> for Mention {
    fn from(row: Row<mention::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for Mention {
    type Connection = Connection<Self>;
    type Noun = mention::Model;
    const NAME: &'static str = "Mention";
    const JOINS: &'static [(&'static str, Join)] = &[
        ("opinion", Join::Opinion),
        ("declaration", Join::Declaration),
        ("target", Join::Organisation),
        ("target", Join::Person),
        ("target", Join::Initiative),
        ("target", Join::Cited),
    ];
}

/// One place where a text names something (mention).
#[Object]
impl Mention {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// What it names (ce qui est nommé); null where that cannot be told, and `candidates` say what it may be.
    async fn target(&self, ctx: &Context<'_>) -> Option<Result<MentionTarget, Error>> {
        let (row, joined) = (&self.row, self.joined.clone());
        let named = [row.organisation_id, row.person_id, row.initiative_id, row.cited_id];
        target(ctx, named, joined).await
    }

    /// What it may name where that cannot be told (candidats): at least two; else empty.
    async fn candidates(&self, ctx: &Context<'_>) -> Result<Vec<MentionTarget>, Error> {
        let rows = ctx.data_unchecked::<Loaders>().load(Candidates, self.row.id).await?.unwrap_or_default();
        let reads = rows.into_iter().map(async |row| {
            let named = [row.organisation_id, row.person_id, row.initiative_id, row.cited_id];
            target(ctx, named, Joined::default()).await
        });
        futures_util::future::join_all(reads).await.into_iter().flatten().collect()
    }

    /// The opinion that it stands in (avis).
    async fn opinion(&self, ctx: &Context<'_>) -> Result<Record<Opinion>, Error> {
        one(ctx, self.row.opinion_id, self.joined.opinion.clone()).await
    }

    /// The declaration that it stands in (déclaration); null in the opinion's own words.
    async fn declaration(&self, ctx: &Context<'_>) -> Option<Result<Record<Declaration>, Error>> {
        maybe(ctx, self.row.declaration_id, self.joined.declaration.clone()).await
    }

    /// What the record rests on (fondement).
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }

    /// Where the record was read (source), with the words that name it: the whole of "long form (ACRONYM)". Never null in practice:
    /// a mention is a place in a text.
    async fn source(&self, ctx: &Context<'_>) -> Option<Result<Record<Source>, Error>> {
        source(ctx, self.row.id).await
    }
}

/// The record that one of four ids names.
async fn target(
    ctx: &Context<'_>,
    named: [Option<Uuid>; 4],
    joined: Joined,
) -> Option<Result<MentionTarget, Error>> {
    let [organisation, person, initiative, cited] = named;
    if let Some(id) = organisation {
        return Some(
            one(ctx, id, joined.organisation.clone())
                .await
                .map(|Record(found)| MentionTarget::Organisation(found)),
        );
    }
    if let Some(id) = person {
        return Some(
            one(ctx, id, joined.person.clone()).await.map(|Record(found)| MentionTarget::Person(found)),
        );
    }
    if let Some(id) = initiative {
        return Some(
            one(ctx, id, joined.initiative.clone())
                .await
                .map(|Record(found)| MentionTarget::Initiative(found)),
        );
    }
    Some(one(ctx, cited?, joined.cited.clone()).await.map(|Record(found)| MentionTarget::Opinion(found)))
}
