//! A document as it came: its bytes kept first, then what was read of them.

use entities::blob;
use ingest::{Options, Parsed, ParsedRoll};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use sha2::{Digest, Sha256};

use super::{
    apply::{Applied, Change, apply},
    roll::ReceivedRoll,
};
use crate::{Error, Store, ledger::hex};

/// Larger documents are refused without being kept: 64 MiB.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// A document with what was read of it.
#[derive(Clone, Debug)]
pub struct Received {
    /// Hexadecimal, 64 digits.
    pub(crate) sha256: String,
    /// In bytes.
    pub(crate) byte_size: i64,
    /// What was read.
    pub(crate) parsed: Parsed,
    /// When.
    pub(crate) at: chrono::DateTime<chrono::Utc>,
}

/// What an import did.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The document's hash.
    pub sha256: String,
    /// What was read.
    pub parsed: Parsed,
    /// What was written.
    pub applied: Applied,
}

/// A document whose bytes are kept, to be read.
#[derive(Clone, Debug)]
pub struct Kept {
    sha256: String,
    byte_size: i64,
    at: chrono::DateTime<chrono::Utc>,
}

/// Keeps a document's bytes, reads them, and writes the records. The bytes stay even where the records fail.
///
/// This reads in this process. For documents of others, [`keep`] them, extract their text where it can do no harm,
/// and [`record`] what was read.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Database`].
pub async fn import(
    store: &Store,
    bytes: Vec<u8>,
    options: &Options,
    actor: &str,
) -> Result<Imported, Error> {
    let kept = keep(store, bytes.clone()).await?;
    let parsed = ingest::parse(&bytes, options);
    record(store, kept, parsed, actor).await
}

/// Keeps a document's bytes, unless they are kept already.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Database`].
pub async fn keep(store: &Store, bytes: Vec<u8>) -> Result<Kept, Error> {
    let sha256 = hash(&bytes);
    let byte_size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let at = store.clock.now();
    write(store, &sha256, bytes).await?;
    Ok(Kept { sha256, byte_size, at })
}

/// Keeps the place of a document whose bytes are gone, because they had a person's name that was taken out.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Database`].
pub async fn keep_gap(store: &Store, sha256: &str) -> Result<(), Error> {
    write(store, sha256, Vec::new()).await
}

/// Writes the records that were read of a kept document, or its refusal.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Database`]; then none of them was written.
pub async fn record(store: &Store, kept: Kept, parsed: Parsed, actor: &str) -> Result<Imported, Error> {
    let Kept { sha256, byte_size, at } = kept;
    let received = Received { sha256: sha256.clone(), byte_size, parsed: parsed.clone(), at };
    let reason = format!("import of document {sha256}");
    let applied = apply(store, &Change::Import(Box::new(received)), &reason, actor).await?;
    Ok(Imported { sha256, parsed, applied })
}

/// Writes the records that were read of a kept file of votes, or its refusal. The reading is given back.
///
/// # Errors
/// [`Error::Unavailable`], [`Error::Database`]; then none of them was written.
pub async fn record_roll(
    store: &Store,
    kept: Kept,
    parsed: ParsedRoll,
    actor: &str,
) -> Result<(ParsedRoll, Applied), Error> {
    let Kept { sha256, byte_size, at } = kept;
    let reason = format!("import of document {sha256}");
    let change = Change::Roll(Box::new(ReceivedRoll { sha256, byte_size, parsed, at }));
    let applied = apply(store, &change, &reason, actor).await?;
    let Change::Roll(received) = change else { return Ok((ParsedRoll::default(), applied)) };
    Ok((received.parsed, applied))
}

/// Writes the bytes in a transaction of their own, unless they are there.
async fn write(store: &Store, sha256: &str, bytes: Vec<u8>) -> Result<(), Error> {
    let transaction = store.begin().await?;
    let row = blob::ActiveModel { sha256: Set(sha256.to_owned()), bytes: Set(bytes) };
    blob::Entity::insert(row)
        .on_conflict(OnConflict::column(blob::Column::Sha256).do_nothing().to_owned())
        .exec_without_returning(&transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// The SHA-256 in hexadecimal digits.
pub(super) fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
