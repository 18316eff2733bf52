//! The lists that a record has: one line each, as `query.rs` has the lists of all records.

#![expect(
    clippy::too_many_arguments,
    reason = "a list has the arguments of a connection, a filter and an order"
)]

use async_graphql::{Context, Object};
use store::{Parent, Sort};
use uuid::Uuid;

use super::{
    ahead::begin_page,
    connection::{Arguments, Begin, Listed, child},
    filter::checked,
    given::FieldCheck,
    *,
};
use crate::error::Error;

/// Writes the lists of each noun's children: the name, the type, what makes a record of it a child, the order that it
/// has where the client asks for none, and the filter and the orders that it takes. async-graphql takes no arguments
/// from a function, so each list has its own.
macro_rules! children {
    ($(
        $lists:ident {$(
            $(#[$doc:meta])*
            $list:ident: $noun:ident of $parent:ident by $sort:ident, filter $filter:ident, order $order:ident;
        )*}
    )*) => {$(
        /// The lists of one record, which are fields of its type.
        pub(crate) struct $lists(pub(crate) Uuid);

        /// The lists of one record.
        #[Object]
        impl $lists {
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
                    // Apart: what a record's fields wait in is as large as the largest of them, for each of them.
                    Box::pin(child::<$noun>(ctx, Parent::$parent, self.0, arguments, sort, terms)).await
                }
            )*
        }

        impl $lists {
            /// What begins with them while their record is read.
            pub(crate) const LISTS: &'static [(&'static str, Begin)] = &[$(
                (stringify!($list), |loaders, field, id| {
                    begin_page::<$noun>(loaders, Parent::$parent, Sort::$sort, field, id);
                }),
            )*];
        }
    )*

        /// What they refuse of their arguments.
        pub(crate) fn child_checks() -> Vec<FieldCheck> {
            vec![$($(
                (stringify!($lists).trim_end_matches("Lists"), stringify!($list), |given| {
                    let sort = given.get("orderBy").map_or(Sort::$sort, $order::sort);
                    checked(given.get::<$filter>("filter"))?;
                    given.page().page(<$noun as Listed>::NAME, sort).map(drop)
                }),
            )*)*]
        }
    };
}

children! {
    TerritoryLists {
        /// The bodies of the territory (organisations), by name.
        organisations: Organisation of TERRITORY by NAME, filter OrganisationFilter, order OrganisationOrder;
        /// What texts name in it (dispositifs), by name.
        initiatives: Initiative of TERRITORY by NAME, filter InitiativeFilter, order InitiativeOrder;
    }
    OrganisationLists {
        /// The bodies that belong to it (organisations filles), by name: the commissions of an assembly among them.
        children: Organisation of PARENT by NAME, filter OrganisationFilter, order OrganisationOrder;
        /// Who sits in it (mandats), by name.
        memberships: Membership of ORGANISATION by NAME, filter MembershipFilter, order MembershipOrder;
        /// Who sits elsewhere on its behalf (représentants), by name.
        delegations: Membership of ON_BEHALF_OF by NAME, filter MembershipFilter, order MembershipOrder;
        /// The people who are known in it as an assembly (personnes), by family name.
        persons: Person of ASSEMBLY by NAME, filter PersonFilter, order PersonOrder;
        /// Its sittings as an assembly (séances), newest first.
        sessions: Session of ASSEMBLY by NEWEST, filter SessionFilter, order SessionOrder;
        /// The opinions that it drafted as a commission (avis), newest session first.
        opinions: Opinion of COMMISSION by NEWEST, filter OpinionFilter, order OpinionOrder;
        /// The opinions that it gave as an assembly (avis rendus), newest session first.
        given_opinions: Opinion of ASSEMBLY by NEWEST, filter OpinionFilter, order OpinionOrder;
        /// The reports that it submitted (rapports), newest session first.
        reports: Report of SUBMITTED_BY by NEWEST, filter ReportFilter, order ReportOrder;
        /// What was said on its behalf (déclarations), newest session first.
        declarations: Declaration of MADE_BY by NEWEST, filter DeclarationFilter, order DeclarationOrder;
        /// How it voted, or said that it would (positions de vote), newest session first.
        vote_positions: VotePosition of ORGANISATION by NEWEST, filter VotePositionFilter, order VotePositionOrder;
        /// The places where texts name it (mentions), newest session first, then in the order of the text.
        mentions: Mention of ORGANISATION by NEWEST, filter MentionFilter, order MentionOrder;
        /// Its dated steps (jalons), the earliest first.
        milestones: Milestone of ORGANISATION by OLDEST, filter MilestoneFilter, order MilestoneOrder;
        /// What it asks for (préconisations), newest opinion first.
        recommendations: Recommendation of ASKED_BY by NEWEST, filter RecommendationFilter, order RecommendationOrder;
        /// The initiatives that have become this body (dispositifs), by name.
        initiatives: Initiative of ORGANISATION by NAME, filter InitiativeFilter, order InitiativeOrder;
    }
    PersonLists {
        /// Where they sit (mandats).
        memberships: Membership of PERSON by NAME, filter MembershipFilter, order MembershipOrder;
        /// What they reported on (rapporteur), newest session first.
        rapporteurs: Rapporteur of PERSON by NEWEST, filter RapporteurFilter, order RapporteurOrder;
        /// What they said (déclarations), newest session first.
        declarations: Declaration of SPOKEN_BY by NEWEST, filter DeclarationFilter, order DeclarationOrder;
        /// Their recorded ballots (votes), newest session first.
        vote_positions: VotePosition of PERSON by NEWEST, filter VotePositionFilter, order VotePositionOrder;
        /// The places where texts name this person (mentions), newest session first, then in the order of the text.
        mentions: Mention of PERSON by NEWEST, filter MentionFilter, order MentionOrder;
    }
    SessionLists {
        /// The reports submitted to it (rapports), by number.
        reports: Report of SESSION by NEWEST, filter ReportFilter, order ReportOrder;
        /// The opinions given at it (avis), by report number.
        opinions: Opinion of SESSION by NEWEST, filter OpinionFilter, order OpinionOrder;
        /// What was put to the vote at it (votes).
        votes: Vote of SESSION by NEWEST, filter VoteFilter, order VoteOrder;
    }
    ReportLists {
        /// The opinions that answer it (avis).
        opinions: Opinion of REPORT by NEWEST, filter OpinionFilter, order OpinionOrder;
    }
    OpinionLists {
        /// The places where it names something (mentions), in the order of the text.
        mentions: Mention of OPINION by NEWEST, filter MentionFilter, order MentionOrder;
        /// The places where other opinions name it (citations), newest session first.
        cited_by: Mention of CITED by NEWEST, filter MentionFilter, order MentionOrder;
        /// The dated steps that it tells of (jalons), the earliest first.
        milestones: Milestone of TELLS by OLDEST, filter MilestoneFilter, order MilestoneOrder;
        /// What it asks for (préconisations), its declarations included, in the order of the text.
        recommendations: Recommendation of ORIGIN by NEWEST, filter RecommendationFilter, order RecommendationOrder;
        /// What it says became of recommendations (suites données), in the order of the text.
        follow_ups: FollowUp of OPINION by NEWEST, filter FollowUpFilter, order FollowUpOrder;
    }
    DeclarationLists {
        /// What it announces (positions annoncées).
        positions: VotePosition of DECLARATION by NEWEST, filter VotePositionFilter, order VotePositionOrder;
        /// The places where it names something (mentions), in the order of the text.
        mentions: Mention of DECLARATION by NEWEST, filter MentionFilter, order MentionOrder;
        /// What it asks for (préconisations), in the order of the text.
        recommendations: Recommendation of DECLARATION by NEWEST, filter RecommendationFilter, order RecommendationOrder;
    }
    VoteLists {
        /// Who voted how, or announced it (positions de vote).
        positions: VotePosition of VOTE by NEWEST, filter VotePositionFilter, order VotePositionOrder;
    }
    InitiativeLists {
        /// The places where texts name it (mentions), newest session first, then in the order of the text.
        mentions: Mention of INITIATIVE by NEWEST, filter MentionFilter, order MentionOrder;
        /// Its dated steps (jalons), the earliest first.
        milestones: Milestone of INITIATIVE by OLDEST, filter MilestoneFilter, order MilestoneOrder;
        /// What was asked for in words that name it (préconisations), newest opinion first.
        recommendations: Recommendation of NAMED_IN by NEWEST, filter RecommendationFilter, order RecommendationOrder;
    }
    MilestoneLists {
        /// The opinions that tell of it (avis), newest session first.
        opinions: Opinion of TOLD_BY by NEWEST, filter OpinionFilter, order OpinionOrder;
    }
    RecommendationLists {
        /// What its words name (dispositifs), by name.
        initiatives: Initiative of NAMES by NAME, filter InitiativeFilter, order InitiativeOrder;
    }
    ThemeLists {
        /// The opinions that carry it (avis), newest session first.
        opinions: Opinion of CARRIED_BY by NEWEST, filter OpinionFilter, order OpinionOrder;
    }
    DocumentLists {
        /// The opinions whose words these are (avis).
        opinions: Opinion of DOCUMENT by NEWEST, filter OpinionFilter, order OpinionOrder;
        /// The places where it names something (mentions), in the order of the text.
        mentions: Mention of DOCUMENT by NEWEST, filter MentionFilter, order MentionOrder;
    }
}
