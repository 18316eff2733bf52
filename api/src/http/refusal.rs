//! Requests that are answered without running.

use std::collections::HashSet;

use async_graphql::{Pos, ServerError, Value};
use axum::http::{HeaderValue, StatusCode};

use super::accept::Media;
use crate::error::{Code, of_store};

/// At most so many errors are listed, the note of more among them: a query can have one in each of its tokens.
const MOST: usize = 10;

/// Why a request does not run.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: Code,
    pub(super) errors: Vec<ServerError>,
    /// Other than the code's own.
    pub(super) status: Option<StatusCode>,
    /// Seconds until the same request may succeed.
    pub(super) retry_after: Option<u64>,
}

impl Refusal {
    /// With one message.
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self::at(code, message, [])
    }

    /// The store failed: what a client reads of it.
    pub(super) fn of_store(error: &store::Error) -> Self {
        let (code, message) = of_store(error);
        Self::new(code, message)
    }

    /// With one message about places of the query.
    pub(super) fn at(code: Code, message: impl Into<String>, places: impl IntoIterator<Item = Pos>) -> Self {
        let mut error = ServerError::new(message, None);
        error.locations = places.into_iter().collect();
        Self::many(code, vec![error])
    }

    /// With several messages, each once, of which the first are kept. One that has a code of its own keeps it.
    pub(super) fn many(code: Code, mut errors: Vec<ServerError>) -> Self {
        let mut said = HashSet::new();
        errors.retain(|error| said.insert((error.message.clone(), error.locations.clone())));
        if errors.len() > MOST {
            let more = errors.len() - (MOST - 1);
            errors.truncate(MOST - 1);
            errors.push(ServerError::new(format!("{more} more errors are not listed"), None));
        }
        for error in &mut errors {
            let extensions = error.extensions.get_or_insert_default();
            if extensions.get("code").is_none() {
                extensions.set("code", code.name());
            }
        }
        Self { code, errors, status: None, retry_after: None }
    }

    /// A limit is exceeded. `what` is the whole sentence but for the figures.
    pub(super) fn limit(limit: &str, what: &str, maximum: u64, actual: u64) -> Self {
        let message = format!("{what}: {actual}, where this server takes at most {maximum}");
        Self::new(Code::QueryTooLarge, message)
            .with("limit", limit)
            .with("maximum", maximum)
            .with("actual", actual)
    }

    /// The errors of an answer as a refusal, with the code of the first; none where it has none.
    pub(super) fn of_answer(errors: Vec<ServerError>) -> Option<Self> {
        let code = errors.first()?.extensions.as_ref().and_then(|extensions| extensions.get("code"));
        let code = Code::ALL.into_iter().find(|known| code == Some(&Value::from(known.name())));
        Some(Self::many(code.unwrap_or(Code::Internal), errors))
    }

    /// With one more of `extensions`.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        for error in &mut self.errors {
            error.extensions.get_or_insert_default().set(name, value.clone());
        }
        self
    }

    /// With another status.
    pub(super) fn status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    /// What an answer asks for by `WWW-Authenticate` (RFC 6750, 3); none where no key would help.
    pub(super) fn challenge(&self) -> Option<HeaderValue> {
        match self.code {
            Code::Unauthenticated => Some(HeaderValue::from_static("Bearer realm=\"hemicycle\"")),
            Code::Forbidden => {
                Some(HeaderValue::from_static("Bearer realm=\"hemicycle\", error=\"insufficient_scope\""))
            }
            _ => None,
        }
    }

    /// The status (GraphQL over HTTP, "Status Codes"). In the older media type a request that is well-formed is
    /// answered with 200, since 4xx might come from something between the client and this server.
    pub(super) fn http(&self, media: Media) -> StatusCode {
        let legacy = media == Media::Legacy && self.status.is_none();
        match self.code {
            Code::InvalidRequest => self.status.unwrap_or(StatusCode::BAD_REQUEST),
            Code::Unauthenticated => StatusCode::UNAUTHORIZED,
            Code::Forbidden => StatusCode::FORBIDDEN,
            Code::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Code::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Code::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
            Code::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Code::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Code::PersistedQueryHashMismatch => StatusCode::UNPROCESSABLE_ENTITY,
            Code::DocumentNotFound => StatusCode::NOT_FOUND,
            Code::DocumentNotTrusted => StatusCode::FORBIDDEN,
            Code::Timeout | Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            _ if legacy => StatusCode::OK,
            _ => self.status.unwrap_or(StatusCode::BAD_REQUEST),
        }
    }
}
