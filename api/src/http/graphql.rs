//! `/graphql`: GraphQL over HTTP, by its specification.

use std::panic::AssertUnwindSafe;

use async_graphql::ServerError;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use store::{Reading, Scope, Store, Version};

use super::{
    App,
    accept::{Media, encoded, takes_events, unreadable},
    answer::{self, Answer},
    asked::{Asked, Batch},
    body,
    caller::Caller,
    client::Client,
    etag::{Whole, cache_control, is_known, keep},
    events,
    follow::answers,
    gate::{Gate, Prepared},
    kept::Place,
    limits::Limits,
    multipart,
    rate_limit::{Balance, REQUEST},
    refusal::Refusal,
    request_id::RequestId,
    revision, socket,
    way::Way,
};
use crate::error::Code;

/// The methods of the path.
const METHODS: &str = "GET,HEAD,POST,OPTIONS";

/// Answers any method.
pub(super) async fn handle(State(app): State<App>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let place = parts.extensions.remove();
    let id = parts.extensions.get::<RequestId>().cloned().unwrap_or_else(|| RequestId(String::new()));
    if parts.method == Method::GET && socket::is_asked(&parts.headers) {
        return socket::upgrade(app, parts, id).await;
    }
    let mut exchange = Exchange { place, ..Exchange::new(&app, &parts, id) };
    // A fault of one request is the end of no other, nor of the connection.
    match AssertUnwindSafe(exchange.answer(&parts, body)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("a request met a panic, whose words are above");
            exchange.refuse(Refusal::new(Code::Internal, "internal error"))
        }
    }
}

/// What came, before anything of it is read.
pub(super) enum Sent {
    /// A GET, whose address has it all.
    Address,
    /// A body of JSON.
    Body(Vec<u8>),
    /// A form with files.
    Form(Box<Asked>),
}

/// One request on its way to its answer.
pub(super) struct Exchange<'a> {
    app: &'a App,
    pub(super) gate: &'a Gate,
    pub(super) id: RequestId,
    pub(super) media: Option<Media>,
    /// Whether the client takes an answer that goes on (SSE).
    events: bool,
    pub(super) caller: Caller,
    /// Where its answer may be kept, where that is known already.
    place: Option<Place>,
}

impl<'a> Exchange<'a> {
    /// A request of anyone.
    pub(super) fn new(app: &'a App, parts: &Parts, id: RequestId) -> Self {
        let caller = Caller::anyone(Client::of(parts, &app.0.settings.trusted_proxies));
        let (media, events) = (Media::accepted(&parts.headers), takes_events(&parts.headers));
        Self { app, gate: &app.0, id, media, events, caller, place: None }
    }

    async fn answer(&mut self, parts: &Parts, body: Body) -> Response {
        let known = Caller::of(parts, self.gate).await.map(|caller| self.caller = caller);
        let (balance, spent) = self.gate.spend(self.caller.client, REQUEST);
        let mut last = balance;
        // Whoever tries keys pays for each with the address.
        let mut response = match spent.and(known) {
            Err(refusal) => self.refuse(refusal),
            Ok(()) => match self.read(parts, body).await {
                Err(refusal) => self.refuse(refusal),
                Ok(sent) => self.sent(sent, parts, &mut last).await,
            },
        };
        if response.status() == StatusCode::METHOD_NOT_ALLOWED && !is_known_method(&parts.method) {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(METHODS));
        }
        if let Some(balance) = last {
            balance.write(response.headers_mut());
        }
        response
    }

    /// Answers what was sent: as it was answered before, where that is kept.
    async fn sent(&mut self, sent: Sent, parts: &Parts, last: &mut Option<Balance>) -> Response {
        let place = match self.place.take() {
            Some(place) => Some(place),
            None => match self.place(&sent, parts).await {
                Ok(place) => place,
                Err(error) => return self.unknown(&error),
            },
        };
        if let Some(again) = place.as_ref().and_then(|place| self.gate.answers.get(place)) {
            return self.again(&again, parts, last).await;
        }
        let limits = &self.gate.settings.limits;
        let batch = match sent {
            Sent::Address => Batch::address(&parts.uri, limits),
            Sent::Body(body) => Batch::read(&body, limits),
            Sent::Form(asked) => Ok(Batch::One(*asked)),
        };
        match batch {
            Err(refusal) => self.refuse(refusal),
            Ok(Batch::One(asked)) => self.one(asked, parts, place, last).await,
            Ok(Batch::Many(many)) => self.many(many, parts, last).await,
        }
    }

    /// What is sent, by whichever method.
    async fn read(&self, parts: &Parts, body: Body) -> Result<Sent, Refusal> {
        let limits = &self.gate.settings.limits;
        if !is_known_method(&parts.method) {
            return Err(Refusal::new(Code::MethodNotAllowed, "expected GET or POST"));
        }
        if self.media.is_none() && !self.events {
            let message = "GraphQL is answered in application/graphql-response+json or application/json, and as \
                           text/event-stream: accept one";
            return Err(Refusal::new(Code::NotAcceptable, message));
        }
        if parts.method != Method::POST {
            return Ok(Sent::Address);
        }
        if multipart::is_form(&parts.headers) {
            return self.form(parts, body).await.map(|asked| Sent::Form(Box::new(asked)));
        }
        if let Some(message) = unreadable(&parts.headers) {
            return Err(Refusal::new(Code::UnsupportedMediaType, message));
        }
        body::read(&parts.headers, body, limits).await.map(Sent::Body)
    }

    /// A request with files, which may be as large as they are: only from who may send some.
    async fn form(&self, parts: &Parts, body: Body) -> Result<Asked, Refusal> {
        self.caller.require(Scope::Import)?;
        if let Some(message) = encoded(&parts.headers) {
            return Err(Refusal::new(Code::UnsupportedMediaType, message));
        }
        let settings = &self.gate.settings;
        let size = usize::try_from(settings.intake.size_limit).unwrap_or(usize::MAX);
        let files = Limits {
            body: size.saturating_add(settings.limits.body),
            body_time: settings.intake.import_time,
            ..settings.limits
        };
        let body = body::read(&parts.headers, body, &files).await?;
        multipart::request(&parts.headers, body, &settings.limits).await
    }

    async fn one(
        &self,
        asked: Asked,
        parts: &Parts,
        place: Option<Place>,
        last: &mut Option<Balance>,
    ) -> Response {
        let get = parts.method != Method::POST;
        // A text that comes with its hash is remembered for those who send the hash alone, each time that it comes.
        let place =
            place.filter(|_| asked.query.is_none() || !asked.extensions.contains_key("persistedQuery"));
        let events = self.events;
        let way = if get { Way::Get { events } } else { Way::Post { events } };
        let mut prepared = match self.gate.prepare(asked, way, &self.caller).await {
            Ok(prepared) => prepared,
            Err(refusal) => return self.refuse(refusal),
        };
        // One who takes events and nothing else gets one for a query, too.
        if prepared.follows || self.media.is_none() {
            return match self.gate.followers.enter() {
                Ok(place) => {
                    events::answers(place, answers(self.app, prepared, self.caller.client), self.id.clone())
                }
                Err(refusal) => self.refuse(refusal),
            };
        }
        if prepared.acting.is_some() {
            let mut primary = self.gate.replicas.reading_primary();
            let answer = self.run(&mut prepared, last, &mut primary).await;
            let mut response = answer::one(answer, self.media(), &self.id);
            revision::tell(self.gate, response.headers_mut()).await;
            return response;
        }
        if let Some(place) = place.filter(|_| prepared.reads() && prepared.lasts()) {
            return self.shared(&mut prepared, parts, place, last).await;
        }
        let mut reading = match revision::reading(self.gate, &parts.headers).await {
            Ok(reading) => reading,
            Err(refusal) => return self.refuse(refusal),
        };
        if !get {
            let answer = self.run(&mut prepared, last, &mut reading).await;
            return answer::one(answer, self.media(), &self.id);
        }
        match self.kept(&mut prepared, parts, last, &mut reading).await {
            Ok(response) => response,
            Err(error) => self.unknown(&error),
        }
    }

    /// The data's version is not known: whatever else is asked for would wait as long again.
    pub(super) fn unknown(&self, error: &store::Error) -> Response {
        tracing::error!(%error, "the data's version is not known");
        self.refuse(Refusal::of_store(error))
    }

    /// The answer to a GET, which a client may keep: its tag stands for one body.
    async fn kept(
        &self,
        prepared: &mut Prepared,
        parts: &Parts,
        last: &mut Option<Balance>,
        reading: &mut Reading,
    ) -> Result<Response, store::Error> {
        let tag = |prepared: &Prepared, version: Version| self.whole(prepared, version).tag();
        let lasting = prepared.lasts();
        if lasting && parts.headers.contains_key(header::IF_NONE_MATCH) {
            let version = if revision::is_asked(&parts.headers) {
                self.gate.version(reading).await?
            } else {
                let recent = |store: Store| async move { store.recent_version().await };
                self.gate.read_from(reading, recent).await?
            };
            if is_known(&parts.headers, &tag(prepared, version)) {
                let mut response = StatusCode::NOT_MODIFIED.into_response();
                self.keep(&mut response, &tag(prepared, version), version);
                return Ok(response);
            }
        }
        let before = self.gate.version(reading).await?;
        let begun = reading.clone();
        let answer = self.run(prepared, last, reading).await;
        let whole = answer.as_ref().is_ok_and(|ran| ran.errors.is_empty());
        // Where the data changed meanwhile, the answer may be of either state, or of both.
        let lasts = whole && lasting && reading.is_beside(&begun);
        let still = lasts && reading.store().version().await.is_ok_and(|after| after == before);
        let mut response = answer::one(answer, self.media(), &self.id);
        if still {
            self.keep(&mut response, &tag(prepared, before), before);
        }
        Ok(response)
    }

    /// Says how an answer may be kept.
    pub(super) fn keep(&self, response: &mut Response, tag: &str, version: Version) {
        let (headers, changed) = (response.headers_mut(), version.changed());
        keep(headers, tag, self.fresh(version), changed);
        headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding, hemicycle-revision"));
    }

    /// How long an answer of a state may be taken from a cache.
    pub(super) fn fresh(&self, version: Version) -> HeaderValue {
        cache_control(version.changed(), self.gate.store.now(), self.gate.settings.max_age)
    }

    pub(super) fn whole<'b>(&'b self, prepared: &'b Prepared, version: Version) -> Whole<'b> {
        Whole {
            version,
            schema: &self.gate.schema_version,
            query: &prepared.document.text,
            operation: prepared.operation_name.as_deref(),
            variables: &prepared.variables,
            form: self.media().header(),
        }
    }

    /// One after the other: a batch has no more at once than a request.
    async fn many(&self, many: Vec<Asked>, parts: &Parts, last: &mut Option<Balance>) -> Response {
        let mut reading = match revision::reading(self.gate, &parts.headers).await {
            Ok(reading) => reading,
            Err(refusal) => return self.refuse(refusal),
        };
        let (mut answers, mut wrote) = (Vec::new(), false);
        for asked in many {
            answers.push(match self.gate.prepare(asked, Way::Post { events: false }, &self.caller).await {
                Ok(mut prepared) => {
                    // Whatever comes after a change sees it.
                    if prepared.acting.is_some() {
                        (reading, wrote) = (self.gate.replicas.reading_primary(), true);
                    }
                    self.run(&mut prepared, last, &mut reading).await
                }
                Err(refusal) => Err(refusal),
            });
        }
        let mut response = answer::many(answers, self.media(), &self.id);
        if wrote {
            revision::tell(self.gate, response.headers_mut()).await;
        }
        response
    }

    pub(super) async fn run(
        &self,
        prepared: &mut Prepared,
        last: &mut Option<Balance>,
        reading: &mut Reading,
    ) -> Answer {
        let (balance, spent) = self.gate.spend(self.caller.client, prepared.cost);
        *last = balance;
        spent?;
        prepared.straight = true;
        self.gate.run(prepared, balance.as_ref(), reading).await
    }

    pub(super) fn media(&self) -> Media {
        self.media.unwrap_or(Media::Legacy)
    }

    pub(super) fn refuse(&self, refusal: Refusal) -> Response {
        let messages: Vec<&str> =
            refusal.errors.iter().map(|error: &ServerError| error.message.as_str()).collect();
        tracing::debug!(code = refusal.code.name(), ?messages, "refused");
        // What is wrong with an operation is an answer to it, where events are all that is taken.
        if self.media.is_none() && self.events {
            return match refusal.http(Media::Legacy) {
                StatusCode::OK => events::answer(Err(refusal), &self.id),
                _ => answer::one(Err(refusal), Media::Modern, &self.id),
            };
        }
        answer::one(Err(refusal), self.media(), &self.id)
    }
}

fn is_known_method(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::POST)
}
