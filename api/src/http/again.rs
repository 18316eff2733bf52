//! Answers of `/graphql` that are asked for again: found by what was sent, or made once for all who ask at once.

use std::{sync::Arc, time::Instant};

use async_graphql::{ServerError, Value};
use axum::{
    body::{Body, Bytes},
    http::{HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use store::{Store, Version};
use tokio::time::timeout;
use tracing::Level;

use super::{
    App, answer, cors,
    etag::is_known,
    gate::Prepared,
    graphql::{Exchange, Sent},
    kept::{Again, Left, Met, Place},
    rate_limit::{Balance, REQUEST},
    refusal::Refusal,
    request_id::{self, RequestId},
    revision,
};
use crate::error::Code;

/// Says where an answer comes from (RFC 9211).
const CACHE_STATUS: HeaderName = HeaderName::from_static("cache-status");

/// It was there.
const HIT: HeaderValue = HeaderValue::from_static("hemicycle; hit");
/// Another who asked at the same time had it made.
const COLLAPSED: HeaderValue = HeaderValue::from_static("hemicycle; fwd=miss; collapsed");
/// It was made, and is kept.
const STORED: HeaderValue = HeaderValue::from_static("hemicycle; fwd=miss; stored");
/// It was made, and is not kept: there is no room for it.
const MISSED: HeaderValue = HeaderValue::from_static("hemicycle; fwd=miss");

/// The answer to a GET that is kept, before the routes: it has the headers of the layers that it does not meet, and says
/// nothing to the log. Where it is not kept, the request goes on with its place.
pub(super) async fn at_once(app: &App, parts: &mut Parts) -> Option<Response> {
    let get = matches!(parts.method, Method::GET | Method::HEAD) && parts.uri.path() == "/graphql";
    let own = [header::AUTHORIZATION, header::UPGRADE].iter().any(|name| parts.headers.contains_key(name));
    if !get || own || tracing::enabled!(Level::DEBUG) {
        return None;
    }
    let mut exchange = Exchange::new(app, parts, RequestId(String::new()));
    let place = exchange.place(&Sent::Address, parts).await.transpose()?;
    let again = match place {
        Ok(place) => {
            let Some(again) = exchange.gate.answers.get(&place) else {
                parts.extensions.insert(place);
                return None;
            };
            Ok(again)
        }
        Err(error) => Err(error),
    };
    exchange.id = RequestId::of(&parts.headers);
    let (mut last, spent) = exchange.gate.spend(exchange.caller.client, REQUEST);
    let mut response = match (spent, again) {
        (Ok(()), Ok(again)) => exchange.again(&again, parts, &mut last).await,
        (Ok(()), Err(error)) => exchange.unknown(&error),
        (Err(refusal), _) => exchange.refuse(refusal),
    };
    let headers = response.headers_mut();
    if let Some(balance) = last {
        balance.write(headers);
    }
    cors::allow(headers);
    if let Ok(id) = HeaderValue::from_str(&exchange.id.0) {
        headers.insert(request_id::HEADER, id);
    }
    Some(response)
}

impl Exchange<'_> {
    /// Where the answer may be kept; none where nothing is, or the client has a key, or has seen a state of its own.
    ///
    /// # Errors
    /// Where the version of the data is not known, nothing of it can be read.
    pub(super) async fn place(&self, sent: &Sent, parts: &Parts) -> Result<Option<Place>, store::Error> {
        let asked = match sent {
            Sent::Address => parts.uri.query().unwrap_or_default().as_bytes(),
            Sent::Body(body) => body,
            Sent::Form(_) => return Ok(None),
        };
        let anyone = self.caller.key.is_none() && !revision::is_asked(&parts.headers);
        let Some(media) = self.media.filter(|_| anyone && self.gate.answers.are_kept()) else {
            return Ok(None);
        };
        let mut reading = self.gate.replicas.reading();
        let version = match reading.store().believed_version() {
            Some(version) => version,
            None => {
                let recent = |store: Store| async move { store.recent_version().await };
                self.gate.read_from(&mut reading, recent).await?
            }
        };
        Ok(Some(Place::new(&parts.method, media, asked, version, reading)))
    }

    /// The answer of a place: made once for all who ask for it at once, and kept where the data did not change meanwhile.
    pub(super) async fn shared(
        &self,
        prepared: &mut Prepared,
        parts: &Parts,
        mut place: Place,
        last: &mut Option<Balance>,
    ) -> Response {
        let get = parts.method != Method::POST;
        let tag = if get { self.whole(prepared, place.version).tag() } else { String::new() };
        if get && is_known(&parts.headers, &tag) {
            return self.not_modified(&tag, place.version);
        }
        // Everybody pays, before anybody waits.
        let (balance, spent) = self.gate.spend(self.caller.client, prepared.cost);
        *last = balance;
        if let Err(refusal) = spent {
            return self.refuse(refusal);
        }
        // Whoever makes it may take as long as a query may; where nothing comes of it, this one makes its own in what is left.
        let key = std::mem::take(&mut place.key);
        let begun = Instant::now();
        let waited = timeout(self.gate.settings.limits.query_time, self.gate.answers.wait(&key)).await;
        prepared.waited = begun.elapsed();
        let room = match waited {
            Ok(Met::Answer(again)) => return self.given(&again, parts, COLLAPSED).await,
            Ok(Met::Gone) => {
                return self
                    .refuse(Refusal::new(Code::Unavailable, "the database does not answer; try again"));
            }
            Ok(Met::Room(room)) => Some(room),
            Ok(Met::Nothing) | Err(_) => None,
        };
        let begun = place.reading.clone();
        prepared.straight = true;
        let answer = self.gate.run(prepared, balance.as_ref(), &mut place.reading).await;
        // The version that was believed has been that of the data at some time before, and versions only grow: where it is
        // that of the data still, the answer is of this state.
        let whole = answer.as_ref().is_ok_and(|ran| ran.errors.is_empty()) && place.reading.is_beside(&begun);
        let still = whole && place.reading.store().version().await.is_ok_and(|after| after == place.version);
        if !still {
            if let Some(room) = room {
                room.leave(if is_gone(&answer) { Left::Gone } else { Left::Own });
            }
            return answer::one(answer, self.media(), &self.id);
        }
        let mut made = answer::whole(self.media(), Bytes::new());
        if get {
            self.keep(&mut made, &tag, place.version);
        }
        let (head, body) = (made.into_parts().0.headers, answer::body(answer, &self.id));
        let again = Arc::new(Again::new(place.version, prepared.cost, tag, head, body));
        let kept = room.is_some_and(|room| room.fill(Arc::clone(&again)));
        self.given(&again, parts, if kept { STORED } else { MISSED }).await
    }

    /// An answer that is there already; it costs what it cost before.
    pub(super) async fn again(&self, again: &Again, parts: &Parts, last: &mut Option<Balance>) -> Response {
        if parts.method != Method::POST && is_known(&parts.headers, &again.tag) {
            let mut response = StatusCode::NOT_MODIFIED.into_response();
            *response.headers_mut() = again.head.clone();
            response.headers_mut().remove(header::CONTENT_TYPE);
            response.headers_mut().insert(header::CACHE_CONTROL, self.fresh(again.version));
            response.headers_mut().insert(CACHE_STATUS, HIT);
            return response;
        }
        let (balance, spent) = self.gate.spend(self.caller.client, again.cost);
        *last = balance;
        match spent {
            Ok(()) => self.given(again, parts, HIT).await,
            Err(refusal) => self.refuse(refusal),
        }
    }

    async fn given(&self, again: &Again, parts: &Parts, status: HeaderValue) -> Response {
        let (coding, body) = again.body(&parts.headers).await;
        let mut response = Response::new(Body::from(body));
        let headers = response.headers_mut();
        *headers = again.head.clone();
        if parts.method != Method::POST {
            headers.insert(header::CACHE_CONTROL, self.fresh(again.version));
        }
        if let Some(coding) = coding {
            headers.insert(header::CONTENT_ENCODING, coding.header());
        }
        headers.insert(CACHE_STATUS, status);
        response
    }

    fn not_modified(&self, tag: &str, version: Version) -> Response {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        self.keep(&mut response, tag, version);
        response
    }
}

/// Whether the database did not answer.
fn is_gone(answer: &Result<async_graphql::Response, Refusal>) -> bool {
    let unavailable = Value::from(Code::Unavailable.name());
    let told = |error: &ServerError| {
        error.extensions.as_ref().is_some_and(|known| known.get("code") == Some(&unavailable))
    };
    answer.as_ref().is_ok_and(|ran| ran.errors.iter().any(told))
}
