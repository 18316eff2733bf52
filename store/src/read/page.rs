//! Pages of lists: keysets over (sort key, id), cut in SQL for the root and for many parents alike.

use std::{cmp::Ordering, collections::HashMap};

use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, QueryResult, Statement,
    sea_query::{
        Alias, Asterisk, Condition, Expr, ExprTrait, Func, Order, Query, SelectStatement, WindowStatement,
    },
};
use uuid::Uuid;

use super::{
    columns::Columns,
    filter::{Filter, TABLE},
    join::{Join, Joined},
    noun::Noun,
    parent::Parent,
    phrase::Phrases,
};
use crate::{Error, Store, past::Wanted};

/// Whether a column is one of the ids in a text, in PostgreSQL's words.
const UUIDS: &str = "$1 = ANY(ARRAY(SELECT unnest(CAST($2 AS uuid[]))))";

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
    pub model: M,
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
    pub joins: &'a [Join],
}

impl Store {
    /// A page of a whole table: one statement.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`], here and below.
    pub async fn page<N: Noun>(&self, list: &List<'_>, page: &Page) -> Result<Slice<N>, Error> {
        let phrases = self.phrases(list.filter).await?;
        let mut select = self.select::<N>(list, &phrases);
        cut(&mut select, list.sort, page);
        let rows =
            self.line().query_all_raw(self.limited(select, page, *list.filter == Filter::default())).await?;
        slice(self.decoded(&rows, |columns| place(columns, list.joins))?, page)
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
        let phrases = self.phrases(list.filter).await?;
        let mut select = self.select::<N>(list, &phrases);
        let owner = self.among(&mut select, parent, parents);
        if let [only] = parents {
            cut(&mut select, list.sort, page);
            let plain = *list.filter == Filter::default() && !parent.is_link();
            let rows = self.line().query_all_raw(self.limited(select, page, plain)).await?;
            let rows = self.decoded(&rows, |columns| place(columns, list.joins))?;
            return Ok(HashMap::from([(*only, slice(rows, page)?)]));
        }
        let rows = self.line().query_all(&ranked(select, owner, list.sort, page)).await?;
        let mut lists: HashMap<Uuid, Vec<Row<N>>> = HashMap::new();
        for (row, owner) in
            self.decoded(&rows, |columns| Ok((place(columns, list.joins)?, columns.next()?)))?
        {
            lists.entry(owner).or_default().push(row);
        }
        lists.into_iter().map(|(parent, rows)| Ok((parent, slice(rows, page)?))).collect()
    }

    /// A statement of one row more than the page has. Of a limit that it does not know PostgreSQL expects a tenth of the
    /// table, and plans the statement anew for each: where the values of a filter decide which plan is good, that is what
    /// it should do. Of a plain list one plan is good for all, and the figure stands in the statement.
    fn limited(&self, mut select: SelectStatement, page: &Page, plain: bool) -> Statement {
        let (backend, limit) = (self.connection.get_database_backend(), u64::from(page.limit) + 1);
        if !plain {
            return backend.build(select.limit(limit));
        }
        let mut statement = backend.build(&select);
        statement.sql += &format!(" LIMIT {limit}");
        statement
    }

    /// How many rows a whole list has.
    pub async fn count<N: Noun>(&self, filter: &Filter) -> Result<u64, Error> {
        let select = self.counted::<N>(filter).await?;
        let row = self.line().query_one(&select).await?;
        let total: i64 = row.map(|row| row.try_get("", "total")).transpose()?.unwrap_or(0);
        Ok(total.unsigned_abs())
    }

    /// How many rows each parent's list has: one statement. Parents without rows are left out.
    pub async fn counts<N: Noun>(
        &self,
        filter: &Filter,
        parent: Parent,
        parents: &[Uuid],
    ) -> Result<HashMap<Uuid, u64>, Error> {
        self.bring_lists::<N>(&Wanted { parent, parents, joins: &[], filter, facet: None }).await?;
        let (mut select, owner) = match parent.link() {
            // A link leads to a record: of all of them, the links are counted. What is brought of the past may lack some.
            Some((link, _)) if *filter == Filter::default() && self.past.is_none() => {
                let (mut select, owner) = (Query::select(), parent.owner(link));
                select.expr_as(Func::count(Expr::col(Asterisk)), Alias::new("total")).from(Alias::new(link));
                select.and_where(self.is_among(owner, parents));
                (select, owner)
            }
            _ => {
                let mut select = self.counted::<N>(filter).await?;
                let owner = self.among(&mut select, parent, parents);
                (select, owner)
            }
        };
        select.expr_as(Expr::col(owner), Alias::new("list_owner")).group_by_col(owner);
        let mut counts = HashMap::new();
        for row in self.line().query_all(&select).await? {
            let total: i64 = row.try_get("", "total")?;
            counts.insert(row.try_get("", "list_owner")?, total.unsigned_abs());
        }
        Ok(counts)
    }

    async fn counted<N: Noun>(&self, filter: &Filter) -> Result<SelectStatement, Error> {
        let phrases = self.phrases(filter).await?;
        let mut select = Query::select();
        select.expr_as(Func::count(Expr::col(Asterisk)), Alias::new("total"));
        select.from_as(Alias::new(N::TABLE), Alias::new(TABLE)).cond_where(filter.condition(&phrases));
        Ok(select)
    }

    /// The whole list of each parent, in the order of a rank or of the noun's own: one statement for all parents. For
    /// lists that their owner bounds.
    pub async fn children<N: Noun>(
        &self,
        parent: Parent,
        parents: &[Uuid],
        joins: &[Join],
    ) -> Result<HashMap<Uuid, Vec<Row<N>>>, Error> {
        if joins.is_empty()
            && let Some(lists) = self.linked(parent, parents).await?
        {
            return Ok(lists);
        }
        let filter = &Filter::default();
        self.bring_lists::<N>(&Wanted { parent, parents, joins, filter, facet: None }).await?;
        let mut select = self.columns::<N>(joins);
        let owner = self.among(&mut select, parent, parents);
        select.expr(Expr::col(owner));
        let order = if parent.is_link() { (owner.0, "rank") } else { (TABLE, N::ORDER) };
        select.order_by(order, Order::Asc).order_by((TABLE, "id"), Order::Asc);
        let rows = self.line().query_all(&select).await?;
        let mut lists: HashMap<Uuid, Vec<Row<N>>> = HashMap::new();
        for (row, owner) in self.decoded(&rows, |columns| Ok((joined(columns, joins)?, columns.next()?)))? {
            lists.entry(owner).or_default().push(row);
        }
        Ok(lists)
    }

    /// All columns of a table and of what is joined to it, with the sort key of the list.
    fn select<N: Noun>(&self, list: &List<'_>, phrases: &Phrases) -> SelectStatement {
        let mut select = self.columns::<N>(list.joins);
        select.expr_as(Expr::col((TABLE, list.sort.column)), Alias::new("cursor_key"));
        select.cond_where(list.filter.condition(phrases));
        select
    }

    /// The columns that [`Store::decoded`] reads: first of all which state of the data they are of.
    pub(super) fn columns<N: Noun>(&self, joins: &[Join]) -> SelectStatement {
        let mut select = Query::select();
        select.expr_as(self.state(), Alias::new("head"));
        for column in N::COLUMNS {
            select.column((TABLE, *column));
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
        rows: &[QueryResult],
        mut read: impl FnMut(&mut Columns<'_>) -> Result<T, DbErr>,
    ) -> Result<Vec<T>, Error> {
        if let Some(first) = rows.first() {
            self.saw(Columns::of(first).next()?);
        }
        let each = rows.iter().map(|row| {
            let mut columns = Columns::of(row);
            columns.skip(1);
            read(&mut columns)
        });
        Ok(each.collect::<Result<_, _>>()?)
    }

    /// Restricts a list to some parents; returns the column that says which.
    pub(super) fn among(
        &self,
        select: &mut SelectStatement,
        parent: Parent,
        parents: &[Uuid],
    ) -> (&'static str, &'static str) {
        let owner = parent.owner(TABLE);
        if let Some((link, own)) = parent.link() {
            select.inner_join(
                Alias::new(link),
                Expr::col((Alias::new(link), Alias::new(own))).equals((TABLE, "id")),
            );
        }
        select.and_where(self.is_among(owner, parents));
        owner
    }

    /// Whether a column is one of these ids. On PostgreSQL they are one value, so that however many there are the
    /// statement is the same; and one that the planner cannot look into, else it would plan anew for each of them.
    pub(super) fn is_among(&self, column: (&'static str, &'static str), ids: &[Uuid]) -> Expr {
        let column = Expr::col(column);
        match (self.connection.get_database_backend(), ids) {
            (_, [only]) => column.eq(*only),
            (DbBackend::Postgres, _) => {
                let mut list = String::with_capacity(2 + ids.len() * 37);
                list.push('{');
                for (place, id) in ids.iter().enumerate() {
                    if place > 0 {
                        list.push(',');
                    }
                    list.push_str(id.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
                }
                list.push('}');
                Expr::cust_with_exprs(UUIDS, [column, Expr::val(list)])
            }
            _ => column.is_in(ids.iter().copied()),
        }
    }
}

/// A page of a list that one statement reads by itself, but for its limit.
fn cut(select: &mut SelectStatement, sort: Sort, page: &Page) {
    select.cond_where(between(sort, page));
    select.order_by((TABLE, sort.column), direction(sort, page.backward));
    select.order_by((TABLE, "id"), direction(sort, page.backward));
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
    inner.expr_window_as(Func::cust("ROW_NUMBER"), window, Alias::new("place"));
    let mut outer = Query::select();
    outer
        .column(Asterisk)
        .from_subquery(inner, Alias::new("ranked"))
        .and_where(Expr::col("place").lte(i64::from(page.limit) + 1))
        .order_by("place", Order::Asc);
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
fn place<N: Noun>(columns: &mut Columns<'_>, joins: &[Join]) -> Result<Row<N>, DbErr> {
    let mut row = joined(columns, joins)?;
    row.place.key = columns.next()?;
    Ok(row)
}

/// A row with what was joined to it.
pub(super) fn joined<N: Noun>(columns: &mut Columns<'_>, joins: &[Join]) -> Result<Row<N>, DbErr> {
    let model = N::read(columns)?;
    let mut joined = Joined::default();
    for join in joins {
        join.read(columns, &mut joined)?;
    }
    let place = Place { key: Vec::new(), id: model.id() };
    Ok(Row { model, place, joined })
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
