//! Health, for operators.

use std::time::Duration;

use axum::{extract::State, http::StatusCode};
use store::Store;
use tokio::time::timeout;

use super::App;

/// How long the database may take to say that it is ready: who asks does not wait for a server that is gone.
const PATIENCE: Duration = Duration::from_secs(2);
/// The same, where a replica can say so in its place.
const SHORT: Duration = Duration::from_secs(1);

/// The process runs.
pub(super) async fn live() -> &'static str {
    "live\n"
}

/// The database answers and is of this version; or it does not, and one of its replicas does.
pub(super) async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    let gate = &app.0;
    let mut reading = gate.replicas.reading();
    let alone = reading.is_beside(&gate.replicas.reading_primary());
    let patience = if alone { PATIENCE } else { SHORT };
    let passes = match timeout(patience, gate.store.check()).await {
        Ok(Ok(())) => return (StatusCode::OK, "ready\n"),
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready");
            error.passes()
        }
        Err(_) => {
            tracing::warn!("not ready: the database is silent");
            true
        }
    };
    let check = |store: Store| async move { store.check().await };
    if passes && !alone {
        // Without it nobody would read while another primary is chosen.
        if gate.read_from(&mut reading, check).await.is_ok() {
            return (StatusCode::OK, "ready to read alone\n");
        }
    }
    (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer, or is of another version\n")
}
