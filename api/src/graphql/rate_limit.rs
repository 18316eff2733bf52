//! What a client may spend, and has left (quota).

use async_graphql::{Context, Object, SimpleObject};
use chrono::Utc;

use super::scalar::DateTime;

/// What this client may ask for in a while, and has left of it (quota). Every request costs 10, and every query as much
/// as its answer may have values: `first: 100` counts a hundred times.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct RateLimit {
    /// What it may spend at once, and again once that is back (plafond).
    limit: i32,
    /// What it has left after this query (solde).
    remaining: i32,
    /// When all of it is back, if nothing more is asked (rétabli le).
    reset_at: DateTime,
    /// What this query cost (coût).
    cost: i32,
}

impl RateLimit {
    pub(crate) fn new(limit: i32, remaining: i32, reset_at: chrono::DateTime<Utc>, cost: i32) -> Self {
        Self { limit, remaining, reset_at: DateTime(reset_at), cost }
    }
}

/// What the query tells of itself.
#[derive(Default)]
pub(crate) struct Rates;

/// What the query tells of itself.
#[Object]
impl Rates {
    /// What this client may spend, and has left (quota); null where this server sets no limit.
    async fn rate_limit(&self, ctx: &Context<'_>) -> Option<RateLimit> {
        ctx.data_opt::<RateLimit>().cloned()
    }
}
