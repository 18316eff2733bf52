//! The version of the data: what tells two states of the tables apart.

use std::fmt;

use chrono::{DateTime, Utc};
use entities::revision;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, QuerySelect};
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

impl Store {
    /// The version that the data has now: one row by its key.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn version(&self) -> Result<Version, Error> {
        of(&self.connection).await
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
