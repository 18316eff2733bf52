//! `/q/{name}.{json,csv,ndjson}`: trusted documents as plain GETs, for those who take a table and write no GraphQL.

use std::fmt::Write;

use async_graphql::parser::types::{OperationDefinition, Type};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Response},
};
use publish::{Entry, Format, SavedQuery};
use serde_json::{Map, Value, json};

use super::{
    App,
    asked::Asked,
    caller::Caller,
    client::Client,
    columns::Columns,
    documents::operation,
    etag::{Whole, cache_control, is_known, keep},
    gate::{Gate, Prepared},
    plain::Refused,
    rate_limit::{Balance, REQUEST},
    refusal::Refusal,
    revision,
    types::{Input, Types, is_list, named},
    way::Way,
};
use crate::{error::Code, export};

/// Names that a file may have.
const FORMATS: [(&str, Format); 3] =
    [("json", Format::Json), ("csv", Format::Csv), ("ndjson", Format::Ndjson)];

/// Lists the saved queries: what each takes, and what its columns are called.
pub(super) async fn list(State(app): State<App>) -> Response {
    let queries: Vec<Value> = all(&app.0).await.iter().map(Saved::described).collect();
    json_of(&json!(queries))
}

/// What the catalogue says of them, in their order.
pub(super) async fn entries(gate: &Gate) -> Vec<Entry> {
    all(gate).await.iter().map(|saved| saved.query().entry()).collect()
}

/// Those that this schema can answer.
async fn all(gate: &Gate) -> Vec<Saved<'_>> {
    let mut queries = Vec::new();
    for (name, id, text) in gate.trusted.saved() {
        queries.extend(Saved::read(gate, name, id, text).await.ok());
    }
    queries
}

fn json_of(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], format!("{value:#}\n")).into_response()
}

/// Answers with one of them.
pub(super) async fn answer(State(app): State<App>, Path(file): Path<String>, parts: Parts) -> Response {
    let client = Client::of(&parts, &app.0.settings.trusted_proxies);
    let (mut balance, spent) = app.0.spend(client, REQUEST);
    let answered = match spent {
        Err(refusal) => Err(refusal.into()),
        Ok(()) => table(&app.0, &file, &parts, &mut balance).await,
    };
    let mut response = answered.into_response();
    if let Some(balance) = balance {
        balance.write(response.headers_mut());
    }
    response
}

async fn table(
    gate: &Gate,
    file: &str,
    parts: &Parts,
    balance: &mut Option<Balance>,
) -> Result<Response, Refused> {
    let (name, ending) = file.split_once('.').unwrap_or((file, ""));
    let asked = match ending {
        "" => Some(What::Description),
        "schema.json" => Some(What::Schema),
        _ => FORMATS.iter().find(|(known, _)| *known == ending).map(|(_, format)| What::Table(*format)),
    };
    let known = gate.trusted.saved().find(|(known, ..)| *known == name);
    let Some((asked, (name, id, text))) = asked.zip(known) else {
        return Err(Refused::not_found(
            "There is no such saved query. /q lists them; each is there as .json, .csv and .ndjson.",
        ));
    };
    let saved = Saved::read(gate, name, id, text).await?;
    match asked {
        What::Description => Ok(json_of(&saved.described())),
        What::Schema => Ok(json_of(&saved.query().table_schema())),
        What::Table(format) => Request { gate, parts, format }.table(&saved, balance).await,
    }
}

/// What an address asks of a saved query.
enum What {
    /// What it takes and gives.
    Description,
    /// The Table Schema of its CSV.
    Schema,
    Table(Format),
}

/// A trusted document by its name.
struct Saved<'a> {
    name: &'a str,
    id: &'a str,
    variables: Vec<(String, Type)>,
    /// Those of the variables that have to be given.
    needed: Vec<String>,
    columns: Columns,
}

impl<'a> Saved<'a> {
    async fn read(gate: &Gate, name: &'a str, id: &'a str, text: &str) -> Result<Self, Refusal> {
        let document = gate.read(text).await?;
        let operation: &OperationDefinition = operation(&document.parsed, None)?;
        let variables = operation
            .variable_definitions
            .iter()
            .map(|each| (each.node.name.node.to_string(), each.node.var_type.node.clone()));
        let needed = operation.variable_definitions.iter().map(|each| &each.node);
        let needed = needed.filter(|each| !each.var_type.node.nullable && each.default_value.is_none());
        let needed = needed.map(|each| each.name.node.to_string()).collect();
        let columns = Columns::of(&document.parsed, operation, &gate.types);
        Ok(Self { name, id, variables: variables.collect(), needed, columns })
    }

    /// As it is published.
    fn query(&self) -> SavedQuery {
        SavedQuery {
            name: self.name.to_owned(),
            needed: self.needed.clone(),
            paged: self.variables.iter().any(|(name, _)| name == "after"),
            columns: self.columns.described(),
        }
    }

    fn described(&self) -> Value {
        let variables: Vec<Value> = self
            .variables
            .iter()
            .map(|(name, ty)| {
                json!({ "name": name, "type": ty.to_string(), "required": self.needed.contains(name) })
            })
            .collect();
        let files: Vec<String> =
            FORMATS.iter().map(|(extension, _)| format!("/q/{}.{extension}", self.name)).collect();
        let schema = format!("/q/{}.schema.json", self.name);
        json!({
            "name": self.name, "variables": variables, "columns": self.columns.names(), "files": files,
            "schema": schema,
        })
    }

    /// The variables that an address gives, each as its type reads a text.
    fn given(&self, uri: &Uri, types: &Types) -> Result<Map<String, Value>, Refusal> {
        let invalid = |message: String| Refusal::new(Code::InvalidVariables, message);
        let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(uri) else {
            return Err(invalid("the address is no query string in UTF-8".to_owned()));
        };
        let mut given = Map::new();
        for (name, text) in pairs {
            let Some((_, ty)) = self.variables.iter().find(|(known, _)| *known == name) else {
                let known: Vec<&str> = self.variables.iter().map(|(name, _)| name.as_str()).collect();
                let takes =
                    if known.is_empty() { "nothing".to_owned() } else { format!("`{}`", known.join("`, `")) };
                return Err(invalid(format!(
                    "the query {:?} takes no `{name}`: it takes {takes}",
                    self.name
                )));
            };
            if text.is_empty() {
                continue;
            }
            let value = value(named(ty), &text, types).ok_or_else(|| {
                invalid(format!("`{name}` is {text:?}: expected a value of the type `{ty}`"))
            })?;
            if is_list(ty) {
                let list = given.entry(name).or_insert_with(|| json!([]));
                list.as_array_mut().into_iter().for_each(|list| list.push(value.clone()));
            } else if given.insert(name.clone(), value).is_some() {
                return Err(invalid(format!("`{name}` is given twice, and is no list")));
            }
        }
        Ok(given)
    }
}

/// A text as a value of a type; none where it is none. An input object is given as JSON.
fn value(ty: &str, text: &str, types: &Types) -> Option<Value> {
    match (ty, types.input(ty)) {
        ("Int", _) => text.parse::<i64>().ok().map(Value::from),
        ("Float", _) => text.parse::<f64>().ok().map(Value::from),
        ("Boolean", _) => text.parse::<bool>().ok().map(Value::from),
        (_, Some(Input::Object { .. })) => serde_json::from_str(text).ok(),
        _ => Some(Value::from(text)),
    }
}

/// One GET of a saved query.
struct Request<'a> {
    gate: &'a Gate,
    parts: &'a Parts,
    format: Format,
}

impl Request<'_> {
    async fn table(&self, saved: &Saved<'_>, balance: &mut Option<Balance>) -> Result<Response, Refused> {
        let gate = self.gate;
        let variables = saved.given(&self.parts.uri, &gate.types)?;
        let asked = Asked { document_id: Some(saved.id.to_owned()), variables, ..Asked::default() };
        let caller = Caller::anyone(Client::of(self.parts, &gate.settings.trusted_proxies));
        let mut prepared = gate.prepare(asked, Way::Get { events: false }, &caller).await?;
        let mut reading = revision::reading(gate, &self.parts.headers).await?;
        let before = gate.version(&mut reading).await?;
        let tag = self.tag(&prepared, before);
        let control = cache_control(before.changed(), gate.store.now(), gate.settings.max_age);
        if is_known(&self.parts.headers, &tag) {
            let mut response = StatusCode::NOT_MODIFIED.into_response();
            keep(response.headers_mut(), &tag, control, before.changed());
            return Ok(response);
        }
        let (left, spent) = gate.spend(caller.client, prepared.cost);
        *balance = left;
        spent?;
        let begun = reading.clone();
        let ran = gate.run(&mut prepared, None, &mut reading).await?;
        if let Some(refusal) = Refusal::of_answer(ran.errors) {
            // A table is whole or it is not there.
            return Err(refusal.into());
        }
        let data = ran.data.into_json().unwrap_or_default();
        let rows = saved.columns.rows(&data);
        let body = publish::table(self.format, &saved.columns.names(), &rows).map_err(export::Error::from)?;
        let mut response = ([(header::CONTENT_TYPE, self.format.media_type())], body).into_response();
        let headers = response.headers_mut();
        if reading.is_beside(&begun) && before == reading.store().version().await? {
            keep(headers, &tag, control, before.changed());
        }
        if let Some(link) = saved.columns.next(&data).and_then(|cursor| self.next(saved, &cursor)) {
            headers.insert(header::LINK, link);
        }
        Ok(response)
    }

    fn tag(&self, prepared: &Prepared, version: store::Version) -> String {
        let whole = Whole {
            version,
            schema: &self.gate.schema_version,
            query: &prepared.document.text,
            operation: None,
            variables: &prepared.variables,
            form: self.format.extension(),
        };
        whole.tag()
    }

    /// Where the next page is, of a query that takes `$after`.
    fn next(&self, saved: &Saved<'_>, cursor: &str) -> Option<HeaderValue> {
        saved.variables.iter().find(|(name, _)| name == "after")?;
        let rest = self.parts.uri.query().unwrap_or_default().split('&');
        let rest = rest.filter(|pair| !pair.is_empty() && !pair.starts_with("after="));
        let mut address = format!("{}?", self.parts.uri.path());
        for pair in rest {
            let _ = write!(address, "{pair}&");
        }
        HeaderValue::from_str(&format!("<{address}after={cursor}>; rel=\"next\"")).ok()
    }
}
