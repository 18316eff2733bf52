//! How something was decided (vote).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Join, Joined, Row, entities::vote};

use super::*;
use crate::{error::Error, loader::Loaders};
use async_graphql::{Enum, SimpleObject};

/// What became of what was put to the vote (résultat).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::vote::VoteOutcome")]
pub(crate) enum VoteOutcome {
    /// Adopted (adopté).
    Adopted,
    /// Rejected (rejeté).
    Rejected,
    /// Noted (pris acte).
    Noted,
}

/// By what majority, in words (majorité).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "store::entities::vote::VoteMajority")]
pub(crate) enum VoteMajority {
    /// Unanimity (unanimité).
    Unanimity,
    /// Near unanimity (quasi-unanimité).
    NearUnanimity,
    /// A large majority (large majorité).
    LargeMajority,
    /// A majority (majorité).
    Majority,
    /// A narrow majority (courte majorité).
    NarrowMajority,
}

/// Figures of a vote as printed (décompte); each is null where it is not printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, SimpleObject)]
pub(crate) struct VoteCounts {
    /// Votes for (voix pour).
    pub(super) r#for: Option<i32>,
    /// Votes against (voix contre).
    pub(super) against: Option<i32>,
    /// Abstentions (abstentions).
    pub(super) abstentions: Option<i32>,
    /// Members who take no part in the vote (ne prennent pas part au vote).
    pub(super) not_participating: Option<i32>,
    /// Absent members (absents).
    pub(super) absent: Option<i32>,
    /// Members present (présents).
    pub(super) present: Option<i32>,
    /// Votes cast, abstentions included (votants).
    pub(super) cast: Option<i32>,
    /// Members of the assembly (membres).
    pub(super) eligible: Option<i32>,
}

/// How something was decided (vote).
pub(crate) struct Vote {
    pub(super) row: Arc<vote::Model>,
    pub(super) joined: Joined,
}

impl From<Arc<vote::Model>> for Vote {
    fn from(row: Arc<vote::Model>) -> Self {
        Self { row, joined: Joined::default() }
    }
}

impl From<Row<vote::Model>> for Vote {
    fn from(row: Row<vote::Model>) -> Self {
        Self { row: row.model, joined: row.joined }
    }
}

impl Listed for Vote {
    type Connection = FacetedConnection<Self>;
    type Noun = vote::Model;
    const NAME: &'static str = "Vote";
    const JOINS: &'static [(&'static str, Join)] = &[("session", Join::Session), ("opinion", Join::Opinion)];
    const SPARE: &'static [(&'static str, &'static str)] = &[
        ("subject", "subject"),
        ("identifier", "identifier"),
        ("outcome", "outcome"),
        ("majority", "majority"),
        ("formula", "formula"),
        ("count_for", "counts"),
        ("count_against", "counts"),
        ("count_abstentions", "counts"),
        ("count_not_participating", "counts"),
        ("count_absent", "counts"),
        ("count_present", "counts"),
        ("count_cast", "counts"),
        ("count_eligible", "counts"),
    ];
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[VoteLists::LISTS];
}

impl Vote {
    /// What the text states of the count; none where it states nothing.
    pub(super) fn counted(&self) -> Option<VoteCounts> {
        let row = &self.row;
        let counts = VoteCounts {
            r#for: row.count_for,
            against: row.count_against,
            abstentions: row.count_abstentions,
            not_participating: row.count_not_participating,
            absent: row.count_absent,
            present: row.count_present,
            cast: row.count_cast,
            eligible: row.count_eligible,
        };
        (counts != VoteCounts::default()).then_some(counts)
    }
}

/// How something was decided (vote).
#[Object]
impl Vote {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it came to be.
    #[graphql(flatten)]
    async fn history(&self) -> History {
        History(self.row.id)
    }

    /// At which sitting (séance).
    async fn session(&self, ctx: &Context<'_>) -> Result<Record<Session>, Error> {
        one(ctx, self.row.session_id, self.joined.session.clone()).await
    }

    /// What was put to the vote, where it is an opinion (avis).
    async fn opinion(&self, ctx: &Context<'_>) -> Option<Result<Record<Opinion>, Error>> {
        maybe(ctx, self.row.opinion_id, self.joined.opinion.clone()).await
    }

    /// What was put to the vote, where it is no opinion (objet).
    async fn subject(&self) -> Option<&str> {
        self.row.subject.as_deref()
    }

    /// What the document calls the vote (identifiant), such as a deliberation's number; null where it calls it nothing.
    async fn identifier(&self) -> Option<&str> {
        self.row.identifier.as_deref()
    }

    /// The day (date).
    async fn held_on(&self) -> Date {
        Date(self.row.held_on)
    }

    /// What became of it (résultat); null where no word says so.
    async fn outcome(&self) -> Option<VoteOutcome> {
        self.row.outcome.map(Into::into)
    }

    /// By what majority (majorité); null where no word says so.
    async fn majority(&self) -> Option<VoteMajority> {
        self.row.majority.map(Into::into)
    }

    /// The figures as printed (décompte); null where none is printed.
    async fn counts(&self) -> Option<Record<VoteCounts>> {
        self.counted().map(Record)
    }

    /// The words as printed (formule); null where only figures say it.
    async fn formula(&self) -> Option<&str> {
        self.row.formula.as_deref()
    }

    /// Whether the figures contradict each other (incohérent).
    async fn inconsistent(&self) -> bool {
        self.row.inconsistent
    }

    /// What a local council publishes of it as a deliberation (délibération); null where it is none.
    async fn deliberation(&self, ctx: &Context<'_>) -> Result<Option<Deliberation>, Error> {
        let row = ctx.data_unchecked::<Loaders>().load(Deliberations, self.row.id).await?;
        Ok(row.map(Deliberation::from))
    }

    /// Its lists.
    #[graphql(flatten)]
    async fn lists(&self) -> VoteLists {
        VoteLists(self.row.id)
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
