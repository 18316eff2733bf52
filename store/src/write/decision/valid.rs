//! Whether values can stand in the tables: what a CHECK would refuse is told before, in words.

use serde_json::Value;
use uuid::Uuid;

use super::{
    decided::as_uuid,
    derived::{partial_date, text},
    desk::Desk,
    editable::{List, Noun},
    fault::{Fault, FaultKind},
    stored::table_of,
};
use crate::{Error, recorded::Cells};

/// The longest text, in characters.
const LONGEST: usize = 20_000;
/// The longest name, title or number.
const SHORT: usize = 1_000;
/// The most items of a list.
const MOST: usize = 100;

/// Columns whose texts may be long.
const LONG: [&str; 4] = ["text", "summary", "evidence_text", "formula"];

fn invalid(field: &str, message: impl Into<String>) -> Fault {
    Fault { field: Some(field.to_owned()), kind: FaultKind::Invalid, message: message.into() }
}

/// One value: what shall be written, or what is wrong with it.
pub(super) async fn value(
    desk: &Desk<'_>,
    field: &str,
    reference: Option<&str>,
    value: &Value,
    needed: bool,
) -> Result<Result<Value, Fault>, Error> {
    if value.is_null() {
        let fault = || {
            invalid(field, format!("{field} is null: expected a value, for a record cannot be without it"))
        };
        return Ok(if needed { Err(fault()) } else { Ok(Value::Null) });
    }
    if let Some(table) = reference {
        return referred(desk, field, table, value).await;
    }
    Ok(match value {
        Value::String(text) => printed(field, text).map(Value::from),
        Value::Number(figure)
            if figure.as_i64().is_none_or(|figure| !(0..=i64::from(i32::MAX)).contains(&figure)) =>
        {
            Err(invalid(
                field,
                format!("{field} is {figure}: expected a whole number from 0 to {}", i32::MAX),
            ))
        }
        other => Ok(other.clone()),
    })
}

/// A text without space around it.
fn printed(field: &str, text: &str) -> Result<String, Fault> {
    let text = text.trim();
    let most = if LONG.contains(&field) { LONGEST } else { SHORT };
    let length = text.chars().count();
    let control = text.chars().find(|char| char.is_control() && !matches!(char, '\n' | '\t'));
    match control {
        _ if text.is_empty() => {
            Err(invalid(field, format!("{field} is empty: expected a text, or null for none")))
        }
        _ if length > most => {
            Err(invalid(field, format!("{field} has {length} characters: expected at most {most}")))
        }
        Some(char) => Err(invalid(
            field,
            format!(
                "{field} holds the control character U+{:04X}: expected a text without any",
                u32::from(char)
            ),
        )),
        None => Ok(text.to_owned()),
    }
}

/// An id, as the record answers now.
async fn referred(
    desk: &Desk<'_>,
    field: &str,
    table: &str,
    value: &Value,
) -> Result<Result<Value, Fault>, Error> {
    let id = value.as_str().and_then(as_uuid);
    let node = match id {
        Some(id) => desk.resolved(id).await?.filter(|node| table_of(&node.r#type) == table),
        None => None,
    };
    if let Some(node) = node
        && desk.row(&node.r#type, node.id).await?.is_some()
    {
        return Ok(Ok(Value::from(node.id.to_string())));
    }
    let message = format!("{field} is {value}: expected the id of a record of the type {}", kind_of(table));
    Ok(Err(Fault { field: Some(field.to_owned()), kind: FaultKind::NotFound, message }))
}

/// The type of a table: "vote_position" holds records of the type VotePosition.
fn kind_of(table: &str) -> String {
    let words = table.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
    words.collect()
}

/// The items of a list, each once.
pub(super) async fn items(
    desk: &Desk<'_>,
    field: &str,
    list: &List,
    value: &Value,
) -> Result<Result<Value, Fault>, Error> {
    let Some(items) = value.as_array() else {
        return Ok(Err(invalid(field, format!("{field} is {value}: expected a list"))));
    };
    if items.len() > MOST {
        return Ok(Err(invalid(
            field,
            format!("{field} has {} items: expected at most {MOST}", items.len()),
        )));
    }
    let mut taken: Vec<Value> = Vec::new();
    for item in items {
        let item = match (list.reference, item.as_str()) {
            (Some(table), _) => referred(desk, field, table, item).await?,
            (None, Some(text)) => printed(field, text).map(Value::from),
            (None, None) => Err(invalid(field, format!("{field} holds {item}: expected texts"))),
        };
        match item {
            Ok(item) if taken.contains(&item) => {}
            Ok(item) => taken.push(item),
            Err(fault) => return Ok(Err(fault)),
        }
    }
    Ok(Ok(taken.into()))
}

/// What is wrong with a whole row, told of the first of the fields that were given.
pub(super) fn whole<'a>(table: &str, row: &Cells, given: impl Iterator<Item = &'a str>) -> Vec<Fault> {
    let given: Vec<&str> = given.collect();
    let at = |fields: &[&str]| {
        given.iter().find(|given| fields.contains(given)).copied().unwrap_or(fields[0]).to_owned()
    };
    let wrong = |fields: &[&str], message: &str| vec![invalid(&at(fields), message)];
    let has = |column: &str| row.get(column).is_some_and(|cell| !cell.is_null());
    let kind = text(row, "kind").unwrap_or_default();
    match table {
        "membership" if text(row, "start_date") > text(row, "end_date") && has("end_date") => wrong(
            &["end_date", "start_date"],
            "the seat ends before it starts: expected end_date on or after start_date",
        ),
        "milestone" if text(row, "date").and_then(|date| partial_date(&date)).is_none() => wrong(
            &["date"],
            "date is no date: expected a year, a month or a day, such as 2018, 2019-03 or 2020-06-25",
        ),
        "recommendation" if !has("number") && !has("subject") && !has("text") => wrong(
            &["text", "subject", "number"],
            "nothing is left of the recommendation: expected a text, a subject or a number",
        ),
        "opinion" if !has("title") && has("document_id") => {
            wrong(&["title"], "title is null: an opinion that a document holds has a title")
        }
        "vote_position" if kind == "ANNOUNCED" && !has("organisation_id") => {
            wrong(&["organisation_id"], "organisation_id is null: an announcement is an organisation's")
        }
        "vote_position" if (kind == "ANNOUNCED") != has("with_reservations") => wrong(
            &["with_reservations"],
            "with_reservations: expected true or false for an announcement, and null for a ballot",
        ),
        "follow_up" if !has("opinion_id") && !has("evidence_text") && !has("evidence_url") => wrong(
            &["evidence_text", "evidence_url"],
            "there is no evidence: expected a text or an address that shows what became of the recommendation",
        ),
        "follow_up" => match text(row, "evidence_url").filter(|url| !is_web(url)) {
            Some(_) => wrong(
                &["evidence_url"],
                "evidence_url is no address of the web: expected one that begins with https:// or http://",
            ),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Whether a text can be an address of the web.
fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace))
}

/// Bodies that would belong to themselves.
pub(super) async fn parents(
    desk: &Desk<'_>,
    noun: &Noun,
    own: Option<Uuid>,
    given: &[(String, Value)],
) -> Result<Vec<Fault>, Error> {
    let parent = given.iter().find(|(field, _)| noun.kind == "Organisation" && field == "parent_id");
    let mut next = parent.and_then(|(_, value)| value.as_str().and_then(as_uuid));
    let mut seen = Vec::new();
    while let Some(id) = next.filter(|id| !seen.contains(id)) {
        if Some(id) == own {
            let message = "parent_id: the body would belong to itself. Choose another parent";
            return Ok(vec![invalid("parent_id", message)]);
        }
        seen.push(id);
        let row = desk.row("Organisation", id).await?;
        next = row.and_then(|row| row.get("parent_id")?.as_str().and_then(as_uuid));
    }
    Ok(Vec::new())
}
