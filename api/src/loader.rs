//! Loaders: what siblings ask for in the same turn of the executor becomes one statement.
//!
//! A key registers itself, then lets its siblings run until no new key comes; whoever wakes first reads for all.
//! There is no timer, and no task of its own: a client that goes away takes its reads with it.
//!
//! What was known at a moment has loaders of its own. Whatever runs inside [`Loaders::read_by`] reads by those, whichever
//! it asks: so the same resolvers answer of the past and of the present, side by side in one query.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Utc};
use store::{Allowance, Join, Noun, Store};
use tokio::{sync::OnceCell, task::yield_now, task_local};
use uuid::Uuid;

use crate::error::Error;

/// What is read for each of many ids by one statement; equal reads share it.
pub(crate) trait Reads: Clone + Eq + Hash + Send + Sync + 'static {
    /// What one id gets.
    type Value: Clone + Send + Sync + 'static;

    /// Reads for all ids. Ids that have nothing are left out.
    fn read(
        self,
        store: Store,
        ids: Vec<Uuid>,
    ) -> impl Future<Output = Result<HashMap<Uuid, Self::Value>, store::Error>> + Send;
}

task_local! {
    /// What reads in place of the request's own loaders.
    static READING: Arc<Loaders>;
}

/// The loaders of one request, or of one moment in it.
pub(crate) struct Loaders {
    store: Store,
    open: Mutex<HashMap<TypeId, Box<dyn Any + Send>>>,
    /// Those of each moment that was asked for, by the last revision that was known.
    moments: Mutex<HashMap<i64, Moment>>,
    /// What they may read of the history.
    allowance: Allowance,
}

/// The loaders of a moment, made by whoever asks for it first.
type Moment = Arc<OnceCell<Arc<Loaders>>>;

/// Keys that wait to be read together.
struct Batch<V> {
    ids: Mutex<Vec<Uuid>>,
    values: OnceCell<Result<Arc<HashMap<Uuid, V>>, Error>>,
}

type Open<R> = HashMap<R, Arc<Batch<<R as Reads>::Value>>>;

impl Loaders {
    /// Loaders whose look-ups of the past may read so many rows of the history.
    pub(crate) fn new(store: &Store, past_rows: usize) -> Self {
        Self::with(store.reading(), Allowance::new(past_rows))
    }

    fn with(store: Store, allowance: Allowance) -> Self {
        Self { store, open: Mutex::default(), moments: Mutex::default(), allowance }
    }

    /// The loaders of what was known at a moment; none where nothing was known yet.
    pub(crate) async fn as_of(&self, moment: DateTime<Utc>) -> Result<Option<Arc<Self>>, Error> {
        let Some(last) = self.store.last_known(moment).await? else { return Ok(None) };
        let known = {
            let mut moments = self.moments.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(moments.entry(last).or_default())
        };
        let made = known.get_or_try_init(|| async {
            let past = self.store.as_of(last, &self.allowance).await?;
            Ok::<_, Error>(Arc::new(Self::with(past, self.allowance.clone())))
        });
        Ok(Some(Arc::clone(made.await?)))
    }

    /// Runs something that reads by these loaders, whichever it asks.
    pub(crate) async fn read_by<T>(self: &Arc<Self>, running: impl Future<Output = T>) -> T {
        READING.scope(Arc::clone(self), running).await
    }

    /// The store, for reads that have no siblings.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// A record that is in memory in the state which was read.
    pub(crate) fn held<N: Noun>(&self, id: Uuid) -> Option<Arc<N>> {
        READING.try_with(|reading| reading.store.held(id)).unwrap_or_else(|_| self.store.held(id))
    }

    /// Whether what a join leads to is in memory.
    pub(crate) fn holds(&self, join: Join) -> bool {
        READING.try_with(|reading| reading.store.holds(join)).unwrap_or_else(|_| self.store.holds(join))
    }

    /// Reads for one id, together with every sibling that reads the same.
    pub(crate) async fn load<R: Reads>(&self, reads: R, id: Uuid) -> Result<Option<R::Value>, Error> {
        match READING.try_with(Arc::clone) {
            Ok(reading) => reading.load_here(reads, id).await,
            Err(_) => self.load_here(reads, id).await,
        }
    }

    async fn load_here<R: Reads>(&self, reads: R, id: Uuid) -> Result<Option<R::Value>, Error> {
        let batch = self.open(&reads, |open| {
            let batch = open
                .entry(reads.clone())
                .or_insert_with(|| Arc::new(Batch { ids: Mutex::default(), values: OnceCell::new() }));
            batch.ids.lock().unwrap_or_else(PoisonError::into_inner).push(id);
            Arc::clone(batch)
        });
        let mut known = 0;
        // Two quiet turns: a sibling may itself have to wait one turn before it asks.
        let mut quiet = 0;
        while quiet < 2 && !batch.values.initialized() {
            yield_now().await;
            let count = batch.ids.lock().unwrap_or_else(PoisonError::into_inner).len();
            quiet = if count == known { quiet + 1 } else { 0 };
            known = count;
        }
        let values = batch.values.get_or_init(|| async {
            let ids = self.open(&reads, |open| {
                open.remove(&reads);
                let mut ids = std::mem::take(&mut *batch.ids.lock().unwrap_or_else(PoisonError::into_inner));
                ids.sort_unstable();
                ids.dedup();
                ids
            });
            // Apart: whoever waits here has a state of its own, and only one of them reads.
            Ok(Arc::new(Box::pin(reads.clone().read(self.store.clone(), ids)).await?))
        });
        Ok(values.await.clone()?.get(&id).cloned())
    }

    /// The open batches of one kind of reads.
    fn open<R: Reads, T>(&self, _reads: &R, with: impl FnOnce(&mut Open<R>) -> T) -> T {
        let mut all = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let any = all.entry(TypeId::of::<R>()).or_insert_with(|| Box::new(Open::<R>::new()));
        match any.downcast_mut::<Open<R>>() {
            Some(open) => with(open),
            // The map is keyed by the type itself.
            None => unreachable!("the batches of a type are of that type"),
        }
    }
}
