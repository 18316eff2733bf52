//! Keys: who may write, and what.
//!
//! A key is "hemicycle", its id and its secret, with underscores between them. The secret is 244 random bits, which nobody
//! guesses, so that a plain SHA-256 is as good a hash of it as a slow one. Found by its id, it is compared in constant time.

use std::{fmt, str::FromStr, sync::atomic::Ordering, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use entities::access_key;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::Expr};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tokio::time::timeout;
use uuid::Uuid;

use crate::{Error, Store};

/// The longest name, in characters.
const LONGEST: usize = 80;

/// How exactly the last use is known.
const USE: TimeDelta = TimeDelta::minutes(1);

/// What a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Import documents.
    Import,
    /// Correct records.
    Edit,
    /// Do whatever the others may.
    Admin,
    /// Have changes sent to an address.
    Webhooks,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Import, Self::Edit, Self::Admin, Self::Webhooks];

    /// As people write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Edit => "edit",
            Self::Admin => "admin",
            Self::Webhooks => "webhooks",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Scope {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.into_iter().find(|scope| scope.name() == text);
        known.ok_or_else(|| {
            let all = Self::ALL.map(Self::name).join(", ");
            format!("{text:?} is no scope: expected one of {all}")
        })
    }
}

/// A key that answers to its name: what it may do, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The part of it that is no secret.
    pub id: Uuid,
    /// What revisions call it.
    pub name: String,
    /// What it may do, in the order of [`Scope::ALL`].
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// From when on it is refused; none where it lasts.
    pub expires_at: Option<DateTime<Utc>>,
    /// Since when it is refused; none where it was not revoked.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
}

impl Key {
    /// Whether it may do this.
    #[must_use]
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.iter().any(|each| [scope, Scope::Admin].contains(each))
    }

    /// What revisions say of who made them.
    #[must_use]
    pub fn actor(&self) -> String {
        format!("key {}", self.name)
    }
}

impl From<access_key::Model> for Key {
    fn from(row: access_key::Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            scopes: row.scopes.split(',').filter_map(|scope| scope.parse().ok()).collect(),
            created_at: row.created_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
            last_used_at: row.last_used_at,
        }
    }
}

/// Why a key is not made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// The name is none.
    #[error(
        "the name {0:?} is none: expected 1 to 80 characters, without controls and without spaces at its ends"
    )]
    Name(String),
    /// It may do nothing.
    #[error("a key that may do nothing is of no use: name a scope")]
    NoScope,
    /// It would be refused from the start.
    #[error("the key would have expired by now: expected a moment after {0}")]
    Past(DateTime<Utc>),
    /// Another one has the name.
    #[error("there is a key {0:?} already, or there was one: revisions name keys, so choose another name")]
    Taken(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] Error),
}

/// Why a key is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// There is no such key.
    Unknown,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

impl Store {
    /// Makes a key, and tells it: it is not told again.
    ///
    /// # Errors
    /// [`NotMade`].
    pub async fn make_key(
        &self,
        name: &str,
        scopes: &[Scope],
        expires_at: Option<DateTime<Utc>>,
    ) -> Result<(Key, String), NotMade> {
        let length = name.chars().count();
        if length == 0 || length > LONGEST || name.trim() != name || name.chars().any(char::is_control) {
            return Err(NotMade::Name(name.chars().take(2 * LONGEST).collect()));
        }
        let words: Vec<&str> =
            Scope::ALL.into_iter().filter(|scope| scopes.contains(scope)).map(Scope::name).collect();
        let now = self.clock.now();
        if words.is_empty() {
            return Err(NotMade::NoScope);
        }
        if expires_at.is_some_and(|at| at <= now) {
            return Err(NotMade::Past(now));
        }
        let secret = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        let row = access_key::Model {
            id: Uuid::new_v4(),
            name: name.to_owned(),
            scopes: words.join(","),
            secret_hash: Sha256::digest(&secret).to_vec(),
            created_at: now,
            expires_at,
            revoked_at: None,
            last_used_at: None,
        };
        // One writer at a time, so that of two with one name the second hears of the first.
        let transaction = self.begin_alone().await?;
        let named = access_key::Entity::find().filter(access_key::Column::Name.eq(name)).one(&transaction);
        if named.await.map_err(Error::from)?.is_some() {
            return Err(NotMade::Taken(name.to_owned()));
        }
        let made = access_key::Entity::insert(row.clone().into_active_model());
        made.exec_without_returning(&transaction).await.map_err(Error::from)?;
        transaction.commit().await.map_err(Error::from)?;
        let token = format!("hemicycle_{}_{secret}", row.id.simple());
        Ok((row.into(), token))
    }

    /// All keys, the oldest first, those that are refused among them.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn keys(&self) -> Result<Vec<Key>, Error> {
        let rows = access_key::Entity::find()
            .order_by_asc(access_key::Column::CreatedAt)
            .order_by_asc(access_key::Column::Id)
            .all(&self.connection)
            .await?;
        Ok(rows.into_iter().map(Key::from).collect())
    }

    /// Refuses a key from now on; none where there is none of that name.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn revoke_key(&self, name: &str) -> Result<Option<Key>, Error> {
        let named = || access_key::Entity::find().filter(access_key::Column::Name.eq(name));
        let on = self.begin().await?;
        access_key::Entity::update_many()
            .col_expr(access_key::Column::RevokedAt, Expr::value(self.clock.now()))
            .filter(access_key::Column::Name.eq(name))
            .filter(access_key::Column::RevokedAt.is_null())
            .exec(&on)
            .await?;
        on.commit().await?;
        Ok(named().one(&self.connection).await?.map(Key::from))
    }

    /// The key that a text is, with its use recorded, or why it is refused. One statement, and one more a minute, which need
    /// not succeed.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn key(&self, token: &str) -> Result<Result<Key, Rejected>, Error> {
        let Some((id, secret)) = parts(token) else { return Ok(Err(Rejected::Unknown)) };
        let row = access_key::Entity::find_by_id(id).one(&self.connection).await?;
        let hash = Sha256::digest(secret);
        let Some(row) = row.filter(|row| bool::from(row.secret_hash[..].ct_eq(&hash[..]))) else {
            return Ok(Err(Rejected::Unknown));
        };
        let now = self.clock.now();
        if row.revoked_at.is_some() {
            return Ok(Err(Rejected::Revoked));
        }
        if row.expires_at.is_some_and(|at| at <= now) {
            return Ok(Err(Rejected::Expired));
        }
        if row.last_used_at.is_none_or(|at| now - at >= USE) {
            self.record_use(id, now).await;
        }
        Ok(Ok(row.into()))
    }

    /// Records that a key was used, one after the other. Who uses it waits a second for that, and is not refused where it
    /// cannot be written: another may be writing into a file of SQLite for long.
    async fn record_use(&self, id: Uuid, now: DateTime<Utc>) {
        if self.recording.swap(true, Ordering::AcqRel) {
            return;
        }
        let store = self.clone();
        let recorded = tokio::spawn(async move {
            let recorded = access_key::Entity::update_many()
                .col_expr(access_key::Column::LastUsedAt, Expr::value(now))
                .filter(access_key::Column::Id.eq(id))
                .exec(&store.connection)
                .await;
            store.recording.store(false, Ordering::Release);
            if let Err(error) = recorded {
                tracing::warn!(%error, "the use of a key was not recorded");
            }
        });
        let _ = timeout(Duration::from_secs(1), recorded).await;
    }
}

/// A key's id and its secret; none of a text that is no key.
fn parts(token: &str) -> Option<(Uuid, &str)> {
    let (id, secret) = token.strip_prefix("hemicycle_")?.split_once('_')?;
    Some((Uuid::try_parse(id).ok()?, secret))
}
