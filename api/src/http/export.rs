//! `/export/{file}`: whole datasets. A finished file is served with its length, and in ranges; one that is being written
//! is sent as it grows.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, Query, Request, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use store::Version;
use tower_http::services::ServeFile;

use super::{App, etag, gate::Gate, plain::Refused, revision};
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
    (
        [(header::CONTENT_TYPE, "application/json")],
        publish::data_package(&publish::DATASETS.map(publish::Packed::csv)),
    )
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
    asked: Result<Query<Asked>, QueryRejection>,
    request: Request,
) -> Result<Response, Refused> {
    let Query(asked) =
        asked.map_err(|_| Refused::wrong("The one parameter here is `bom`, and it is `true` or `false`."))?;
    if let Some(schema) = schema(&name) {
        return Ok(schema);
    }
    let product = Product::named(&name, asked.bom).ok_or_else(|| {
        Refused::not_found(
            "There is no such file. /export/datapackage.json lists the datasets; each is there as .csv, .ndjson, \
             .parquet and .jsonld.",
        )
    })?;
    let product = product.with(app.0.exports.codes());
    let made = made(&app.0, request.headers(), &product).await?;
    // Parquet is read from its end, and whoever asks for the headers alone wants the length.
    let whole = product.format == publish::Format::Parquet || request.method() == Method::HEAD;
    send(request, &made, &product, whole).await
}

/// The file, of a state that the client has seen at least.
async fn made(gate: &Gate, headers: &HeaderMap, product: &Product) -> Result<Arc<Made>, Refused> {
    let mut reading = revision::reading(gate, headers).await?;
    loop {
        let other = match gate.exports.get(reading.store(), product).await {
            Err(Error::Store(error)) => gate.replicas.elsewhere(&reading, &error).await.ok_or(error)?,
            made => return Ok(made?),
        };
        reading = other;
    }
}

/// Sends a file: its bytes as they come, or all of them once it is whole.
pub(super) async fn send(
    mut request: Request,
    made: &Made,
    product: &Product,
    whole: bool,
) -> Result<Response, Refused> {
    if let Some(answer) = is_current(request.headers(), made.version, product) {
        return Ok(answer);
    }
    if whole {
        made.finished().await?;
    }
    let stage = made.stage().borrow().clone();
    let response = if let Stage::Finished(_) = stage {
        leave_out_old_range(request.headers_mut(), &tag(made.version, product));
        leave_out_other_ranges(request.headers_mut());
        ServeFile::new(made.path()).try_call(request).await.map_err(Error::from)?.map(Body::new)
    } else {
        let file = tokio::fs::File::open(made.path()).await.map_err(Error::from)?;
        Body::from_stream(follow(file, made.stage())).into_response()
    };
    Ok(with_headers(response, made.version, product))
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
    // The tag has answered these: where one was sent, the day has nothing to say (RFC 9110, 13.1.3).
    if headers.remove(header::IF_NONE_MATCH).is_some() {
        headers.remove(header::IF_MODIFIED_SINCE);
    }
}

/// Leaves out a range that is none, or is several: the whole file is sent then (RFC 9110, 14.2). One that ends beyond any
/// file ends with it.
fn leave_out_other_ranges(headers: &mut HeaderMap) {
    let mut ranges = headers.get_all(header::RANGE).iter();
    let only = ranges.next().filter(|_| ranges.next().is_none()).and_then(|range| range.to_str().ok());
    let Some(range) = only.and_then(one_range) else {
        headers.remove(header::RANGE);
        return;
    };
    if let Ok(range) = HeaderValue::from_str(&range) {
        headers.insert(header::RANGE, range);
    }
}

/// A range of bytes as it is served; none where it is another unit's, several, or no range.
fn one_range(text: &str) -> Option<String> {
    let (unit, range) = text.split_once('=')?;
    let (first, last) = range.trim().split_once('-')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !unit.trim().eq_ignore_ascii_case("bytes") || !digits(first) || !digits(last) {
        return None;
    }
    match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) => (first <= last).then(|| format!("bytes={first}-{last}")),
        (Ok(first), Err(_)) => Some(format!("bytes={first}-")),
        // The last so many bytes.
        (Err(_), last) if first.is_empty() && !range.ends_with('-') => {
            Some(format!("bytes=-{}", last.unwrap_or(u64::MAX)))
        }
        (Err(_), _) if first.is_empty() => None,
        // It begins beyond any file.
        (Err(_), _) => Some(format!("bytes={}-", u64::MAX)),
    }
}

fn with_headers(mut response: Response, version: Version, product: &Product) -> Response {
    let unsatisfied = response.status() == StatusCode::RANGE_NOT_SATISFIABLE;
    let headers = response.headers_mut();
    let control = HeaderValue::from_static("public, no-cache");
    etag::keep(headers, &tag(version, product), control, version.changed());
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if unsatisfied {
        return response;
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(product.media_type()));
    let name = format!("attachment; filename=\"{}\"", product.file_name());
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

/// Compressed bytes are others than the file's: their tag is weak, as that of a table is in any case.
pub(super) async fn weaken(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.headers().contains_key(header::CONTENT_ENCODING)
        && let Some(tag) = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok())
        && !tag.starts_with("W/")
        && let Ok(weak) = HeaderValue::from_str(&format!("W/{tag}"))
    {
        response.headers_mut().insert(header::ETAG, weak);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::one_range;

    #[test]
    fn a_range_is_one_of_bytes_or_none() {
        for (asked, served) in [
            ("bytes=0-9", Some("bytes=0-9")),
            ("Bytes = 5-", Some("bytes=5-")),
            ("bytes=-7", Some("bytes=-7")),
            ("bytes=0-99999999999999999999999", Some("bytes=0-")),
            ("bytes=-99999999999999999999999", Some("bytes=-18446744073709551615")),
            ("bytes=99999999999999999999999-", Some("bytes=18446744073709551615-")),
            ("bytes=5-2", None),
            ("bytes=0-0,5-6", None),
            ("bytes=-", None),
            ("bytes=", None),
            ("items=0-1", None),
            ("bytes=a-b", None),
        ] {
            assert_eq!(one_range(asked).as_deref(), served, "{asked}");
        }
    }
}
