//! One error type for everything that a client may see, and the one place that gives it its code.
//!
//! Resolvers return [`Error`]; async-graphql keeps it as a `ServerError`'s source, where [`finish`] finds it after
//! the execution. What has another source, or none where one was due, is this program's fault: its words go to the
//! log and the client reads "internal error".
//!
//! The codes: `INVALID_REQUEST` (no GraphQL request), `INVALID_QUERY` (does not parse, or does not fit the schema),
//! `QUERY_TOO_LARGE` (longer or deeper than this server reads), `INVALID_ARGUMENT` (out of its range),
//! `INVALID_CURSOR` (none that this list gave out), `AMBIGUOUS` (several records answer a look-up; `ids` names them),
//! `UNAVAILABLE` (the database does not answer; try again), `INTERNAL` (a fault that the server's log explains).

use std::sync::Arc;

use async_graphql::{ErrorExtensionValues, Response, Value};
use uuid::Uuid;

/// What a resolver may answer in place of data.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum Error {
    /// An argument is out of its range.
    #[error("{0}")]
    InvalidArgument(String),
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
    /// The store failed.
    #[error("{0}")]
    Store(Arc<store::Error>),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Store(Arc::new(error))
    }
}

/// Gives every error of a response its code, and takes internal messages out.
pub(crate) fn finish(mut response: Response) -> Response {
    for error in &mut response.errors {
        let (code, ids) = match error.source::<Error>() {
            Some(Error::InvalidArgument(_)) => ("INVALID_ARGUMENT", None),
            Some(Error::InvalidCursor(_)) => ("INVALID_CURSOR", None),
            Some(Error::Ambiguous(_, ids)) => ("AMBIGUOUS", Some(ids.clone())),
            Some(Error::Store(cause)) => {
                let (code, message) = match **cause {
                    store::Error::Unavailable(_) | store::Error::Locked(_) => {
                        ("UNAVAILABLE", "the database does not answer; try again")
                    }
                    store::Error::Database(_)
                    | store::Error::NotADatabase(_)
                    | store::Error::CannotOpen(_)
                    | store::Error::Full(_)
                    | store::Error::ReadOnly(_)
                    | store::Error::Newer { .. }
                    | store::Error::Older { .. }
                    | store::Error::Analyser { .. }
                    | store::Error::Address(_)
                    | store::Error::Folder(_) => ("INTERNAL", "internal error"),
                };
                tracing::error!(error = %cause, path = ?error.path, "a resolver failed");
                error.message = message.to_owned();
                (code, None)
            }
            Some(missing @ Error::Missing(..)) => {
                tracing::error!(error = %missing, "a record is missing");
                error.message = "internal error".to_owned();
                ("INTERNAL", None)
            }
            // What has no source and no path was refused before it ran; an input that does not fit its type has a
            // path and no source.
            None if error.source.is_none() => ("INVALID_QUERY", None),
            None => {
                tracing::error!(error = %error.message, path = ?error.path, "a resolver failed in a way that has no code");
                error.message = "internal error".to_owned();
                ("INTERNAL", None)
            }
        };
        let extensions = error.extensions.get_or_insert_with(ErrorExtensionValues::default);
        extensions.set("code", code);
        if let Some(ids) = ids {
            extensions.set("ids", Value::List(ids.iter().map(|id| Value::String(id.to_string())).collect()));
        }
    }
    response
}
