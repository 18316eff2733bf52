//! Webhooks: addresses that changes are sent to, each with its own place in the ledger.
//!
//! Whoever sends has taken the hook for a while (a lease): one instance alone delivers for it, and when that one is gone
//! another goes on from the place that is stored. Times are the machine's and not the store's clock: a lease is about the
//! present, whatever moment records are written at.

mod owned;
mod sending;

use std::fmt;

use chrono::{DateTime, Utc};
use entities::webhook;
pub use entities::webhook::Reason;
use uuid::Uuid;

use crate::Token;

/// An address that changes are sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// The id.
    pub id: Uuid,
    /// The key that made it.
    pub key: Uuid,
    /// Where deliveries go.
    pub url: String,
    /// The types of records whose changes are sent; all where there is none.
    pub types: Vec<String>,
    /// Up to where everything was delivered.
    pub token: Token,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Since when nothing is sent, and why; none where something is.
    pub disabled: Option<(DateTime<Utc>, Reason)>,
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

impl From<webhook::Model> for Webhook {
    fn from(row: webhook::Model) -> Self {
        let types = row.types.split(',').filter(|kind| !kind.is_empty()).map(str::to_owned).collect();
        Self {
            id: row.id,
            key: row.key_id,
            url: row.url,
            types,
            // Nothing but tokens is written there.
            token: row.token.parse().unwrap_or_default(),
            created_at: row.created_at,
            disabled: row.disabled_at.zip(row.disabled_because),
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
