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
    limits::Limits,
    multipart,
    rate_limit::{Balance, REQUEST},
    refusal::Refusal,
    request_id::RequestId,
    revision, socket,
    way::Way,
};
use crate::error::{Code, of_store};

/// The methods of the path.
const METHODS: &str = "GET,HEAD,POST,OPTIONS";

/// Answers any method.
pub(super) async fn handle(State(app): State<App>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let id = parts.extensions.get::<RequestId>().cloned().unwrap_or_else(|| RequestId(String::new()));
    if parts.method == Method::GET && socket::is_asked(&parts.headers) {
        return socket::upgrade(app, parts, id).await;
    }
    let mut exchange = Exchange {
        app: &app,
        gate: &app.0,
        id,
        media: Media::accepted(&parts.headers),
        events: takes_events(&parts.headers),
        caller: Caller::anyone(Client::of(&parts, &app.0.settings.trusted_proxies)),
    };
    // A fault of one request is the end of no other, nor of the connection.
    match AssertUnwindSafe(exchange.answer(&parts, body)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("a request met a panic, whose words are above");
            exchange.refuse(Refusal::new(Code::Internal, "internal error"))
        }
    }
}

/// One request on its way to its answer.
struct Exchange<'a> {
    app: &'a App,
    gate: &'a Gate,
    id: RequestId,
    media: Option<Media>,
    /// Whether the client takes an answer that goes on (SSE).
    events: bool,
    caller: Caller,
}

impl Exchange<'_> {
    async fn answer(&mut self, parts: &Parts, body: Body) -> Response {
        let known = Caller::of(parts, self.gate).await.map(|caller| self.caller = caller);
        let (balance, spent) = self.gate.spend(self.caller.client, REQUEST);
        let mut last = balance;
        // Whoever tries keys pays for each with the address.
        let mut response = match spent.and(known) {
            Err(refusal) => self.refuse(refusal),
            Ok(()) => match self.read(parts, body).await {
                Err(refusal) => self.refuse(refusal),
                Ok(Batch::One(asked)) => self.one(asked, parts, &mut last).await,
                Ok(Batch::Many(many)) => self.many(many, parts, &mut last).await,
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

    /// What is asked, by whichever method.
    async fn read(&self, parts: &Parts, body: Body) -> Result<Batch, Refusal> {
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
            return Batch::address(&parts.uri, limits);
        }
        if multipart::is_form(&parts.headers) {
            return self.form(parts, body).await.map(Batch::One);
        }
        if let Some(message) = unreadable(&parts.headers) {
            return Err(Refusal::new(Code::UnsupportedMediaType, message));
        }
        Batch::read(&body::read(&parts.headers, body, limits).await?, limits)
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

    async fn one(&self, asked: Asked, parts: &Parts, last: &mut Option<Balance>) -> Response {
        let get = parts.method != Method::POST;
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
            Err(error) => {
                tracing::error!(%error, "the data's version is not known");
                let (code, message) = of_store(&error);
                self.refuse(Refusal::new(code, message))
            }
        }
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
        // What a client has left is another with each request.
        let lasting = !prepared.document.text.contains("rateLimit");
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
        let after = reading.store().version().await;
        let whole = answer.as_ref().is_ok_and(|ran| ran.errors.is_empty());
        let mut response = answer::one(answer, self.media(), &self.id);
        // Where the data changed meanwhile, the answer may be of either state, or of both.
        let still = reading.is_beside(&begun) && after.is_ok_and(|after| after == before);
        if whole && lasting && still {
            self.keep(&mut response, &tag(prepared, before), before);
        }
        Ok(response)
    }

    /// Says how an answer may be kept.
    fn keep(&self, response: &mut Response, tag: &str, version: Version) {
        let gate = self.gate;
        let control = cache_control(version.changed(), gate.store.now(), gate.settings.max_age);
        keep(response.headers_mut(), tag, &control, version.changed());
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept, hemicycle-revision"));
    }

    fn whole<'b>(&'b self, prepared: &'b Prepared, version: Version) -> Whole<'b> {
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

    async fn run(
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

    fn media(&self) -> Media {
        self.media.unwrap_or(Media::Legacy)
    }

    fn refuse(&self, refusal: Refusal) -> Response {
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
