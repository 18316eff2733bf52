//! Queries that have been read: parsed, measured and held against the schema once, then kept by their text.

use std::sync::Arc;

use async_graphql::{
    Request, Response, ServerError, Value,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute},
    parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition},
};
use quick_cache::{Weighter, sync::Cache};

use super::{
    arguments::{check_written, with_defaults},
    limits::Limits,
    measure::measure,
    overlaps::check_overlaps,
    refusal::Refusal,
    scan::scan,
    syntax::parse,
    types::Types,
    usages::check_usages,
};
use crate::{error::Code, graphql::Executable};

/// A parsed query takes about so many times the bytes of its text.
const PARSED: u64 = 12;

/// A query that may run.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) text: String,
    pub(super) parsed: ExecutableDocument,
    /// Whether it asks about the schema.
    pub(super) introspects: bool,
    /// Whether a variable that is left out lets an argument's default hold.
    pub(super) defaults: bool,
    /// Whether some field may have to be merged with another.
    pub(super) merged: bool,
}

/// The queries that have been read, the most asked for of them, within some bytes.
pub(super) struct Documents {
    cache: Cache<String, Arc<Document>, Bytes>,
    /// Applies every rule of the specification, and runs nothing.
    rules: Executable,
}

/// Weighs a text and what was parsed of it.
#[derive(Clone)]
struct Bytes;

impl Weighter<String, Arc<Document>> for Bytes {
    fn weight(&self, text: &String, _: &Arc<Document>) -> u64 {
        (text.len() as u64 + 64) * (2 + PARSED)
    }
}

/// Stops before anything runs: what is left is whether the query follows the rules.
pub(crate) struct OnlyRules;

impl ExtensionFactory for OnlyRules {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for OnlyRules {
    async fn execute(&self, _: &ExtensionContext<'_>, _: Option<&str>, _: NextExecute<'_>) -> Response {
        Response::new(Value::Null)
    }
}

impl Documents {
    /// Keeps at most so many bytes.
    pub(super) fn new(rules: Executable, bytes: u64) -> Self {
        // About as many as fit, for texts of 500 bytes.
        let items = usize::try_from(bytes / 8_000).unwrap_or(usize::MAX).max(16);
        Self { cache: Cache::with_weighter(items, bytes, Bytes), rules }
    }

    /// The query of a text. `allowed` has a say once it is parsed, before anything else is found wrong with it.
    pub(super) async fn read(
        &self,
        text: &str,
        types: &Types,
        limits: &Limits,
        allowed: impl Fn(&ExecutableDocument) -> Result<(), Refusal>,
    ) -> Result<Arc<Document>, Refusal> {
        if let Some(document) = self.cache.get(text) {
            return allowed(&document.parsed).map(|()| document);
        }
        scan(text, limits)?;
        let parsed = parse(text)?;
        allowed(&parsed)?;
        let size = measure(&parsed, limits)?;
        let out_of_range = check_written(&parsed, types, limits)?;
        check_usages(&parsed, types)?;
        let merged = check_overlaps(&parsed, types)?;
        let declared = with_defaults(&parsed, types);
        let defaults = declared.is_some();
        self.follow_rules(text, declared.unwrap_or_else(|| parsed.clone())).await?;
        if let Some(refusal) = out_of_range {
            return Err(refusal);
        }
        let document = Arc::new(Document {
            text: text.to_owned(),
            parsed,
            introspects: size.introspects,
            defaults,
            merged,
        });
        self.cache.insert(text.to_owned(), Arc::clone(&document));
        Ok(document)
    }

    /// Holds a query against the rules of the specification (GraphQL, "Validation").
    async fn follow_rules(&self, text: &str, parsed: ExecutableDocument) -> Result<(), Refusal> {
        let mut request = Request::new(text);
        if let DocumentOperations::Multiple(operations) = &parsed.operations
            && let Some(name) = operations.keys().next()
        {
            request = request.operation_name(name.as_str());
        }
        request.set_parsed_query(parsed);
        let mut errors = self.rules.execute(request).await.errors;
        // The library does not look at `__typename`: whether variables are used has been looked at before.
        errors.retain(|error| {
            !(error.message.starts_with("Variable \"$") && error.message.contains("\" is not used"))
        });
        if errors.is_empty() {
            return Ok(());
        }
        let said =
            |error: ServerError| ServerError { path: Vec::new(), extensions: None, source: None, ..error };
        Err(Refusal::many(Code::InvalidQuery, errors.into_iter().map(said).collect()))
    }
}

/// The operation that a request names, or the only one.
pub(super) fn operation<'a>(
    parsed: &'a ExecutableDocument,
    name: Option<&str>,
) -> Result<&'a OperationDefinition, Refusal> {
    let refused = |message: String| Err(Refusal::new(Code::InvalidQuery, message));
    match (&parsed.operations, name) {
        (DocumentOperations::Single(operation), None) => Ok(&operation.node),
        (DocumentOperations::Single(_), Some(name)) => {
            refused(format!("the query has no operation {name:?}: its only one has no name"))
        }
        (DocumentOperations::Multiple(operations), Some(name)) => match operations.get(name) {
            Some(operation) => Ok(&operation.node),
            None => refused(format!("the query has no operation {name:?}: pass a name that it has")),
        },
        (DocumentOperations::Multiple(operations), None) => match operations.values().next() {
            Some(operation) if operations.len() == 1 => Ok(&operation.node),
            _ => refused(format!(
                "the query has {} operations: pass the name of one as `operationName`",
                operations.len()
            )),
        },
    }
}
