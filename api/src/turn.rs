//! A request's turns: what runs goes as far as it can, then the reads that it has asked for begin together, and their
//! statements go as one.
//!
//! Whoever waits for a read is in the same task as the reads themselves, and is asked again only when one of them has come.
//! Nothing else can be known sooner: until then everything that runs waits for a read.

use std::{
    mem::take,
    pin::{Pin, pin},
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use futures_util::{
    FutureExt, Stream, StreamExt,
    future::{BoxFuture, poll_fn},
    stream::{BoxStream, poll_fn as stream_of},
};
use store::Store;

/// The reads of one request that are to begin at the end of this turn.
#[derive(Clone)]
pub(crate) struct Turn {
    reads: Arc<Mutex<Vec<BoxFuture<'static, ()>>>>,
    /// Whose statements wait to go together.
    store: Store,
}

impl Turn {
    /// The turns of a request that reads from a store.
    pub(crate) fn of(store: Store) -> Self {
        Self { reads: Arc::default(), store }
    }

    /// Leaves a read to begin. It is polled first when all that runs waits.
    pub(crate) fn begin(&self, read: BoxFuture<'static, ()>) {
        self.reads.lock().unwrap_or_else(PoisonError::into_inner).push(read);
    }

    /// Runs something whose reads are left to this turn, and them.
    pub(crate) async fn run<T>(self, running: impl Future<Output = T>) -> T {
        let mut running = pin!(running);
        let mut reads = Vec::new();
        poll_fn(|context| self.poll(&mut reads, context, |context| running.as_mut().poll(context))).await
    }

    /// The same of what gives one answer after the other.
    pub(crate) fn follow<T: 'static>(self, mut following: BoxStream<'static, T>) -> BoxStream<'static, T> {
        let mut reads = Vec::new();
        let answers = stream_of(move |context| {
            self.poll(&mut reads, context, |context| Pin::new(&mut following).poll_next(context))
        });
        answers.boxed()
    }

    fn poll<T>(
        &self,
        reads: &mut Vec<BoxFuture<'static, ()>>,
        context: &mut Context<'_>,
        mut running: impl FnMut(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        loop {
            if let Poll::Ready(answer) = running(context) {
                return Poll::Ready(answer);
            }
            reads.append(&mut take(&mut *self.reads.lock().unwrap_or_else(PoisonError::into_inner)));
            let before = reads.len();
            reads.retain_mut(|read| read.as_mut().poll(context).is_pending());
            if reads.len() < before {
                continue;
            }
            // What is on its way may lead to more: which reads go together must not depend on which of them comes first.
            if reads.len() > self.store.waiting() {
                return Poll::Pending;
            }
            let Some(sent) = self.store.together() else { return Poll::Pending };
            let mut sent = sent.boxed();
            if sent.as_mut().poll(context).is_pending() {
                reads.push(sent);
            }
        }
    }
}
