//! The root of all reads.

use async_graphql::{Context, ID, Object};
use store::{Filter, Sort};

use super::{
    connection::{Arguments, Connection, root},
    *,
};
use crate::error::Error;

/// The root of all reads.
pub(crate) struct Query;

/// The root of all reads: every record of the assemblies, with its sources.
#[Object]
impl Query {
    /// Bodies that texts name (organisations), by name.
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those for which all of this holds.")] filter: Option<OrganisationFilter>,
        #[graphql(desc = "In which order.")] order_by: Option<OrganisationOrder>,
    ) -> Result<Connection<Organisation>, Error> {
        root(
            ctx,
            Arguments { first, after, last, before },
            order_by.unwrap_or_default().sort(),
            filter.unwrap_or_default().terms(),
        )
        .await
    }

    /// People in a public role (personnes), by family name.
    async fn persons(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those for which all of this holds.")] filter: Option<PersonFilter>,
        #[graphql(desc = "In which order.")] order_by: Option<PersonOrder>,
    ) -> Result<Connection<Person>, Error> {
        root(
            ctx,
            Arguments { first, after, last, before },
            order_by.unwrap_or_default().sort(),
            filter.unwrap_or_default().terms(),
        )
        .await
    }

    /// Seats (mandats), by the name of who sits.
    async fn memberships(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "In which order.")] order_by: Option<MembershipOrder>,
    ) -> Result<Connection<Membership>, Error> {
        root(
            ctx,
            Arguments { first, after, last, before },
            order_by.unwrap_or_default().sort(),
            Filter::default(),
        )
        .await
    }

    /// Sittings (séances), newest first.
    async fn sessions(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those for which all of this holds.")] filter: Option<SessionFilter>,
        #[graphql(desc = "In which order.")] order_by: Option<SessionOrder>,
    ) -> Result<Connection<Session>, Error> {
        root(
            ctx,
            Arguments { first, after, last, before },
            order_by.unwrap_or_default().sort(),
            filter.unwrap_or_default().terms(),
        )
        .await
    }

    /// Reports (rapports), newest session first, then by number.
    async fn reports(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those for which all of this holds.")] filter: Option<ReportFilter>,
        #[graphql(desc = "In which order.")] order_by: Option<ReportOrder>,
    ) -> Result<Connection<Report>, Error> {
        root(
            ctx,
            Arguments { first, after, last, before },
            order_by.unwrap_or_default().sort(),
            filter.unwrap_or_default().terms(),
        )
        .await
    }

    /// Opinions (avis), newest session first, then by report number.
    async fn opinions(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those for which all of this holds.")] filter: Option<OpinionFilter>,
        #[graphql(desc = "In which order.")] order_by: Option<OpinionOrder>,
    ) -> Result<Connection<Opinion>, Error> {
        root(
            ctx,
            Arguments { first, after, last, before },
            order_by.unwrap_or_default().sort(),
            filter.unwrap_or_default().terms(),
        )
        .await
    }

    /// Who reported on what (rapporteurs), newest session first.
    async fn rapporteurs(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Rapporteur>, Error> {
        root(ctx, Arguments { first, after, last, before }, Sort::NEWEST, Filter::default()).await
    }

    /// Declarations (déclarations), newest session first, then by rank.
    async fn declarations(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those for which all of this holds.")] filter: Option<DeclarationFilter>,
        #[graphql(desc = "In which order.")] order_by: Option<DeclarationOrder>,
    ) -> Result<Connection<Declaration>, Error> {
        root(
            ctx,
            Arguments { first, after, last, before },
            order_by.unwrap_or_default().sort(),
            filter.unwrap_or_default().terms(),
        )
        .await
    }

    /// Votes (votes), newest session first.
    async fn votes(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those for which all of this holds.")] filter: Option<VoteFilter>,
        #[graphql(desc = "In which order.")] order_by: Option<VoteOrder>,
    ) -> Result<Connection<Vote>, Error> {
        root(
            ctx,
            Arguments { first, after, last, before },
            order_by.unwrap_or_default().sort(),
            filter.unwrap_or_default().terms(),
        )
        .await
    }

    /// Who voted how, or announced it (positions de vote), newest session first.
    async fn vote_positions(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those for which all of this holds.")] filter: Option<VotePositionFilter>,
    ) -> Result<Connection<VotePosition>, Error> {
        root(ctx, Arguments { first, after, last, before }, Sort::NEWEST, filter.unwrap_or_default().terms())
            .await
    }

    /// Documents (documents sources), newest session first; refused ones last.
    async fn documents(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Document>, Error> {
        root(ctx, Arguments { first, after, last, before }, Sort::NEWEST, Filter::default()).await
    }

    /// A territory (territoire); null where none answers, and with the error AMBIGUOUS where several do.
    async fn territory(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: TerritoryBy,
    ) -> Option<Result<Territory, Error>> {
        look_up(ctx, by.terms(), Sort::NAME).await
    }

    /// A body (organisation); null where none answers, and with the error AMBIGUOUS where several do.
    async fn organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: OrganisationBy,
    ) -> Option<Result<Organisation, Error>> {
        look_up(ctx, by.terms(), Sort::NAME).await
    }

    /// A person (personne); null where none answers, and with the error AMBIGUOUS where several do.
    async fn person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: PersonBy,
    ) -> Option<Result<Person, Error>> {
        look_up(ctx, by.terms(), Sort::NAME).await
    }

    /// A sitting (séance); null where none answers, and with the error AMBIGUOUS where several do.
    async fn session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: SessionBy,
    ) -> Option<Result<Session, Error>> {
        look_up(ctx, by.terms(), Sort::NEWEST).await
    }

    /// A report (rapport); null where none answers, and with the error AMBIGUOUS where several do.
    async fn report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: ReportBy,
    ) -> Option<Result<Report, Error>> {
        look_up(ctx, by.terms(), Sort::NEWEST).await
    }

    /// A document (document source); null where none answers, and with the error AMBIGUOUS where several do.
    async fn document(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: DocumentBy,
    ) -> Option<Result<Document, Error>> {
        look_up(ctx, by.terms(), Sort::NEWEST).await
    }

    /// The record of that id, whatever its type; null where there is none.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id.")] id: ID,
    ) -> Option<Result<Node, Error>> {
        node(ctx, &id).await
    }

    /// The records of those ids in their order, at most 100; null where there is none.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ids.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<Node>>, Error> {
        nodes(ctx, &ids).await
    }
}
