//! Webhooks: addresses that changes are sent to, each with its own place in the ledger.
//!
//! Whoever sends has taken the hook for a while (a lease): one instance alone delivers for it, and when that one is gone
//! another goes on from the place that is stored. Times are the machine's and not the store's clock: a lease is about the
//! present, whatever moment records are written at.

mod owned;
mod sending;

use std::fmt;

use chrono::{DateTime, Utc};
pub use entities::webhook::Reason;
use entities::{access_key, webhook};
use uuid::Uuid;

use crate::Token;

/// An address that changes are sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// The id.
    pub id: Uuid,
    /// The name of the key that made it.
    pub key: String,
    /// Where deliveries go.
    pub url: String,
    /// The types of records whose changes are sent; all where there is none.
    pub types: Vec<String>,
    /// Up to where everything was delivered.
    pub token: Token,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Since when nothing is sent, and why; none where something is.
    pub disabled: Option<(DateTime<Utc>, Disabled)>,
    /// When something was last delivered.
    pub delivered_at: Option<DateTime<Utc>>,
    /// Since when deliveries fail; none where the last one did not.
    pub failing_since: Option<DateTime<Utc>>,
    /// How many have failed since.
    pub failures: u32,
    /// What the last of them met.
    pub failure: Option<String>,
    secret: Secret,
}

/// What deliveries are signed with: shown nowhere.
#[derive(Clone, PartialEq, Eq)]
struct Secret(Vec<u8>);

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret")
    }
}

impl Webhook {
    /// What deliveries are signed with.
    #[must_use]
    pub fn secret(&self) -> &[u8] {
        &self.secret.0
    }
}

/// Why nothing is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disabled {
    /// As is stored of it.
    For(Reason),
    /// Its key has expired or was revoked.
    KeyEnded,
}

impl Webhook {
    /// What a row says, with that of its key, at a moment.
    fn of((row, key): (webhook::Model, Option<access_key::Model>), now: DateTime<Utc>) -> Self {
        let ended = key.as_ref().and_then(|key| {
            let expired = key.expires_at.filter(|at| *at <= now);
            Some((key.revoked_at.or(expired)?, Disabled::KeyEnded))
        });
        let disabled = row.disabled_at.zip(row.disabled_because.map(Disabled::For));
        let types = row.types.split(',').filter(|kind| !kind.is_empty()).map(str::to_owned).collect();
        Self {
            id: row.id,
            key: key.map(|key| key.name).unwrap_or_default(),
            url: row.url,
            types,
            // Nothing but tokens is written there.
            token: row.token.parse().unwrap_or_default(),
            created_at: row.created_at,
            disabled: ended.or(disabled),
            delivered_at: row.delivered_at,
            failing_since: row.failing_since,
            failures: row.failures.unsigned_abs(),
            failure: row.failure,
            secret: Secret(row.secret),
        }
    }
}

/// What is to be another with a hook; none of what stays.
#[derive(Clone, Debug, Default)]
pub struct WebhookChange {
    /// Where deliveries go.
    pub url: Option<String>,
    /// The types of records; all where the list is empty.
    pub types: Option<Vec<String>>,
    /// Whether anything is sent.
    pub enabled: Option<bool>,
    /// The place to go on from.
    pub token: Option<Token>,
}
