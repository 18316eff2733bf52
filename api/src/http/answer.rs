//! Answers as they go out: status, media type, body, and the request's id in every error.

use std::error::Error;

use async_graphql::Response as Ran;
use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{accept::Media, refusal::Refusal, request_id::RequestId};
use crate::{error::Code, graphql};

/// Bytes that an answer takes beside its data.
const ROOM: usize = 64;

/// What one request is answered.
pub(super) type Answer = Result<Ran, Refusal>;

/// Writes the answer to one request.
pub(super) fn one(answer: Answer, media: Media, id: &RequestId) -> Response {
    let (status, retry_after, challenge) = match &answer {
        Ok(_) => (StatusCode::OK, None, None),
        Err(refusal) => (refusal.http(media), refusal.retry_after, refusal.challenge()),
    };
    let mut response = write(status, media, body(answer, id));
    if let Some(value) = retry_after.and_then(|seconds| HeaderValue::from_str(&seconds.to_string()).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    if let Some(challenge) = challenge {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    response
}

/// An answer whose body is there already.
pub(super) fn whole(media: Media, body: Bytes) -> Response {
    write(StatusCode::OK, media, body)
}

/// Writes the answers to a batch, in its order.
pub(super) fn many(answers: Vec<Answer>, media: Media, id: &RequestId) -> Response {
    let bodies: Vec<String> = answers.into_iter().map(|answer| json(answer, id)).collect();
    write(StatusCode::OK, media, format!("[{}]", bodies.join(",")))
}

/// An answer's body as a text.
pub(super) fn json(answer: Answer, id: &RequestId) -> String {
    String::from_utf8(body(answer, id)).unwrap_or_else(|error| unwritten(&error, id))
}

/// Writes an answer's body. There is no `data` where nothing ran (GraphQL, "Response Format").
pub(super) fn body(answer: Answer, id: &RequestId) -> Vec<u8> {
    let (data, mut errors) = match answer {
        Ok(ran) => (Some(ran.data), ran.errors),
        Err(refusal) => (None, refusal.errors),
    };
    for error in &mut errors {
        error.extensions.get_or_insert_default().set("requestId", id.0.as_str());
    }
    let mut text = Vec::with_capacity(ROOM + data.as_ref().map_or(0, graphql::room));
    text.push(b'{');
    if let Some(data) = &data {
        text.extend_from_slice(b"\"data\":");
        graphql::write(&mut text, data);
    }
    if !errors.is_empty() {
        text.extend_from_slice(if data.is_some() { b",\"errors\":" } else { b"\"errors\":" });
        if let Err(error) = serde_json::to_writer(&mut text, &errors) {
            return unwritten(&error, id).into_bytes();
        }
    }
    text.push(b'}');
    text
}

/// What is answered in the place of what cannot be written.
fn unwritten(error: &dyn Error, id: &RequestId) -> String {
    tracing::error!(%error, "an answer could not be written");
    let (code, id) = (Code::Internal.name(), &id.0);
    format!(
        r#"{{"errors":[{{"message":"internal error","extensions":{{"code":"{code}","requestId":"{id}"}}}}]}}"#
    )
}

/// Writes the errors of a refusal, as a list.
pub(super) fn errors(refusal: Refusal, id: &RequestId) -> String {
    let mut errors = refusal.errors;
    for error in &mut errors {
        error.extensions.get_or_insert_default().set("requestId", id.0.as_str());
    }
    serde_json::to_string(&errors).unwrap_or_else(|error| {
        tracing::error!(%error, "errors could not be written");
        "[]".to_owned()
    })
}

fn write(status: StatusCode, media: Media, body: impl Into<Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media.header()),
        (header::VARY, "accept, accept-encoding"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, body.into()).into_response()
}
