//! What each client may spend in a while: a bucket of cost that fills up steadily.
//!
//! The buckets are our own: of the libraries, those that take a cost of more than one keep an entry for each address
//! that ever asked, and this table must not grow with the addresses that someone can make up.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use chrono::{DateTime, TimeDelta, Utc};
use quick_cache::sync::Cache;

use super::{client::Client, limits::seconds, refusal::Refusal};
use crate::{error::Code, graphql::RateLimit};

/// How many clients are remembered. Whoever is forgotten begins anew.
const CLIENTS: usize = 65_536;

/// What a request costs besides its query.
pub(super) const REQUEST: u64 = 10;

/// A policy and the buckets of the clients.
pub(super) struct Rates {
    /// What a client may spend at once, and in each window.
    quota: u64,
    window: Duration,
    buckets: Cache<Client, Arc<Mutex<Bucket>>>,
}

/// What a client has left.
struct Bucket {
    level: f64,
    at: Instant,
}

/// What a client has left after what it asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Balance {
    quota: u64,
    window: Duration,
    remaining: u64,
    /// Until the bucket is full again.
    reset: Duration,
}

impl Rates {
    /// None where the quota is 0: nothing is limited.
    pub(super) fn new(quota: u64, window: Duration) -> Option<Self> {
        let window = window.max(Duration::from_secs(1));
        (quota > 0).then(|| Self { quota, window, buckets: Cache::new(CLIENTS) })
    }

    /// The most that one request can spend.
    pub(super) fn quota(&self) -> u64 {
        self.quota
    }

    /// Spends a cost, or says how long to wait for it.
    pub(super) fn spend(&self, client: Client, cost: u64) -> (Balance, Result<(), Refusal>) {
        self.spend_at(Instant::now(), client, cost)
    }

    fn spend_at(&self, now: Instant, client: Client, cost: u64) -> (Balance, Result<(), Refusal>) {
        let new = || Arc::new(Mutex::new(Bucket { level: self.quota as f64, at: now }));
        let bucket = self.buckets.get(&client).unwrap_or_else(|| {
            let made = self.buckets.get_or_insert_with(&client, || Ok::<_, std::convert::Infallible>(new()));
            made.unwrap_or_else(|never| match never {})
        });
        let mut bucket = bucket.lock().unwrap_or_else(PoisonError::into_inner);
        let (quota, cost) = (self.quota as f64, cost as f64);
        let each_second = quota / self.window.as_secs_f64();
        let passed = now.saturating_duration_since(bucket.at).as_secs_f64();
        *bucket = Bucket { level: (bucket.level + passed * each_second).min(quota), at: now };
        let wait = (cost - bucket.level) / each_second;
        let spent = if wait > 0.0 {
            let after = (wait.ceil() as u64).max(1);
            let message = format!(
                "this client has spent what it may: {} of cost in {}. Ask again in {}",
                self.quota,
                seconds(self.window),
                seconds(Duration::from_secs(after))
            );
            let mut refusal = Refusal::new(Code::RateLimited, message)
                .with("limit", "rate")
                .with("maximum", self.quota)
                .with("actual", cost as u64)
                .with("retryAfter", after);
            refusal.retry_after = Some(after);
            Err(refusal)
        } else {
            bucket.level -= cost;
            Ok(())
        };
        let reset = Duration::from_secs_f64((quota - bucket.level).max(0.0) / each_second);
        (Balance { quota: self.quota, window: self.window, remaining: bucket.level as u64, reset }, spent)
    }
}

impl Balance {
    /// Writes the fields of the IETF's draft (draft-ietf-httpapi-ratelimit-headers-10).
    pub(super) fn write(&self, headers: &mut HeaderMap) {
        let policy = format!("\"cost\";q={};w={}", self.quota, self.window.as_secs());
        let left = format!("\"cost\";r={};t={}", self.remaining, self.reset.as_secs_f64().ceil());
        for (name, value) in [("ratelimit-policy", policy), ("ratelimit", left)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
    }

    /// As the schema's field says it.
    pub(super) fn field(&self, now: DateTime<Utc>, cost: u64) -> RateLimit {
        let whole = |number: u64| i32::try_from(number).unwrap_or(i32::MAX);
        let reset = TimeDelta::from_std(self.reset).ok().and_then(|reset| now.checked_add_signed(reset));
        RateLimit::new(whole(self.quota), whole(self.remaining), reset.unwrap_or(now), whole(cost))
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use axum::http::HeaderMap;

    use super::{Client, Rates};

    fn client(number: u128) -> Client {
        use axum::http::{Request, request::Parts};
        let (mut parts, ()): (Parts, ()) = Request::new(()).into_parts();
        let address = std::net::SocketAddr::from((std::net::Ipv6Addr::from_bits(number << 64), 1));
        parts.extensions.insert(axum::extract::ConnectInfo(address));
        Client::of(&parts, &[])
    }

    #[test]
    fn a_bucket_is_emptied_by_cost_and_fills_with_time() {
        let rates = Rates::new(600, Duration::from_secs(60)).expect("a limit");
        let (one, other, now) = (client(1), client(2), Instant::now());
        assert!(rates.spend_at(now, one, 500).1.is_ok());
        let (balance, refused) = rates.spend_at(now, one, 200);
        assert_eq!(refused.expect_err("too much").retry_after, Some(10));
        let mut headers = HeaderMap::new();
        balance.write(&mut headers);
        assert_eq!(headers["ratelimit-policy"], "\"cost\";q=600;w=60");
        assert_eq!(headers["ratelimit"], "\"cost\";r=100;t=50");
        assert!(rates.spend_at(now, other, 600).1.is_ok(), "another client has its own");
        let later = now + Duration::from_secs(10);
        assert!(rates.spend_at(later, one, 200).1.is_ok());
        assert!(rates.spend_at(later, one, 1).1.is_err());
    }

    #[test]
    fn the_table_of_clients_is_bounded() {
        let rates = Rates::new(600, Duration::from_secs(60)).expect("a limit");
        for number in 0..200_000 {
            let _ = rates.spend(client(number), 1);
        }
        assert!(rates.buckets.len() <= super::CLIENTS, "{}", rates.buckets.len());
    }
}
