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

    /// Its bytes: no two versions have the same.
    #[must_use]
    pub fn bytes(&self) -> [u8; 32] {
        let at = self.at.map_or(0, |at| at.timestamp_micros());
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&self.sequence.to_be_bytes());
        bytes[8..24].copy_from_slice(self.record.unwrap_or_default().as_bytes());
        bytes[24..].copy_from_slice(&at.to_be_bytes());
        bytes
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

    /// The version that is believed at a moment.
    fn at(&self, now: Instant) -> Option<Version> {
        let belief = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let young = |asked: Instant| now.saturating_duration_since(asked) < BELIEVED;
        belief.version.filter(|(asked, _)| young(*asked)).map(|(_, version)| version)
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
        match self.believed_version() {
            Some(version) => Ok(version),
            None => self.version().await,
        }
    }

    /// The same, where it is known without asking.
    #[must_use]
    pub fn believed_version(&self) -> Option<Version> {
        self.watch.believed.at(Instant::now())
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

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::{BELIEVED, Believed, Version};

    #[test]
    fn a_version_is_believed_for_a_time_from_when_it_was_asked_for_and_no_longer_than_until_a_write() {
        let (believed, asked) = (Believed::default(), Instant::now());
        let version = Version { sequence: 1, ..Version::default() };
        believed.believe(believed.forgotten(), asked, version);
        let last = BELIEVED - std::time::Duration::from_nanos(1);
        assert_eq!(believed.at(asked + last), Some(version));
        assert_eq!(believed.at(asked + BELIEVED), None);
        let before = believed.forgotten();
        believed.forget();
        assert_eq!(believed.at(asked), None);
        believed.believe(before, asked, version);
        assert_eq!(believed.at(asked), None, "what was asked for before a write is not believed after it");
    }

    #[test]
    fn versions_that_differ_have_other_bytes() {
        let at = |sequence| Version { sequence, ..Version::default() };
        assert_ne!(at(1).bytes(), at(2).bytes());
        assert_ne!(at(1).bytes(), Version { record: Some(uuid::Uuid::max()), ..at(1) }.bytes());
        let dated = Version { at: chrono::DateTime::from_timestamp_micros(1), ..at(1) };
        assert_ne!(at(1).bytes(), dated.bytes());
    }
}
