//! A database and its streaming replicas: reads go to these in turn, and one that does not answer, or lags, is left out
//! until it does.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use entities::revision;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, sqlx::postgres::PgConnectOptions};
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};

use crate::{
    Error, Store, Token,
    address::{is_postgres, scheme},
    ledger,
};

/// Between two looks at a replica.
const LOOK: Duration = Duration::from_millis(500);

/// How long a replica may take to give a connection, or to answer a look: others answer meanwhile.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long a read waits for its replica to have what the client has seen, before it goes to the primary.
const WAIT: Duration = Duration::from_millis(500);

/// Between two looks of such a read.
const STEP: Duration = Duration::from_millis(10);

/// A database with what can be read in its place.
#[derive(Debug)]
pub struct Replicas {
    primary: Store,
    replicas: Vec<Arc<Replica>>,
    next: AtomicUsize,
    watching: Vec<JoinHandle<()>>,
}

/// Where one request reads, from its start to its end: so its version and its answer are of one database.
#[derive(Clone, Debug)]
pub struct Reading {
    store: Store,
    /// None where it is the primary.
    replica: Option<Arc<Replica>>,
    /// What has to be there.
    seen: Option<Token>,
}

#[derive(Debug)]
struct Replica {
    store: Store,
    /// Its host and port, or its socket's folder: nothing of it is secret.
    name: String,
    /// How far behind the primary it may be.
    lag: Duration,
    answers: AtomicBool,
    /// Whether its tables were looked at since it was last left out.
    checked: AtomicBool,
    /// What it is to reach, and since when.
    goal: Mutex<Option<(i64, Instant)>>,
}

/// Why a replica is left out.
enum Trouble {
    Error(Error),
    Silent,
    Lags,
    Foreign,
}

impl Reading {
    /// Where it reads.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Whether another reads at the same place.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        match (&self.replica, &other.replica) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

impl Replicas {
    /// A database that is read itself.
    #[must_use]
    pub fn none(primary: Store) -> Self {
        Self { primary, replicas: Vec::new(), next: AtomicUsize::new(0), watching: Vec::new() }
    }

    /// A database with replicas of it, by their addresses. One that does not answer yet is no error: it is left out until it
    /// does. So is one that is farther behind than `lag`.
    ///
    /// # Errors
    /// [`Error::NoReplica`] where an address cannot be read, or either is not PostgreSQL.
    ///
    /// # Panics
    /// Outside a runtime of tokio.
    pub async fn connect(primary: Store, addresses: &[String], lag: Duration) -> Result<Self, Error> {
        let mut all = Self::none(primary);
        // A variable that is set to nothing names none.
        for address in addresses.iter().filter(|address| !address.trim().is_empty()) {
            let replica = Arc::new(Replica::new(&all.primary, address, lag).await?);
            replica.look_and_tell(&all.primary).await;
            all.watching.push(tokio::spawn(Arc::clone(&replica).watch(all.primary.clone())));
            all.replicas.push(replica);
        }
        Ok(all)
    }

    /// The database that is written.
    #[must_use]
    pub fn primary(&self) -> &Store {
        &self.primary
    }

    /// The next in turn of those that answer; the primary where none does.
    pub fn reading(&self) -> Reading {
        let turn = self.next.fetch_add(1, Ordering::Relaxed);
        let places = (0..self.replicas.len()).map(|place| (turn.wrapping_add(place)) % self.replicas.len());
        let mut answering = places.map(|place| &self.replicas[place]).filter(|replica| replica.answers());
        match answering.next() {
            Some(replica) => {
                Reading { store: replica.store.clone(), replica: Some(Arc::clone(replica)), seen: None }
            }
            None => self.reading_primary(),
        }
    }

    /// The primary, for who reads what it has just written.
    #[must_use]
    pub fn reading_primary(&self) -> Reading {
        Reading { store: self.primary.clone(), replica: None, seen: None }
    }

    /// One that has at least what the client has seen: its replica is waited for, half a second at most, and then the primary
    /// is read.
    ///
    /// # Errors
    /// [`Error::UnknownToken`] of a token that is none of this ledger, [`Error::Unavailable`] where nobody can tell.
    pub async fn reading_since(&self, seen: Token) -> Result<Reading, Error> {
        let mut reading = Reading { seen: Some(seen), ..self.reading() };
        let begun = Instant::now();
        let mut known = false;
        loop {
            match reading.store.has(seen).await {
                Ok(true) => return Ok(reading),
                // What the primary has not is the future, or another's.
                Ok(false) if reading.replica.is_none() => return Err(Error::UnknownToken),
                Ok(false) if !known => match timeout(WAIT, self.primary.has(seen)).await {
                    Ok(Ok(true)) => known = true,
                    Ok(Ok(false)) => return Err(Error::UnknownToken),
                    Ok(Err(error)) if !error.passes() || begun.elapsed() >= WAIT => return Err(error),
                    // The replica is asked once more after it.
                    Err(_) if begun.elapsed() >= 2 * WAIT => {
                        return Err(Error::Unavailable(DbErr::Custom("the primary is silent".to_owned())));
                    }
                    Ok(Err(_)) | Err(_) => {}
                },
                Ok(false) => {}
                Err(error) => {
                    let Some(replica) = reading.replica.filter(|_| error.passes()) else { return Err(error) };
                    replica.leave_out(&error);
                    let next = if begun.elapsed() < WAIT { self.reading() } else { self.reading_primary() };
                    reading = Reading { seen: Some(seen), ..next };
                    continue;
                }
            }
            if known && begun.elapsed() >= WAIT {
                return Ok(self.reading_primary());
            }
            sleep(STEP).await;
        }
    }

    /// Where to read after a read has failed by this error: none where it would fail there too.
    pub async fn elsewhere(&self, lost: &Reading, error: &Error) -> Option<Reading> {
        let replica = lost.replica.as_ref()?;
        // A replica does not know yet where a client stands that has read another one.
        if matches!(error, Error::UnknownToken) {
            return Some(self.reading_primary());
        }
        if !error.passes() {
            return None;
        }
        replica.leave_out(error);
        match lost.seen {
            None => Some(self.reading()),
            Some(seen) => self.reading_since(seen).await.ok(),
        }
    }
}

impl Drop for Replicas {
    fn drop(&mut self) {
        self.watching.iter().for_each(JoinHandle::abort);
    }
}

impl Store {
    /// Whether the ledger here has a place by now.
    ///
    /// # Errors
    /// [`Error::UnknownToken`] where another revision is there; [`Error::Unavailable`], [`Error::Database`].
    async fn has(&self, seen: Token) -> Result<bool, Error> {
        if seen == Token::default() {
            return Ok(true);
        }
        let found = revision::Entity::find()
            .select_only()
            .column(revision::Column::Hash)
            .filter(revision::Column::Sequence.eq(seen.sequence))
            .into_tuple::<Vec<u8>>();
        match found.one(&self.connection).await? {
            Some(hash) if seen.is_of(Some(&hash)) => Ok(true),
            Some(_) => Err(Error::UnknownToken),
            None => Ok(false),
        }
    }

    /// Where the ledger ends: who reads this has seen all that is written by now.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn end(&self) -> Result<Token, Error> {
        Ok(Token::from(&ledger::chain(&self.connection).await?))
    }
}

impl Replica {
    async fn new(primary: &Store, address: &str, lag: Duration) -> Result<Self, Error> {
        if !is_postgres(address) || !primary.is_postgres() {
            return Err(Error::NoReplica(scheme(address)));
        }
        let parsed: PgConnectOptions = address.parse().map_err(|_| Error::NoReplica(scheme(address)))?;
        let name = match parsed.get_socket() {
            Some(folder) => folder.display().to_string(),
            None => format!("{}:{}", parsed.get_host(), parsed.get_port()),
        };
        let store = Store::open(address.to_owned(), primary.clock, &primary.access, |options| {
            options.connect_lazy(true).acquire_timeout(PATIENCE);
        });
        let store = store.await?;
        let (answers, checked) = (AtomicBool::new(true), AtomicBool::new(false));
        Ok(Self { store, name, lag, answers, checked, goal: Mutex::default() })
    }

    fn answers(&self) -> bool {
        self.answers.load(Ordering::Relaxed)
    }

    /// Leaves it out until a look finds it well.
    fn leave_out(&self, why: &Error) {
        if self.answers.swap(false, Ordering::Relaxed) {
            tracing::warn!(replica = self.name, error = %why, "a replica is left out");
        }
    }

    /// Looks at it again and again.
    async fn watch(self: Arc<Self>, primary: Store) {
        loop {
            sleep(LOOK).await;
            self.look_and_tell(&primary).await;
        }
    }

    /// Looks at it, and says once what is new.
    async fn look_and_tell(&self, primary: &Store) {
        let looked = timeout(PATIENCE, self.look(primary)).await.unwrap_or(Err(Trouble::Silent));
        match looked {
            Ok(()) if !self.answers.swap(true, Ordering::Relaxed) => {
                tracing::info!(replica = self.name, "a replica is read again");
            }
            Ok(()) => {}
            Err(trouble) if self.answers.swap(false, Ordering::Relaxed) => {
                let name = &self.name;
                match trouble {
                    Trouble::Error(error) => tracing::warn!(replica = name, %error, "a replica is left out"),
                    Trouble::Silent => tracing::warn!(replica = name, "a replica is left out: it is silent"),
                    Trouble::Lags => tracing::warn!(replica = name, "a replica is left out: it lags"),
                    Trouble::Foreign => {
                        tracing::warn!(replica = name, "a replica is left out: it is of another database");
                    }
                }
            }
            Err(_) => {}
        }
    }

    async fn look(&self, primary: &Store) -> Result<(), Trouble> {
        // It may be there, or come back, with tables of another version.
        if !self.answers() || !self.checked.load(Ordering::Relaxed) {
            self.store.check().await.map_err(Trouble::Error)?;
            self.checked.store(true, Ordering::Relaxed);
        }
        let has = self.store.end().await.map_err(Trouble::Error)?;
        // Nobody can tell how far behind it is while the primary is silent: then it is what there is.
        let Ok(Ok(end)) = timeout(PATIENCE / 2, primary.end()).await else { return Ok(()) };
        if self.is_behind(has.sequence, end.sequence) {
            return Err(Trouble::Lags);
        }
        // What it has and the primary has not was written since.
        match timeout(PATIENCE / 2, primary.has(has)).await {
            Ok(Err(Error::UnknownToken)) => Err(Trouble::Foreign),
            _ => Ok(()),
        }
    }

    /// Whether it has not reached for too long what the primary had.
    fn is_behind(&self, has: i64, end: i64) -> bool {
        let mut goal = self.goal.lock().unwrap_or_else(PoisonError::into_inner);
        match *goal {
            Some((to_reach, since)) if has < to_reach => since.elapsed() > self.lag,
            _ => {
                *goal = Some((end, Instant::now()));
                false
            }
        }
    }
}
