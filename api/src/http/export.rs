//! `/export/{file}`: whole datasets. A finished file is served with its length, and in ranges; one that is being written
//! is sent as it grows.

use axum::{
    body::Body,
    extract::{Path, Query, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use store::Version;
use tower_http::services::ServeFile;

use super::{App, etag};
use crate::export::{Error, Made, Product, Stage, follow};

/// What is asked beside the file's name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// Whether a CSV shall begin with a byte order mark.
    #[serde(default)]
    bom: bool,
}

/// Answers with what is there: a Data Package, with the Table Schema of each dataset.
pub(super) async fn package() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], publish::data_package(&publish::DATASETS))
}

/// The Table Schema of a dataset: "opinions.schema.json".
fn schema(file: &str) -> Option<Response> {
    let dataset = publish::dataset(file.strip_suffix(".schema.json")?)?;
    let body = format!("{:#}\n", publish::table_schema(dataset));
    Some(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

/// Answers with a file.
pub(super) async fn file(
    State(app): State<App>,
    Path(name): Path<String>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
    request: Request,
) -> Response {
    let Ok(Query(asked)) = asked else {
        return said(
            StatusCode::BAD_REQUEST,
            "The one parameter here is `bom`, and it is `true` or `false`.",
        );
    };
    if let Some(schema) = schema(&name) {
        return schema;
    }
    let Some(product) = Product::named(&name, asked.bom) else {
        return said(
            StatusCode::NOT_FOUND,
            "There is no such file. /export/datapackage.json lists the datasets; each is there as .csv, .ndjson, \
             .parquet and .jsonld.",
        );
    };
    let made = match app.0.exports.get(&product).await {
        Ok(made) => made,
        Err(error) => return failed(&error),
    };
    // Parquet is read from its end, and whoever asks for the headers alone wants the length.
    let whole = product.format == publish::Format::Parquet || request.method() == Method::HEAD;
    send(request, &made, &product, whole).await
}

/// Sends a file: its bytes as they come, or all of them once it is whole.
pub(super) async fn send(mut request: Request, made: &Made, product: &Product, whole: bool) -> Response {
    if let Some(answer) = is_current(request.headers(), made.version, product) {
        return answer;
    }
    if whole && let Err(error) = made.finished().await {
        return failed(&error);
    }
    let stage = made.stage().borrow().clone();
    let response = if let Stage::Finished(_) = stage {
        leave_out_old_range(request.headers_mut(), &tag(made.version, product));
        match ServeFile::new(made.path()).try_call(request).await {
            Ok(response) => response.map(Body::new),
            Err(error) => return failed(&error.into()),
        }
    } else {
        match tokio::fs::File::open(made.path()).await {
            Ok(file) => Body::from_stream(follow(file, made.stage())).into_response(),
            Err(error) => return failed(&error.into()),
        }
    };
    with_headers(response, made.version, product)
}

/// The answer to a client that has the file of this version.
pub(super) fn is_current(headers: &HeaderMap, version: Version, product: &Product) -> Option<Response> {
    let current = etag::is_known(headers, &tag(version, product));
    current.then(|| with_headers(StatusCode::NOT_MODIFIED.into_response(), version, product))
}

/// A strong tag: the same bytes for the same state of the data by the same program.
fn tag(version: Version, product: &Product) -> String {
    format!("\"{version}-{}-{}\"", product.key(), env!("CARGO_PKG_VERSION"))
}

/// A range of another state of the file is of no use: the whole file is sent (RFC 9110, 13.1.5).
fn leave_out_old_range(headers: &mut HeaderMap, tag: &str) {
    if let Some(wanted) = headers.remove(header::IF_RANGE)
        && wanted.as_bytes() != tag.as_bytes()
    {
        headers.remove(header::RANGE);
    }
    // The tag has answered these.
    headers.remove(header::IF_NONE_MATCH);
}

fn with_headers(mut response: Response, version: Version, product: &Product) -> Response {
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag(version, product)) {
        headers.insert(header::ETAG, tag);
    }
    if let Some(changed) = version.changed()
        && let Ok(date) = HeaderValue::from_str(&changed.format("%a, %d %b %Y %H:%M:%S GMT").to_string())
    {
        headers.insert(header::LAST_MODIFIED, date);
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(product.media_type()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let name = format!("attachment; filename=\"{}\"", product.file_name());
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

/// Compressed bytes are others than the file's: their tag is weak.
pub(super) async fn weaken(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.headers().contains_key(header::CONTENT_ENCODING)
        && let Some(tag) = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok())
        && let Ok(weak) = HeaderValue::from_str(&format!("W/{tag}"))
    {
        response.headers_mut().insert(header::ETAG, weak);
    }
    response
}

pub(super) fn said(status: StatusCode, words: &str) -> Response {
    (status, format!("{words}\n")).into_response()
}

pub(super) fn failed(error: &Error) -> Response {
    tracing::error!(%error, "an export failed");
    let mut response =
        said(StatusCode::SERVICE_UNAVAILABLE, "The file cannot be made at the moment; try again in a while.");
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    response
}
