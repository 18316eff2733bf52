//! Loaders: what siblings ask for in the same turn of the executor becomes one statement.
//!
//! The first key of a batch leaves its read to the request's [`Turn`], which begins it once all that runs waits: then every
//! sibling has asked. There is no timer, and no task of its own: a client that goes away takes its reads with it.
//!
//! What was known at a moment has loaders of its own. Whatever runs inside [`Loaders::read_by`] reads by those, whichever
//! it asks: so the same resolvers answer of the past and of the present, side by side in one query.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    hash::Hash,
    mem::take,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    task::{self, Poll, Waker},
};

use chrono::{DateTime, Utc};
use futures_util::future::{BoxFuture, poll_fn};
use store::{Allowance, Join, Noun, Store};
use tokio::{sync::OnceCell, task_local};
use uuid::Uuid;

use crate::{error::Error, turn::Turn};

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
    open: Batches,
    /// Reads that were begun before anybody asked for what they read.
    begun: Batches,
    /// What begins the reads.
    turn: Turn,
    /// Those of each moment that was asked for, by the last revision that was known.
    moments: Mutex<HashMap<i64, Moment>>,
    /// What they may read of the history.
    allowance: Allowance,
}

/// The loaders of a moment, made by whoever asks for it first.
type Moment = Arc<OnceCell<Arc<Loaders>>>;

/// Keys that wait to be read together.
struct Batch<V> {
    /// None once the read has begun.
    ids: Mutex<Option<Vec<Uuid>>>,
    values: OnceLock<Read<V>>,
    /// Who waits for it.
    waiting: Mutex<Vec<Waker>>,
}

/// What was read, for whoever asked.
pub(crate) type Read<V> = Result<Arc<HashMap<Uuid, V>>, Error>;

/// A read that was asked for.
pub(crate) struct Asked<V>(Arc<Batch<V>>);

/// The batches that take more keys, by the kind of their reads.
#[derive(Clone, Default)]
struct Batches(Arc<Mutex<HashMap<TypeId, Box<dyn Any + Send>>>>);

type Open<R> = HashMap<R, Arc<Batch<<R as Reads>::Value>>>;

/// The same by what will be asked for.
type Begun<R> = HashMap<(R, Uuid), Arc<Batch<<R as Reads>::Value>>>;

impl Loaders {
    /// Loaders whose look-ups of the past may read so many rows of the history.
    pub(crate) fn new(store: &Store, past_rows: usize) -> Self {
        let store = store.gathering();
        let turn = Turn::of(store.clone());
        Self::with(store, Allowance::new(past_rows), turn)
    }

    fn with(store: Store, allowance: Allowance, turn: Turn) -> Self {
        let (open, begun) = Default::default();
        Self { store, open, begun, turn, moments: Mutex::default(), allowance }
    }

    /// What must run whatever reads by these loaders.
    pub(crate) fn turn(&self) -> Turn {
        self.turn.clone()
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
            Ok::<_, Error>(Arc::new(Self::with(past, self.allowance.clone(), self.turn())))
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

    /// Whether what was known at a moment is read, and not the present.
    pub(crate) fn is_past(&self) -> bool {
        READING.try_with(|_| ()).is_ok()
    }

    /// Reads for one id, together with every sibling that reads the same. Apart from whoever asks: the state of a record's
    /// fields is as large as that of the largest of them, for each of them, and few of them read.
    pub(crate) fn load<R: Reads>(
        &self,
        reads: R,
        id: Uuid,
    ) -> BoxFuture<'_, Result<Option<R::Value>, Error>> {
        Box::pin(async move {
            match READING.try_with(Arc::clone) {
                Ok(reading) => reading.load_here(reads, id).await,
                Err(_) => self.load_here(reads, id).await,
            }
        })
    }

    /// Begins a read for one id that will be asked for once: what needs no more than an id is read beside the record that
    /// has it.
    pub(crate) fn begin<R: Reads>(&self, reads: R, id: Uuid) {
        let batch = self.asked(reads.clone(), id);
        self.begun.with(|begun: &mut Begun<R>| begun.insert((reads, id), batch));
    }

    /// Gives what was read for some ids to whoever asks for it.
    pub(crate) fn give<R: Reads>(&self, reads: &R, values: HashMap<Uuid, R::Value>) {
        let ids: Vec<Uuid> = values.keys().copied().collect();
        let batch = Arc::new(Batch {
            ids: Mutex::default(),
            values: OnceLock::from(Ok(Arc::new(values))),
            waiting: Mutex::default(),
        });
        self.begun.with(|begun: &mut Begun<R>| {
            begun.extend(ids.into_iter().map(|id| ((reads.clone(), id), Arc::clone(&batch))));
        });
    }

    /// Asks for one id as [`Loaders::load`] does, for whoever waits for it without a state of its own. Reads by these loaders,
    /// whatever reads in their place.
    pub(crate) fn ask<R: Reads>(&self, reads: &R, id: Uuid) -> Asked<R::Value> {
        Asked(self.begun(reads, id).unwrap_or_else(|| self.asked(reads.clone(), id)))
    }

    /// The same where a sibling has just asked: with it, where its read has not begun.
    pub(crate) fn ask_with<R: Reads>(
        &self,
        sibling: &Asked<R::Value>,
        reads: &R,
        id: Uuid,
    ) -> Asked<R::Value> {
        let begun = self.begun(reads, id);
        Asked(begun.unwrap_or_else(|| match sibling.0.takes(id) {
            true => Arc::clone(&sibling.0),
            false => self.asked(reads.clone(), id),
        }))
    }

    async fn load_here<R: Reads>(&self, reads: R, id: Uuid) -> Result<Option<R::Value>, Error> {
        let asked = self.ask(&reads, id);
        let values = poll_fn(|context| asked.poll(context)).await?;
        Ok(values.get(&id).cloned())
    }

    /// The batch that an id was begun with.
    fn begun<R: Reads>(&self, reads: &R, id: Uuid) -> Option<Arc<Batch<R::Value>>> {
        self.begun.find(|begun: &mut Begun<R>| begun.remove(&(reads.clone(), id)))
    }

    /// The batch that an id waits in; the first one of a batch leaves the read of all.
    fn asked<R: Reads>(&self, reads: R, id: Uuid) -> Arc<Batch<R::Value>> {
        self.open.with(|open: &mut Open<R>| {
            if let Some(batch) = open.get(&reads).filter(|batch| batch.takes(id)) {
                return Arc::clone(batch);
            }
            let batch = Arc::new(Batch {
                ids: Mutex::new(Some(vec![id])),
                values: OnceLock::new(),
                waiting: Mutex::default(),
            });
            open.insert(reads.clone(), Arc::clone(&batch));
            let (all, store, read) = (self.open.clone(), self.store.clone(), Arc::clone(&batch));
            self.turn.begin(Box::pin(async move {
                // What is asked for from now on is another read.
                all.with(|open: &mut Open<R>| open.remove(&reads));
                let mut ids = take(&mut *read.ids()).unwrap_or_default();
                ids.sort_unstable();
                ids.dedup();
                read.came(reads.read(store, ids).await.map(Arc::new).map_err(Error::from));
            }));
            batch
        })
    }
}

// Derived, this would ask the same of what is read.
impl<V> Clone for Asked<V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<V> Asked<V> {
    /// What was read, once it is there.
    pub(crate) fn poll(&self, context: &mut task::Context<'_>) -> Poll<Read<V>> {
        self.0.poll(context)
    }
}

impl<V> Batch<V> {
    fn ids(&self) -> MutexGuard<'_, Option<Vec<Uuid>>> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes one more key, unless the read has begun.
    fn takes(&self, id: Uuid) -> bool {
        self.ids().as_mut().map(|ids| ids.push(id)).is_some()
    }

    fn poll(&self, context: &mut task::Context<'_>) -> Poll<Read<V>> {
        if let Some(values) = self.values.get() {
            return Poll::Ready(values.clone());
        }
        // Records that are written at once are asked again with the rest; the library asks only who was woken.
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if !waiting.iter().rev().take(1).any(|waker| waker.will_wake(context.waker())) {
            waiting.push(context.waker().clone());
        }
        Poll::Pending
    }

    fn came(&self, values: Read<V>) {
        let _ = self.values.set(values);
        take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
            .into_iter()
            .for_each(Waker::wake);
    }
}

impl Batches {
    /// Some batches of one kind of reads.
    fn with<B: Default + Send + 'static, T>(&self, with: impl FnOnce(&mut B) -> T) -> T {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let any = all.entry(TypeId::of::<B>()).or_insert_with(|| Box::new(B::default()));
        match any.downcast_mut::<B>() {
            Some(batches) => with(batches),
            // The map is keyed by the type itself.
            None => unreachable!("the batches of a type are of that type"),
        }
    }

    /// The same where there are some.
    fn find<B: Default + Send + 'static, T>(&self, with: impl FnOnce(&mut B) -> Option<T>) -> Option<T> {
        let is_empty = self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        if is_empty { None } else { self.with(with) }
    }
}
