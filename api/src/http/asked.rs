//! What a client asks: a GraphQL request as a body of JSON or an address says it.

use std::fmt;

use axum::{extract::Query, http::Uri};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};

use super::{limits::Limits, refusal::Refusal};
use crate::{error::Code, graphql::Upload};

/// One GraphQL request.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) query: Option<String>,
    /// The id of a trusted document (GraphQL over HTTP, appendix A).
    pub(super) document_id: Option<String>,
    pub(super) operation_name: Option<String>,
    pub(super) variables: Map<String, Value>,
    pub(super) extensions: Map<String, Value>,
    /// The files that came with it, for which placeholders stand in the variables.
    pub(super) uploads: Vec<Upload>,
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
        if body.is_empty() {
            return Err(invalid("the body is empty. Expected an object with a `query`"));
        }
        let value = serde_json::from_slice(body)
            .map(|Strict(value)| value)
            .map_err(|error| unreadable("the body", "an object with a `query`", &error))?;
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
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri).ok().filter(|_| is_utf8(uri));
        let Some(Query(pairs)) = pairs else {
            return Err(invalid("the address is no query string in UTF-8"));
        };
        let mut object = Map::new();
        for (name, text) in pairs {
            let value = match name.as_str() {
                "query" | "documentId" | "operationName" => Value::String(text),
                "variables" | "extensions" if text.is_empty() => Value::Null,
                "variables" | "extensions" => serde_json::from_str(&text)
                    .map_err(|error| unreadable(&format!("`{name}`"), "an object", &error))?,
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
    pub(super) fn read(value: Value) -> Result<Self, Refusal> {
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
            uploads: Vec::new(),
        };
        if asked.query.is_some() && asked.document_id.is_some() {
            return Err(unprocessable("the request has a `query` and a `documentId`: send one of them"));
        }
        Ok(asked)
    }
}

/// JSON of a request, whose members stand in it once: of two the last would hold, and a reader before us may take the
/// first.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Members).map(Self)
    }
}

/// Reads the members of a request, or of each in a batch.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object with a `query`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some((name, value)) = access.next_entry::<String, Value>()? {
            if ["query", "documentId", "operationName", "variables", "extensions"].contains(&name.as_str())
                && members.contains_key(&name)
            {
                return Err(serde::de::Error::custom(format!("{TWICE}{name}")));
            }
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(Strict(item)) = access.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }
}

/// What the error of a member that stands twice begins with, before its name.
const TWICE: &str = "twice: ";

/// JSON that cannot be read: where, and whether a limit of its reader or no JSON is the reason. The reader tells those
/// apart by its words alone.
fn unreadable(what: &str, expected: &str, error: &serde_json::Error) -> Refusal {
    let (line, column) = (error.line(), error.column());
    let said = error.to_string();
    let place = format!("line {line}, column {column}");
    invalid(&if let Some((_, name)) = said.split_once(TWICE) {
        let name = name.split(' ').next().unwrap_or_default();
        format!("`{name}` is given twice: {place}")
    } else if said.starts_with("recursion limit") {
        format!("{what} nests deeper than the {DEEPEST} lists and objects that this server reads: {place}")
    } else if said.starts_with("number out of range") {
        format!("{what} has a number beyond those of 64 bits: {place}. Expected one below 1.8e308")
    } else {
        format!("{what} is no JSON: {place}. Expected {expected}")
    })
}

/// So deep may lists and objects of JSON stand in each other: what serde_json reads.
const DEEPEST: usize = 127;

/// Whether what an address encodes is UTF-8.
pub(super) fn is_utf8(uri: &Uri) -> bool {
    let mut bytes = Vec::new();
    let mut rest = uri.query().unwrap_or_default().as_bytes();
    while let [byte, tail @ ..] = rest {
        let encoded = tail.get(..2).filter(|_| *byte == b'%');
        let digits = encoded.and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(decoded.unwrap_or(*byte));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    std::str::from_utf8(&bytes).is_ok()
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
