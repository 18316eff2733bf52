//! GraphQL over a WebSocket, by the protocol `graphql-transport-ws`: <https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md>.
//!
//! The state machine is our own. async-graphql's closes with other codes than the protocol's (1002 and 1011 for 4400 and
//! 4401, none for 4408 and 4409), lets an operation take another's id, and runs what it is sent without our gate.

use std::{collections::HashMap, error::Error, ops::ControlFlow, time::Duration};

use axum::{
    extract::{
        FromRequestParts, WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket},
    },
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use futures_util::{
    StreamExt,
    stream::{AbortHandle, BoxStream, SelectAll, abortable, once},
};
use serde::Deserialize;
use serde_json::Value;
use tokio::time::{Instant, interval, sleep_until, timeout};

use super::{
    App,
    accept::Media,
    answer::{self, Answer},
    asked::Asked,
    caller::Caller,
    client::Client,
    follow::answers,
    followers::Place,
    rate_limit::REQUEST,
    refusal::Refusal,
    request_id::RequestId,
    way::Way,
};
use crate::error::Code;

/// The protocol, as `Sec-WebSocket-Protocol` names it.
const PROTOCOL: &str = "graphql-transport-ws";

/// So often a silent client is asked whether it is there.
const LOOK: Duration = Duration::from_secs(20);

/// A client that says nothing for so long, or takes nothing, is none any more.
const LOST: Duration = Duration::from_secs(60);

/// The longest reason that a close frame holds, in bytes (RFC 6455, 5.5.1).
const REASON: usize = 123;

/// The code of a close frame where a message is too long (RFC 6455, 7.4.1).
const LONG: u16 = 1009;

/// Whether a request asks for a WebSocket.
pub(super) fn is_asked(headers: &HeaderMap) -> bool {
    let upgrade = headers.get(header::UPGRADE).and_then(|value| value.to_str().ok());
    upgrade.is_some_and(|upgrade| upgrade.eq_ignore_ascii_case("websocket"))
}

/// Begins a talk over a WebSocket, or refuses it.
pub(super) async fn upgrade(app: App, mut parts: Parts, id: RequestId) -> Response {
    let client = Client::of(&parts, &app.0.settings.trusted_proxies);
    let known = Caller::of(&parts, &app.0).await;
    let payer = known.as_ref().map_or(client, |caller| caller.client);
    let allowed = app.0.spend(payer, REQUEST).1.and(known);
    let entered = allowed.and_then(|caller| Ok((caller, app.0.followers.enter()?)));
    let (caller, place) = match entered {
        Ok(entered) => entered,
        Err(refusal) => return answer::one(Err(refusal), Media::Modern, &id),
    };
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade,
        Err(rejection) => return rejection.into_response(),
    };
    let size = app.0.settings.limits.body;
    let upgrade = upgrade.protocols([PROTOCOL]).max_message_size(size).max_frame_size(size);
    let spoken = upgrade.selected_protocol().is_some();
    upgrade.on_upgrade(move |socket| async move {
        let mut talk = Talk {
            app,
            socket,
            caller,
            id,
            begun: false,
            operations: HashMap::new(),
            answers: SelectAll::new(),
        };
        let end = match spoken {
            true => talk.go_on(&place).await,
            false => {
                Some(Close(4406, format!("the sub-protocol is none that is spoken here: {PROTOCOL} is")))
            }
        };
        if let Some(end) = end {
            talk.close(end).await;
        }
    })
}

/// Why a talk ends: the code and the reason of its close frame.
struct Close(u16, String);

/// What a client says.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Heard {
    ConnectionInit { payload: Option<Value> },
    Subscribe { id: String, payload: Value },
    Complete { id: String },
    Ping { payload: Option<Value> },
    Pong {},
}

/// What an operation has to say; none once it is done.
type Step = Option<Answer>;

/// A talk over one WebSocket.
struct Talk {
    app: App,
    socket: WebSocket,
    caller: Caller,
    id: RequestId,
    /// Whether the client has been told that it may ask.
    begun: bool,
    operations: HashMap<String, AbortHandle>,
    answers: SelectAll<BoxStream<'static, (String, Step)>>,
}

impl Talk {
    /// Talks until one of both ends it; none where the client is gone. Nothing is read of the ledger while a client takes
    /// its time to take what was read before.
    async fn go_on(&mut self, place: &Place) -> Option<Close> {
        let init_time = self.app.0.settings.limits.init_time;
        let (begin, mut heard) = (Instant::now() + init_time, Instant::now());
        let (mut stopped, mut look) = (Box::pin(place.dismissed()), interval(LOOK));
        loop {
            let step = tokio::select! {
                () = &mut stopped => ControlFlow::Break(Close(1001, "the server stops".to_owned())),
                () = sleep_until(begin), if !self.begun => {
                    ControlFlow::Break(Close(4408, "Connection initialisation timeout".to_owned()))
                }
                message = self.socket.recv() => {
                    heard = Instant::now();
                    match message? {
                        Ok(message) => self.hear(message).await?,
                        Err(error) if is_long(&error) => {
                            ControlFlow::Break(Close(LONG, "the message is longer than --max-body".to_owned()))
                        }
                        Err(_) => return None,
                    }
                }
                Some((id, step)) = self.answers.next(), if !self.answers.is_empty() => self.tell(id, step).await?,
                _ = look.tick() => {
                    if heard.elapsed() > LOST {
                        return None;
                    }
                    self.send(Message::Ping(Vec::new().into())).await?;
                    ControlFlow::Continue(())
                }
            };
            if let ControlFlow::Break(close) = step {
                return Some(close);
            }
        }
    }

    /// Takes one message; none where the client is gone.
    async fn hear(&mut self, message: Message) -> Option<ControlFlow<Close>> {
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => return end(4400, "the message is no text"),
            // The library answers pings.
            Message::Ping(_) | Message::Pong(_) => return Some(ControlFlow::Continue(())),
            Message::Close(_) => return None,
        };
        match serde_json::from_str(&text) {
            Ok(Heard::ConnectionInit { payload }) => self.begin(payload).await,
            Ok(Heard::Subscribe { id, payload }) => self.subscribe(id, payload).await,
            Ok(Heard::Complete { id }) => {
                if let Some(operation) = self.operations.remove(&id) {
                    operation.abort();
                }
                Some(ControlFlow::Continue(()))
            }
            Ok(Heard::Ping { payload }) => {
                let payload = payload.map(|payload| format!(r#","payload":{payload}"#)).unwrap_or_default();
                self.say(format!(r#"{{"type":"pong"{payload}}}"#)).await
            }
            Ok(Heard::Pong {}) => Some(ControlFlow::Continue(())),
            Err(error) => end(4400, &format!("the message is none of {PROTOCOL}: {error}")),
        }
    }

    /// Begins the talk. A key may come with it: a page cannot give headers to a WebSocket.
    async fn begin(&mut self, payload: Option<Value>) -> Option<ControlFlow<Close>> {
        if self.begun {
            return end(4429, "Too many initialisation requests");
        }
        let given = |name: &str| payload.as_ref()?.get(name)?.as_str().map(str::to_owned);
        if let Some(key) = given("Authorization").or_else(|| given("authorization")) {
            let mut headers = HeaderMap::new();
            if let Ok(value) = HeaderValue::from_str(&key) {
                headers.insert(header::AUTHORIZATION, value);
            }
            match Caller::with(&headers, self.caller.client, &self.app.0).await {
                Ok(caller) => self.caller = caller,
                Err(refusal) => {
                    let code = if refusal.code == Code::Unauthenticated { 4403 } else { 4500 };
                    return end(code, &refusal.errors.first()?.message);
                }
            }
        }
        self.begun = true;
        self.say(r#"{"type":"connection_ack"}"#.to_owned()).await
    }

    /// Begins an operation.
    async fn subscribe(&mut self, id: String, payload: Value) -> Option<ControlFlow<Close>> {
        if !self.begun {
            return end(4401, "Unauthorized");
        }
        if self.operations.contains_key(&id) {
            return end(4409, &format!("Subscriber for {id} already exists"));
        }
        match operation(&self.app, &self.caller, self.operations.len(), payload).await {
            Err(refusal) => self.tell(id, Some(Err(refusal))).await,
            Ok(answers) => {
                let steps = answers.map(Some).chain(once(async { None }));
                let named = id.clone();
                let (steps, handle) = abortable(steps.map(move |step| (named.clone(), step)));
                self.operations.insert(id, handle);
                self.answers.push(steps.boxed());
                Some(ControlFlow::Continue(()))
            }
        }
    }

    /// Tells what an operation says; none where the client is gone.
    async fn tell(&mut self, id: String, step: Step) -> Option<ControlFlow<Close>> {
        let name = Value::String(id.clone());
        let (kind, payload) = match step {
            Some(Ok(answer)) => ("next", format!(r#","payload":{}"#, answer::json(Ok(answer), &self.id))),
            Some(Err(refusal)) => ("error", format!(r#","payload":{}"#, answer::errors(refusal, &self.id))),
            None => ("complete", String::new()),
        };
        if kind != "next"
            && let Some(operation) = self.operations.remove(&id)
        {
            operation.abort();
        }
        self.say(format!(r#"{{"id":{name},"type":"{kind}"{payload}}}"#)).await
    }

    async fn say(&mut self, text: String) -> Option<ControlFlow<Close>> {
        self.send(Message::Text(text.into())).await.map(ControlFlow::Continue)
    }

    /// Sends a message; none where the client does not take it.
    async fn send(&mut self, message: Message) -> Option<()> {
        timeout(LOST, self.socket.send(message)).await.ok()?.ok()
    }

    async fn close(&mut self, Close(code, reason): Close) {
        let mut length = reason.len().min(REASON);
        while !reason.is_char_boundary(length) {
            length -= 1;
        }
        let frame = CloseFrame { code, reason: reason[..length].into() };
        if self.send(Message::Close(Some(frame))).await.is_some() {
            // The client's own close frame, or its end. What is too long is not read, and an end that leaves it unread would
            // take the frame from the client, which has not yet looked: then nothing tells but the time, and of a connection
            // that has met a long message nothing more is read.
            let rest = async {
                if code == LONG {
                    std::future::pending::<()>().await;
                }
                while let Some(heard) = self.socket.recv().await {
                    match heard {
                        Ok(_) => {}
                        Err(error) if is_long(&error) => std::future::pending().await,
                        Err(_) => break,
                    }
                }
            };
            let _closed = timeout(Duration::from_secs(1), rest).await;
        }
    }
}

/// The answers of an operation, of a client that has so many already.
async fn operation(
    app: &App,
    caller: &Caller,
    running: usize,
    payload: Value,
) -> Result<BoxStream<'static, Answer>, Refusal> {
    let most = app.0.settings.limits.operations;
    if running >= most {
        let what = "this connection has too many operations that go on";
        return Err(Refusal::limit("operations", what, most as u64, running as u64 + 1));
    }
    app.0.spend(caller.client, REQUEST).1?;
    let prepared = app.0.prepare(Asked::read(payload)?, Way::Socket, caller).await?;
    Ok(answers(app, prepared, caller.client))
}

/// Whether a message is longer than may be.
fn is_long(error: &axum::Error) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref());
    matches!(cause, Some(tungstenite::Error::Capacity(_)))
}

fn end(code: u16, reason: &str) -> Option<ControlFlow<Close>> {
    Some(ControlFlow::Break(Close(code, reason.to_owned())))
}
