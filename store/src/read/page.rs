//! Pages of lists: keysets over (sort key, id), cut in SQL for the root and for many parents alike.

use std::{cmp::Ordering, collections::HashMap, sync::Arc};

use sea_orm::{
    ConnectionTrait, DbErr, Value,
    sea_query::{
        Alias, Asterisk, Condition, Expr, ExprTrait, Func, Order, Query, SelectStatement, WindowStatement,
    },
};
use uuid::Uuid;

use super::{
    columns::{Columns, Stored},
    filter::{Filter, TABLE},
    join::{Join, Joined},
    noun::Noun,
    parent::Parent,
    phrase::Phrases,
    wording::{Alike, By, Made, Ordered, What},
};
use crate::{Error, Store, past::Wanted};

/// An id, in PostgreSQL's words.
const UUID: &str = "(SELECT CAST($1 AS uuid))";
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
    pub joins: &'a [Join],
}

impl Store {
    /// A page of a whole table: one statement.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`], here and below.
    pub async fn page<N: Noun>(&self, list: &List<'_>, page: &Page) -> Result<Slice<N>, Error> {
        let phrases = self.phrases(list.filter).await?;
        let select = self.select::<N>(list, &phrases);
        let plain = *list.filter == Filter::default();
        let part = self.unlike(cut::<N>(select, list, page, plain));
        let rows = if plain { self.rows(part).await? } else { self.alone(part).await? };
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
        // Of links PostgreSQL is to see whose they are: some lead to many records, and most to few.
        let seen = parent.is_link() && parents.len() == 1;
        let phrases = self.phrases(list.filter).await?;
        let made = || self.listed::<N>(list, &phrases, parent, parents, page);
        let plain = *list.filter == Filter::default() && !seen;
        let rows = if plain && page.after.is_none() && page.before.is_none() {
            let what = What::Page(parent, list.sort, page.clone());
            let alike = Alike { what, table: N::TABLE, joins: list.joins.to_vec() };
            self.rows(self.alike(alike, parents, made)).await?
        } else if plain {
            self.rows(self.unlike(made())).await?
        } else {
            self.alone(self.unlike(made())).await?
        };
        if let [only] = parents {
            let rows = self.decoded(&rows, |columns| place(columns, list.joins))?;
            return Ok(HashMap::from([(*only, slice(rows, page)?)]));
        }
        let mut lists: HashMap<Uuid, Vec<Row<N>>> = HashMap::new();
        for (row, owner) in
            self.decoded(&rows, |columns| Ok((place(columns, list.joins)?, columns.next()?)))?
        {
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
        Made { select, columns: width::<N>(list.joins) + 3, order, limit: None }
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

    /// Restricts a list to some parents; returns the column that says which. Where all lists that are alike are read well by
    /// one plan, the planner is not to look at the parent.
    pub(super) fn among(
        &self,
        select: &mut SelectStatement,
        parent: Parent,
        parents: &[Uuid],
        alike: bool,
    ) -> (&'static str, &'static str) {
        let owner = parent.owner(TABLE);
        if let Some((link, own)) = parent.link() {
            select.inner_join(
                Alias::new(link),
                Expr::col((Alias::new(link), Alias::new(own))).equals((TABLE, "id")),
            );
        }
        select.and_where(match parents {
            [only] if !alike => Expr::col(owner).eq(*only),
            _ => self.is_among(owner, parents),
        });
        owner
    }

    /// Whether a column is one of these ids. On PostgreSQL they are one value, so that however many there are the
    /// statement is the same; and one that the planner cannot look into, else it would plan anew for each of them.
    pub(super) fn is_among(&self, column: (&'static str, &'static str), ids: &[Uuid]) -> Expr {
        let column = Expr::col(column);
        match (self.is_postgres(), ids) {
            (true, [_]) => column.eq(Expr::cust_with_values(UUID, self.id_values(ids))),
            (true, _) => {
                let ids = self.id_values(ids).into_iter().map(Expr::val);
                Expr::cust_with_exprs(UUIDS, [column].into_iter().chain(ids))
            }
            (false, _) => column.is_in(ids.iter().copied()),
        }
    }

    /// The values of that.
    pub(super) fn id_values(&self, ids: &[Uuid]) -> Vec<Value> {
        if !self.is_postgres() || ids.len() == 1 {
            return ids.iter().map(|id| Value::from(*id)).collect();
        }
        let mut list = String::with_capacity(2 + ids.len() * 37);
        list.push('{');
        for (place, id) in ids.iter().enumerate() {
            if place > 0 {
                list.push(',');
            }
            list.push_str(id.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
        }
        list.push('}');
        vec![Value::from(list)]
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
    Made { select, columns: width::<N>(list.joins) + 1, order, limit: plain.then_some(limit) }
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
fn place<N: Noun>(columns: &mut Columns<'_>, joins: &[Join]) -> Result<Row<N>, DbErr> {
    let mut row = joined(columns, joins)?;
    row.place.key = columns.next()?;
    Ok(row)
}

/// A row with what was joined to it.
pub(super) fn joined<N: Noun>(columns: &mut Columns<'_>, joins: &[Join]) -> Result<Row<N>, DbErr> {
    let model = N::read(columns)?;
    let place = Place { key: Vec::new(), id: model.id() };
    Ok(Row { model: Arc::new(model), place, joined: Joined::read(columns, joins)? })
}

/// How many columns [`Store::columns`] has.
pub(super) fn width<N: Noun>(joins: &[Join]) -> usize {
    1 + N::COLUMNS.len() + joins.iter().map(|join| join.columns().len()).sum::<usize>()
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
