//! The head of the ledger: what to write down elsewhere, so that all before it can be checked for ever.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use entities::revision;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, QuerySelect};

use super::chain::{Chain, LENGTH, hex};
use crate::{Error, Store};

/// How many revisions there are, and the hash of the last, which no change of any of them leaves as it is. Written
/// "17:9f86…".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many revisions there are: the sequence of the last.
    pub size: i64,
    /// The hash of the last in 64 hexadecimal digits; none where there is no revision.
    pub hash: Option<String>,
}

impl From<&Chain> for Head {
    fn from(chain: &Chain) -> Self {
        Self { size: chain.size, hash: (chain.size > 0).then(|| hex(&chain.head)) }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.size, self.hash.as_deref().unwrap_or_default())
    }
}

/// A text that is no head.
#[derive(Debug, thiserror::Error)]
#[error(
    "{0:?} is no head of a ledger: expected the number of revisions, a colon and 64 hexadecimal digits, such as \
     17:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
)]
pub struct InvalidHead(String);

impl FromStr for Head {
    type Err = InvalidHead;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidHead(text.chars().take(100).collect());
        let (size, hash) = text.split_once(':').ok_or_else(invalid)?;
        let size = size.parse().ok().filter(|size| *size > 0).ok_or_else(invalid)?;
        if hash.len() != 2 * LENGTH || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(invalid());
        }
        Ok(Self { size, hash: Some(hash.to_ascii_lowercase()) })
    }
}

impl Store {
    /// The head that the ledger has now: one row by its key.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Database`].
    pub async fn head(&self) -> Result<Head, Error> {
        Ok(Head::from(&chain(&self.connection).await?))
    }
}

/// The chain to add to.
pub(crate) async fn chain(on: &impl ConnectionTrait) -> Result<Chain, Error> {
    let last = revision::Entity::find()
        .select_only()
        .columns([revision::Column::Sequence, revision::Column::Hash, revision::Column::At])
        .order_by_desc(revision::Column::Sequence)
        .into_tuple::<(i64, Vec<u8>, DateTime<Utc>)>()
        .one(on)
        .await?;
    Ok(last.map_or_else(Chain::default, |(size, head, at)| Chain { size, head, at: Some(at) }))
}
