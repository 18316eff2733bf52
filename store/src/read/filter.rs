//! Which rows of a list: terms that compose.
//!
//! A term about another table is `column IN (SELECT …)`, a subquery that names nothing outside itself. So both
//! databases may begin with it: a list that a rare word or a small commission restricts costs what matches, not what
//! there is. Every subquery calls its table `t`, as the list does, since none looks out of itself.

use chrono::NaiveDate;
use sea_orm::{
    ActiveEnum, DbBackend,
    sea_query::{Alias, Condition, Expr, ExprTrait, Func, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

use super::{noun::Noun, parent::Parent, phrase::Phrases};
use crate::{SearchQuery, past::Reach, sort_key::SortKey};

/// What a list's table is called in every statement.
pub(super) const TABLE: &str = "t";

/// Terms that all hold; none holds for every row. A term about what a row does not say (null) does not hold, and its
/// opposite does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter(Vec<Term>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Term {
    Never,
    Words(&'static str, Vec<String>),
    Starts(&'static str, String),
    Ids(&'static str, Vec<Uuid>),
    Holds(&'static str, bool),
    Key(&'static str, Vec<u8>),
    AtLeast(&'static str, Vec<u8>),
    Below(&'static str, Vec<u8>),
    Known(&'static str),
    Related(Related),
    Found(SearchQuery),
    Any(Vec<Filter>),
    Either(&'static str, Box<[Filter; 2]>),
    Not(Filter),
}

/// Rows whose `column` is among those that other rows have, for which a filter holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Related {
    column: &'static str,
    table: &'static str,
    theirs: &'static str,
    filter: Filter,
}

/// Terms about other rows, and about other terms.
impl Filter {
    /// Rows of one of these ids.
    #[must_use]
    pub fn ids(self, ids: Vec<Uuid>) -> Self {
        self.with(Term::Ids("id", ids))
    }

    /// Rows that belong to one of these parents.
    #[must_use]
    pub fn of(self, parent: Parent, ids: Vec<Uuid>) -> Self {
        let (_, column) = parent.owner(TABLE);
        let own = Term::Ids(column, ids);
        match parent.link() {
            None => self.with(own),
            Some((table, theirs)) => {
                self.with(Term::Related(Related { column: "id", table, theirs, filter: Self(vec![own]) }))
            }
        }
    }

    /// Rows with a parent, of the noun `N`, for which a filter holds.
    #[must_use]
    pub fn whose<N: Noun>(self, parent: Parent, filter: Self) -> Self {
        let (_, column) = parent.owner(TABLE);
        let parents = Term::Related(Related { column, table: N::TABLE, theirs: "id", filter });
        match parent.link() {
            None => self.with(parents),
            Some((table, theirs)) => {
                self.with(Term::Related(Related { column: "id", table, theirs, filter: Self(vec![parents]) }))
            }
        }
    }

    /// Rows that are the parent of a row of the noun `N` for which a filter holds.
    #[must_use]
    pub fn has<N: Noun>(self, parent: Parent, filter: Self) -> Self {
        let (_, theirs) = parent.owner(TABLE);
        let (table, filter) = match parent.link() {
            None => (N::TABLE, filter),
            Some((link, column)) => {
                let children = Related { column, table: N::TABLE, theirs: "id", filter };
                (link, Self(vec![Term::Related(children)]))
            }
        };
        self.with(Term::Related(Related { column: "id", table, theirs, filter }))
    }

    /// Rows that a search with these words finds.
    #[must_use]
    pub fn found(self, query: SearchQuery) -> Self {
        // Where nothing but articles and the like is left, a search finds nothing.
        self.with(if query.is_empty() { Term::Never } else { Term::Found(query) })
    }

    /// Rows for which this holds too.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Rows for which one of these holds; none where there is none.
    #[must_use]
    pub fn any(self, filters: Vec<Self>) -> Self {
        self.with(if filters.is_empty() { Term::Never } else { Term::Any(filters) })
    }

    /// Rows of the noun `N` for which one of two holds, which ask the same in two ways: the values count once. Each is
    /// found by its own index, where databases read a whole table for `OR`.
    #[must_use]
    pub fn either<N: Noun>(self, one: Self, other: Self) -> Self {
        self.with(Term::Either(N::TABLE, Box::new([one, other])))
    }

    /// Rows for which this does not hold.
    #[must_use]
    pub fn not(self, filter: Self) -> Self {
        self.with(Term::Not(filter))
    }

    /// The id, where all that is asked is that a row has it.
    #[must_use]
    pub fn id(&self) -> Option<Uuid> {
        match self.0.as_slice() {
            [Term::Ids("id", ids)] => ids.first().copied().filter(|_| ids.len() == 1),
            _ => None,
        }
    }

    /// How many values the terms compare with: a measure of what the statement weighs.
    #[must_use]
    pub fn values(&self) -> usize {
        let values = self.0.iter().map(|term| match term {
            Term::Words(_, words) => words.len().max(1),
            Term::Ids(_, ids) => ids.len().max(1),
            Term::Found(query) => query.words(),
            Term::Related(related) => related.filter.values().max(1),
            Term::Any(filters) => filters.iter().map(|filter| filter.values().max(1)).sum(),
            Term::Either(_, filters) => {
                filters.iter().map(|filter| filter.values().max(1)).max().unwrap_or(1)
            }
            Term::Not(filter) => filter.values().max(1),
            Term::Never
            | Term::Starts(..)
            | Term::Holds(..)
            | Term::Key(..)
            | Term::AtLeast(..)
            | Term::Below(..)
            | Term::Known(_) => 1,
        });
        values.sum()
    }
}

/// Terms about a row's own columns.
impl Filter {
    /// Rows whose `column` is one of these words of an enumeration.
    pub(super) fn words<E: ActiveEnum<Value = String>>(
        self,
        column: &'static str,
        words: impl IntoIterator<Item = E>,
    ) -> Self {
        self.with(Term::Words(column, words.into_iter().map(|word| word.to_value()).collect()))
    }

    /// Rows whose `column` is this text.
    pub(super) fn text(self, column: &'static str, text: String) -> Self {
        // No text that is stored has a NUL, and PostgreSQL refuses to compare one.
        self.with(if text.contains('\0') { Term::Never } else { Term::Words(column, vec![text]) })
    }

    /// Rows whose `column` starts with this text.
    pub(super) fn starts(self, column: &'static str, text: String) -> Self {
        self.with(if text.contains('\0') { Term::Never } else { Term::Starts(column, text) })
    }

    pub(super) fn holds(self, column: &'static str, holds: bool) -> Self {
        self.with(Term::Holds(column, holds))
    }

    /// Rows whose `column` is known, or is not.
    pub(super) fn known(self, column: &'static str, known: bool) -> Self {
        let is_known = Term::Known(column);
        self.with(if known { is_known } else { Term::Not(Self(vec![is_known])) })
    }

    pub(super) fn key(self, column: &'static str, key: Vec<u8>) -> Self {
        self.with(Term::Key(column, key))
    }

    /// Rows whose sort key begins with a text.
    pub(super) fn begins(self, column: &'static str, text: &str) -> Self {
        let mut first = SortKey::name(text).bytes();
        // A whole text ends with a zero.
        first.pop();
        let mut end = first.clone();
        match end.last_mut() {
            None => self,
            Some(last) => {
                // No byte of UTF-8 is 255.
                *last = last.saturating_add(1);
                self.with(Term::AtLeast(column, first)).with(Term::Below(column, end))
            }
        }
    }

    /// Rows whose sort key begins with one of these days, both ends inclusive; none whose day is not known, unless both
    /// ends are open. By the key that lists are in the order of, and that most indexes have after a parent: what is left
    /// of an assembly's opinions by a range of days is one piece of an index.
    pub(super) fn days(mut self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        // The key begins with the day: no join is needed to compare it.
        self.0.extend(to.map(|to| Term::AtLeast("newest_first", SortKey::newest(Some(to)).bytes())));
        let end = from.or(to).map(|_| SortKey::newest(from.map(|from| from.pred_opt().unwrap_or(from))));
        self.0.extend(end.map(|end| Term::Below("newest_first", end.bytes())));
        self
    }

    /// Rows that another table, which is no noun, gives a value.
    pub(super) fn beside(self, table: &'static str, theirs: &'static str, filter: Self) -> Self {
        self.with(Term::Related(Related { column: "id", table, theirs, filter }))
    }

    fn with(mut self, term: Term) -> Self {
        self.0.push(term);
        self
    }
}

/// In SQL.
impl Filter {
    /// The searches in it, wherever they stand.
    pub(crate) fn searches(&self) -> Vec<&SearchQuery> {
        let searches = self.0.iter().map(|term| match term {
            Term::Found(query) => vec![query],
            Term::Related(related) => related.filter.searches(),
            Term::Any(filters) => filters.iter().flat_map(Self::searches).collect(),
            Term::Either(_, filters) => filters.iter().flat_map(Self::searches).collect(),
            Term::Not(filter) => filter.searches(),
            Term::Never
            | Term::Words(..)
            | Term::Ids(..)
            | Term::Starts(..)
            | Term::Holds(..)
            | Term::Key(..)
            | Term::AtLeast(..)
            | Term::Below(..)
            | Term::Known(_) => Vec::new(),
        });
        searches.flatten().collect()
    }

    /// What the terms about a table lead to, each step after those before it.
    pub(crate) fn reach(&self, table: &'static str, steps: &mut Vec<Reach>) {
        for term in &self.0 {
            match term {
                Term::Related(related) => {
                    let to = (related.table, related.theirs);
                    steps.push(Reach { from: (table, related.column), to });
                    related.filter.reach(related.table, steps);
                }
                Term::Any(filters) => filters.iter().for_each(|filter| filter.reach(table, steps)),
                Term::Either(_, filters) => filters.iter().for_each(|filter| filter.reach(table, steps)),
                Term::Not(filter) => filter.reach(table, steps),
                Term::Never
                | Term::Words(..)
                | Term::Ids(..)
                | Term::Starts(..)
                | Term::Holds(..)
                | Term::Key(..)
                | Term::AtLeast(..)
                | Term::Below(..)
                | Term::Known(_)
                | Term::Found(_) => {}
            }
        }
    }

    /// The condition on a table that is called `t`.
    pub(super) fn condition(&self, phrases: &Phrases) -> Condition {
        self.0.iter().fold(Condition::all(), |all, term| all.add(term.condition(phrases)))
    }
}

impl Term {
    fn condition(&self, phrases: &Phrases) -> Condition {
        let column = |column: &'static str| Expr::col((TABLE, column));
        let expression = match self {
            Self::Never => Expr::val(1).eq(0),
            Self::Words(name, words) => match words.as_slice() {
                [] => Expr::val(1).eq(0),
                [word] => column(name).eq(word.as_str()),
                _ => column(name).is_in(words.iter().map(String::as_str)),
            },
            Self::Starts(name, text) => {
                let length = i32::try_from(text.chars().count()).unwrap_or(i32::MAX);
                let start = Func::cust("substr").args([column(name), Expr::val(1), Expr::val(length)]);
                Expr::from(start).eq(text.as_str())
            }
            Self::Ids(name, ids) => match ids.as_slice() {
                [] => Expr::val(1).eq(0),
                [id] => column(name).eq(*id),
                _ => column(name).is_in(ids.iter().copied()),
            },
            Self::Holds(name, holds) => column(name).eq(*holds),
            Self::Key(name, key) => column(name).eq(key.clone()),
            Self::AtLeast(name, key) => column(name).gte(key.clone()),
            Self::Below(name, key) => column(name).lt(key.clone()),
            Self::Known(name) => column(name).is_not_null(),
            Self::Related(related) => column(related.column).in_subquery(related.select(phrases)),
            Self::Found(query) => return phrases.found(query),
            Self::Any(filters) => {
                return filters
                    .iter()
                    .fold(Condition::any(), |any, filter| any.add(filter.condition(phrases)));
            }
            Self::Either(table, filters) => {
                let [one, other] = filters.each_ref().map(|filter| selected(table, "id", filter, phrases));
                let mut both = one;
                both.union(UnionType::Distinct, other);
                column("id").in_subquery(both)
            }
            // What is unknown does not hold, so its opposite does: `NOT` would leave both unknown.
            Self::Not(filter) => Expr::from(filter.condition(phrases)).is_not(Expr::custom_keyword("TRUE")),
        };
        Condition::all().add(expression)
    }
}

impl Related {
    fn select(&self, phrases: &Phrases) -> SelectStatement {
        selected(self.table, self.theirs, &self.filter, phrases)
    }
}

/// A column of the rows of a table for which a filter holds.
fn selected(
    table: &'static str,
    column: &'static str,
    filter: &Filter,
    phrases: &Phrases,
) -> SelectStatement {
    let mut select = Query::select();
    select
        .column((TABLE, column))
        .from_as(Alias::new(table), Alias::new(TABLE))
        .cond_where(filter.condition(phrases));
    select
}

/// Rows whose id is one of any number of ids, which come as one value: a statement takes some ten thousands.
pub(super) fn among(backend: DbBackend, ids: &str) -> Expr {
    let mut select = Query::select();
    let rows = Alias::new("w");
    match backend {
        DbBackend::Postgres => {
            let ids = Expr::val(ids).cast_as("json");
            select.expr(Expr::col((rows.clone(), "value")).cast_as("uuid"));
            select.from_function(Func::cust("json_array_elements_text").arg(ids), rows);
        }
        _ => {
            select.expr(Func::cust("unhex").arg(Expr::col((rows.clone(), "value"))));
            select.from_function(Func::cust("json_each").arg(Expr::val(ids)), rows);
        }
    }
    Expr::col((TABLE, "id")).in_subquery(select)
}
