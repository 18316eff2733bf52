//! The version of the data: what tells two states of the tables apart.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use entities::revision;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, QuerySelect};
use tokio::time::Instant;
use uuid::Uuid;

use crate::{Error, Store};

/// The last revision: writers wait for each other, so that each state of the tables has its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// 0 where nothing was written yet.
    sequence: i64,
    /// Which record it changed, and when: a database put back from a copy counts on from an older number.
    record: Option<Uuid>,
    at: Option<DateTime<Utc>>,
}

impl Version {
    pub(super) fn new(sequence: i64, record: Uuid, at: DateTime<Utc>) -> Self {
        Self { sequence, record: Some(record), at: Some(at) }
    }

    /// When the data last changed; none where nothing was written yet.
    #[must_use]
    pub fn changed(&self) -> Option<DateTime<Utc>> {
        self.at
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.map_or(0, |at| at.timestamp_micros());
        write!(formatter, "{}.{}.{at}", self.sequence, self.record.unwrap_or_default())
    }
}

/// For so long a version is believed without being asked for again.
const BELIEVED: Duration = Duration::from_millis(500);

/// The version that a store's data had a moment ago, until this process writes, or hears of a write.
#[derive(Debug, Default)]
pub(crate) struct Believed(Mutex<Belief>);

#[derive(Debug, Default)]
struct Belief {
    /// How many times it was forgotten: what was asked for before that is believed no more.
    forgotten: u64,
    version: Option<(Instant, Version)>,
}

impl Believed {
    /// Forgets it: the data has changed.
    pub(crate) fn forget(&self) {
        let mut belief = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        belief.forgotten += 1;
        belief.version = None;
    }

    fn version(&self) -> Option<Version> {
        let belief = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        belief.version.filter(|(asked, _)| asked.elapsed() < BELIEVED).map(|(_, version)| version)
    }

    fn forgotten(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).forgotten
    }

    /// Believes what was asked for at a time when it had been forgotten so often.
    fn believe(&self, forgotten: u64, asked: Instant, version: Version) {
        let mut belief = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if belief.forgotten == forgotten {
            belief.version = Some((asked, version));
        }
    }
}

impl Store {
    /// The version that the data has now: one row by its key.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn version(&self) -> Result<Version, Error> {
        let believed = &self.watch.believed;
        let (forgotten, asked) = (believed.forgotten(), Instant::now());
        let version = of(&self.connection).await?;
        believed.believe(forgotten, asked, version);
        Ok(version)
    }

    /// The version that the data had half a second ago at most: never that before a write of this process that was told of,
    /// and where this hears of writes ([`Store::hears`]), seldom that before one of another.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn recent_version(&self) -> Result<Version, Error> {
        match self.watch.believed.version() {
            Some(version) => Ok(version),
            None => self.version().await,
        }
    }

    /// The clock that this store writes by.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

/// The version of what a connection sees.
pub(super) async fn of(connection: &impl ConnectionTrait) -> Result<Version, Error> {
    let columns = [revision::Column::Sequence, revision::Column::RecordId, revision::Column::At];
    let last = revision::Entity::find()
        .select_only()
        .columns(columns)
        .order_by_desc(revision::Column::Sequence)
        .into_tuple::<(i64, Uuid, DateTime<Utc>)>()
        .one(connection)
        .await?;
    Ok(last.map_or_else(Version::default, |(sequence, record, at)| Version::new(sequence, record, at)))
}
