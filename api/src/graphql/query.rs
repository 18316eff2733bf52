//! The root of all reads.

#![expect(
    clippy::too_many_arguments,
    reason = "a list has the arguments of a connection, a filter and an order"
)]

use async_graphql::{Context, ID, MergedObject, Object};
use store::{Filter, Sort};

use super::{
    connection::{Arguments, Connection, root},
    search::Searches,
    *,
};
use crate::error::Error;

/// Writes the root list of each noun: its name, its type, the order that it has where the client asks for none, and
/// the filter and the orders that it takes.
macro_rules! lists {
    ($(
        $(#[$doc:meta])*
        $list:ident: $noun:ident by $sort:ident $(, filter $filter:ident)? $(, order $order:ident)?;
    )*) => {
        /// The lists of all records.
        #[derive(Default)]
        pub(crate) struct Lists;

        /// The lists of all records.
        #[Object]
        impl Lists {
            $(
                $(#[$doc])*
                async fn $list(
                    &self,
                    ctx: &Context<'_>,
                    #[graphql(
                        desc = "At most so many, from the start: 0 to 100, 20 where neither `first` nor `last` is given."
                    )]
                    first: Option<i32>,
                    #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
                    #[graphql(desc = "At most so many, from the end: 0 to 100.")] last: Option<i32>,
                    #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
                    $(
                        #[graphql(desc = "Only those for which all of this holds.")]
                        filter: Option<$filter>,
                    )?
                    $(#[graphql(desc = "In which order.")] order_by: Option<$order>,)?
                ) -> Result<Connection<$noun>, Error> {
                    let arguments = Arguments { first, after, last, before };
                    let (sort, terms) = (Sort::$sort, Filter::default());
                    $(let terms = filter.map_or(terms, $filter::terms);)?
                    $(let sort = order_by.map_or(sort, $order::sort);)?
                    root(ctx, arguments, sort, terms).await
                }
            )*
        }
    };
}

lists! {
    /// Bodies that texts name (organisations), by name.
    organisations: Organisation by NAME, filter OrganisationFilter, order OrganisationOrder;
    /// People in a public role (personnes), by family name.
    persons: Person by NAME, filter PersonFilter, order PersonOrder;
    /// Seats (mandats), by the name of who sits.
    memberships: Membership by NAME, order MembershipOrder;
    /// Sittings (séances), newest first.
    sessions: Session by NEWEST, filter SessionFilter, order SessionOrder;
    /// Reports (rapports), newest session first, then by number.
    reports: Report by NEWEST, filter ReportFilter, order ReportOrder;
    /// Opinions (avis), newest session first, then by report number.
    opinions: Opinion by NEWEST, filter OpinionFilter, order OpinionOrder;
    /// Who reported on what (rapporteurs), newest session first.
    rapporteurs: Rapporteur by NEWEST;
    /// Declarations (déclarations), newest session first, then by rank.
    declarations: Declaration by NEWEST, filter DeclarationFilter, order DeclarationOrder;
    /// Votes (votes), newest session first.
    votes: Vote by NEWEST, filter VoteFilter, order VoteOrder;
    /// Who voted how, or announced it (positions de vote), newest session first.
    vote_positions: VotePosition by NEWEST, filter VotePositionFilter;
    /// What texts name (dispositifs), by name.
    initiatives: Initiative by NAME, filter InitiativeFilter, order InitiativeOrder;
    /// The places where texts name something (mentions), newest session first, then in the order of the text.
    mentions: Mention by NEWEST, filter MentionFilter, order MentionOrder;
    /// Dated steps (jalons), the earliest first; of one earliest day the coarser date first.
    milestones: Milestone by OLDEST, filter MilestoneFilter, order MilestoneOrder;
    /// What was asked for (préconisations), newest opinion first.
    recommendations: Recommendation by NEWEST, filter RecommendationFilter, order RecommendationOrder;
    /// What became of recommendations (suites données), newest session first.
    follow_ups: FollowUp by NEWEST, filter FollowUpFilter, order FollowUpOrder;
    /// What opinions are about (thèmes), by name.
    themes: Theme by NAME;
    /// Documents (documents sources), newest session first; refused ones last.
    documents: Document by NEWEST;
}

/// All reads, for the roots below.
#[derive(Default, MergedObject)]
pub(crate) struct Reads(Lists, LookUps, Searches);

/// The root of all reads: every record of the assemblies, with its sources.
#[derive(Default, MergedObject)]
pub(crate) struct Query(Reads);

/// The look-ups of one record.
#[derive(Default)]
pub(crate) struct LookUps;

/// The look-ups of one record.
#[Object]
impl LookUps {
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

    /// An initiative (dispositif); null where none answers, and with the error AMBIGUOUS where several do.
    async fn initiative(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: InitiativeBy,
    ) -> Option<Result<Initiative, Error>> {
        look_up(ctx, by.terms(), Sort::NAME).await
    }

    /// A theme (thème); null where none answers.
    async fn theme(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: ThemeBy,
    ) -> Option<Result<Theme, Error>> {
        look_up(ctx, by.terms(), Sort::NAME).await
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
