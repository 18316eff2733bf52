//! `/changes`: what happened to records, for those who write no GraphQL, as pages of JSON or as events (SSE).

use std::collections::VecDeque;

use axum::{
    extract::{Query, Request, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response, sse},
};
use futures_util::stream::unfold;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Follower, Since, Store, Token};

use super::{
    App,
    accept::preferred,
    client::Client,
    events,
    follow::afford,
    gate::Gate,
    plain::Refused,
    rate_limit::{Balance, REQUEST},
    revision,
};
use crate::{
    event::told,
    graphql::{NodeType, since},
};

/// At most so many changes in a page.
const MOST: u64 = 1_000;
/// So many where `first` does not say.
const DEFAULT: u64 = 100;
/// So many are read at once for one who is sent events.
const READ: u64 = 100;

/// The last event that a client has seen, which it tells where it comes again (HTML, "Server-sent events").
pub(super) const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// A token, or "now".
    after: Option<String>,
    /// Types, with commas.
    types: Option<String>,
    /// How many changes.
    first: Option<u64>,
}

/// Answers with a page, or with events that go on.
pub(super) async fn list(
    State(app): State<App>,
    asked: Result<Query<Asked>, QueryRejection>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let client = Client::of(&parts, &app.0.settings.trusted_proxies);
    let mut balance = None;
    let answered = answer(&app, client, asked, &parts.headers, &mut balance).await;
    let mut response = answered.unwrap_or_else(IntoResponse::into_response);
    if let Some(balance) = balance {
        balance.write(response.headers_mut());
    }
    response
}

async fn answer(
    app: &App,
    client: Client,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: &HeaderMap,
    balance: &mut Option<Balance>,
) -> Result<Response, Refused> {
    let gate = &app.0;
    let (left, spent) = gate.spend(client, REQUEST);
    *balance = left;
    spent?;
    let Query(asked) = asked.map_err(|_| {
        Refused::wrong(
            "Changes are asked for by `after` (the token of a page, or `now`), `types` (with commas, such as \
             Opinion,Vote) and `first` (a number), each at most once.",
        )
    })?;
    let types = asked.types.as_deref().map(types).transpose()?.unwrap_or_default();
    let goes_on = preferred(headers, &[("application", "json"), ("text", "event-stream")]) == 1;
    // A client that comes again asks by the same address, and says what it has seen.
    let seen = headers.get(LAST_EVENT_ID).filter(|_| goes_on).and_then(|seen| seen.to_str().ok());
    let since = place(seen.filter(|seen| !seen.is_empty()).or(asked.after.as_deref()))?;
    if goes_on {
        check(gate, since).await?;
        let place = gate.followers.enter()?;
        let types = types.into_iter().map(str::to_owned).collect();
        let follower = gate.store.follow(since, types);
        let following =
            Following { app: app.clone(), client, follower, told: VecDeque::new(), left: asked.first };
        return Ok(events::send(place, unfold(following, Following::next)));
    }
    let first = asked.first.unwrap_or(DEFAULT);
    if first > MOST {
        return Err(Refused::wrong(format!("`first` is {first}: expected a number from 0 to {MOST}.")));
    }
    let (left, spent) = gate.spend(client, first);
    *balance = left;
    spent?;
    let mut reading = revision::reading(gate, headers).await?;
    let types = &types;
    let read = |store: Store| async move { store.changes(since, types, first).await };
    let page = gate.read_from(&mut reading, read).await.map_err(refused)?;
    let changes: Vec<Value> = page.events.iter().map(told).collect();
    let page = json!({ "changes": changes, "next": page.end.to_string(), "more": page.more });
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
        (header::VARY, "accept"),
    ];
    Ok((headers, format!("{page}\n")).into_response())
}

/// Refuses a token before the first event, so that the status tells it.
async fn check(gate: &Gate, since: Since) -> Result<(), Refused> {
    gate.store.changes(since, &[], 0).await.map(drop).map_err(refused)
}

fn refused(error: store::Error) -> Refused {
    match error {
        store::Error::UnknownToken => Refused::Said(
            StatusCode::GONE,
            "The token is none of this ledger: it is of another database, or this one was put back from an older \
             backup. Start anew without `after`, and forget what you have."
                .into(),
        ),
        error => error.into(),
    }
}

fn place(after: Option<&str>) -> Result<Since, Refused> {
    since(after).map_err(|_| {
        let given: String = after.unwrap_or_default().chars().take(80).collect();
        Refused::wrong(format!("{given:?} is no token: pass `next`, or the id of an event, as it was."))
    })
}

fn types(names: &str) -> Result<Vec<&'static str>, Refused> {
    let names = names.split(',').map(str::trim).map(|name| {
        NodeType::of(name).map(NodeType::name).ok_or_else(|| {
            let name: String = name.chars().take(80).collect();
            let known: Vec<&str> = NodeType::all().map(NodeType::name).collect();
            Refused::wrong(format!("{name:?} is no type of records: expected one of {}.", known.join(", ")))
        })
    });
    names.collect()
}

/// One who is sent events.
struct Following {
    app: App,
    client: Client,
    follower: Follower,
    /// What was read and is not told yet: changes, and places without one.
    told: VecDeque<(Token, Option<Value>)>,
    /// How many changes are still to come; none where it never ends.
    left: Option<u64>,
}

impl Following {
    async fn next(mut self) -> Option<(sse::Event, Self)> {
        loop {
            if self.left == Some(0) {
                return None;
            }
            if let Some((token, told)) = self.told.pop_front() {
                // An event without data tells a place, and is no event to whoever listens.
                let mut event = sse::Event::default().id(token.to_string());
                if let Some(told) = told {
                    afford(&self.app.0, self.client, 1).await;
                    self.left = self.left.map(|left| left - 1);
                    event = event.data(told.to_string());
                }
                return Some((event, self));
            }
            match self.follower.next(self.left.unwrap_or(READ).min(READ)).await {
                Ok(page) => {
                    self.told.extend(page.events.iter().map(|event| (event.token, Some(told(event)))));
                    if page.events.last().is_none_or(|last| last.token != page.end) {
                        self.told.push_back((page.end, None));
                    }
                }
                // The client comes again, and hears why it may not.
                Err(error) => {
                    tracing::error!(%error, "events broke off");
                    return None;
                }
            }
        }
    }
}
