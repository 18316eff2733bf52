//! Refusals in plain words, on the paths that answer no GraphQL: what is wrong, and what would be right.

use std::{borrow::Cow, fmt::Write};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{accept::Media, refusal::Refusal};
use crate::export;

/// Why a request is not answered.
pub(super) enum Refused {
    /// What is wrong with it, in words.
    Said(StatusCode, Cow<'static, str>),
    /// A query does not run, or the client has spent what it may.
    Query(Refusal),
    /// The data or a file cannot be had at the moment.
    Failed(export::Error),
}

impl Refused {
    /// There is no such thing; what there is, in words.
    pub(super) fn not_found(words: &'static str) -> Self {
        Self::Said(StatusCode::NOT_FOUND, words.into())
    }

    /// The request is wrong; what would be right, in words.
    pub(super) fn wrong(words: impl Into<Cow<'static, str>>) -> Self {
        Self::Said(StatusCode::BAD_REQUEST, words.into())
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Query(refusal)
    }
}

impl From<export::Error> for Refused {
    fn from(error: export::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let challenge = if let Self::Query(refusal) = &self { refusal.challenge() } else { None };
        let (status, words, again) = match self {
            Self::Said(status, words) => (status, words, None),
            Self::Query(refusal) => {
                let mut words = String::new();
                for error in &refusal.errors {
                    // Writing to a text does not fail.
                    let _ = writeln!(words, "{}.", error.message);
                }
                let words = words.trim_end().to_owned();
                (refusal.http(Media::Modern), words.into(), refusal.retry_after)
            }
            Self::Failed(error) => {
                tracing::error!(%error, "a file could not be made");
                let words = "This cannot be made at the moment; try again in a while.";
                (StatusCode::SERVICE_UNAVAILABLE, words.into(), Some(5))
            }
        };
        let mut response = (status, format!("{words}\n")).into_response();
        if let Some(seconds) = again {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(challenge) = challenge {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
