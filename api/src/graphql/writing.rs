//! The text of a record or of a list while some of it is not there yet.

use std::{
    future::poll_fn,
    ops::Range,
    pin::{Pin, pin},
    task::{self, Poll},
};

use async_graphql::{
    Positioned, ServerResult, Value,
    parser::types::{Field, Selection, SelectionSet},
};

use super::{
    at_hand::{self, AtHand},
    later::{At, Later, Siblings},
    written::{FIELD, json, room, within, write},
};

/// A value that is not resolved yet.
pub(super) type Waiting<'a> = Pin<Box<dyn Future<Output = ServerResult<Value>> + Send + 'a>>;

/// A record or a list that is being written.
pub(super) struct Writing<'a> {
    pub(super) text: Vec<u8>,
    /// What waits for something, each with its place in the text.
    waiting: Vec<(usize, Part<'a>)>,
    /// What was written since then, of parts in the order in which they came.
    came: Vec<u8>,
}

/// Something that is not there yet, or has come.
enum Part<'a> {
    Resolving(Waiting<'a>),
    Later(Box<dyn Later<'a> + 'a>),
    Resolved(Value),
    Written(Range<usize>),
}

impl<'a> Writing<'a> {
    /// One that begins with a bracket, and has room for so many bytes.
    pub(super) fn of(begin: u8, room: usize) -> Self {
        let mut text = Vec::with_capacity(room.saturating_add(2));
        text.push(begin);
        Self { text, waiting: Vec::new(), came: Vec::new() }
    }

    /// Writes what is there of what is selected, and begins with what is not.
    pub(super) fn selected<T: AtHand>(
        &mut self,
        at: At<'a>,
        set: &'a SelectionSet,
        root: &'a T,
        siblings: &mut Siblings<'a>,
        context: &mut task::Context<'_>,
    ) -> ServerResult<()> {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => self.field(at, root, field, siblings, context)?,
                fragment => {
                    if let Some(set) = within::<T>(at.ctx, fragment) {
                        self.selected(at, &set.node, root, siblings, context)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn field<T: AtHand>(
        &mut self,
        at: At<'a>,
        root: &'a T,
        field: &'a Positioned<Field>,
        siblings: &mut Siblings<'a>,
        context: &mut task::Context<'_>,
    ) -> ServerResult<()> {
        at_hand::key(&mut self.text, field);
        if at_hand::value(at.ctx, root, field, &mut self.text) {
            return Ok(());
        }
        if field.node.name.node == "__typename" {
            json(&mut self.text, &*root.introspection_type_name());
            return Ok(());
        }
        if let Some(later) = root.later(at, field, siblings) {
            self.waiting.push((self.text.len(), Part::Later(later)));
            return Ok(());
        }
        // A leaf seldom waits: it is asked where it stands, and no memory is taken for it.
        if field.node.selection_set.node.items.is_empty() {
            let record = at.record();
            let ctx = record.with_field(field);
            if let Poll::Ready(value) = pin!(root.resolve_field(&ctx)).poll(context) {
                write(&mut self.text, &value.map_err(|error| placed(at, error))?.unwrap_or_default());
                return Ok(());
            }
        }
        let resolving = async move {
            let record = at.record();
            let ctx = record.with_field(field);
            let value = root.resolve_field(&ctx).await.map_err(|error| placed(at, error))?;
            Ok(value.unwrap_or_default())
        };
        self.put(Box::pin(resolving), context)
    }

    /// Writes a value that is there, or leaves a place for it.
    pub(super) fn put(
        &mut self,
        mut resolving: Waiting<'a>,
        context: &mut task::Context<'_>,
    ) -> ServerResult<()> {
        match resolving.as_mut().poll(context) {
            Poll::Ready(value) => write(&mut self.text, &value?),
            Poll::Pending => self.waiting.push((self.text.len(), Part::Resolving(resolving))),
        }
        Ok(())
    }

    /// Goes on with all that waits, until none does.
    fn wait(&mut self, context: &mut task::Context<'_>) -> Poll<ServerResult<()>> {
        let mut all = Poll::Ready(Ok(()));
        for (_, part) in &mut self.waiting {
            match part.go_on(context, &mut self.came) {
                Poll::Ready(Ok(())) => {}
                Poll::Ready(error) => return Poll::Ready(error),
                Poll::Pending => all = Poll::Pending,
            }
        }
        all
    }

    /// The whole text, once nothing waits any more.
    pub(super) async fn whole(mut self, end: u8) -> ServerResult<Value> {
        if !self.waiting.is_empty() {
            // All have just been asked, and wait for reads that begin once all else waits too.
            let mut asked = true;
            poll_fn(|context| match std::mem::take(&mut asked) {
                true => Poll::Pending,
                false => self.wait(context),
            })
            .await?;
            let written = self.waiting.iter().map(|(_, part)| part.room());
            let size = self.text.len() + written.sum::<usize>() + 1;
            let begun = std::mem::replace(&mut self.text, Vec::with_capacity(size));
            let mut from = 0;
            for (place, part) in &self.waiting {
                self.text.extend_from_slice(&begun[from..*place]);
                match part {
                    Part::Resolved(value) => write(&mut self.text, value),
                    Part::Written(range) => self.text.extend_from_slice(&self.came[range.clone()]),
                    Part::Resolving(_) | Part::Later(_) => {}
                }
                from = *place;
            }
            self.text.extend_from_slice(&begun[from..]);
        }
        self.text.push(end);
        Ok(Value::Binary(self.text.into()))
    }
}

impl Part<'_> {
    /// Goes on with it, where it has not come; what is written of it goes to the end of the text.
    fn go_on(&mut self, context: &mut task::Context<'_>, text: &mut Vec<u8>) -> Poll<ServerResult<()>> {
        if let Self::Later(later) = self {
            let before = text.len();
            match later.poll(context, text) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Ready(Ok(true)) => *self = Self::Written(before..text.len()),
                Poll::Ready(Ok(false)) => {
                    let read = std::mem::replace(self, Self::Resolved(Value::Null));
                    if let Self::Later(later) = read {
                        *self = Self::Resolving(later.resolve());
                    }
                }
            }
        }
        if let Self::Resolving(resolving) = self {
            match resolving.as_mut().poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(value) => *self = Self::Resolved(value?),
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Bytes that it takes, more or less.
    fn room(&self) -> usize {
        match self {
            Self::Resolved(value) => room(value),
            Self::Written(range) => range.len(),
            Self::Resolving(_) | Self::Later(_) => FIELD,
        }
    }
}

/// An error that has no path gets that of the list's item in which it came.
pub(super) fn placed(at: At<'_>, error: async_graphql::ServerError) -> async_graphql::ServerError {
    match at.index.is_some() && error.path.is_empty() {
        true => at.record().set_error_path(error),
        false => error,
    }
}
