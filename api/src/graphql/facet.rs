//! Facets: what a page shows beside a list, how many of its records have which value.

use std::borrow::Cow;

use async_graphql::{Context, InputType, Name, Object, OutputType, SimpleObject, TypeName, Value};
use store::{Counted, Facet, FacetValue};

use super::{
    connection::{Connection, Edge, Listed, PageInfo, Whole, facet_first},
    given::FieldCheck,
    *,
};
use crate::error::Error;

/// A GraphQL type whose lists can be counted by values.
pub(crate) trait Faceted: Listed {
    /// The values that they can be counted by.
    type Facets: OutputType + From<Whole>;
}

/// A page of a list, with what the whole list counts by its values.
pub(crate) struct FacetedConnection<T: Faceted>(Connection<T>);

impl<T: Faceted> From<Connection<T>> for FacetedConnection<T> {
    fn from(connection: Connection<T>) -> Self {
        Self(connection)
    }
}

impl<T: Faceted> TypeName for FacetedConnection<T> {
    fn type_name() -> Cow<'static, str> {
        <Connection<T> as TypeName>::type_name()
    }
}

/// A page of a list (Relay connection), with its facets.
#[Object(name_type)]
impl<T: Faceted> FacetedConnection<T> {
    /// The records of the page.
    async fn nodes(&self) -> Items<T> {
        self.0.records().collect()
    }

    /// The records of the page, each with its cursor.
    async fn edges(&self) -> Items<Edge<T>> {
        self.0.places().collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> &PageInfo {
        &self.0.info
    }

    /// How many records the whole list has.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<u64, Error> {
        self.0.whole.count::<T::Noun>(ctx).await
    }

    /// What the whole list counts by the values of its records (facettes), as the filter leaves it: each one that is
    /// selected is one statement more. The most frequent value comes first; of equally frequent ones the newest year,
    /// the first word, the first name, and what is unknown last.
    async fn facets(&self) -> T::Facets {
        self.0.whole.clone().into()
    }
}

/// What one value counts, as a GraphQL type shows it.
trait Shown {
    fn shown(counted: Counted) -> Self;
}

/// How many records have a year (année).
#[derive(SimpleObject)]
pub(crate) struct YearFacet {
    /// The year (année); null for those of no known day.
    value: Option<i32>,
    /// How many records (nombre).
    count: u64,
}

impl Shown for YearFacet {
    fn shown(counted: Counted) -> Self {
        let value = if let FacetValue::Year(year) = counted.value { Some(year) } else { None };
        Self { value, count: counted.count }
    }
}

/// How many records have a value of a closed set.
#[derive(SimpleObject)]
#[graphql(concrete(name = "OpinionKindFacet", params(OpinionKind)))]
#[graphql(concrete(name = "OrganisationKindFacet", params(OrganisationKind)))]
#[graphql(concrete(name = "InitiativeKindFacet", params(InitiativeKind)))]
#[graphql(concrete(name = "VoteOutcomeFacet", params(VoteOutcome)))]
#[graphql(concrete(name = "VoteMajorityFacet", params(VoteMajority)))]
#[graphql(concrete(name = "VoteChoiceFacet", params(VoteChoice)))]
#[graphql(concrete(name = "VotePositionKindFacet", params(VotePositionKind)))]
#[graphql(concrete(name = "FollowUpStatusFacet", params(FollowUpStatus)))]
pub(crate) struct WordFacet<T: InputType + OutputType> {
    /// The value (valeur); null for records of which it is not known.
    value: Option<T>,
    /// How many records (nombre).
    count: u64,
}

impl<T: InputType + OutputType> Shown for WordFacet<T> {
    fn shown(counted: Counted) -> Self {
        let value = match counted.value {
            // The tables and the schema say the same words.
            FacetValue::Word(word) => T::parse(Some(Value::Enum(Name::new(word)))).ok(),
            FacetValue::Unknown | FacetValue::Year(_) | FacetValue::Id(_) => None,
        };
        Self { value, count: counted.count }
    }
}

/// How many records have to do with an organisation.
pub(crate) struct OrganisationFacet(Counted);

impl Shown for OrganisationFacet {
    fn shown(counted: Counted) -> Self {
        Self(counted)
    }
}

/// How many records have to do with an organisation.
#[Object]
impl OrganisationFacet {
    /// The organisation (organisation); null for records of which none is known.
    async fn organisation(&self, ctx: &Context<'_>) -> Option<Result<Record<Organisation>, Error>> {
        let id = if let FacetValue::Id(id) = self.0.value { Some(id) } else { None };
        maybe(ctx, id, None).await
    }

    /// How many records (nombre).
    async fn count(&self) -> u64 {
        self.0.count
    }
}

/// How many records carry a theme.
pub(crate) struct ThemeFacet(Counted);

impl Shown for ThemeFacet {
    fn shown(counted: Counted) -> Self {
        Self(counted)
    }
}

/// How many records carry a theme.
#[Object]
impl ThemeFacet {
    /// The theme (thème); null for records that carry none.
    async fn theme(&self, ctx: &Context<'_>) -> Option<Result<Record<Theme>, Error>> {
        let id = if let FacetValue::Id(id) = self.0.value { Some(id) } else { None };
        maybe(ctx, id, None).await
    }

    /// How many records (nombre).
    async fn count(&self) -> u64 {
        self.0.count
    }
}

/// Writes the facets of each noun: the name, the type that shows a value, and what the store counts by.
macro_rules! facets {
    ($(
        $(#[$facets_doc:meta])*
        $facets:ident of $noun:ident {$(
            $(#[$doc:meta])*
            $facet:ident: $shown:ty = $by:ident;
        )*}
    )*) => {$(
        $(#[$facets_doc])*
        pub(crate) struct $facets(Whole);

        impl From<Whole> for $facets {
            fn from(whole: Whole) -> Self {
                Self(whole)
            }
        }

        impl Faceted for $noun {
            type Facets = $facets;
        }

        $(#[$facets_doc])*
        #[Object]
        impl $facets {
            $(
                $(#[$doc])*
                async fn $facet(
                    &self,
                    ctx: &Context<'_>,
                    #[graphql(desc = "At most so many values, the most frequent first: 0 to 100.", default = 100)]
                    first: i32,
                ) -> Result<Items<$shown>, Error> {
                    let counted = self.0.facet::<<$noun as Listed>::Noun>(ctx, Facet::$by, first).await?;
                    Ok(counted.into_iter().map(Shown::shown).collect())
                }
            )*
        }
    )*

        /// What they refuse of their arguments.
        pub(crate) fn facet_checks() -> Vec<FieldCheck> {
            vec![$($(
                (stringify!($facets), stringify!($facet), |given| {
                    given.get("first").map_or(Ok(()), |first| facet_first(first).map(drop))
                }),
            )*)*]
        }
    };
}

facets! {
    /// What a list of opinions counts (facettes des avis).
    OpinionFacets of Opinion {
        /// By the year of the session (année); of an opinion that is only cited, that of the day which the texts give.
        year: YearFacet = YEAR;
        /// By what gave rise to them (nature).
        kind: WordFacet<OpinionKind> = KIND;
        /// By the assembly that gave them (assemblée).
        assembly: OrganisationFacet = ASSEMBLY;
        /// By the commission that drafted them (commission).
        commission: OrganisationFacet = COMMISSION;
        /// By what became of them (résultat du vote).
        outcome: WordFacet<VoteOutcome> = VOTE_OUTCOME;
        /// By what majority (majorité).
        majority: WordFacet<VoteMajority> = VOTE_MAJORITY;
        /// By the organisations that made a declaration on them (déclarants): an opinion counts once for each; null
        /// counts those without a declaration.
        declared_by: OrganisationFacet = DECLARED_BY;
        /// By the themes that they carry (thèmes): an opinion counts once for each; null counts those without one.
        theme: ThemeFacet = THEME;
    }
    /// What a list of declarations counts (facettes des déclarations).
    DeclarationFacets of Declaration {
        /// By the year of the session (année).
        year: YearFacet = YEAR;
        /// By the organisations on whose behalf they are made (organisations): a joint one counts once for each.
        organisation: OrganisationFacet = MADE_BY;
        /// By the commission that drafted the opinion (commission).
        commission: OrganisationFacet = OPINION_COMMISSION;
        /// By what they announce (position annoncée); null counts those that announce nothing.
        stance: WordFacet<VoteChoice> = STANCE;
    }
    /// What a list of votes counts (facettes des votes).
    VoteFacets of Vote {
        /// By the year (année).
        year: YearFacet = YEAR;
        /// By what became of what was put to the vote (résultat).
        outcome: WordFacet<VoteOutcome> = OUTCOME;
        /// By what majority (majorité).
        majority: WordFacet<VoteMajority> = MAJORITY;
        /// By the commission that drafted the opinion (commission).
        commission: OrganisationFacet = OPINION_COMMISSION;
    }
    /// What a list of positions counts (facettes des positions de vote).
    VotePositionFacets of VotePosition {
        /// By the year of the session (année).
        year: YearFacet = NEWEST_YEAR;
        /// By what someone does (choix).
        choice: WordFacet<VoteChoice> = CHOICE;
        /// Recorded, or announced (nature).
        kind: WordFacet<VotePositionKind> = KIND;
        /// By the organisation (organisation).
        organisation: OrganisationFacet = ORGANISATION;
    }
    /// What a list of recommendations counts (facettes des préconisations).
    RecommendationFacets of Recommendation {
        /// By the year of the opinion that makes them (année); where that is not known, of the one that tells of them.
        year: YearFacet = YEAR;
        /// By who asks (auteurs): a joint one counts once for each.
        made_by: OrganisationFacet = ASKED_BY;
        /// By what became of them (suite donnée): one of which texts say several things counts once for each; null
        /// counts those of which no text says what became.
        follow_up: WordFacet<FollowUpStatus> = FOLLOW_UP;
    }
    /// What a list of organisations counts (facettes des organisations).
    OrganisationFacets of Organisation {
        /// By their kind (nature).
        kind: WordFacet<OrganisationKind> = KIND;
    }
    /// What a list of initiatives counts (facettes des dispositifs).
    InitiativeFacets of Initiative {
        /// By their kind (nature).
        kind: WordFacet<InitiativeKind> = KIND;
    }
}
