//! GraphQL over HTTP, by its specification: POST and GET, `application/graphql-response+json` where the client
//! accepts it, 4xx only where nothing was executed.

use async_graphql::{
    Request, Response as Answer, ServerError, Variables,
    parser::{
        parse_query,
        types::{DocumentOperations, ExecutableDocument, OperationType},
    },
};
use axum::{
    body::{Body, to_bytes},
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    App,
    scan::{TooLarge, scan},
};
use crate::{error::finish, loader::Loaders};

const MODERN: &str = "application/graphql-response+json; charset=utf-8";
const LEGACY: &str = "application/json; charset=utf-8";

/// A request as its body or its address says it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    query: Option<String>,
    operation_name: Option<String>,
    #[serde(default)]
    variables: Option<serde_json::Map<String, serde_json::Value>>,
}

/// A request that is answered without running.
struct Refused {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refused {
    fn request(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, code: "INVALID_REQUEST", message: message.into() }
    }
}

/// `POST /graphql` with a JSON body.
pub(super) async fn post(State(app): State<App>, headers: HeaderMap, body: Body) -> Response {
    let asked = async {
        let json =
            headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|value| {
                let media = value.split(';').next().unwrap_or_default().trim();
                media.eq_ignore_ascii_case("application/json")
            });
        if !json {
            let message = "expected a body of the type application/json";
            return Err(Refused::request(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
        }
        let limit = app.limits.body;
        let body = to_bytes(body, limit).await.map_err(|_| Refused {
            status: StatusCode::PAYLOAD_TOO_LARGE,
            code: "QUERY_TOO_LARGE",
            message: format!("the body is longer than {limit} bytes"),
        })?;
        serde_json::from_slice(&body).map_err(|error| {
            let message = format!(
                "the body is no GraphQL request in JSON: line {}, column {}",
                error.line(),
                error.column()
            );
            Refused::request(StatusCode::BAD_REQUEST, message)
        })
    };
    match asked.await {
        Ok(asked) => answer(&app, &headers, asked, false).await,
        Err(refused) => refuse(&headers, refused),
    }
}

/// `GET /graphql?query=…`: queries only.
pub(super) async fn get(State(app): State<App>, headers: HeaderMap, RawQuery(address): RawQuery) -> Response {
    #[derive(Deserialize, Default)]
    #[serde(rename_all = "camelCase")]
    struct Address {
        query: Option<String>,
        operation_name: Option<String>,
        variables: Option<String>,
    }
    let address = address.unwrap_or_default();
    let uri: Result<axum::http::Uri, _> = format!("/?{address}").parse();
    let parsed = uri.ok().and_then(|uri| axum::extract::Query::<Address>::try_from_uri(&uri).ok());
    let Some(axum::extract::Query(address)) = parsed else {
        return refuse(&headers, Refused::request(StatusCode::BAD_REQUEST, "the address is no query string"));
    };
    let variables =
        match address.variables.as_deref().filter(|text| !text.is_empty()).map(serde_json::from_str) {
            None => None,
            Some(Ok(variables)) => Some(variables),
            Some(Err(_)) => {
                let message = "`variables` is no JSON object";
                return refuse(&headers, Refused::request(StatusCode::BAD_REQUEST, message));
            }
        };
    let asked = Asked { query: address.query, operation_name: address.operation_name, variables };
    answer(&app, &headers, asked, true).await
}

/// Runs what was asked.
async fn answer(app: &App, headers: &HeaderMap, asked: Asked, reads_only: bool) -> Response {
    let request = match request(app, asked, reads_only) {
        Ok(request) => request,
        Err(refused) => return refuse(headers, refused),
    };
    let request = request.data(Loaders::new(app.store.clone()));
    let response = finish(app.schema.execute(request).await);
    // Nothing was executed where there is no data and no error has a path.
    let refused = response.is_err()
        && response.data == async_graphql::Value::Null
        && response.errors.iter().all(|error| error.path.is_empty());
    let status = if refused && accepts(headers) { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    write(headers, status, &response)
}

/// The request, its query parsed once and kept.
fn request(app: &App, asked: Asked, reads_only: bool) -> Result<Request, Refused> {
    let Some(query) = asked.query.filter(|query| !query.trim().is_empty()) else {
        return Err(Refused::request(StatusCode::BAD_REQUEST, "expected a `query`"));
    };
    let document = document(app, &query)?;
    if reads_only && writes(&document, asked.operation_name.as_deref()) {
        return Err(Refused::request(StatusCode::METHOD_NOT_ALLOWED, "a mutation needs POST"));
    }
    let variables = serde_json::Value::Object(asked.variables.unwrap_or_default());
    let mut request = Request::new(query).variables(Variables::from_json(variables));
    if let Some(name) = asked.operation_name.filter(|name| !name.is_empty()) {
        request = request.operation_name(name);
    }
    request.set_parsed_query(document);
    Ok(request)
}

fn document(app: &App, query: &str) -> Result<ExecutableDocument, Refused> {
    if let Some(document) = app.documents.get(query) {
        return Ok(document);
    }
    let refused = |code, message| Refused { status: StatusCode::BAD_REQUEST, code, message };
    scan(query, app.limits).map_err(|large| {
        let message = match large {
            TooLarge::Deep(depth) => format!("the query nests more than {depth} brackets"),
            TooLarge::Long(tokens) => format!("the query has more than {tokens} tokens"),
        };
        refused("QUERY_TOO_LARGE", message)
    })?;
    let document = parse_query(query).map_err(|error| refused("INVALID_QUERY", error.to_string()))?;
    app.documents.insert(query.to_owned(), document.clone());
    Ok(document)
}

/// Whether the operation that would run is no query.
fn writes(document: &ExecutableDocument, name: Option<&str>) -> bool {
    let query = |kind| kind == OperationType::Query;
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), _) => !query(operation.node.ty),
        (DocumentOperations::Multiple(operations), Some(name)) => {
            operations.get(name).is_some_and(|operation| !query(operation.node.ty))
        }
        (DocumentOperations::Multiple(_), None) => false,
    }
}

fn refuse(headers: &HeaderMap, refused: Refused) -> Response {
    let mut error = ServerError::new(refused.message, None);
    let extensions = error.extensions.get_or_insert_with(Default::default);
    extensions.set("code", refused.code);
    write(headers, refused.status, &Answer::from_errors(vec![error]))
}

/// Whether the client knows the media type of the specification.
fn accepts(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("application/graphql-response+json")
}

fn write(headers: &HeaderMap, status: StatusCode, answer: &Answer) -> Response {
    let media = if accepts(headers) { MODERN } else { LEGACY };
    match serde_json::to_vec(answer) {
        Ok(body) => (status, [(header::CONTENT_TYPE, media)], body).into_response(),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
