//! Trusted documents: queries that whoever runs the server has chosen, in a manifest file, by their ids.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs,
    path::Path,
};

use async_graphql::parser::{parse_query, types::OperationType};
use serde_json::Value;

use super::persisted::sha256;

/// Queries by their ids.
#[derive(Debug, Default)]
pub(super) struct Trusted {
    texts: HashMap<String, String>,
    hashes: HashSet<String>,
    /// What `/q` calls them, each with its id, in order.
    names: BTreeMap<String, String>,
}

impl Trusted {
    /// Reads a manifest: `{ "id": "query", … }`, as Relay's compiler and GraphQL Code Generator write it, or Apollo's
    /// `{ "format": "apollo-persisted-query-manifest", "version": 1, "operations": [{ "id", "body" }] }`.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let refused = |what: String| {
            format!(
                "the trusted documents {} {what}. Pass a manifest with --trusted-documents",
                path.display()
            )
        };
        let text = fs::read_to_string(path).map_err(|error| refused(format!("cannot be read: {error}")))?;
        let value: Value = serde_json::from_str(&text).map_err(|error| {
            refused(format!("are no JSON: line {}, column {}", error.line(), error.column()))
        })?;
        let pairs: Option<Vec<(String, String)>> = match value {
            Value::Object(members)
                if members.contains_key("operations") && members.contains_key("format") =>
            {
                let operations = members["operations"].as_array();
                let pair =
                    |each: &Value| Some((each["id"].as_str()?.to_owned(), each["body"].as_str()?.to_owned()));
                operations.and_then(|operations| operations.iter().map(pair).collect())
            }
            Value::Object(members) => {
                members.into_iter().map(|(id, text)| Some((id, text.as_str()?.to_owned()))).collect()
            }
            _ => None,
        };
        let expected = "are no manifest: expected an object of queries by their ids, or Apollo's format";
        let pairs = pairs.ok_or_else(|| refused(expected.to_owned()))?;
        let hashes = pairs.iter().map(|(_, text)| sha256(text)).collect();
        let mut names = BTreeMap::new();
        for (id, text) in &pairs {
            let name = name(id, text);
            if let Some(other) = name.and_then(|name| names.insert(name, id.clone())) {
                return Err(refused(format!(
                    "have two queries of one name, {other:?} and {id:?}: give each operation a name of its own"
                )));
            }
        }
        Ok(Self { texts: pairs.into_iter().collect(), hashes, names })
    }

    /// The query of an id. `sha256:` before a hash may stand or not, on either side (GraphQL over HTTP, appendix A).
    pub(super) fn text(&self, id: &str) -> Option<&str> {
        let bare = id.strip_prefix("sha256:");
        let found = self.texts.get(id).or_else(|| self.texts.get(bare?));
        found.or_else(|| self.texts.get(&format!("sha256:{id}"))).map(String::as_str)
    }

    /// Whether a query is one of them.
    pub(super) fn has(&self, text: &str) -> bool {
        self.hashes.contains(&sha256(text))
    }

    /// Those that `/q` serves, each with its name and its id, by their names.
    pub(super) fn saved(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.names
            .iter()
            .filter_map(|(name, id)| Some((name.as_str(), id.as_str(), self.texts.get(id)?.as_str())))
    }

    /// Each with its id, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(id, text)| (id.as_str(), text.as_str()))
    }
}

/// What an address calls a query: the name of its one operation, or its id where that has none. None where neither can
/// stand in an address, or the text is not read: then the schema's rules refuse it. None of a mutation: a GET writes
/// nothing (RFC 9110, 9.2.1), so that it is no table.
fn name(id: &str, text: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let operations = parse_query(text).ok()?.operations;
    let mut operations = operations.iter();
    let ((name, operation), None) = (operations.next()?, operations.next()) else { return None };
    if operation.node.ty != OperationType::Query {
        return None;
    }
    let name = name.map_or_else(|| id.to_owned(), ToString::to_string);
    (name.len() <= 100 && name.bytes().all(plain)).then_some(name)
}
