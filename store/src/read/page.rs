//! Pages of lists: keysets over (sort key, id), cut in SQL for the root and for many parents alike.

use std::{cmp::Ordering, collections::HashMap, sync::Arc};

use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{
        Alias, Asterisk, Condition, Expr, ExprTrait, Func, Order, Query, SelectStatement, WindowStatement,
    },
};
use uuid::Uuid;

use super::{
    columns::{Columns, Stored, Without},
    filter::{Filter, TABLE},
    join::{Joined, Joining},
    noun::Noun,
    parent::Parent,
    phrase::Phrases,
    wording::{Alike, By, Made, Ordered, What},
};
use crate::{Error, Store, past::Wanted};

/// Which rows of a list to read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// At most how many.
    pub limit: u32,
    /// The last ones instead of the first ones.
    pub backward: bool,
    /// Only those after this place.
    pub after: Option<Place>,
    /// Only those before this place.
    pub before: Option<Place>,
}

/// A place in a list: the sort key and the id of the row there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The sort key.
    pub key: Vec<u8>,
    /// The id.
    pub id: Uuid,
}

/// A list's order: a column of sort keys, then the id, both in the same direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    column: &'static str,
    descending: bool,
}

impl Sort {
    /// Newest session first.
    pub const NEWEST: Self = Self { column: "newest_first", descending: false };
    /// Oldest session first.
    pub const OLDEST: Self = Self { column: "oldest_first", descending: false };
    /// By name.
    pub const NAME: Self = Self { column: "name_key", descending: false };
    /// By title.
    pub const TITLE: Self = Self { column: "title_key", descending: false };

    /// The column of sort keys, and whether the greatest comes first.
    #[must_use]
    pub fn column(self) -> (&'static str, bool) {
        (self.column, self.descending)
    }

    /// The other way round.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self { column: self.column, descending: !self.descending }
    }
}

/// Rows of a list.
#[derive(Clone, Debug)]
pub struct Slice<M> {
    /// In the list's order.
    pub rows: Vec<Row<M>>,
    /// Whether the list goes on beyond them, in the direction that was read.
    pub more: bool,
}

impl<M> Default for Slice<M> {
    fn default() -> Self {
        Self { rows: Vec::new(), more: false }
    }
}

/// A row with its place, and what was joined to it.
#[derive(Clone, Debug)]
pub struct Row<M> {
    /// The row.
    pub model: Arc<M>,
    /// Its place in the list.
    pub place: Place,
    /// What was joined to it.
    pub joined: Joined,
}

/// A list to read: what, in which order, with which rows only.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// In which order.
    pub sort: Sort,
    /// Which rows only.
    pub filter: &'a Filter,
    /// What to bring along.
    pub joins: &'a [Joining],
    /// Which of the noun's columns to leave out.
    pub without: Without,
}

impl List<'_> {
    fn alike<N: Noun>(&self, what: What) -> Alike {
        Alike { what, table: N::TABLE, joins: self.joins.to_vec(), without: self.without }
    }
}

impl Store {
    /// A page of a whole table: one statement.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`], here and below.
    pub async fn page<N: Noun>(&self, list: &List<'_>, page: &Page) -> Result<Slice<N>, Error> {
        let phrases = self.phrases(list.filter).await?;
        let plain = *list.filter == Filter::default();
        let made = || cut::<N>(self.select::<N>(list, &phrases), list, page, plain);
        let rows = if plain && page.after.is_none() && page.before.is_none() {
            self.rows(self.alike(list.alike::<N>(What::Page(None, list.sort, page.clone())), &[], made))
                .await?
        } else if plain {
            self.rows(self.unlike(made())).await?
        } else {
            self.alone(self.unlike(made())).await?
        };
        slice(self.decoded(&rows, |columns| place(columns, list))?, page)
    }

    /// A page of each parent's list: one statement for all parents.
    pub async fn pages<N: Noun>(
        &self,
        list: &List<'_>,
        parent: Parent,
        parents: &[Uuid],
        page: &Page,
    ) -> Result<HashMap<Uuid, Slice<N>>, Error> {
        let wanted = Wanted { parent, parents, joins: list.joins, filter: list.filter, facet: None };
        self.bring_lists::<N>(&wanted).await?;
        // Of links PostgreSQL is to see whose they are: some lead to many records, and most to few.
        let seen = parent.is_link() && parents.len() == 1;
        let phrases = self.phrases(list.filter).await?;
        let made = || self.listed::<N>(list, &phrases, parent, parents, page);
        let plain = *list.filter == Filter::default() && !seen;
        let rows = if plain && page.after.is_none() && page.before.is_none() {
            let what = What::Page(Some(parent), list.sort, page.clone());
            self.rows(self.alike(list.alike::<N>(what), parents, made)).await?
        } else if plain {
            self.rows(self.unlike(made())).await?
        } else {
            self.alone(self.unlike(made())).await?
        };
        if let [only] = parents {
            let rows = self.decoded(&rows, |columns| place(columns, list))?;
            return Ok(HashMap::from([(*only, slice(rows, page)?)]));
        }
        let mut lists: HashMap<Uuid, Vec<Row<N>>> = HashMap::new();
        for (row, owner) in self.decoded(&rows, |columns| Ok((place(columns, list)?, columns.next()?)))? {
            lists.entry(owner).or_default().push(row);
        }
        lists.into_iter().map(|(parent, rows)| Ok((parent, slice(rows, page)?))).collect()
    }

    /// A page of each parent's list.
    fn listed<N: Noun>(
        &self,
        list: &List<'_>,
        phrases: &Phrases,
        parent: Parent,
        parents: &[Uuid],
        page: &Page,
    ) -> Made {
        let mut select = self.select::<N>(list, phrases);
        let plain = *list.filter == Filter::default() && !parent.is_link();
        let owner = self.among(&mut select, parent, parents, plain);
        if parents.len() == 1 {
            return cut::<N>(select, list, page, plain);
        }
        let by = By::Rank(("ranked", "standing"));
        let order = Some(Ordered { by, id: ("ranked", "id"), descending: false });
        let select = ranked(select, owner, list.sort, page);
        Made { select, columns: width::<N>(list.joins) - list.without.len() + 3, order, limit: None }
    }

    /// How many rows a whole list has.
    pub async fn count<N: Noun>(&self, filter: &Filter) -> Result<u64, Error> {
        let select = self.counted::<N>(filter).await?;
        let row = self.line().query_one(&select).await?;
        let total: i64 = row.map(|row| row.try_get("", "total")).transpose()?.unwrap_or(0);
        Ok(total.unsigned_abs())
    }

    pub(super) async fn counted<N: Noun>(&self, filter: &Filter) -> Result<SelectStatement, Error> {
        let phrases = self.phrases(filter).await?;
        let mut select = Query::select();
        select.expr_as(Func::count(Expr::col(Asterisk)), Alias::new("total"));
        select.from_as(Alias::new(N::TABLE), Alias::new(TABLE)).cond_where(filter.condition(&phrases));
        Ok(select)
    }

    /// All columns of a table and of what is joined to it, with the sort key of the list.
    fn select<N: Noun>(&self, list: &List<'_>, phrases: &Phrases) -> SelectStatement {
        let mut select = self.columns_without::<N>(list.joins, list.without);
        select.expr_as(Expr::col((TABLE, list.sort.column)), Alias::new("cursor_key"));
        select.cond_where(list.filter.condition(phrases));
        select
    }

    /// The columns that [`Store::decoded`] reads: first of all which state of the data they are of.
    pub(super) fn columns<N: Noun>(&self, joins: &[Joining]) -> SelectStatement {
        self.columns_without::<N>(joins, Without::NOTHING)
    }

    fn columns_without<N: Noun>(&self, joins: &[Joining], without: Without) -> SelectStatement {
        let mut select = Query::select();
        select.expr_as(self.state(), Alias::new("head"));
        for column in without.of(N::COLUMNS, N::SPARE) {
            select.column((TABLE, column));
        }
        for join in joins {
            join.add(&mut select, TABLE);
        }
        select.from_as(Alias::new(N::TABLE), Alias::new(TABLE));
        select
    }

    /// Reads rows by their columns.
    pub(super) fn decoded<T>(
        &self,
        rows: &[Stored],
        mut read: impl FnMut(&mut Columns<'_>) -> Result<T, DbErr>,
    ) -> Result<Vec<T>, Error> {
        let mut decoded = Vec::with_capacity(rows.len());
        for row in rows {
            let mut columns = Columns::stored(row)?;
            match decoded.is_empty() {
                true => self.saw(columns.next()?),
                false => columns.skip(1)?,
            }
            decoded.push(read(&mut columns)?);
        }
        Ok(decoded)
    }
}

/// One row more than a page has. Of a limit that it does not know PostgreSQL expects a tenth of the table, and plans the
/// statement anew for each: where the values of a filter decide which plan is good, that is what it should do. Of a plain list
/// one plan is good for all: the figure stands in the statement, which may go with others.
fn cut<N: Noun>(mut select: SelectStatement, list: &List<'_>, page: &Page, plain: bool) -> Made {
    select.cond_where(between(list.sort, page));
    let limit = u64::from(page.limit) + 1;
    if !plain {
        select.limit(limit);
    }
    let by = By::Key((TABLE, list.sort.column));
    let descending = list.sort.descending != page.backward;
    let order = Some(Ordered { by, id: (TABLE, "id"), descending });
    let columns = width::<N>(list.joins) - list.without.len() + 1;
    Made { select, columns, order, limit: plain.then_some(limit) }
}

/// A page of each owner's list.
fn ranked(
    mut inner: SelectStatement,
    owner: (&'static str, &'static str),
    sort: Sort,
    page: &Page,
) -> SelectStatement {
    inner.cond_where(between(sort, page));
    inner.expr_as(Expr::col(owner), Alias::new("list_owner"));
    let direction = direction(sort, page.backward);
    let window = WindowStatement::partition_by(owner)
        .order_by((TABLE, sort.column), direction.clone())
        .order_by((TABLE, "id"), direction)
        .to_owned();
    inner.expr_window_as(Func::cust("ROW_NUMBER"), window, Alias::new("standing"));
    let mut outer = Query::select();
    outer
        .column(Asterisk)
        .from_subquery(inner, Alias::new("ranked"))
        .and_where(Expr::col("standing").lte(Expr::cust((page.limit + 1).to_string())));
    outer
}

/// Rows strictly between the page's places. A comparison of tuples, which an index answers, where an OR would not.
fn between(sort: Sort, page: &Page) -> Condition {
    let row = || Expr::tuple([Expr::col((TABLE, sort.column)), Expr::col((TABLE, "id"))]);
    let place = |place: &Place| Expr::tuple([Expr::val(place.key.clone()), Expr::val(place.id)]);
    let (after, before) =
        if sort.descending { (&page.before, &page.after) } else { (&page.after, &page.before) };
    Condition::all()
        .add_option(after.as_ref().map(|after| row().gt(place(after))))
        .add_option(before.as_ref().map(|before| row().lt(place(before))))
}

fn direction(sort: Sort, backward: bool) -> Order {
    if sort.descending == backward { Order::Asc } else { Order::Desc }
}

/// A row with its place.
fn place<N: Noun>(columns: &mut Columns<'_>, list: &List<'_>) -> Result<Row<N>, DbErr> {
    columns.without(list.without);
    let mut row = joined(columns, list.joins)?;
    row.place.key = columns.next()?;
    Ok(row)
}

/// A row with what was joined to it.
pub(super) fn joined<N: Noun>(columns: &mut Columns<'_>, joins: &[Joining]) -> Result<Row<N>, DbErr> {
    let model = N::read(columns)?;
    columns.without(Without::NOTHING);
    let place = Place { key: Vec::new(), id: model.id() };
    Ok(Row { model: Arc::new(model), place, joined: Joined::read(columns, joins)? })
}

/// How many columns [`Store::columns`] has.
pub(super) fn width<N: Noun>(joins: &[Joining]) -> usize {
    1 + N::COLUMNS.len() + joins.iter().map(Joining::width).sum::<usize>()
}

/// Drops the row that only says that there are more, and turns a page read from its end around.
fn slice<M>(mut rows: Vec<Row<M>>, page: &Page) -> Result<Slice<M>, Error> {
    let limit = page.limit as usize;
    let more = rows.len().cmp(&limit) == Ordering::Greater;
    rows.truncate(limit);
    if page.backward {
        rows.reverse();
    }
    Ok(Slice { rows, more })
}
