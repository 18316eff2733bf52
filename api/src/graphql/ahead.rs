//! What the fields that are selected call for, before they are resolved: joins, columns, and lists that are read beside their
//! record.

use async_graphql::{Context, Lookahead, SelectionField, Value};
use store::{Filter, Join, Joining, Noun, Parent, Sort, Without};
use uuid::Uuid;

use super::{
    connection::{Arguments, Listed},
    opinion::Opinion,
    reads::{Children, Of, Pages},
    vote::Vote,
};
use crate::loader::Loaders;

/// Whether anything but the count is asked for.
pub(crate) fn needs_rows(list: &Lookahead<'_>) -> bool {
    ["nodes", "edges", "pageInfo"].iter().any(|field| list.field(field).exists())
}

/// The joins that the selected fields of a list call for.
pub(super) fn joins<T: Listed>(loaders: &Loaders, list: &Lookahead<'_>) -> Vec<Joining> {
    joins_of::<T>(loaders, &[list.field("nodes"), list.field("edges").field("node")])
}

/// The columns that no selected field of a list needs.
pub(super) fn without<T: Listed>(list: &Lookahead<'_>) -> Without {
    unselected(T::SPARE, T::Noun::SPARE, &[list.field("nodes"), list.field("edges").field("node")])
}

/// The spare columns that no field needs which is selected of records.
fn unselected(needs: &[(&str, &str)], spare: &[&str], records: &[Lookahead<'_>]) -> Without {
    if needs.is_empty() {
        return Without::NOTHING;
    }
    Without::those(spare, |column| {
        let mut fields =
            needs.iter().filter(|(needed, _)| *needed == column).map(|(_, field)| field).peekable();
        fields.peek().is_some()
            && !fields.any(|field| records.iter().any(|record| record.field(field).exists()))
    })
}

/// The joins that fields call for which are selected of records, where memory has not what they lead to; without what no
/// field needs which is selected of that.
pub(super) fn joins_of<T: Listed>(loaders: &Loaders, records: &[Lookahead<'_>]) -> Vec<Joining> {
    let mut joins = Vec::new();
    for (field, join) in T::JOINS {
        let (first, next) = field.split_once('.').map_or((*field, None), |(first, next)| (first, Some(next)));
        let led = records.iter().map(|record| match next {
            None => record.field(first),
            Some(next) => record.field(first).field(next),
        });
        let led: Vec<Lookahead<'_>> = led.collect();
        if led.iter().any(Lookahead::exists) && !loaders.holds(*join) {
            let needs = match join {
                Join::Vote | Join::VotedOn => Vote::SPARE,
                Join::Opinion | Join::Cited | Join::Origin | Join::VotedOpinion => Opinion::SPARE,
                _ => &[],
            };
            joins.push(Joining { join: *join, without: unselected(needs, join.spare(), &led) });
        }
    }
    joins
}

/// Begins with the lists that are selected of a record, beside which they are read.
pub(super) fn begin_lists<T: Listed>(ctx: &Context<'_>, id: Uuid) {
    if T::LISTS.is_empty() {
        return;
    }
    let loaders = ctx.data_unchecked::<Loaders>();
    for field in ctx.field().selection_set() {
        if let Some((_, begin)) =
            T::LISTS.iter().copied().flatten().find(|(list, _)| is_named(list, field.name()))
        {
            begin(loaders, field, id);
        }
    }
}

/// Whether a field, "votePositions", is that of a list, "vote_positions".
fn is_named(list: &str, field: &str) -> bool {
    list.bytes().filter(|byte| *byte != b'_').eq(field.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// Begins with a whole list, as [`all`] asks for it.
pub(crate) fn begin_all<T: Listed>(loaders: &Loaders, parent: Parent, field: SelectionField<'_>, id: Uuid) {
    let children = Children { parent, joins: joins_of::<T>(loaders, &[field.into()]) };
    loaders.begin(Of::<_, T::Noun>::new(children), id);
}

/// Begins with a page from the start of a list, as [`child`] asks for it. What has more arguments waits for its turn.
pub(crate) fn begin_page<T: Listed>(
    loaders: &Loaders,
    parent: Parent,
    sort: Sort,
    field: SelectionField<'_>,
    id: Uuid,
) {
    let first = match field.arguments().as_deref() {
        Ok([]) => None,
        Ok([(name, Value::Number(first))]) if name == "first" => {
            first.as_i64().and_then(|first| i32::try_from(first).ok())
        }
        _ => return,
    };
    let arguments = Arguments { first, after: None, last: None, before: None };
    let Ok(page) = arguments.page(T::NAME, sort) else { return };
    let ahead = Lookahead::from(field);
    if needs_rows(&ahead) {
        let joins = joins::<T>(loaders, &ahead);
        let without = without::<T>(&ahead);
        let pages = Pages { parent, sort, filter: Filter::default(), joins, without, page };
        loaders.begin(Of::<_, T::Noun>::new(pages), id);
    }
}
