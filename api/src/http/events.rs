//! Answers that go on, as events of the server's (SSE): those of GraphQL by the protocol of `graphql-sse`, in its mode
//! of distinct connections.

use std::{convert::Infallible, time::Duration};

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::{
    Stream, StreamExt,
    stream::{BoxStream, once},
};

use super::{
    answer::{Answer, json},
    followers::Place,
    request_id::RequestId,
};

/// So often a comment goes out where nothing else does, so that whatever stands in between keeps the connection.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Sends the answers of an operation: each as `next`, and `complete` after the last. Where the server stops there is no
/// `complete`, by which the client knows that there is more.
pub(super) fn answers(place: Place, answers: BoxStream<'static, Answer>, id: RequestId) -> Response {
    let next = answers.map(move |answer| Event::default().event("next").data(json(answer, &id)));
    send(place, next.chain(once(async { complete() })))
}

/// Sends one answer, for which nobody waits.
pub(super) fn answer(answer: Answer, id: &RequestId) -> Response {
    let next = Event::default().event("next").data(json(answer, id));
    let complete = complete();
    unkept(Sse::new(futures_util::stream::iter([next, complete].map(Ok::<_, Infallible>))).into_response())
}

/// What comes after the last answer. Without data a browser would not tell of it.
fn complete() -> Event {
    Event::default().event("complete").data("null")
}

/// Sends events until there are no more, or the server stops.
pub(super) fn send(place: Place, events: impl Stream<Item = Event> + Send + 'static) -> Response {
    let dismissed = Box::pin(place.dismissed());
    let events = events.take_until(dismissed).map(move |event| {
        let _taken = &place;
        Ok::<_, Infallible>(event)
    });
    unkept(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response())
}

/// Events are kept by nobody, and held back by no proxy.
fn unkept(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}
