//! Loaders: what siblings ask for in the same turn of the executor becomes one statement.
//!
//! A key registers itself, then lets its siblings run until no new key comes; whoever wakes first reads for all.
//! There is no timer, and no task of its own: a client that goes away takes its reads with it.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use store::Store;
use tokio::{sync::OnceCell, task::yield_now};
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

/// The loaders of one request.
pub(crate) struct Loaders {
    store: Store,
    open: Mutex<HashMap<TypeId, Box<dyn Any + Send>>>,
}

/// Keys that wait to be read together.
struct Batch<V> {
    ids: Mutex<Vec<Uuid>>,
    values: OnceCell<Result<Arc<HashMap<Uuid, V>>, Error>>,
}

type Open<R> = HashMap<R, Arc<Batch<<R as Reads>::Value>>>;

impl Loaders {
    pub(crate) fn new(store: Store) -> Self {
        Self { store, open: Mutex::default() }
    }

    /// The store, for reads that have no siblings.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Reads for one id, together with every sibling that reads the same.
    pub(crate) async fn load<R: Reads>(&self, reads: R, id: Uuid) -> Result<Option<R::Value>, Error> {
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
            Ok(Arc::new(reads.clone().read(self.store.clone(), ids).await?))
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
