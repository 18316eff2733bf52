//! Relay connections: pages of lists, with their cursors and their count.

use std::{borrow::Cow, marker::PhantomData, sync::Arc};

use async_graphql::{Context, Object, OutputType, SelectionField, SimpleObject, TypeName};
use store::{Counted, Facet, Filter, Join, List, Noun, Page, Parent, Place, Row, Slice, Sort};
use uuid::Uuid;

use super::{
    ahead::{begin_lists, joins, joins_of, needs_rows, without},
    at_hand::AtHand,
    items::Items,
    node::record,
    reads::{ByIdWith, Children, Counts, Facets, Of, Pages},
};
use crate::{cursor, error::Error, loader::Loaders};

/// At most so many rows in a page.
const MOST: i32 = 100;
/// So many where neither `first` nor `last` says.
const DEFAULT: i32 = 20;

/// A GraphQL type whose records stand in lists.
pub(crate) trait Listed: AtHand + From<Row<Self::Noun>> + Sized {
    /// Its rows.
    type Noun: Noun;
    /// Its pages, with what else they show.
    type Connection: OutputType + From<Connection<Self>>;
    /// Its name.
    const NAME: &'static str;
    /// The fields that a join can answer; `vote.opinion` is a field of what the one before answers.
    const JOINS: &'static [(&'static str, Join)] = &[];
    /// The columns that only some of its fields need, each with one of those.
    const SPARE: &'static [(&'static str, &'static str)] = &[];
    /// Its lists that need no more of it than its id, as the store names them.
    const LISTS: &'static [&'static [(&'static str, Begin)]] = &[];
}

/// Begins to read a list of a record that is itself only being read, for a field that asks for it.
pub(crate) type Begin = fn(&Loaders, SelectionField<'_>, Uuid);

/// What a client asks of a list.
pub(crate) struct Arguments {
    pub(crate) first: Option<i32>,
    pub(crate) after: Option<String>,
    pub(crate) last: Option<i32>,
    pub(crate) before: Option<String>,
}

impl Arguments {
    /// At most so many rows.
    pub(crate) fn limit(&self) -> Result<u32, Error> {
        let (name, count) = match (self.first, self.last) {
            (Some(_), Some(_)) => {
                return Err(Error::InvalidArgument("pass `first` or `last`, not both".to_owned()));
            }
            (None, Some(last)) => ("last", last),
            (first, None) => ("first", first.unwrap_or(DEFAULT)),
        };
        figure(name, count, MOST).map(|limit| limit as u32)
    }

    /// The page that they name.
    pub(crate) fn page(&self, list: &str, sort: Sort) -> Result<Page, Error> {
        let limit = self.limit()?;
        let place = |cursor: &Option<String>| {
            cursor.as_deref().map(|cursor| cursor::decode(cursor, list, sort)).transpose()
        };
        Ok(Page {
            limit,
            backward: self.last.is_some(),
            after: place(&self.after)?,
            before: place(&self.before)?,
        })
    }
}

/// How many values of a facet to read.
pub(crate) fn facet_first(first: i32) -> Result<usize, Error> {
    figure("first", first, MOST)
}

/// A figure from 0 to the most that an argument takes.
pub(crate) fn figure(name: &'static str, given: i32, most: i32) -> Result<usize, Error> {
    usize::try_from(given).ok().filter(|_| given <= most).ok_or_else(|| Error::OutOfRange {
        message: format!("`{name}` is {given}: expected a figure from 0 to {most}"),
        limit: name,
        maximum: most.into(),
        actual: given.into(),
    })
}

/// Where a page stands in its list.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(shareable)] // Other subgraphs have pages too.
pub(crate) struct PageInfo {
    /// Whether the list goes on after this page.
    pub(crate) has_next_page: bool,
    /// Whether the list goes on before this page.
    pub(crate) has_previous_page: bool,
    /// The cursor of the first record of the page; null where it is empty.
    pub(crate) start_cursor: Option<String>,
    /// The cursor of the last record of the page; null where it is empty.
    pub(crate) end_cursor: Option<String>,
}

/// A whole list: all records, or one parent's, for which a filter holds.
#[derive(Clone)]
pub(crate) enum Whole {
    Table(Filter),
    Of(Parent, Uuid, Filter),
}

impl Whole {
    /// How many records it has.
    pub(crate) async fn count<N: Noun>(&self, ctx: &Context<'_>) -> Result<u64, Error> {
        let loaders = ctx.data_unchecked::<Loaders>();
        match self {
            Self::Table(filter) => Ok(loaders.store().count::<N>(filter).await?),
            Self::Of(parent, id, filter) => {
                let counts = Counts { parent: *parent, filter: filter.clone() };
                Ok(loaders.load(Of::<_, N>::new(counts), *id).await?.unwrap_or(0))
            }
        }
    }

    /// How many of its records have which value, the `first` most frequent ones.
    pub(crate) async fn facet<N: Noun>(
        &self,
        ctx: &Context<'_>,
        facet: Facet,
        first: i32,
    ) -> Result<Vec<Counted>, Error> {
        let limit = facet_first(first)?;
        let loaders = ctx.data_unchecked::<Loaders>();
        let mut counted = match self {
            Self::Table(filter) => loaders.store().facet::<N>(facet, filter).await?,
            Self::Of(parent, id, filter) => {
                let facets = Facets { facet, parent: *parent, filter: filter.clone() };
                loaders.load(Of::<_, N>::new(facets), *id).await?.unwrap_or_default()
            }
        };
        counted.truncate(limit);
        Ok(counted)
    }
}

/// A page of a list.
pub(crate) struct Connection<T: Listed> {
    rows: Vec<Row<T::Noun>>,
    sort: Sort,
    pub(crate) info: PageInfo,
    pub(crate) whole: Whole,
}

/// A record in a list, with its cursor.
pub(crate) struct Edge<T: Listed> {
    row: Row<T::Noun>,
    sort: Sort,
    of: PhantomData<fn() -> T>,
}

impl<T: Listed> TypeName for Connection<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", T::NAME).into()
    }
}

impl<T: Listed> TypeName for Edge<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", T::NAME).into()
    }
}

/// A page of a list (Relay connection).
#[Object(name_type)]
impl<T: Listed> Connection<T> {
    /// The records of the page.
    async fn nodes(&self) -> Items<T> {
        self.records().collect()
    }

    /// The records of the page, each with its cursor.
    async fn edges(&self) -> Items<Edge<T>> {
        self.places().collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> &PageInfo {
        &self.info
    }

    /// How many records the whole list has.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<u64, Error> {
        self.whole.count::<T::Noun>(ctx).await
    }
}

impl<T: Listed> Connection<T> {
    /// The records of the page.
    pub(crate) fn records(&self) -> impl Iterator<Item = T> {
        self.rows.iter().map(bare)
    }

    /// The records of the page with their places.
    pub(crate) fn places(&self) -> impl Iterator<Item = Edge<T>> {
        self.rows.iter().cloned().map(|row| Edge { row, sort: self.sort, of: PhantomData })
    }
}

/// A record in a list, with its cursor (Relay edge).
#[Object(name_type)]
impl<T: Listed> Edge<T> {
    /// The record.
    async fn node(&self) -> T {
        T::from(self.row.clone())
    }

    /// Its place in the list: pass it as `after` or `before`.
    async fn cursor(&self) -> String {
        cursor::encode(&self.row.place, T::NAME, self.sort)
    }
}

/// A page of a whole table.
pub(crate) async fn root<T: Listed>(
    ctx: &Context<'_>,
    arguments: Arguments,
    sort: Sort,
    filter: Filter,
) -> Result<T::Connection, Error> {
    let page = arguments.page(T::NAME, sort)?;
    let (loaders, ahead) = (ctx.data_unchecked::<Loaders>(), ctx.look_ahead());
    let joins = joins::<T>(loaders, &ahead);
    let list = List { sort, filter: &filter, joins: &joins, without: without::<T>(&ahead) };
    let slice = match needs_rows(&ahead) {
        true => loaders.store().page(&list, &page).await?,
        false => Slice::default(),
    };
    Ok(connection::<T>(slice, sort, &page, Whole::Table(filter)).into())
}

/// A page of one parent's list.
pub(crate) async fn child<T: Listed>(
    ctx: &Context<'_>,
    parent: Parent,
    id: Uuid,
    arguments: Arguments,
    sort: Sort,
    filter: Filter,
) -> Result<T::Connection, Error> {
    let page = arguments.page(T::NAME, sort)?;
    let (loaders, ahead) = (ctx.data_unchecked::<Loaders>(), ctx.look_ahead());
    let slice = if needs_rows(&ahead) {
        let joins = joins::<T>(loaders, &ahead);
        let without = without::<T>(&ahead);
        let pages = Pages { parent, sort, filter: filter.clone(), joins, without, page: page.clone() };
        loaders.load(Of::<_, T::Noun>::new(pages), id).await?.unwrap_or_default()
    } else {
        Slice::default()
    };
    Ok(connection::<T>(slice, sort, &page, Whole::Of(parent, id, filter)).into())
}

/// The whole list of one parent, which its owner bounds.
pub(crate) async fn all<T: Listed>(ctx: &Context<'_>, parent: Parent, id: Uuid) -> Result<Items<T>, Error> {
    let loaders = ctx.data_unchecked::<Loaders>();
    let children = Children { parent, joins: joins_of::<T>(loaders, &[ctx.look_ahead()]) };
    let rows = loaders.load(Of::<_, T::Noun>::new(children), id).await?;
    Ok(rows.unwrap_or_default().into_iter().map(T::from).collect())
}

/// A record, with what is joined to it for the fields that are selected of it.
pub(crate) async fn with_joins<T>(ctx: &Context<'_>, id: Uuid) -> Result<Option<T>, Error>
where
    T: Listed + From<Arc<T::Noun>>,
{
    let loaders = ctx.data_unchecked::<Loaders>();
    if !loaders.is_past() {
        begin_lists::<T>(ctx, id);
    }
    let joins = if loaders.is_past() { Vec::new() } else { joins_of::<T>(loaders, &[ctx.look_ahead()]) };
    if joins.is_empty() {
        return record(ctx, id).await;
    }
    let with = Of::<_, T::Noun>::new(ByIdWith { joins });
    Ok(loaders.load(with, id).await?.map(T::from))
}

/// A record without its place, for which nobody asks.
pub(super) fn bare<T: Listed>(row: &Row<T::Noun>) -> T {
    let place = Place { key: Vec::new(), id: row.place.id };
    T::from(Row { model: Arc::clone(&row.model), place, joined: row.joined.clone() })
}

fn connection<T: Listed>(slice: Slice<T::Noun>, sort: Sort, page: &Page, whole: Whole) -> Connection<T> {
    let cursor = |row: Option<&Row<T::Noun>>| row.map(|row| cursor::encode(&row.place, T::NAME, sort));
    let info = PageInfo {
        has_next_page: if page.backward { page.before.is_some() } else { slice.more },
        has_previous_page: if page.backward { slice.more } else { page.after.is_some() },
        start_cursor: cursor(slice.rows.first()),
        end_cursor: cursor(slice.rows.last()),
    };
    Connection { rows: slice.rows, sort, info, whole }
}
