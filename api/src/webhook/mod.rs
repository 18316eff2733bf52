//! Webhooks: changes go to the addresses that keys have named, each to each in its order, at least once.
//!
//! A sender takes a hook for a while ([`Store::take_webhook`]) and has it as long as it says so; so one instance alone
//! sends for it, and when that one is gone another goes on from where the store says that it was.

mod guard;
mod line;
mod sending;

use std::{net::IpAddr, time::Duration};

use base64::{Engine, prelude::BASE64_STANDARD};
use clap::Args;
use reqwest::Url;
use store::Store;
use tokio::{
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};
use uuid::Uuid;

use self::{
    guard::Guard,
    line::Lines,
    sending::{Sending, Times},
};
use crate::network::Network;

/// Between two looks at which hooks are due: one that was made, or that another instance lost, waits so long at most.
const LOOK: Duration = Duration::from_millis(500);

/// The longest address, in bytes.
const LONGEST: usize = 2_000;

/// How webhooks are served.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(next_help_heading = "Webhooks")]
pub struct Webhooks {
    /// Addresses or ranges that webhooks may lead to although they are not of the public internet, and there without
    /// TLS, such as 10.1.0.0/16, with commas.
    #[arg(
        long,
        env = "HEMICYCLE_WEBHOOK_ALLOW",
        hide_env_values = true,
        value_name = "RANGES",
        value_delimiter = ','
    )]
    pub webhook_allow: Vec<Network>,
    /// The longest time that an address may take to answer a delivery.
    #[arg(
        long, env = "HEMICYCLE_WEBHOOK_TIME", hide_env_values = true, value_name = "TIME",
        value_parser = crate::http::duration, default_value = "15s"
    )]
    pub webhook_time: Duration,
    /// The longest wait before the second attempt at a delivery; each one after it is twice as long, up to an hour. Chance
    /// takes up to half of each off.
    #[arg(
        long, env = "HEMICYCLE_WEBHOOK_RETRY", hide_env_values = true, value_name = "TIME",
        value_parser = crate::http::duration, default_value = "5s"
    )]
    pub webhook_retry: Duration,
    /// The time after which a webhook is disabled whose deliveries fail all the while.
    #[arg(
        long, env = "HEMICYCLE_WEBHOOK_PATIENCE", hide_env_values = true, value_name = "TIME",
        value_parser = crate::http::duration, default_value = "7200m"
    )]
    pub webhook_patience: Duration,
}

impl Default for Webhooks {
    fn default() -> Self {
        Self {
            webhook_allow: Vec::new(),
            webhook_time: Duration::from_secs(15),
            webhook_retry: Duration::from_secs(5),
            webhook_patience: Duration::from_secs(5 * 24 * 3600),
        }
    }
}

impl Webhooks {
    /// An address that deliveries may go to, as far as its text tells.
    ///
    /// # Errors
    /// What was expected.
    pub(crate) fn address(&self, text: &str) -> Result<Url, String> {
        let expected = "expected an address such as https://example.org/hook";
        if text.len() > LONGEST {
            return Err(format!("{expected}, of at most {LONGEST} bytes: this one has {}", text.len()));
        }
        let url = Url::parse(text).ok().filter(|url| url.has_host() && url.port() != Some(0));
        let url = url.ok_or_else(|| expected.to_owned())?;
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(format!("{expected}, without a user and without a fragment"));
        }
        let public = match url.scheme() {
            "https" => true,
            "http" if !self.webhook_allow.is_empty() => false,
            _ => return Err(format!("{expected}, with https")),
        };
        // What a name leads to is looked at with each connection.
        if let Some(address) = literal(&url) {
            let guard = Guard { allowed: self.webhook_allow.clone(), public };
            guard.check(&[address]).map_err(|closed| closed.to_string())?;
        }
        Ok(url)
    }
}

/// The address of a host that is none by name.
fn literal(url: &Url) -> Option<IpAddr> {
    url.host_str()?.trim_matches(['[', ']']).parse().ok()
}

/// A secret as its receiver puts it into a library of Standard Webhooks.
pub(crate) fn shown(secret: &[u8]) -> String {
    format!("whsec_{}", BASE64_STANDARD.encode(secret))
}

/// Delivers to all hooks that no other instance delivers to, until it is dropped: then release what `sender` has.
pub(crate) async fn deliver(store: Store, sender: Uuid, options: Webhooks) {
    let times = Times { retry: options.webhook_retry, patience: options.webhook_patience };
    let mut lines = None;
    let mut look = interval(LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut sending = JoinSet::new();
    loop {
        tokio::select! {
            _ = look.tick() => {}
            Some(_) = sending.join_next() => {}
        }
        loop {
            match store.take_webhook(sender).await {
                Ok(Some(hook)) => {
                    let lines =
                        lines.get_or_insert_with(|| Lines::new(&options.webhook_allow, options.webhook_time));
                    let one = Sending { store: store.clone(), sender, hook, lines: lines.clone(), times };
                    sending.spawn(one.run());
                }
                Ok(None) => break,
                Err(error) => {
                    tracing::warn!(%error, "webhooks could not be read");
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Webhooks;

    #[test]
    fn an_address_is_one_with_tls_and_without_a_user() {
        let webhooks = Webhooks::default();
        for right in
            ["https://example.org/hook", "https://example.org:8443/a?b=c", "https://[2606:4700::1111]/"]
        {
            assert!(webhooks.address(right).is_ok(), "{right}");
        }
        let long = format!("https://example.org/{}", "a".repeat(2_000));
        for wrong in [
            "",
            "example.org",
            "http://example.org/",
            "ftp://example.org/",
            "https://",
            "https://user@example.org/",
            "https://:secret@example.org/",
            "https://example.org/#a",
            "https://example.org:0/",
            "https://127.0.0.1/",
            "https://0x7f.1/",
            "https://[::1]/",
            "file:///etc/passwd",
            "data:,",
            long.as_str(),
        ] {
            assert!(webhooks.address(wrong).is_err(), "{wrong}");
        }
        let loopback = "127.0.0.0/8".parse().expect("a network");
        let allowing = Webhooks { webhook_allow: vec![loopback], ..Webhooks::default() };
        assert!(allowing.address("http://127.0.0.1:9/").is_ok());
    }
}
