//! A person in a public role (personne).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use store::{Filter, Parent, Row, Sort, entities::person};

use super::*;
use crate::error::Error;

/// A person in a public role (personne).
pub(crate) struct Person {
    row: Arc<person::Model>,
}

impl From<Arc<person::Model>> for Person {
    fn from(row: Arc<person::Model>) -> Self {
        Self { row }
    }
}

impl From<Row<person::Model>> for Person {
    fn from(row: Row<person::Model>) -> Self {
        Self { row: Arc::new(row.model) }
    }
}

impl Listed for Person {
    type Noun = person::Model;
    const NAME: &'static str = "Person";
}

/// A person in a public role (personne).
#[Object]
impl Person {
    /// The same in every installation, for ever (identifiant).
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The name as printed (nom); null where only an identifier is known.
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

    /// Where they sit (mandats).
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
    ) -> Result<Connection<Membership>, Error> {
        child(
            ctx,
            Parent::PERSON,
            self.row.id,
            Arguments { first, after, last, before },
            Sort::NAME,
            Filter::default(),
        )
        .await
    }

    /// What they reported on (rapporteur), newest session first.
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
        child(
            ctx,
            Parent::PERSON,
            self.row.id,
            Arguments { first, after, last, before },
            Sort::NEWEST,
            Filter::default(),
        )
        .await
    }

    /// What they said (déclarations), newest session first.
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
    ) -> Result<Connection<Declaration>, Error> {
        child(
            ctx,
            Parent::SPOKEN_BY,
            self.row.id,
            Arguments { first, after, last, before },
            Sort::NEWEST,
            Filter::default(),
        )
        .await
    }

    /// Their recorded ballots (votes), newest session first.
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
    ) -> Result<Connection<VotePosition>, Error> {
        child(
            ctx,
            Parent::PERSON,
            self.row.id,
            Arguments { first, after, last, before },
            Sort::NEWEST,
            Filter::default(),
        )
        .await
    }

    /// The places where texts name this person (mentions), newest session first, then in the order of the text.
    async fn mentions(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Mention>, Error> {
        child(
            ctx,
            Parent::PERSON,
            self.row.id,
            Arguments { first, after, last, before },
            Sort::NEWEST,
            Filter::default(),
        )
        .await
    }

    /// What the record rests on (fondement).
    async fn basis(&self) -> Basis {
        self.row.basis.into()
    }

    /// Where the record was read (source), in the deciding document: that with the smallest session date and SHA-256.
    /// Null where no text says it.
    async fn source(&self, ctx: &Context<'_>) -> Option<Result<Source, Error>> {
        source(ctx, self.row.id).await
    }

    /// Where each document names it (sources), the deciding document first.
    async fn sources(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many: 0 to 100.", default = 100)] first: i32,
    ) -> Result<Vec<Source>, Error> {
        sources(ctx, self.row.id, first).await
    }
}
