//! Whole lists that records wait for: written as they come, without a resolver's state for each record.
//!
//! A list of a hundred records with a list in each took more for the hundred that wait than for what they say. What leads on to
//! something that is not at hand is resolved in the end.

use std::{
    any::Any,
    collections::HashMap,
    sync::Arc,
    task::{self, Poll, ready},
};

use async_graphql::{ContextSelectionSet, Positioned, ServerResult, parser::types::Field};
use store::{Parent, Row};
use uuid::Uuid;

use super::{
    ahead::joins_of,
    at_hand,
    connection::{Listed, bare},
    reads::{Children, Of},
    writing::Waiting,
    written::list,
};
use crate::loader::{Asked, Loaders};

/// Where a record is written: what is selected of it, or of the list in which it has a place.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) ctx: &'a ContextSelectionSet<'a>,
    pub(super) index: Option<usize>,
}

impl<'a> At<'a> {
    /// The same with the record's place in the paths of errors.
    pub(super) fn record(self) -> ContextSelectionSet<'a> {
        match self.index {
            Some(index) => self.ctx.with_index(index),
            None => self.ctx.clone(),
        }
    }
}

/// What a record waits for.
pub(super) trait Later<'a>: Send {
    /// Once it has been read, whether it was written. Where it was not, nothing was.
    fn poll(&mut self, context: &mut task::Context<'_>, text: &mut Vec<u8>) -> Poll<ServerResult<bool>>;

    /// Resolves what has been read.
    fn resolve(self: Box<Self>) -> Waiting<'a>;
}

/// What the records of one list have asked for, by their fields: what to ask is found once for all of them.
#[derive(Default)]
pub(super) struct Siblings<'a>(Vec<(&'a Positioned<Field>, Box<dyn Any + Send>)>);

/// What is asked for of the parents of lists, and the last of the reads.
struct Asking<T: Listed> {
    reads: Of<Children, T::Noun>,
    last: Asked<Vec<Row<T::Noun>>>,
}

impl<'a> Siblings<'a> {
    /// Asks for one parent's list, with the others.
    fn ask<T: Listed + 'static>(
        &mut self,
        at: At<'a>,
        field: &'a Positioned<Field>,
        parent: Parent,
        id: Uuid,
    ) -> Asked<Vec<Row<T::Noun>>> {
        let loaders = at.ctx.data_unchecked::<Loaders>();
        let known = self.0.iter_mut().find(|(known, _)| std::ptr::eq(*known, field));
        if let Some(asking) = known.and_then(|(_, asking)| asking.downcast_mut::<Asking<T>>()) {
            asking.last = loaders.ask_with(&asking.last, &asking.reads, id);
            return asking.last.clone();
        }
        let joins = joins_of::<T>(loaders, &[at.ctx.with_field(field).look_ahead()]);
        let reads = Of::new(Children { parent, joins });
        let last = loaders.ask(&reads, id);
        self.0.push((field, Box::new(Asking::<T> { reads, last: last.clone() })));
        last
    }
}

/// The whole list of one parent, as `connection::all` reads it.
struct Whole<'a, T: Listed> {
    at: At<'a>,
    field: &'a Positioned<Field>,
    id: Uuid,
    asked: Asked<Vec<Row<T::Noun>>>,
    read: Arc<HashMap<Uuid, Vec<Row<T::Noun>>>>,
}

/// Asks for the whole list of one parent; for none where what was known at a moment is read, which has loaders of its own.
pub(super) fn whole<'a, T: Listed + 'static>(
    at: At<'a>,
    field: &'a Positioned<Field>,
    parent: Parent,
    id: Uuid,
    siblings: &mut Siblings<'a>,
) -> Option<Box<dyn Later<'a> + 'a>> {
    if at.ctx.data_unchecked::<Loaders>().is_past() {
        return None;
    }
    let asked = siblings.ask::<T>(at, field, parent, id);
    Some(Box::new(Whole::<T> { at, field, id, asked, read: Arc::default() }))
}

impl<T: Listed> Whole<'_, T> {
    fn rows(&self) -> &[Row<T::Noun>] {
        self.read.get(&self.id).map_or(&[], Vec::as_slice)
    }
}

impl<'a, T: Listed + 'static> Later<'a> for Whole<'a, T> {
    fn poll(&mut self, context: &mut task::Context<'_>, text: &mut Vec<u8>) -> Poll<ServerResult<bool>> {
        self.read = ready!(self.asked.poll(context)).map_err(|error| {
            let error = async_graphql::Error::from(error).into_server_error(self.field.pos);
            self.at.record().with_field(self.field).set_error_path(error)
        })?;
        let before = text.len();
        text.push(b'[');
        for (place, row) in self.rows().iter().enumerate() {
            if place > 0 {
                text.push(b',');
            }
            let set = &self.field.node.selection_set.node;
            if !at_hand::record(self.at.ctx, &bare::<T>(row), set, text) {
                text.truncate(before);
                return Poll::Ready(Ok(false));
            }
        }
        text.push(b']');
        Poll::Ready(Ok(true))
    }

    fn resolve(self: Box<Self>) -> Waiting<'a> {
        Box::pin(async move {
            let items: Vec<T> = self.rows().iter().map(bare).collect();
            let record = self.at.record();
            let ctx = record.with_field(self.field);
            list(&ctx.with_selection_set(&self.field.node.selection_set), &items).await
        })
    }
}
