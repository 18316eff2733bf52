//! How those who follow the ledger hear that it grew, whoever wrote: this process, another instance, a command line.
//!
//! On PostgreSQL each write notifies, and one connection listens for all who follow. On SQLite, which tells other
//! processes nothing, the ledger's last row is read again and again, and at once after a write of this process. Nobody
//! listens or reads while nobody follows. Behind a pool that gives a connection for one transaction nothing can be listened
//! to: there a connection goes straight to PostgreSQL, where its address is known, or else the last row is read.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use entities::revision;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QuerySelect,
    sqlx::{
        self,
        postgres::{PgListener, PgPoolOptions},
    },
};
use tokio::{
    sync::{Notify, watch},
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};

use crate::{Error, Events, Since, Store, read::Believed};

/// What writes notify of on PostgreSQL.
const CHANNEL: &str = "hemicycle";

/// Between two looks at an SQLite database: another process' write is seen so late at most.
const LOOK: Duration = Duration::from_millis(20);

/// Between two looks at a PostgreSQL database that notifies of nothing: behind a pool that gives a connection for one
/// transaction, nothing can be listened to.
const LOOK_AFTER_SILENCE: Duration = Duration::from_secs(1);

/// Before a database that did not answer is asked again.
const REST: Duration = Duration::from_millis(250);

/// How long a connection that listens may take to be there.
const PATIENCE: Duration = Duration::from_secs(2);

/// Before a connection that cannot listen is tried again: the ledger's end is looked at meanwhile.
const DEAF: Duration = Duration::from_secs(5);

/// What all who follow a store share.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    /// The sequence of the last revision, as far as it is known.
    head: watch::Sender<i64>,
    /// Wakes the look at SQLite.
    written: Notify,
    /// What is forgotten when the ledger grows.
    pub(crate) believed: Believed,
    watching: Mutex<Option<JoinHandle<()>>>,
}

impl Watch {
    /// Tells that this process has written.
    pub(crate) fn look(&self) {
        self.believed.forget();
        self.written.notify_one();
    }

    fn show(&self, head: i64) {
        // Another where it is smaller, too: a backup took the database's place.
        self.head.send_if_modified(|known| {
            let moved = *known != head;
            *known = head;
            if moved {
                self.believed.forget();
            }
            moved
        });
    }
}

/// Notifies of a write, once it is committed. The ledger then ends with this revision.
pub(crate) async fn tell(on: &impl ConnectionTrait, head: i64) -> Result<(), DbErr> {
    if on.get_database_backend() == DbBackend::Postgres {
        on.execute_unprepared(&format!("SELECT pg_notify('{CHANNEL}', '{head}')")).await?;
    }
    Ok(())
}

/// One who follows the ledger.
#[derive(Debug)]
pub struct Followed {
    head: watch::Receiver<i64>,
    /// Keeps what sends.
    _watch: Arc<Watch>,
}

impl Followed {
    /// Waits until the ledger may have grown since this was last asked, or since it is followed: then read what comes
    /// after the place that you have. Whoever reads before the first time waits for no write that was missed.
    pub async fn grew(&mut self) {
        if self.head.changed().await.is_err() {
            // The sender is kept beside the receiver.
            std::future::pending::<()>().await;
        }
    }
}

/// One who reads what happens, page by page, and waits for more where there is none yet. It holds a place and no events:
/// whoever reads slowly keeps nothing in memory.
#[derive(Debug)]
pub struct Follower {
    store: Store,
    followed: Followed,
    since: Since,
    types: Vec<String>,
    /// Whether there may be more to read by now.
    more: bool,
}

impl Follower {
    /// The next page, of at most so many events. One without events only goes on: what was looked at is of no wanted type.
    /// Nothing is lost where this is dropped before its end.
    ///
    /// # Errors
    /// As [`Store::changes`]; asked again, it reads the same page.
    pub async fn next(&mut self, first: u64) -> Result<Events, Error> {
        let types: Vec<&str> = self.types.iter().map(String::as_str).collect();
        loop {
            if !self.more {
                self.followed.grew().await;
                self.more = true;
            }
            let page = self.store.changes(self.since, &types, first).await?;
            let moved = self.since != Since::Token(page.end);
            (self.since, self.more) = (Since::Token(page.end), page.more);
            if moved {
                return Ok(page);
            }
        }
    }
}

impl Store {
    /// Follows what happens to records of the given types, or of all where none is given.
    ///
    /// # Panics
    /// Outside a runtime of tokio.
    #[must_use]
    pub fn follow(&self, since: Since, types: Vec<String>) -> Follower {
        Follower { store: self.clone(), followed: self.followed(), since, types, more: true }
    }

    /// Whether a commit of any process is heard of, and not looked for.
    #[must_use]
    pub fn hears(&self) -> bool {
        self.connection.get_database_backend() == DbBackend::Postgres
            && (!self.access.pooled || self.access.direct.is_some())
    }

    /// Follows the ledger, until what is returned is dropped. Many who follow cost a database no more than one.
    ///
    /// # Panics
    /// Outside a runtime of tokio.
    #[must_use]
    pub fn followed(&self) -> Followed {
        let head = self.watch.head.subscribe();
        let mut watching = self.watch.watching.lock().unwrap_or_else(PoisonError::into_inner);
        if watching.as_ref().is_none_or(JoinHandle::is_finished) {
            *watching = Some(tokio::spawn(watch(self.clone())));
        }
        drop(watching);
        Followed { head, _watch: Arc::clone(&self.watch) }
    }

    /// Reads where the ledger ends, and shows it.
    async fn look(&self) -> Result<(), DbErr> {
        let last = revision::Entity::find()
            .select_only()
            .column_as(revision::Column::Sequence.max(), "last")
            .into_tuple::<Option<i64>>()
            .one(&self.connection)
            .await?;
        self.watch.show(last.flatten().unwrap_or_default());
        Ok(())
    }
}

/// Watches as long as somebody follows.
async fn watch(store: Store) {
    loop {
        tokio::select! {
            () = store.watch.head.closed() => {}
            () = watch_for_ever(&store) => {}
        }
        let mut watching = store.watch.watching.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have come meanwhile.
        if store.watch.head.receiver_count() == 0 {
            *watching = None;
            return;
        }
    }
}

async fn watch_for_ever(store: &Store) {
    let postgres = store.connection.get_database_backend() == DbBackend::Postgres;
    let (mut listen_at, mut deaf) = (Instant::now(), false);
    loop {
        // A database that does not answer: those who follow hear it when they read.
        let _ = if !postgres {
            read_again_and_again(store).await
        } else if !store.hears() || Instant::now() < listen_at {
            store.look().await
        } else {
            match listener(store).await {
                Ok(listener) => {
                    deaf = false;
                    hear(store, listener).await
                }
                Err(error) => {
                    if !deaf {
                        tracing::warn!(%error, "commits are looked for four times a second, since none can be heard of");
                    }
                    (listen_at, deaf) = (Instant::now() + DEAF, true);
                    store.look().await
                }
            }
        };
        sleep(REST).await;
    }
}

/// A connection that the database tells of writes, beside those of reads.
async fn listener(store: &Store) -> Result<PgListener, sqlx::Error> {
    let options = match &store.access.direct {
        Some(address) => address.parse()?,
        None => store.connection.get_postgres_connection_pool().connect_options().as_ref().clone(),
    };
    let pool = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None);
    let pool = pool.acquire_timeout(PATIENCE).connect_with(options).await?;
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.ignore_pool_close_event(true);
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

/// Hears of writes by the database's own words, until the connection is lost.
async fn hear(store: &Store, mut listener: PgListener) -> Result<(), DbErr> {
    // What was written before it listened.
    store.look().await?;
    loop {
        let told = match timeout(LOOK_AFTER_SILENCE, listener.try_recv()).await {
            Ok(Ok(Some(told))) => told.payload().parse().ok(),
            Ok(Ok(None) | Err(_)) => return Ok(()),
            Err(_) => None,
        };
        match told {
            Some(head) => store.watch.show(head),
            None => store.look().await?,
        }
    }
}

/// Reads the ledger's end again and again.
async fn read_again_and_again(store: &Store) -> Result<(), DbErr> {
    loop {
        store.look().await?;
        tokio::select! {
            () = sleep(LOOK) => {}
            () = store.watch.written.notified() => {}
        }
    }
}
