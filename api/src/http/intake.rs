//! `POST /documents`: a document comes in by plain HTTP, for those who write no GraphQL.

use axum::{
    body::Body,
    extract::{Query, Request, State},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use store::Scope;
use tokio::time::timeout;

use super::{
    App, accept::encoded, body, caller::Caller, gate::Gate, limits::Limits, multipart, plain::Refused,
    rate_limit::Balance, refusal::Refusal, revision,
};
use crate::{
    error::Code,
    export::sha256,
    intake::{Failure, Intake, Taken, describe},
};

/// What reading a document costs, as a query's cost.
pub(super) const COST: u64 = 1_000;

/// How a document is read.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Asked {
    /// The assembly's territory, where the text names none.
    territory: Option<String>,
    /// Reads it as a file of votes in this form.
    format: Option<String>,
    /// Says what would change, and stores nothing.
    #[serde(default)]
    dry_run: bool,
}

/// Takes a document in.
pub(super) async fn take(State(app): State<App>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let mut balance = None;
    let answered = answer(&app.0, &parts, body, &mut balance).await;
    let taken = answered.is_ok();
    let mut response = answered.unwrap_or_else(IntoResponse::into_response);
    if taken {
        revision::tell(&app.0, response.headers_mut()).await;
    }
    if let Some(balance) = balance {
        balance.write(response.headers_mut());
    }
    response
}

async fn answer(
    gate: &Gate,
    parts: &Parts,
    body: Body,
    balance: &mut Option<Balance>,
) -> Result<Response, Refused> {
    let caller = Caller::paying(parts, gate, COST, balance).await?;
    // Before the body: whoever may not import need not send it.
    let key = caller.require(Scope::Import)?;
    let Query(asked) = Query::<Asked>::try_from_uri(&parts.uri).map_err(|error| {
        Refused::wrong(format!(
            "The address does not read: {error}. It may have `territory`, `format` (popolo or scdl) and `dryRun` (true or false)."
        ))
    })?;
    let form = match asked.format.as_deref() {
        None => None,
        Some("popolo") => Some(ingest::Form::Popolo),
        Some("scdl") => Some(ingest::Form::Scdl),
        Some(other) => {
            return Err(Refused::wrong(format!("`format` is {other:?}: expected popolo or scdl.")));
        }
    };
    if let Some(message) = encoded(&parts.headers) {
        return Err(Refusal::new(Code::UnsupportedMediaType, message).into());
    }
    if let Some(message) = asked.territory.as_deref().and_then(ingest::territory_fault) {
        return Err(Refused::wrong(message));
    }
    let settings = &gate.settings.intake;
    let size = usize::try_from(settings.size_limit).unwrap_or(usize::MAX);
    let limits = Limits { body: size, body_time: settings.import_time, ..gate.settings.limits };
    let bytes = body::read(&parts.headers, body, &limits).await?;
    let bytes = if multipart::is_form(&parts.headers) {
        multipart::file(&parts.headers, bytes).await?
    } else {
        bytes
    };
    let hash = sha256(&bytes);
    let actor = key.actor();
    let reader = ingest::Options { territory: asked.territory, ..ingest::Options::default() };
    let intake =
        Intake { store: &gate.store, reader: &reader, extraction: &settings.extraction, form, actor: &actor };
    let read = async { if asked.dry_run { intake.preview(&bytes).await } else { intake.take(bytes).await } };
    match timeout(settings.import_time, read).await {
        Ok(Ok(taken)) => Ok(said(&hash, &taken)),
        Ok(Err(Failure::Store(error))) => Err(error.into()),
        Ok(Err(Failure::Reader(error))) => {
            tracing::error!(error, "a document was not read");
            Err(Refusal::new(Code::Unavailable, "the document could not be read at the moment; try again")
                .into())
        }
        Err(_) => {
            let seconds = settings.import_time.as_secs();
            let message = format!(
                "the document took longer than {seconds} s: nothing was written but its bytes. Try again"
            );
            Err(Refusal::new(Code::Timeout, message).into())
        }
    }
}

/// What became of it, as `hemicycle import --json` says it.
fn said(hash: &str, taken: &Taken) -> Response {
    let mut object = json!({ "sha256": hash });
    describe(taken, &mut object);
    let status = if taken.refused() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, format!("{object}\n")).into_response()
}
