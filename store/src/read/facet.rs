//! Facets: what the rows of a list are counted by.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use sea_orm::{
    ConnectionTrait, QueryResult,
    sea_query::{Alias, Expr, ExprTrait, Func, JoinType, Query, SelectStatement},
};
use uuid::Uuid;

use super::{
    filter::{Filter, TABLE},
    noun::Noun,
    parent::Parent,
};
use crate::{
    Error, Store,
    past::{Reach, Wanted},
};

/// What rows are counted by: a column, reached by steps from the list's table. A row that reaches several values
/// counts once for each, and one that reaches none counts as unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Facet {
    steps: &'static [Step],
    column: &'static str,
    values: Values,
}

/// What a facet's columns are called where it stands alone.
const ALONE: &str = "facet";

/// To the rows of a table whose column `theirs` has the value of the column `own`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Step {
    own: &'static str,
    table: &'static str,
    theirs: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Values {
    /// A word of an enumeration.
    Words,
    /// The year of a sort key that begins with a day.
    Years,
    /// The year of a sort key that begins with a day, the newest first.
    NewestYears,
    /// The ids of a table's rows, in the order of a column there.
    Ids(&'static str, &'static str),
}

/// A value that rows have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FacetValue {
    /// None that is known.
    Unknown,
    /// A year.
    Year(i32),
    /// A word of an enumeration.
    Word(String),
    /// A record.
    Id(Uuid),
}

/// How many rows have a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The value.
    pub value: FacetValue,
    /// How many rows have it; at least 1.
    pub count: u64,
}

const VOTE_OF_OPINION: Step = Step::new("id", "vote", "opinion_id");
const OPINION: Step = Step::new("opinion_id", "opinion", "id");
const VOTE_OF_ITS_OPINION: Step = Step::new("opinion_id", "vote", "opinion_id");
const THEMES_OF_ITS_OPINION: Step = Step::new("opinion_id", "theme_assignment", "opinion_id");
const DECLARATIONS: Step = Step::new("id", "declaration", "opinion_id");
const ORGANISATIONS: Values = Values::Ids("organisation", "name_key");
const SESSIONS: Values = Values::Ids("session", "oldest_first");
const THEMES: Values = Values::Ids("theme", "name_key");

#[expect(missing_docs, reason = "each is the column that it counts by")]
impl Facet {
    pub const KIND: Self = Self::new(&[], "kind", Values::Words);
    pub const CHOICE: Self = Self::new(&[], "choice", Values::Words);
    pub const OUTCOME: Self = Self::new(&[], "outcome", Values::Words);
    pub const MAJORITY: Self = Self::new(&[], "majority", Values::Words);
    pub const STATUS: Self = Self::new(&[], "status", Values::Words);
    pub const YEAR: Self = Self::new(&[], "oldest_first", Values::Years);
    pub const ASSEMBLY: Self = Self::new(&[], "assembly_id", ORGANISATIONS);
    pub const COMMISSION: Self = Self::new(&[], "commission_id", ORGANISATIONS);
    pub const ORGANISATION: Self = Self::new(&[], "organisation_id", ORGANISATIONS);
    /// Of what belongs to an opinion: its commission.
    pub const OPINION_COMMISSION: Self = Self::new(&[OPINION], "commission_id", ORGANISATIONS);
    /// Of an opinion: what became of it.
    pub const VOTE_OUTCOME: Self = Self::new(&[VOTE_OF_OPINION], "outcome", Values::Words);
    /// Of an opinion: by what majority.
    pub const VOTE_MAJORITY: Self = Self::new(&[VOTE_OF_OPINION], "majority", Values::Words);
    /// Of what is ordered by its newest day alone, such as a position: the year.
    pub const NEWEST_YEAR: Self = Self::new(&[], "newest_first", Values::NewestYears);
    /// Of an opinion: who made a declaration on it.
    pub const DECLARED_BY: Self = Self::new(
        &[DECLARATIONS, Step::to("declaration_organisation", "declaration_id")],
        "organisation_id",
        ORGANISATIONS,
    );
    /// Of an opinion: the themes that it carries.
    pub const THEME: Self = Self::new(&[Step::to("theme_assignment", "opinion_id")], "theme_id", THEMES);
    pub const SESSION: Self = Self::new(&[], "session_id", SESSIONS);
    /// Of what belongs to an opinion: its session.
    pub const OPINION_SESSION: Self = Self::new(&[OPINION], "session_id", SESSIONS);
    /// Of what belongs to an opinion: its kind.
    pub const OPINION_KIND: Self = Self::new(&[OPINION], "kind", Values::Words);
    /// Of what belongs to an opinion: what became of it.
    pub const OPINION_OUTCOME: Self = Self::new(&[VOTE_OF_ITS_OPINION], "outcome", Values::Words);
    /// Of what belongs to an opinion: the themes that it carries.
    pub const OPINION_THEME: Self = Self::new(&[THEMES_OF_ITS_OPINION], "theme_id", THEMES);
    /// Of a declaration: on whose behalf it is made.
    pub const MADE_BY: Self = Self::new(
        &[Step::to("declaration_organisation", "declaration_id")],
        "organisation_id",
        ORGANISATIONS,
    );
    /// Of a declaration: what it announces.
    pub const STANCE: Self =
        Self::new(&[Step::to("vote_position", "declaration_id")], "choice", Values::Words);
    /// Of a recommendation: who asks.
    pub const ASKED_BY: Self =
        Self::new(&[Step::to("recommendation_maker", "recommendation_id")], "organisation_id", ORGANISATIONS);
    /// Of a recommendation: what became of it.
    pub const FOLLOW_UP: Self =
        Self::new(&[Step::to("follow_up", "recommendation_id")], "status", Values::Words);

    const fn new(steps: &'static [Step], column: &'static str, values: Values) -> Self {
        Self { steps, column, values }
    }
}

impl Step {
    const fn new(own: &'static str, table: &'static str, theirs: &'static str) -> Self {
        Self { own, table, theirs }
    }

    /// To what refers to a row by its id.
    const fn to(table: &'static str, theirs: &'static str) -> Self {
        Self::new("id", table, theirs)
    }
}

impl Store {
    /// How many rows of a whole list have each value, the most frequent first: one statement.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`], here and below.
    pub async fn facet<N: Noun>(&self, facet: Facet, filter: &Filter) -> Result<Vec<Counted>, Error> {
        let select = self.faceted::<N>(facet, filter).await?;
        let rows = self.line().query_all(&select).await?;
        Ok(facet.counted(rows.iter().map(|row| facet.read(row)).collect::<Result<_, Error>>()?))
    }

    /// The same of each parent's list: one statement. Parents without rows are left out.
    pub async fn facets<N: Noun>(
        &self,
        facet: Facet,
        filter: &Filter,
        parent: Parent,
        parents: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<Counted>>, Error> {
        let wanted = Wanted { parent, parents, joins: &[], filter, facet: Some(facet) };
        self.bring_lists::<N>(&wanted).await?;
        let mut select = self.faceted::<N>(facet, filter).await?;
        let owner = self.among(&mut select, parent, parents, false);
        select.expr_as(Expr::col(owner), "list_owner").group_by_col(owner);
        let mut lists: HashMap<Uuid, Vec<Value>> = HashMap::new();
        for row in self.line().query_all(&select).await? {
            lists.entry(row.try_get("", "list_owner")?).or_default().push(facet.read(&row)?);
        }
        Ok(lists.into_iter().map(|(parent, values)| (parent, facet.counted(values))).collect())
    }

    async fn faceted<N: Noun>(&self, facet: Facet, filter: &Filter) -> Result<SelectStatement, Error> {
        let phrases = self.phrases(filter).await?;
        let mut select = Query::select();
        select.from_as(Alias::new(N::TABLE), TABLE).cond_where(filter.condition(&phrases));
        facet.add(&mut select, ALONE);
        let rows = Expr::col((TABLE, "id"));
        let count = if facet.is_of_one() { Func::count(rows) } else { Func::count_distinct(rows) };
        select.expr_as(count, "total");
        Ok(select)
    }
}

/// A value as the database gives it.
struct Value {
    value: FacetValue,
    /// What tells the order of values that equally many rows have.
    key: Vec<u8>,
    count: u64,
}

impl Facet {
    /// Whether a row has one value at most. To one record lead the steps of its own columns, and from an opinion to its
    /// vote; others may lead from a row to several values, or to one value twice.
    pub(super) fn is_of_one(self) -> bool {
        self.steps
            .iter()
            .all(|step| step.theirs == "id" || (step.table, step.theirs) == ("vote", "opinion_id"))
    }

    /// Whether a row has no value twice: it has one at most, or a key keeps its values apart.
    pub(super) fn is_distinct(self) -> bool {
        self.is_of_one() || self == Self::THEME
    }

    /// What the steps from a table lead to, and the records that are counted by.
    pub(crate) fn reach(self, table: &'static str) -> Vec<Reach> {
        let mut at = table;
        let mut reach: Vec<Reach> = Vec::new();
        for step in self.steps {
            reach.push(Reach { from: (at, step.own), to: (step.table, step.theirs) });
            at = step.table;
        }
        if let Values::Ids(named, _) = self.values {
            reach.push(Reach { from: (at, self.column), to: (named, "id") });
        }
        reach
    }

    /// Joins what the steps lead to, and groups by it. What is selected begins with `name`.
    pub(super) fn add(self, select: &mut SelectStatement, name: &str) {
        let mut at = Alias::new(TABLE);
        for (step, place) in self.steps.iter().zip(1..) {
            let to = Alias::new(format!("{name}_{place}"));
            let on = Expr::col((to.clone(), step.theirs)).equals((at, step.own));
            select.join_as(JoinType::LeftJoin, Alias::new(step.table), to.clone(), on);
            at = to;
        }
        let column = (at.clone(), self.column);
        let value = match self.values {
            // The day, as `SortKey` writes it. Bound, the figures would make it another expression in each place.
            Values::Years | Values::NewestYears => {
                Func::cust("substr").args([Expr::col(column), Expr::cust("1"), Expr::cust("4")]).into()
            }
            Values::Words => Expr::col(column),
            Values::Ids(table, key) => {
                let named = Alias::new(format!("{name}_named"));
                let on = Expr::col((named.clone(), "id")).equals(column.clone());
                select.join_as(JoinType::LeftJoin, table, named.clone(), on);
                let shown = Alias::new(format!("{name}_key"));
                select.expr_as(Expr::col((named.clone(), key)), shown).group_by_col((named, key));
                Expr::col(column)
            }
        };
        select.expr_as(value.clone(), Alias::new(format!("{name}_value"))).add_group_by([value]);
    }

    fn read(self, row: &QueryResult) -> Result<Value, Error> {
        let total: i64 = row.try_get("", "total")?;
        let (value, key) = self.value(row, ALONE)?;
        Ok(Value { value, key, count: total.unsigned_abs() })
    }

    /// A value, with what tells its order among others.
    pub(super) fn value(self, row: &QueryResult, name: &str) -> Result<(FacetValue, Vec<u8>), Error> {
        let (shown, key) = (format!("{name}_value"), format!("{name}_key"));
        let (shown, key) = (shown.as_str(), key.as_str());
        Ok(match self.values {
            Values::Words => {
                let word: Option<String> = row.try_get("", shown)?;
                let key = word.clone().unwrap_or_default().into_bytes();
                (word.map_or(FacetValue::Unknown, FacetValue::Word), key)
            }
            Values::Years | Values::NewestYears => {
                let key: Option<Vec<u8>> = row.try_get("", shown)?;
                let year = key.and_then(|key| year(&key, self.values == Values::NewestYears));
                (year.map_or(FacetValue::Unknown, FacetValue::Year), Vec::new())
            }
            Values::Ids(..) => {
                let id: Option<Uuid> = row.try_get("", shown)?;
                let key: Option<Vec<u8>> = row.try_get("", key)?;
                (id.map_or(FacetValue::Unknown, FacetValue::Id), key.unwrap_or_default())
            }
        })
    }

    /// Adds up what is the same, and puts it in order: the most frequent first, the newest year first, what is unknown
    /// after what is known.
    fn counted(self, values: Vec<Value>) -> Vec<Counted> {
        let mut sums: HashMap<FacetValue, Value> = HashMap::new();
        for value in values {
            match sums.get_mut(&value.value) {
                Some(sum) => sum.count += value.count,
                None => {
                    sums.insert(value.value.clone(), value);
                }
            }
        }
        let mut values: Vec<Value> = sums.into_values().collect();
        values.sort_by_cached_key(|each| {
            let (year, id) = match each.value {
                FacetValue::Year(year) => (-i64::from(year), Uuid::nil()),
                FacetValue::Id(id) => (0, id),
                FacetValue::Word(_) | FacetValue::Unknown => (0, Uuid::nil()),
            };
            let unknown = each.value == FacetValue::Unknown;
            (std::cmp::Reverse(each.count), unknown, year, each.key.clone(), id)
        });
        values.into_iter().map(|each| Counted { value: each.value, count: each.count }).collect()
    }
}

/// The year of a sort key that begins with a day; none where the day is not known.
fn year(key: &[u8], newest: bool) -> Option<i32> {
    let days = u32::from_be_bytes(*key.first_chunk()?);
    let days = if newest { !days } else { days };
    let days = i32::try_from(days).ok().filter(|days| *days > 0)?;
    Some(NaiveDate::from_num_days_from_ce_opt(days)?.year())
}
