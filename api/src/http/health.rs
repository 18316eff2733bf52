//! Health, for operators.

use axum::{extract::State, http::StatusCode};

use super::App;

/// The process runs.
pub(super) async fn live() -> &'static str {
    "live\n"
}

/// The database answers and is of this version.
pub(super) async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.0.store.check().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer, or is of another version\n")
        }
    }
}
