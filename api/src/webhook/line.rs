//! One delivery: a POST to an address that was looked at, signed as Standard Webhooks asks
//! (github.com/standard-webhooks/standard-webhooks, its specification).

use std::{error::Error, io, net::SocketAddr, sync::Arc, time::Duration};

use reqwest::{
    Certificate, Client, ClientBuilder, StatusCode, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::CONTENT_TYPE,
    redirect::Policy,
};
use rustls_native_certs::load_native_certs;
use standardwebhooks::{HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP};
use tokio::net::lookup_host;

use super::{
    guard::{Closed, Guard},
    literal,
};
use crate::network::Network;

/// So much of an answer is read, and thrown away: after more the connection is not used again.
const ANSWER: usize = 64 * 1024;

/// What is delivered.
pub(super) struct Delivery {
    /// The same for each attempt, so that repeats are told.
    pub(super) id: String,
    /// Seconds since 1970, of this attempt.
    pub(super) timestamp: i64,
    pub(super) body: String,
}

/// What deliveries go out by: connections are kept from one to the next.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    secure: Option<Line>,
    /// For ranges that are allowed.
    plain: Option<Line>,
    time: Duration,
}

/// With or without TLS.
#[derive(Clone, Debug)]
struct Line {
    client: Client,
    guard: Guard,
}

impl Lines {
    /// To the public internet and ranges that are allowed, each delivery within a time.
    pub(super) fn new(allowed: &[Network], time: Duration) -> Self {
        // reqwest takes whatever the process has; another part of it may have been first, with the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let authorities = load_native_certs();
        for error in &authorities.errors {
            tracing::error!(%error, "certificates of authorities could not be read");
        }
        let trusted = authorities.certs.iter().filter_map(|one| Certificate::from_der(one).ok());
        let trusted: Vec<Certificate> = trusted.collect();
        let line = |public: bool| {
            let guard = Guard { allowed: allowed.to_vec(), public };
            let built = builder(time, &guard).https_only(public).tls_certs_only(trusted.clone()).build();
            let told = |error: &reqwest::Error| {
                tracing::error!(error = chain(error), "webhooks cannot be delivered to");
            };
            built.inspect_err(told).ok().map(|client| Line { client, guard })
        };
        Self { secure: line(true), plain: line(false), time }
    }

    /// Delivers, and tells the status of the answer; whatever else it says is left. No redirect is followed: it would lead
    /// around the look at the address.
    ///
    /// # Errors
    /// Why there was no answer, in words that name no address.
    pub(super) async fn send(
        &self,
        url: &Url,
        delivery: &Delivery,
        secret: &[u8],
    ) -> Result<StatusCode, String> {
        let line = if url.scheme() == "https" { &self.secure } else { &self.plain };
        let line = line.as_ref().ok_or("this server delivers nothing: tell who runs it")?;
        // A name is looked at as it is looked up; an address never is.
        if let Some(address) = literal(url) {
            line.guard.check(&[address]).map_err(|closed| closed.to_string())?;
        }
        let signature = standardwebhooks::Webhook::from_bytes(secret.to_vec())
            .and_then(|key| key.sign(&delivery.id, delivery.timestamp, delivery.body.as_bytes()))
            .map_err(|error| error.to_string())?;
        let request = line
            .client
            .post(url.clone())
            .header(CONTENT_TYPE, "application/json")
            .header(HEADER_WEBHOOK_ID, &delivery.id)
            .header(HEADER_WEBHOOK_TIMESTAMP, delivery.timestamp)
            .header(HEADER_WEBHOOK_SIGNATURE, signature)
            .body(delivery.body.clone());
        let mut answer = request.send().await.map_err(|error| self.why(&error))?;
        let mut left = ANSWER;
        while let Ok(Some(chunk)) = answer.chunk().await
            && chunk.len() <= left
        {
            left -= chunk.len();
        }
        Ok(answer.status())
    }

    fn why(&self, error: &reqwest::Error) -> String {
        if error.is_timeout() {
            return format!("no answer came within {} ms", self.time.as_millis());
        }
        let mut cause: Option<&(dyn Error + 'static)> = Some(error);
        while let Some(error) = cause {
            if let Some(closed) = error.downcast_ref::<Closed>() {
                return closed.to_string();
            }
            match error.downcast_ref::<rustls::Error>() {
                Some(rustls::Error::InvalidCertificate(_)) => {
                    return "the host has no certificate for its name that is trusted".to_owned();
                }
                Some(_) => return "the host speaks no TLS that this server does".to_owned(),
                // What an error of input and output holds is not its source.
                None => {
                    let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
                    cause = inner.map_or_else(|| error.source(), |inner| Some(inner));
                }
            }
        }
        let what =
            if error.is_connect() { "the host takes no connection" } else { "the connection broke off" };
        what.to_owned()
    }
}

fn builder(time: Duration, guard: &Guard) -> ClientBuilder {
    Client::builder()
        .user_agent(concat!("hemicycle/", env!("CARGO_PKG_VERSION")))
        .timeout(time)
        .redirect(Policy::none())
        // A proxy would look names up itself.
        .no_proxy()
        .referer(false)
        .pool_max_idle_per_host(2)
        .dns_resolver(Arc::new(Guarded(guard.clone())))
}

/// Looks names up, and at what they lead to: what is looked at is what is connected to.
struct Guarded(Guard);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.0.clone();
        Box::pin(async move {
            // The port is the address' own.
            let found = lookup_host((name.as_str(), 0)).await.map_err(|_| Closed::Unknown)?;
            let found: Vec<SocketAddr> = found.collect();
            guard.check(&found.iter().map(SocketAddr::ip).collect::<Vec<_>>())?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

fn chain(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words.push_str(": ");
        words.push_str(&error.to_string());
        cause = error.source();
    }
    words
}
