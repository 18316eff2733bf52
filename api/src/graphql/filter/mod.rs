//! Filters of lists: one file a noun says what its records can be told by, and all of them compose.

mod declaration;
mod document;
mod follow_up;
mod initiative;
mod membership;
mod mention;
mod milestone;
mod opinion;
mod organisation;
mod person;
mod rapporteur;
mod recommendation;
mod report;
mod session;
mod territory;
mod theme;
mod vote;
mod vote_position;

use async_graphql::{ID, InputObject};
use chrono::NaiveDate;
use store::{Filter, SearchQuery};
use uuid::Uuid;

pub(crate) use self::{
    declaration::DeclarationFilter, document::DocumentFilter, follow_up::FollowUpFilter,
    initiative::InitiativeFilter, membership::MembershipFilter, mention::MentionFilter,
    milestone::MilestoneFilter, opinion::OpinionFilter, organisation::OrganisationFilter,
    person::PersonFilter, rapporteur::RapporteurFilter, recommendation::RecommendationFilter,
    report::ReportFilter, session::SessionFilter, territory::TerritoryFilter, theme::ThemeFilter,
    vote::VoteFilter, vote_position::VotePositionFilter,
};
use super::{Date, search::too_many};
use crate::error::Error;

/// So deep may `and`, `or` and `not` stand in each other.
const DEEPEST: usize = 8;
/// With so many values may a filter compare.
const MOST: usize = 100;

/// What a client asks of a list's records.
pub(crate) trait Terms: Sized {
    /// The terms, for the store, of a filter that stands so deep in others.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`].
    fn terms(self, depth: usize) -> Result<Filter, Error>;
}

/// The terms of a list's filter, within bounds.
///
/// # Errors
/// [`Error::InvalidArgument`].
pub(crate) fn checked(filter: Option<impl Terms>) -> Result<Filter, Error> {
    let Some(filter) = filter else { return Ok(Filter::default()) };
    let terms = filter.terms(0)?;
    let values = terms.values();
    if values > MOST {
        return Err(Error::OutOfRange {
            message: format!(
                "`filter` compares with {values} values: expected at most {MOST}. Ask in several queries"
            ),
            limit: "filterValues",
            maximum: MOST as i64,
            actual: values as i64,
        });
    }
    Ok(terms)
}

/// Writes a noun's filter: each field with its type and the term that it adds, then `and`, `or` and `not`.
macro_rules! filter {
    (
        $(#[$doc:meta])*
        $name:ident {$(
            $(#[$field_doc:meta])*
            $field:ident: $type:ty => |$terms:ident, $given:ident| $term:expr;
        )*}
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, async_graphql::InputObject)]
        pub(crate) struct $name {
            $(
                $(#[$field_doc])*
                $field: Option<$type>,
            )*
            /// And all of these (et).
            and: Option<Vec<$name>>,
            /// And at least one of these (ou); where the list is empty, no record is found.
            or: Option<Vec<$name>>,
            /// And not this (sauf): what a record does not say does not hold, so that its opposite does.
            not: Option<Box<$name>>,
        }

        impl $crate::graphql::filter::Terms for $name {
            fn terms(self, depth: usize) -> Result<store::Filter, $crate::error::Error> {
                let terms = store::Filter::default();
                // An explicit null is no term, as an omitted one is.
                $(
                    let terms = match self.$field {
                        Some($given) => {
                            let $terms = terms;
                            $term
                        }
                        None => terms,
                    };
                )*
                $crate::graphql::filter::composed(terms, depth, self.and, self.or, self.not.map(|not| *not))
            }
        }
    };
}
use filter;

/// Adds what a filter says of other filters of its noun.
fn composed<F: Terms>(
    mut terms: Filter,
    depth: usize,
    and: Option<Vec<F>>,
    or: Option<Vec<F>>,
    not: Option<F>,
) -> Result<Filter, Error> {
    if depth > DEEPEST {
        return Err(Error::OutOfRange {
            message: format!(
                "`filter` has `and`, `or` and `not` at least {depth} deep in each other: expected at most {DEEPEST}"
            ),
            limit: "filterDepth",
            maximum: DEEPEST as i64,
            actual: depth as i64,
        });
    }
    for filter in and.into_iter().flatten() {
        terms = terms.and(filter.terms(depth + 1)?);
    }
    if let Some(or) = or {
        terms = terms.any(or.into_iter().map(|filter| filter.terms(depth + 1)).collect::<Result<_, _>>()?);
    }
    match not {
        Some(filter) => Ok(terms.not(filter.terms(depth + 1)?)),
        None => Ok(terms),
    }
}

/// A range of days (période), both ends inclusive; an end that is not given is open.
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct DateRange {
    /// The first day (du).
    from: Option<Date>,
    /// The last day (au).
    to: Option<Date>,
}

impl DateRange {
    /// Its ends, for the store.
    ///
    /// # Errors
    /// [`Error::InvalidArgument`], where the first day comes after the last.
    pub(crate) fn ends(self) -> Result<(Option<NaiveDate>, Option<NaiveDate>), Error> {
        let (from, to) = (self.from.map(|day| day.0), self.to.map(|day| day.0));
        match (from, to) {
            (Some(from), Some(to)) if from > to => Err(Error::InvalidArgument(format!(
                "`from` is {from} and `to` is {to}: expected a `from` that is not after `to`"
            ))),
            ends => Ok(ends),
        }
    }

    /// The term of a list that is ordered by a day.
    fn held(self, terms: Filter) -> Result<Filter, Error> {
        let (from, to) = self.ends()?;
        Ok(terms.held(from, to))
    }
}

/// Ids, for the store. A text that is no id names no record.
pub(crate) fn ids(ids: &[ID]) -> Vec<Uuid> {
    ids.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect()
}

/// The words of a search.
fn words(text: &str) -> Result<SearchQuery, Error> {
    SearchQuery::parse(text).map_err(|refused| too_many("`text`", refused))
}

/// What a text must name: each field that is given asks for a mention of one of its records.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct MentionsFilter {
    /// A mention of one of these organisations, by their ids (organisations).
    organisation: Option<Vec<ID>>,
    /// A mention of one of these persons, by their ids (personnes).
    person: Option<Vec<ID>>,
    /// A mention of one of these initiatives, by their ids (dispositifs).
    initiative: Option<Vec<ID>>,
    /// A mention of one of these opinions, by their ids (avis).
    opinion: Option<Vec<ID>>,
}

impl MentionsFilter {
    /// The term of texts of which mentions are the children.
    fn of(self, text: store::Parent, terms: Filter) -> Filter {
        use store::{Parent, entities::mention};
        let named = [
            (Parent::ORGANISATION, self.organisation),
            (Parent::PERSON, self.person),
            (Parent::INITIATIVE, self.initiative),
            (Parent::CITED, self.opinion),
        ];
        named.into_iter().fold(terms, |terms, (what, named)| match named {
            Some(named) => terms.has::<mention::Model>(text, Filter::default().of(what, ids(&named))),
            None => terms,
        })
    }
}

/// The term of what belongs to an organisation of a territory of this code.
fn in_territory(organisation: store::Parent, code: &str, terms: Filter) -> Filter {
    use store::{Parent, entities};
    let territory = Filter::default().code(code);
    let organisations = Filter::default().whose::<entities::territory::Model>(Parent::TERRITORY, territory);
    terms.whose::<entities::organisation::Model>(organisation, organisations)
}
