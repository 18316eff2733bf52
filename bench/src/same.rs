//! Whether all answer the same. What PostGraphile calls otherwise, its queries give our names (`bench/shapes`); what it
//! wraps otherwise is unwrapped by three rules, and nothing else is done to any answer:
//!
//! 1. An object whose only member is `_` stands for that member: a row of a table that stands between two others.
//! 2. Members `a_b`, `a_c` are the members `b`, `c` of an object `a`, which is null where all of them are.
//! 3. `{ "nodes": […] }` is the list, where we have a list.
//!
//! Which hits of a search come first is each database's own opinion: hits are compared as a set.

use serde_json::{Map, Value};

use crate::report::figures::Peer;

/// The shape whose hits may come in any order.
const SEARCH: &str = "search";

/// Compares what each answered a variant of a shape with what the first did.
///
/// # Errors
/// Where two differ, with both answers and the place; or where one is no JSON, or none of a query that went well.
pub(crate) fn compare(answers: &[(Peer, Vec<u8>)], shape: &str, variant: usize) -> Result<(), String> {
    let Some(((first, ours), others)) = answers.split_first() else { return Ok(()) };
    let expected = data(*first, ours, shape, variant)?;
    for (peer, answer) in others {
        let mut given = data(*peer, answer, shape, variant)?;
        if *peer == Peer::Postgraphile {
            given = unwrapped(given, Some(&expected));
        }
        let (expected, given) = if shape == SEARCH {
            (as_set(expected.clone()), as_set(given))
        } else {
            (expected.clone(), given)
        };
        if let Some(place) = differ(&expected, &given, "data") {
            return Err(format!(
                "{shape}, variant {variant}: {} and {} answer differently at {place}.\n{}: {}\n{}: {}",
                first.name(),
                peer.name(),
                first.name(),
                String::from_utf8_lossy(ours),
                peer.name(),
                String::from_utf8_lossy(answer),
            ));
        }
    }
    Ok(())
}

/// An answer's data.
fn data(peer: Peer, answer: &[u8], shape: &str, variant: usize) -> Result<Value, String> {
    let words = || String::from_utf8_lossy(answer).into_owned();
    let failed = |what: &str| Err(format!("{shape}, variant {variant}: {} {what}: {}", peer.name(), words()));
    let Ok(Value::Object(mut members)) = serde_json::from_slice(answer) else {
        return failed("answers no JSON object");
    };
    if members.contains_key("errors") {
        return failed("answers an error");
    }
    match members.remove("data") {
        // An answer of which everything is null was asked for what is not there.
        Some(Value::Object(data)) if data.values().any(|value| !value.is_null()) => Ok(Value::Object(data)),
        _ => failed("answers nothing"),
    }
}

/// What PostGraphile answers, in the form of ours.
fn unwrapped(value: Value, ours: Option<&Value>) -> Value {
    match value {
        Value::Array(values) => {
            let own = |at: usize| ours.and_then(|ours| ours.get(at));
            values.into_iter().enumerate().map(|(at, value)| unwrapped(value, own(at))).collect()
        }
        Value::Object(mut members) => {
            let alone = if members.len() == 1 { members.keys().next().cloned() } else { None };
            match alone.as_deref() {
                Some("_") => unwrapped(members.remove("_").unwrap_or_default(), ours),
                Some("nodes") if ours.is_some_and(Value::is_array) => {
                    unwrapped(members.remove("nodes").unwrap_or_default(), ours)
                }
                _ => object(members, ours),
            }
        }
        value => value,
    }
}

fn object(members: Map<String, Value>, ours: Option<&Value>) -> Value {
    let (mut whole, mut parts) = (Map::new(), Map::<String, Value>::new());
    for (name, value) in members {
        if let Some((owner, part)) = name.split_once('_') {
            let own = ours.and_then(|ours| ours.get(owner)?.get(part));
            let value = unwrapped(value, own);
            let owned = parts.entry(owner).or_insert_with(|| Value::Object(Map::new()));
            owned.as_object_mut().and_then(|owned| owned.insert(part.to_owned(), value));
        } else {
            let value = unwrapped(value, ours.and_then(|ours| ours.get(&name)));
            whole.insert(name, value);
        }
    }
    for (owner, part) in parts {
        let none = part.as_object().is_some_and(|part| part.values().all(Value::is_null));
        whole.insert(owner, if none { Value::Null } else { part });
    }
    Value::Object(whole)
}

/// The same with each list that is called `nodes` in the order of its texts.
fn as_set(value: Value) -> Value {
    match value {
        Value::Array(values) => values.into_iter().map(as_set).collect(),
        Value::Object(members) => {
            let member = |(name, value): (String, Value)| {
                let mut value = as_set(value);
                if let Some(nodes) = value.as_array_mut().filter(|_| name == "nodes") {
                    nodes.sort_by_cached_key(ToString::to_string);
                }
                (name, value)
            };
            members.into_iter().map(member).collect()
        }
        value => value,
    }
}

/// The first place at which two values differ; members of objects come in any order.
fn differ(one: &Value, other: &Value, place: &str) -> Option<String> {
    match (one, other) {
        (Value::Array(ones), Value::Array(others)) if ones.len() == others.len() => {
            let mut pairs = ones.iter().zip(others).enumerate();
            pairs.find_map(|(at, (one, other))| differ(one, other, &format!("{place}[{at}]")))
        }
        (Value::Object(ones), Value::Object(others)) => {
            let names = ones.keys().chain(others.keys().filter(|name| !ones.contains_key(*name)));
            names.into_iter().find_map(|name| match (ones.get(name), others.get(name)) {
                (Some(one), Some(other)) => differ(one, other, &format!("{place}.{name}")),
                _ => Some(format!("{place}.{name}, which one of them does not have")),
            })
        }
        _ => (one != other).then(|| place.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::compare;
    use crate::report::figures::Peer;

    fn compared(shape: &str, ours: &str, peer: Peer, theirs: &str) -> Result<(), String> {
        compare(&[(Peer::Postgres, ours.into()), (peer, theirs.into())], shape, 3)
    }

    const OURS: &str = r#"{"data":{"opinions":{"nodes":[{"title":"Avis","vote":{"counts":{"for":4,"against":null}},
        "declarations":[{"organisations":[{"name":"A"},{"name":"B"}],"aliases":["C"]}]},
        {"title":"Vœu","vote":{"counts":null},"declarations":[]}]}}}"#;

    #[test]
    fn what_postgraphile_wraps_is_unwrapped_and_members_come_in_any_order() {
        let theirs = r#"{"data":{"opinions":{"nodes":[{"vote":{"counts_for":4,"counts_against":null},"title":"Avis",
            "declarations":{"nodes":[{"organisations":{"nodes":[{"_":{"name":"A"}},{"_":{"name":"B"}}]},
            "aliases":{"nodes":[{"_":"C"}]}}]}},
            {"vote":{"counts_for":null,"counts_against":null},"title":"Vœu","declarations":{"nodes":[]}}]}}}"#;
        assert_eq!(compared("q1", OURS, Peer::Postgraphile, theirs), Ok(()));
        let said = compared("q1", OURS, Peer::Mercurius, theirs).expect_err("they differ");
        assert!(said.contains("Mercurius with JIT answer differently at data.opinions.nodes[0]"), "{said}");
    }

    #[test]
    fn one_letter_that_differs_stops_the_run_and_says_where() {
        let said = compared("q1", OURS, Peer::Sql, &OURS.replace("\"B\"", "\"b\"")).expect_err("they differ");
        let place = "data.opinions.nodes[0].declarations[0].organisations[1].name";
        assert!(said.contains("q1, variant 3") && said.contains(place) && said.contains("\"b\""), "{said}");
        let said = compared("q1", OURS, Peer::Sql, &OURS.replace("\"title\":\"Avis\",", ""))
            .expect_err("they differ");
        assert!(said.contains("data.opinions.nodes[0].title, which one"), "{said}");
    }

    #[test]
    fn other_lists_are_compared_in_their_order_and_hits_as_a_set() {
        let (ours, theirs) = (
            r#"{"data":{"s":{"nodes":[{"id":1},{"id":2}]}}}"#,
            r#"{"data":{"s":{"nodes":[{"id":2},{"id":1}]}}}"#,
        );
        assert_eq!(compared("search", ours, Peer::Sql, theirs), Ok(()));
        assert!(compared("q3", ours, Peer::Sql, theirs).is_err());
        assert!(compared("search", ours, Peer::Sql, r#"{"data":{"s":{"nodes":[{"id":2}]}}}"#).is_err());
    }

    #[test]
    fn an_error_or_nothing_at_all_is_no_answer() {
        for answer in [r#"{"data":null,"errors":[{}]}"#, r#"{"data":{"vote":null}}"#, "oh"] {
            assert!(compared("q2", answer, Peer::Sql, answer).is_err(), "{answer}");
        }
    }
}
