//! The root of all reads.

#![expect(
    clippy::too_many_arguments,
    reason = "a list has the arguments of a connection, a filter and an order"
)]

use async_graphql::{Context, ID, MergedObject, Object};
use store::Sort;

use super::{
    change::Changes,
    connection::{Arguments, Listed, root},
    given::FieldCheck,
    ledger::Ledgers,
    node::found,
    rate_limit::Rates,
    search::Searches,
    statistics::Charts,
    *,
};
use crate::error::Error;

/// Writes the root list of each noun: its name, its type, the order that it has where the client asks for none, and
/// the filter and the orders that it takes.
macro_rules! lists {
    ($(
        $(#[$doc:meta])*
        $list:ident: $noun:ident by $sort:ident, filter $filter:ident, order $order:ident;
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
                    #[graphql(desc = "Only those for which all of this holds.")] filter: Option<Box<$filter>>,
                    #[graphql(desc = "In which order.")] order_by: Option<$order>,
                ) -> Result<<$noun as Listed>::Connection, Error> {
                    let arguments = Arguments { first, after, last, before };
                    let terms = checked(filter.map(|filter| *filter))?;
                    let sort = order_by.map_or(Sort::$sort, $order::sort);
                    Box::pin(root::<$noun>(ctx, arguments, sort, terms)).await
                }
            )*
        }

        /// What they refuse of their arguments.
        pub(crate) fn list_checks() -> Vec<FieldCheck> {
            vec![$(
                ("Query", stringify!($list), |given| {
                    let sort = given.get("orderBy").map_or(Sort::$sort, $order::sort);
                    checked(given.get::<$filter>("filter"))?;
                    given.page().page(<$noun as Listed>::NAME, sort).map(drop)
                }),
            )*]
        }
    };
}

lists! {
    /// Territories (territoires), by code.
    territories: Territory by NAME, filter TerritoryFilter, order TerritoryOrder;
    /// Bodies that texts name (organisations), by name.
    organisations: Organisation by NAME, filter OrganisationFilter, order OrganisationOrder;
    /// People in a public role (personnes), by family name.
    persons: Person by NAME, filter PersonFilter, order PersonOrder;
    /// Seats (mandats), by the name of who sits.
    memberships: Membership by NAME, filter MembershipFilter, order MembershipOrder;
    /// Sittings (séances), newest first.
    sessions: Session by NEWEST, filter SessionFilter, order SessionOrder;
    /// Reports (rapports), newest session first, then by number.
    reports: Report by NEWEST, filter ReportFilter, order ReportOrder;
    /// Opinions (avis), newest session first, then by report number.
    opinions: Opinion by NEWEST, filter OpinionFilter, order OpinionOrder;
    /// Who reported on what (rapporteurs), newest session first.
    rapporteurs: Rapporteur by NEWEST, filter RapporteurFilter, order RapporteurOrder;
    /// Declarations (déclarations), newest session first, then by rank.
    declarations: Declaration by NEWEST, filter DeclarationFilter, order DeclarationOrder;
    /// Votes (votes), newest session first.
    votes: Vote by NEWEST, filter VoteFilter, order VoteOrder;
    /// Who voted how, or announced it (positions de vote), newest session first.
    vote_positions: VotePosition by NEWEST, filter VotePositionFilter, order VotePositionOrder;
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
    themes: Theme by NAME, filter ThemeFilter, order ThemeOrder;
    /// Documents (documents sources), newest session first; refused ones last.
    documents: Document by NEWEST, filter DocumentFilter, order DocumentOrder;
}

/// All reads, for the roots below.
#[derive(Default, MergedObject)]
pub(crate) struct Reads(Lists, LookUps, Records, Searches, Charts, Rates, Ledgers, Changes);

/// The root of all reads: every record of the assemblies, with its sources.
#[derive(Default, MergedObject)]
pub(crate) struct Query(Reads);

/// Writes the look-ups of nouns that are known by nothing but their ids.
macro_rules! records {
    ($($(#[$doc:meta])* $record:ident: $noun:ident;)*) => {
        /// The records of ids.
        #[derive(Default)]
        pub(crate) struct Records;

        /// The records of ids.
        #[Object]
        impl Records {
            $(
                $(#[$doc])*
                async fn $record(
                    &self,
                    ctx: &Context<'_>,
                    #[graphql(desc = "The id.")] id: ID,
                    #[graphql(
                        desc = "As it was known at this moment, with all that it leads to; as it is now where none is given."
                    )]
                    as_of: Option<DateTime>,
                ) -> Option<Result<AsOf<Record<$noun>>, Error>> {
                    self::as_of(ctx, as_of, async { Some(found(ctx, &id).await?.map(Record)) }).await
                }
            )*
        }
    };
}

records! {
    /// The seat of that id (mandat); null where there is none.
    membership: Membership;
    /// The opinion of that id (avis); null where there is none.
    opinion: Opinion;
    /// The rapporteur of that id (rapporteur); null where there is none.
    rapporteur: Rapporteur;
    /// The declaration of that id (déclaration); null where there is none.
    declaration: Declaration;
    /// The vote of that id (vote); null where there is none.
    vote: Vote;
    /// The position of that id (position de vote); null where there is none.
    vote_position: VotePosition;
    /// The mention of that id (mention); null where there is none.
    mention: Mention;
    /// The milestone of that id (jalon); null where there is none.
    milestone: Milestone;
    /// The recommendation of that id (préconisation); null where there is none.
    recommendation: Recommendation;
    /// The assignment of that id (attribution de thème); null where there is none.
    theme_assignment: ThemeAssignment;
    /// The follow-up of that id (suite donnée); null where there is none.
    follow_up: FollowUp;
}

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
        #[graphql(
            desc = "As it was known at this moment, with all that it leads to; as it is now where none is given. What it is known by is looked up now, but for an id."
        )]
        as_of: Option<DateTime>,
    ) -> Option<Result<AsOf<Record<Territory>>, Error>> {
        look_up_as_of(ctx, by.terms(), Sort::NAME, as_of).await
    }

    /// A body (organisation); null where none answers, and with the error AMBIGUOUS where several do.
    async fn organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: OrganisationBy,
        #[graphql(
            desc = "As it was known at this moment, with all that it leads to; as it is now where none is given. What it is known by is looked up now, but for an id."
        )]
        as_of: Option<DateTime>,
    ) -> Option<Result<AsOf<Record<Organisation>>, Error>> {
        look_up_as_of(ctx, by.terms(), Sort::NAME, as_of).await
    }

    /// A person (personne); null where none answers, and with the error AMBIGUOUS where several do.
    async fn person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: PersonBy,
        #[graphql(
            desc = "As it was known at this moment, with all that it leads to; as it is now where none is given. What it is known by is looked up now, but for an id."
        )]
        as_of: Option<DateTime>,
    ) -> Option<Result<AsOf<Record<Person>>, Error>> {
        look_up_as_of(ctx, by.terms(), Sort::NAME, as_of).await
    }

    /// A sitting (séance); null where none answers, and with the error AMBIGUOUS where several do.
    async fn session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: SessionBy,
        #[graphql(
            desc = "As it was known at this moment, with all that it leads to; as it is now where none is given. What it is known by is looked up now, but for an id."
        )]
        as_of: Option<DateTime>,
    ) -> Option<Result<AsOf<Record<Session>>, Error>> {
        look_up_as_of(ctx, by.terms(), Sort::NEWEST, as_of).await
    }

    /// A report (rapport); null where none answers, and with the error AMBIGUOUS where several do.
    async fn report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: ReportBy,
        #[graphql(
            desc = "As it was known at this moment, with all that it leads to; as it is now where none is given. What it is known by is looked up now, but for an id."
        )]
        as_of: Option<DateTime>,
    ) -> Option<Result<AsOf<Record<Report>>, Error>> {
        look_up_as_of(ctx, by.terms(), Sort::NEWEST, as_of).await
    }

    /// An initiative (dispositif); null where none answers, and with the error AMBIGUOUS where several do.
    async fn initiative(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: InitiativeBy,
        #[graphql(
            desc = "As it was known at this moment, with all that it leads to; as it is now where none is given. What it is known by is looked up now, but for an id."
        )]
        as_of: Option<DateTime>,
    ) -> Option<Result<AsOf<Record<Initiative>>, Error>> {
        look_up_as_of(ctx, by.terms(), Sort::NAME, as_of).await
    }

    /// A theme (thème); null where none answers.
    async fn theme(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: ThemeBy,
        #[graphql(
            desc = "As it was known at this moment, with all that it leads to; as it is now where none is given. What it is known by is looked up now, but for an id."
        )]
        as_of: Option<DateTime>,
    ) -> Option<Result<AsOf<Record<Theme>>, Error>> {
        look_up_as_of(ctx, by.terms(), Sort::NAME, as_of).await
    }

    /// A document (document source); null where none answers, and with the error AMBIGUOUS where several do.
    async fn document(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is known by.")] by: DocumentBy,
        #[graphql(
            desc = "As it was known at this moment, with all that it leads to; as it is now where none is given. What it is known by is looked up now, but for an id."
        )]
        as_of: Option<DateTime>,
    ) -> Option<Result<AsOf<Record<Document>>, Error>> {
        look_up_as_of(ctx, by.terms(), Sort::NEWEST, as_of).await
    }

    /// The record of that id, whatever its type; null where there is none.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id.")] id: ID,
        #[graphql(
            desc = "As it was known at this moment, with all that it leads to; as it is now where none is given."
        )]
        as_of: Option<DateTime>,
    ) -> Option<Result<AsOf<Node>, Error>> {
        self::as_of(ctx, as_of, node(ctx, &id)).await
    }

    /// The records of those ids in their order, at most 100; null where there is none.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ids.")] ids: Vec<ID>,
        #[graphql(
            desc = "As they were known at this moment, with all that they lead to; as they are now where none is given."
        )]
        as_of: Option<DateTime>,
    ) -> Result<AsOf<Vec<Option<Node>>>, Error> {
        // Nothing was known yet of any of them.
        let unknown = || AsOf::now(ids.iter().map(|_| None).collect());
        let look_up = async { Some(nodes(ctx, &ids).await) };
        self::as_of(ctx, as_of, look_up).await.unwrap_or_else(|| Ok(unknown()))
    }
}
