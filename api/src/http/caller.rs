//! Who asks: anyone, or who has a key (RFC 6750).

use axum::http::{HeaderMap, header::AUTHORIZATION, request::Parts};
use store::{Key, Rejected, Scope};

use super::{client::Client, gate::Gate, rate_limit::Balance, refusal::Refusal};
use crate::error::Code;

/// Who asks.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    /// Whose budget pays.
    pub(super) client: Client,
    /// The key that came with the request; none where none did.
    pub(super) key: Option<Key>,
}

impl Caller {
    /// Anyone, at an address.
    pub(super) fn anyone(client: Client) -> Self {
        Self { client, key: None }
    }

    /// Who sent a request, by its key where it has one. A key that is none is refused, also where none is asked for:
    /// whoever sends one would not hear otherwise that it is none any more. What other schemes say is a proxy's.
    pub(super) async fn of(parts: &Parts, gate: &Gate) -> Result<Self, Refusal> {
        Self::with(&parts.headers, Client::of(parts, &gate.settings.trusted_proxies), gate).await
    }

    /// The same, once the request is paid for: by the address where the key is none, so that guesses have their price.
    pub(super) async fn paying(
        parts: &Parts,
        gate: &Gate,
        cost: u64,
        balance: &mut Option<Balance>,
    ) -> Result<Self, Refusal> {
        let known = Self::of(parts, gate).await;
        let address = || Client::of(parts, &gate.settings.trusted_proxies);
        let client = known.as_ref().map_or_else(|_| address(), |caller| caller.client);
        let (left, spent) = gate.spend(client, cost);
        *balance = left;
        spent?;
        known
    }

    /// The same, of headers that came from a client.
    pub(super) async fn with(headers: &HeaderMap, client: Client, gate: &Gate) -> Result<Self, Refusal> {
        let token = match bearer(headers) {
            Some(Ok(token)) => token,
            Some(Err(())) => {
                return Err(unknown("the request has more than one key, or one that is no text"));
            }
            None => return Ok(Self::anyone(client)),
        };
        match gate.store.key(token).await {
            Ok(Ok(key)) => Ok(Self { client: Client::key(key.id), key: Some(key) }),
            Ok(Err(Rejected::Unknown)) => Err(unknown("the key is none of this server's")),
            Ok(Err(Rejected::Expired)) => Err(unknown("the key has expired")),
            Ok(Err(Rejected::Revoked)) => Err(unknown("the key was revoked")),
            Err(error) => {
                tracing::error!(%error, "a key could not be looked up");
                Err(Refusal::of_store(&error))
            }
        }
    }

    /// The key, where it may do this.
    pub(super) fn require(&self, scope: Scope) -> Result<&Key, Refusal> {
        let Some(key) = &self.key else {
            return Err(unknown("this takes a key: send one as `Authorization: Bearer hemicycle_…`"));
        };
        if key.may(scope) {
            return Ok(key);
        }
        let message =
            format!("this takes a key with the scope {scope}, which the key {:?} has not", key.name);
        Err(Refusal::new(Code::Forbidden, message).with("scope", scope.name()))
    }
}

fn unknown(message: &str) -> Refusal {
    Refusal::new(Code::Unauthenticated, message)
}

/// The token of the scheme Bearer; an error where there are several, or one that is no text.
fn bearer(headers: &HeaderMap) -> Option<Result<&str, ()>> {
    let mut tokens = headers.get_all(AUTHORIZATION).into_iter().filter_map(|value| {
        let Ok(text) = value.to_str() else { return Some(Err(())) };
        let (scheme, token) = text.split_once(' ').unwrap_or((text, ""));
        scheme.eq_ignore_ascii_case("bearer").then(|| Ok(token.trim()))
    });
    let first = tokens.next()?;
    Some(if tokens.next().is_some() { Err(()) } else { first })
}
