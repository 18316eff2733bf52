//! One error type for everything that a client may see, and the one place that gives it its code.
//!
//! Resolvers return [`Error`], and what can be told of arguments before is one too; async-graphql keeps it as a `ServerError`'s source, where [`finish`] finds it after
//! the execution. What has another source, or none where one was due, is this program's fault: its words go to the
//! log and the client reads "internal error". The codes are [`Code`]'s; `docs/errors.md` tells clients about each.

use std::sync::Arc;

use async_graphql::{ErrorExtensionValues, PathSegment, Pos, Response, ServerError, Value};
use uuid::Uuid;

use crate::intake::Failure;

/// What went wrong, as `extensions.code` says it: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The request is no GraphQL request.
    InvalidRequest,
    /// The request takes a key, or came with one that is none.
    Unauthenticated,
    /// The key may not do this.
    Forbidden,
    /// The method is none that this query, or this path, takes.
    MethodNotAllowed,
    /// The client accepts no media type that GraphQL is answered in.
    NotAcceptable,
    /// The body did not come in time.
    RequestTimeout,
    /// The body is of a media type or a charset that is not read.
    UnsupportedMediaType,
    /// A limit of this server is exceeded: `limit`, `maximum` and `actual` say by how much.
    QueryTooLarge,
    /// The client has spent what it may spend in a while.
    RateLimited,
    /// The query does not parse, or does not fit the schema.
    InvalidQuery,
    /// The variables do not fit the query.
    InvalidVariables,
    /// The query asks about the schema, which this server does not tell.
    IntrospectionOff,
    /// The server has not seen a query of this hash: send its text too.
    PersistedQueryNotFound,
    /// The server keeps no queries for clients.
    PersistedQueryNotSupported,
    /// The hash is none of the query that came with it.
    PersistedQueryHashMismatch,
    /// No trusted document has this id.
    DocumentNotFound,
    /// The server runs trusted documents only.
    DocumentNotTrusted,
    /// An argument is out of its range.
    InvalidArgument,
    /// A cursor that this list did not give out.
    InvalidCursor,
    /// A token of another ledger than the one that there is now.
    UnknownToken,
    /// Several records answer a look-up; `ids` names them.
    Ambiguous,
    /// The query took longer than this server lets it.
    Timeout,
    /// The database does not answer; try again.
    Unavailable,
    /// A fault that the server's log explains.
    Internal,
}

impl Code {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::InvalidRequest,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::MethodNotAllowed,
        Self::NotAcceptable,
        Self::RequestTimeout,
        Self::UnsupportedMediaType,
        Self::QueryTooLarge,
        Self::RateLimited,
        Self::InvalidQuery,
        Self::InvalidVariables,
        Self::IntrospectionOff,
        Self::PersistedQueryNotFound,
        Self::PersistedQueryNotSupported,
        Self::PersistedQueryHashMismatch,
        Self::DocumentNotFound,
        Self::DocumentNotTrusted,
        Self::InvalidArgument,
        Self::InvalidCursor,
        Self::UnknownToken,
        Self::Ambiguous,
        Self::Timeout,
        Self::Unavailable,
        Self::Internal,
    ];

    /// As clients read it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InvalidRequest => "INVALID_REQUEST",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::MethodNotAllowed => "METHOD_NOT_ALLOWED",
            Self::NotAcceptable => "NOT_ACCEPTABLE",
            Self::RequestTimeout => "REQUEST_TIMEOUT",
            Self::UnsupportedMediaType => "UNSUPPORTED_MEDIA_TYPE",
            Self::QueryTooLarge => "QUERY_TOO_LARGE",
            Self::RateLimited => "RATE_LIMITED",
            Self::InvalidQuery => "INVALID_QUERY",
            Self::InvalidVariables => "INVALID_VARIABLES",
            Self::IntrospectionOff => "INTROSPECTION_OFF",
            Self::PersistedQueryNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Self::PersistedQueryNotSupported => "PERSISTED_QUERY_NOT_SUPPORTED",
            Self::PersistedQueryHashMismatch => "PERSISTED_QUERY_HASH_MISMATCH",
            Self::DocumentNotFound => "DOCUMENT_NOT_FOUND",
            Self::DocumentNotTrusted => "DOCUMENT_NOT_TRUSTED",
            Self::InvalidArgument => "INVALID_ARGUMENT",
            Self::InvalidCursor => "INVALID_CURSOR",
            Self::UnknownToken => "UNKNOWN_TOKEN",
            Self::Ambiguous => "AMBIGUOUS",
            Self::Timeout => "TIMEOUT",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
    }
}

/// What a resolver may answer in place of data.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum Error {
    /// An argument is out of its range.
    #[error("{0}")]
    InvalidArgument(String),
    /// An argument has more than this server takes, or less than nothing.
    #[error("{message}")]
    OutOfRange {
        /// What was given, and what was expected.
        message: String,
        /// The name of the limit.
        limit: &'static str,
        /// Its figure.
        maximum: i64,
        /// The argument's.
        actual: i64,
    },
    /// A cursor that this list did not give out.
    #[error(
        "the cursor {0:?} is none that this list gave out in this order: pass `endCursor` or `startCursor` as it was"
    )]
    InvalidCursor(String),
    /// A look-up that several records answer.
    #[error("several records of the type {0} answer this look-up: ask for one of them by its id")]
    Ambiguous(&'static str, Vec<Uuid>),
    /// A record that another one refers to is gone: a foreign key should have kept it.
    #[error("the {0} {1} is missing")]
    Missing(&'static str, Uuid),
    /// The process that reads documents did not run.
    #[error("{0}")]
    Reader(String),
    /// The store failed.
    #[error("{0}")]
    Store(Arc<store::Error>),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Store(Arc::new(error))
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => error.into(),
            Failure::Reader(message) => Self::Reader(message),
        }
    }
}

/// What the holder of a token reads that the ledger does not know.
const UNKNOWN_TOKEN: &str = "the token is none of this ledger: it is of another database, or this one was put back from \
                             an older backup; start anew without a token, and forget what you have";

/// The code of a failure of the store, and what a client reads of it.
pub(crate) fn of_store(error: &store::Error) -> (Code, &'static str) {
    match error {
        // A file that was taken away, or one more than may be open.
        store::Error::Unavailable(_)
        | store::Error::Locked(_)
        | store::Error::Standby(_)
        | store::Error::CannotOpen(_) => (Code::Unavailable, "the database does not answer; try again"),
        store::Error::UnknownToken => (Code::UnknownToken, UNKNOWN_TOKEN),
        // What an edit's answer tells as `userErrors`.
        store::Error::Refused(_)
        | store::Error::Database(_)
        | store::Error::NotADatabase(_)
        | store::Error::Full(_)
        | store::Error::ReadOnly(_)
        | store::Error::Pooled(_)
        | store::Error::NoReplica(_)
        | store::Error::Newer { .. }
        | store::Error::Older { .. }
        | store::Error::Analyser { .. }
        | store::Error::Address(_)
        | store::Error::FileAddress(_)
        | store::Error::DirectAddress(_)
        | store::Error::Folder(_)
        | store::Error::PastTooLarge { .. }
        | store::Error::PastSearch => (Code::Internal, "internal error"),
    }
}

/// What is told of a failure of the store: of the past, also why it cannot be asked for that.
fn told(cause: &store::Error) -> (Code, String, Vec<(&'static str, Value)>) {
    match cause {
        store::Error::PastTooLarge { maximum } => {
            let extensions = vec![("limit", "pastRows".into()), ("maximum", (*maximum).into())];
            (Code::QueryTooLarge, cause.to_string(), extensions)
        }
        store::Error::PastSearch => (Code::InvalidArgument, cause.to_string(), Vec::new()),
        _ => {
            let (code, message) = of_store(cause);
            (code, message.to_owned(), Vec::new())
        }
    }
}

impl Error {
    /// The code, what a client reads, and what else `extensions` say.
    fn told(&self) -> (Code, String, Vec<(&'static str, Value)>) {
        match self {
            Self::InvalidArgument(message) => (Code::InvalidArgument, message.clone(), Vec::new()),
            Self::OutOfRange { message, limit, maximum, actual } => {
                let figures = [("maximum", (*maximum).into()), ("actual", (*actual).into())];
                let extensions = [("limit", Value::from(*limit))].into_iter().chain(figures);
                (Code::InvalidArgument, message.clone(), extensions.collect())
            }
            Self::InvalidCursor(_) => (Code::InvalidCursor, self.to_string(), Vec::new()),
            Self::Ambiguous(_, ids) => {
                let ids = ids.iter().map(|id| Value::String(id.to_string())).collect();
                (Code::Ambiguous, self.to_string(), vec![("ids", Value::List(ids))])
            }
            Self::Store(cause) => told(cause),
            Self::Reader(_) => {
                let message = "the document could not be read at the moment; try again";
                (Code::Unavailable, message.to_owned(), Vec::new())
            }
            Self::Missing(..) => (Code::Internal, "internal error".to_owned(), Vec::new()),
        }
    }

    /// As a client reads it, at a place of the query.
    pub(crate) fn at(&self, place: Pos, path: Vec<PathSegment>) -> ServerError {
        let (code, message, extensions) = self.told();
        let mut error = ServerError::new(message, Some(place));
        error.path = path;
        write(&mut error, code, extensions);
        error
    }
}

/// Gives every error of a response its code, and takes internal messages out.
pub(crate) fn finish(mut response: Response) -> Response {
    for error in &mut response.errors {
        let (code, message, extensions) = match error.source::<Error>() {
            Some(known) => {
                // What is told to a client is a fault of ours where it blames us.
                let ours = matches!(known.told().0, Code::Internal | Code::Unavailable);
                if ours && matches!(known, Error::Reader(_) | Error::Store(_) | Error::Missing(..)) {
                    tracing::error!(error = %known, path = ?error.path, "a resolver failed");
                }
                known.told()
            }
            // What has no source and no path was refused before it ran; an input that does not fit its type has a
            // path and no source.
            None if error.source.is_none() => (Code::InvalidQuery, error.message.clone(), Vec::new()),
            None => {
                tracing::error!(error = %error.message, path = ?error.path, "a resolver failed in a way that has no code");
                (Code::Internal, "internal error".to_owned(), Vec::new())
            }
        };
        error.message = message;
        write(error, code, extensions);
    }
    response
}

/// The failure of the store by which a response lacks something, the first that another server might not have.
pub(crate) fn lost(response: &Response) -> Option<&store::Error> {
    let failures = response.errors.iter().filter_map(|error| match error.source::<Error>() {
        Some(Error::Store(cause)) => Some(&**cause),
        _ => None,
    });
    failures.into_iter().find(|cause| cause.passes() || matches!(cause, store::Error::UnknownToken))
}

fn write(error: &mut ServerError, code: Code, extensions: Vec<(&'static str, Value)>) {
    let values = error.extensions.get_or_insert_with(ErrorExtensionValues::default);
    values.set("code", code.name());
    for (name, value) in extensions {
        values.set(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn the_list_of_codes_is_whole() {
        for (position, code) in Code::ALL.into_iter().enumerate() {
            assert_eq!(code as usize, position, "{}", code.name());
        }
        assert_eq!(Code::Internal as usize + 1, Code::ALL.len(), "a new code stands before `Internal`");
    }
}
