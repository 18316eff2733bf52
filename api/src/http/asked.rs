//! What a client asks: a GraphQL request as a body of JSON or an address says it.

use axum::{extract::Query, http::Uri};
use serde_json::{Map, Value};

use super::{limits::Limits, refusal::Refusal};
use crate::error::Code;

/// One GraphQL request.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) query: Option<String>,
    /// The id of a trusted document (GraphQL over HTTP, appendix A).
    pub(super) document_id: Option<String>,
    pub(super) operation_name: Option<String>,
    pub(super) variables: Map<String, Value>,
    pub(super) extensions: Map<String, Value>,
}

/// One request, or several at once.
#[derive(Debug)]
pub(super) enum Batch {
    One(Asked),
    Many(Vec<Asked>),
}

impl Batch {
    /// Reads a body. A byte order mark before it is no part of it (RFC 8259, 8.1).
    pub(super) fn read(body: &[u8], limits: &Limits) -> Result<Self, Refusal> {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let value = serde_json::from_slice(body).map_err(|error| {
            let what = if body.is_empty() { "the body is empty" } else { "the body is no JSON" };
            invalid(&format!(
                "{what}: line {}, column {}. Expected an object with a `query`",
                error.line(),
                error.column()
            ))
        })?;
        match value {
            Value::Array(items) => {
                let (actual, maximum) = (items.len() as u64, limits.batch as u64);
                if maximum == 0 {
                    return Err(unprocessable("batches are off on this server: send each request by itself"));
                }
                if actual > maximum {
                    let refusal = Refusal::limit("batch", "the batch has too many requests", maximum, actual);
                    return Err(refusal.status(axum::http::StatusCode::UNPROCESSABLE_ENTITY));
                }
                if items.is_empty() {
                    return Err(invalid("the batch is empty: expected at least one request"));
                }
                items.into_iter().map(Asked::read).collect::<Result<_, _>>().map(Self::Many)
            }
            value => Asked::read(value).map(Self::One),
        }
    }

    /// Reads an address: `query`, `documentId`, `operationName`, and as JSON `variables` and `extensions`.
    pub(super) fn address(uri: &Uri, limits: &Limits) -> Result<Self, Refusal> {
        let length = uri.query().unwrap_or_default().len();
        if length > limits.body {
            let (maximum, actual) = (limits.body as u64, length as u64);
            let refusal = Refusal::limit("body", "the address has too many bytes", maximum, actual);
            return Err(refusal.status(axum::http::StatusCode::URI_TOO_LONG));
        }
        let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(uri) else {
            return Err(invalid("the address is no query string in UTF-8"));
        };
        let mut object = Map::new();
        for (name, text) in pairs {
            let value = match name.as_str() {
                "query" | "documentId" | "operationName" => Value::String(text),
                "variables" | "extensions" if text.is_empty() => Value::Null,
                "variables" | "extensions" => serde_json::from_str(&text)
                    .map_err(|_| invalid(&format!("`{name}` is no JSON: expected an object")))?,
                _ => continue,
            };
            if object.insert(name.clone(), value).is_some() {
                return Err(invalid(&format!("`{name}` is given twice")));
            }
        }
        Asked::read(Value::Object(object)).map(Self::One)
    }
}

impl Asked {
    fn read(value: Value) -> Result<Self, Refusal> {
        let kind = kind(&value);
        let Value::Object(mut members) = value else {
            return Err(invalid(&format!("the request is {kind}: expected an object with a `query`")));
        };
        let mut take = |name| members.remove(name).unwrap_or_default();
        let asked = Self {
            query: text("query", take("query"))?,
            document_id: text("documentId", take("documentId"))?,
            operation_name: text("operationName", take("operationName"))?.filter(|name| !name.is_empty()),
            variables: object("variables", take("variables"))?,
            extensions: object("extensions", take("extensions"))?,
        };
        if asked.query.is_some() && asked.document_id.is_some() {
            return Err(unprocessable("the request has a `query` and a `documentId`: send one of them"));
        }
        Ok(asked)
    }
}

fn text(name: &str, value: Value) -> Result<Option<String>, Refusal> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        other => Err(invalid(&format!("`{name}` is {}: expected a string", kind(&other)))),
    }
}

fn object(name: &str, value: Value) -> Result<Map<String, Value>, Refusal> {
    match value {
        Value::Null => Ok(Map::new()),
        Value::Object(members) => Ok(members),
        other => Err(invalid(&format!("`{name}` is {}: expected an object", kind(&other)))),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn invalid(message: &str) -> Refusal {
    Refusal::new(Code::InvalidRequest, message)
}

fn unprocessable(message: &str) -> Refusal {
    invalid(message).status(axum::http::StatusCode::UNPROCESSABLE_ENTITY)
}
