//! `GET /webhooks`: the webhooks of a key, and how they fare.

use axum::{
    extract::{Request, State},
    http::header,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use store::{Disabled, Reason, Scope, Webhook};

use super::{
    App,
    caller::Caller,
    gate::Gate,
    plain::Refused,
    rate_limit::{Balance, REQUEST},
};

/// Lists them, the oldest first: those of the key, or with the scope `admin` those of all keys.
pub(super) async fn list(State(app): State<App>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let mut balance = None;
    let answered = answer(&app.0, &parts, &mut balance).await;
    let mut response = answered.unwrap_or_else(IntoResponse::into_response);
    if let Some(balance) = balance {
        balance.write(response.headers_mut());
    }
    response
}

async fn answer(
    gate: &Gate,
    parts: &axum::http::request::Parts,
    balance: &mut Option<Balance>,
) -> Result<Response, Refused> {
    let caller = Caller::paying(parts, gate, REQUEST, balance).await?;
    let key = caller.require(Scope::Webhooks)?;
    let own = (!key.may(Scope::Admin)).then_some(key.id);
    let hooks: Vec<Value> = gate.store.webhooks(own).await?.iter().map(told).collect();
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, format!("{}\n", json!({ "webhooks": hooks }))).into_response())
}

/// A webhook without its secret, as the mutations tell it.
fn told(hook: &Webhook) -> Value {
    let moment = |at: Option<DateTime<Utc>>| at.map(|at| at.to_rfc3339_opts(SecondsFormat::AutoSi, true));
    let (since, why) = hook.disabled.unzip();
    let why = why.map(|why| match why {
        Disabled::For(Reason::Key) => "KEY",
        Disabled::For(Reason::Gone) => "GONE",
        Disabled::For(Reason::Failing) => "FAILING",
        Disabled::For(Reason::Token) => "TOKEN",
        Disabled::KeyEnded => "KEY_ENDED",
    });
    json!({
        "id": hook.id,
        "key": hook.key,
        "url": hook.url,
        "types": (!hook.types.is_empty()).then_some(&hook.types),
        "createdAt": moment(Some(hook.created_at)),
        "cursor": hook.token.to_string(),
        "disabledAt": moment(since),
        "disabledBecause": why,
        "deliveredAt": moment(hook.delivered_at),
        "failingSince": moment(hook.failing_since),
        "failures": hook.failures,
        "failure": hook.failure,
    })
}
