//! Answers written as they are resolved.
//!
//! The library makes a value of each field, and a map of each record, which are written as JSON in the end and thrown away:
//! of a page of records that took most of what the server did. Where a request says that its answer goes out as JSON
//! ([`Straight`]), a record is written at once, and what the library gets is the text of it ([`Value::Binary`], which no
//! scalar of the schema is). What is resolved, and in which order errors come, stays the library's.

use std::{borrow::Cow, future::poll_fn, task::Poll};

use async_graphql::{
    ContextSelectionSet, OutputType, Positioned, ServerResult, Value,
    parser::types::{Field, Selection, SelectionSet},
    registry::Registry,
    resolver_utils::{ContainerType, resolve_container},
};
use futures_util::future::try_join_all;
use serde::Serialize;

use super::{
    at_hand::{self, AtHand},
    later::{At, Siblings},
    writing::{Writing, placed},
};

/// Says of a request that its answer is written as JSON, and that no field of it has to be merged with another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Straight;

/// A record as a field returns it.
pub(crate) struct Record<T>(pub(crate) T);

impl<T: AtHand> OutputType for Record<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn qualified_type_name() -> String {
        T::qualified_type_name()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        self.0.introspection_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        _field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        record(ctx, &self.0).await
    }
}

/// Resolves what is selected of a record.
pub(crate) async fn record<'a, T>(ctx: &ContextSelectionSet<'a>, root: &'a T) -> ServerResult<Value>
where
    T: AtHand,
{
    if ctx.data_opt::<Straight>().is_some() {
        let mut whole = Vec::with_capacity(expected(ctx));
        if at_hand::record(ctx, root, &ctx.item.node, &mut whole) {
            return Ok(Value::Binary(whole.into()));
        }
    }
    by_fields(ctx, root).await
}

/// The same field by field, where not all of it is at hand.
async fn by_fields<'a, T>(ctx: &'a ContextSelectionSet<'a>, root: &'a T) -> ServerResult<Value>
where
    T: AtHand,
{
    // Of an interface, the record behind it knows its fields.
    let one_type = root.introspection_type_name() == T::type_name();
    if !one_type || ctx.data_opt::<Straight>().is_none() {
        return resolve_container(ctx, root).await;
    }
    let mut record = Writing::of(b'{', expected(ctx));
    let at = At { ctx, index: None };
    let begun = poll_fn(|context| {
        let asked = &mut Siblings::default();
        Poll::Ready(record.selected(at, &ctx.item.node, root, asked, context))
    });
    begun.await?;
    record.whole(b'}').await
}

/// Resolves the items of a list, each at its place. Their errors keep their paths: of a `Vec` the library writes the
/// item's path over that of whatever failed below it.
pub(crate) async fn list<'a, T>(ctx: &'a ContextSelectionSet<'a>, items: &'a [T]) -> ServerResult<Value>
where
    T: AtHand,
{
    let resolving = |index, item: &'a T| async move {
        let at = At { ctx, index: Some(index) };
        by_fields(&at.record(), item).await.map_err(|error| placed(at, error))
    };
    if ctx.data_opt::<Straight>().is_none() {
        let items = items.iter().enumerate().map(|(index, item)| resolving(index, item));
        return try_join_all(items).await.map(Value::List);
    }
    let mut list = Writing::of(b'[', expected(ctx).saturating_mul(items.len()).min(LARGEST));
    // Where a field of one is not at hand, it will not be of the others.
    let mut is_at_hand = true;
    let begun = poll_fn(|context| {
        // Together until the reads begin, which is after this.
        let mut siblings = Siblings::default();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                list.text.push(b',');
            }
            is_at_hand = is_at_hand && at_hand::record(ctx, item, &ctx.item.node, &mut list.text);
            if is_at_hand {
                continue;
            }
            // Of an interface, the record behind it knows its fields.
            if item.introspection_type_name() != T::type_name() {
                list.put(Box::pin(resolving(index, item)), context)?;
                continue;
            }
            list.text.push(b'{');
            let at = At { ctx, index: Some(index) };
            list.selected(at, &ctx.item.node, item, &mut siblings, context)?;
            list.text.push(b'}');
        }
        Poll::Ready(ServerResult::Ok(()))
    });
    begun.await?;
    list.whole(b']').await
}

/// Bytes that a field takes with its name, more or less: a text that grows is copied each time.
pub(super) const FIELD: usize = 48;
/// The most that is kept free for a list before anything of it is there.
const LARGEST: usize = 1 << 16;

/// Bytes that a record takes, more or less, without what its fields lead to.
fn expected(ctx: &ContextSelectionSet<'_>) -> usize {
    ctx.item.node.items.len().saturating_mul(FIELD)
}

/// What a fragment selects, where it is one on this type.
pub(super) fn within<'a, T: ContainerType>(
    ctx: &ContextSelectionSet<'a>,
    fragment: &'a Selection,
) -> Option<&'a Positioned<SelectionSet>> {
    let (on, set) = match fragment {
        Selection::InlineFragment(fragment) => {
            (fragment.node.type_condition.as_ref(), &fragment.node.selection_set)
        }
        Selection::FragmentSpread(spread) => {
            // One that is not there is refused before anything runs.
            let fragment = ctx.query_env.fragments.get(&spread.node.fragment_name.node)?;
            (Some(&fragment.node.type_condition), &fragment.node.selection_set)
        }
        Selection::Field(_) => return None,
    };
    on.is_none_or(|on| is::<T>(ctx, on.node.on.node.as_str())).then_some(set)
}

/// Whether a fragment on a type is of this one.
fn is<T: ContainerType>(ctx: &ContextSelectionSet<'_>, on: &str) -> bool {
    let own = T::type_name();
    own == on || ctx.schema_env.registry.implements.get(&*own).is_some_and(|those| those.contains(on))
}

/// Bytes that a value takes, more or less: of what is written already, no more.
pub(crate) fn room(value: &Value) -> usize {
    match value {
        Value::Binary(written) => written.len(),
        Value::Object(fields) => fields.values().map(|value| FIELD + room(value)).sum(),
        _ => FIELD,
    }
}

/// Writes a value as JSON.
pub(crate) fn write(text: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Null => text.extend_from_slice(b"null"),
        Value::Boolean(true) => text.extend_from_slice(b"true"),
        Value::Boolean(false) => text.extend_from_slice(b"false"),
        Value::Number(number) => json(text, number),
        Value::String(string) => json(text, string),
        Value::Enum(name) => json(text, name.as_str()),
        // What was written already.
        Value::Binary(written) => text.extend_from_slice(written),
        Value::List(items) => {
            text.push(b'[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    text.push(b',');
                }
                write(text, item);
            }
            text.push(b']');
        }
        Value::Object(fields) => {
            text.push(b'{');
            for (place, (name, value)) in fields.iter().enumerate() {
                if place > 0 {
                    text.push(b',');
                }
                json(text, name.as_str());
                text.push(b':');
                write(text, value);
            }
            text.push(b'}');
        }
    }
}

/// Writes a text or a figure as JSON: neither can fail, and a buffer in memory takes all.
pub(super) fn json(text: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    if serde_json::to_writer(&mut *text, value).is_err() {
        text.extend_from_slice(b"null");
    }
}
