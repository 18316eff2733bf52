//! Bodies of forms: files among what is asked, by the GraphQL multipart request specification, or one file alone.

use async_graphql::Value as GraphQl;
use axum::http::{HeaderMap, header};
use futures_util::stream;
use multer::{Constraints, Multipart};
use serde_json::{Map, Value};

use super::{
    asked::{Asked, Batch},
    limits::Limits,
    refusal::Refusal,
};
use crate::{
    error::Code,
    graphql::{Upload, placeholder},
};

/// At most so many files in one request.
const FILES: usize = 10;

/// The parts of a form that are read.
#[derive(Default)]
struct Parts {
    operations: Option<Vec<u8>>,
    map: Option<Vec<u8>>,
    /// By their names in the form, in its order.
    files: Vec<(String, Upload)>,
}

/// Whether a body is a form.
pub(super) fn is_form(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().is_some_and(|media| media.trim().eq_ignore_ascii_case("multipart/form-data"))
}

/// Reads a request with files: `operations` is the request with null where a file stands, `map` says which.
pub(super) async fn request(headers: &HeaderMap, body: Vec<u8>, limits: &Limits) -> Result<Asked, Refusal> {
    let parts = parts(headers, body).await?;
    let operations = parts.operations.ok_or_else(|| wrong("the form has no `operations`"))?;
    let map = parts.map.ok_or_else(|| wrong("the form has no `map`"))?;
    let Batch::One(mut asked) = Batch::read(&operations, limits)? else {
        return Err(wrong("the form's `operations` are a batch: send each request by itself"));
    };
    let map: Map<String, Value> = serde_json::from_slice(&map)
        .map_err(|error| wrong(&format!("the form's `map` is no object of lists: {error}")))?;
    for (name, paths) in &map {
        let known = parts.files.iter().position(|(known, _)| known == name);
        let index =
            known.ok_or_else(|| wrong(&format!("the form has no file {name:?}, which its `map` names")))?;
        let paths = paths.as_array().ok_or_else(|| wrong("the form's `map` is no object of lists"))?;
        for path in paths {
            put(&mut asked.variables, path.as_str().unwrap_or_default(), index)?;
        }
    }
    asked.uploads = parts.files.into_iter().map(|(_, file)| file).collect();
    Ok(asked)
}

/// Reads a form that is one file.
pub(super) async fn file(headers: &HeaderMap, body: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    let mut files = parts(headers, body).await?.files.into_iter();
    match (files.next(), files.next()) {
        (Some((_, file)), None) => Ok(file.bytes),
        (None, _) => Err(wrong("the form has no file: expected one")),
        (Some(_), Some(_)) => Err(wrong("the form has more than one file: send each by itself")),
    }
}

/// Puts a file where the map says: "variables.input.file", where null stands.
fn put(variables: &mut Map<String, Value>, path: &str, index: usize) -> Result<(), Refusal> {
    let expected = || {
        let shown: String = path.chars().take(80).collect();
        wrong(&format!(
            "the form's `map` names {shown:?}: expected a place such as \"variables.input.file\" where null stands"
        ))
    };
    let mut names = path.strip_prefix("variables.").ok_or_else(expected)?.split('.');
    let first = names.next().and_then(|name| variables.get_mut(name));
    let place = names.fold(first, |place, name| match place? {
        Value::Object(members) => members.get_mut(name),
        Value::Array(items) => items.get_mut(name.parse::<usize>().ok()?),
        _ => None,
    });
    let place = place.filter(|place| place.is_null()).ok_or_else(expected)?;
    let GraphQl::String(text) = placeholder(index) else { return Err(expected()) };
    *place = Value::String(text);
    Ok(())
}

async fn parts(headers: &HeaderMap, body: Vec<u8>) -> Result<Parts, Refusal> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let boundary = multer::parse_boundary(content_type.unwrap_or_default())
        .map_err(|_| wrong("the form's media type has no boundary"))?;
    let body = stream::iter([Ok::<_, std::convert::Infallible>(body)]);
    let mut form = Multipart::with_constraints(body, boundary, Constraints::new());
    let mut parts = Parts::default();
    let broken = |error: multer::Error| wrong(&format!("the form does not read: {error}"));
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(broken)?.to_vec();
        match name.as_str() {
            "operations" if file_name.is_none() => parts.operations = Some(bytes),
            "map" if file_name.is_none() => parts.map = Some(bytes),
            _ if parts.files.len() == FILES => {
                return Err(wrong(&format!("the form has too many files: expected at most {FILES}")));
            }
            _ => parts.files.push((name, Upload { bytes })),
        }
    }
    Ok(parts)
}

fn wrong(message: &str) -> Refusal {
    Refusal::new(Code::InvalidRequest, message)
}
