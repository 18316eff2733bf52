//! Operations whose answers may go on: what a WebSocket and events of the server's (SSE) have in common.

use std::sync::Arc;

use futures_util::{
    StreamExt,
    stream::{BoxStream, once, unfold},
};
use tokio::time::{Duration, sleep};

use super::{
    App,
    answer::Answer,
    client::Client,
    gate::{Gate, Prepared},
};
use crate::error::finish;

/// Runs an operation that may run: the answers to a subscription, or the one to anything else. Each answer to a
/// subscription costs what it may hold, and is waited for where the client has spent that; the next one is read once this
/// one is taken.
pub(super) fn answers(app: &App, prepared: Prepared, client: Client) -> BoxStream<'static, Answer> {
    let gate = Arc::clone(&app.0);
    if prepared.follows {
        return followed(gate, prepared, client);
    }
    let mut prepared = prepared;
    once(async move {
        let (balance, spent) = gate.spend(client, prepared.cost);
        spent?;
        // Whoever talks to this server has seen what it wrote.
        gate.run(&mut prepared, balance.as_ref(), &mut gate.replicas.reading_primary()).await
    })
    .boxed()
}

fn followed(gate: Arc<Gate>, mut prepared: Prepared, client: Client) -> BoxStream<'static, Answer> {
    let responses = gate.subscribe(&mut prepared);
    let cost = prepared.cost;
    let each = unfold((gate, responses), move |(gate, mut responses)| async move {
        let response = responses.next().await?;
        afford(&gate, client, cost).await;
        Some((Ok(finish(response)), (gate, responses)))
    });
    each.boxed()
}

/// Spends a cost that is within the client's budget, once it has it.
pub(super) async fn afford(gate: &Gate, client: Client, cost: u64) {
    while let (_, Err(refusal)) = gate.spend(client, cost) {
        sleep(Duration::from_secs(refusal.retry_after.unwrap_or(1))).await;
    }
}
