//! HTTP: the routes, and what they share.

mod graphiql;
mod graphql;
mod health;
mod scan;

use std::sync::Arc;

use async_graphql::parser::types::ExecutableDocument;
use axum::{
    Router,
    http::{HeaderName, Method, StatusCode, header},
    routing::get,
};
use quick_cache::sync::Cache;
use store::Store;
use tower_http::cors::{Any, CorsLayer};

pub use graphiql::EXAMPLES;

use crate::{
    error::finish,
    graphql::{Executable, schema},
    loader::Loaders,
};

/// What a request may cost before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a request's body.
    pub body: usize,
    /// Tokens of a query.
    pub tokens: usize,
    /// How deep a query may nest brackets.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { body: 256 * 1024, tokens: 5_000, depth: 64 }
    }
}

/// What all requests share.
#[derive(Clone)]
pub struct App {
    store: Store,
    schema: Executable,
    limits: Limits,
    /// Parsed queries by their text.
    documents: Arc<Cache<String, ExecutableDocument>>,
}

impl App {
    /// An application over a store whose tables are of this version.
    #[must_use]
    pub fn new(store: Store, limits: Limits) -> Self {
        Self { store, schema: schema(), limits, documents: Arc::new(Cache::new(256)) }
    }

    /// Answers a query without HTTP, as JSON.
    ///
    /// # Errors
    /// Where the answer cannot be written as JSON.
    pub async fn execute(&self, query: &str) -> serde_json::Result<serde_json::Value> {
        let request = async_graphql::Request::new(query).data(Loaders::new(self.store.clone()));
        serde_json::to_value(finish(self.schema.execute(request).await))
    }
}

/// All routes. Public reads answer any origin, without credentials.
pub fn router(app: App) -> Router {
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST, Method::OPTIONS])
        .allow_headers([
            header::CONTENT_TYPE,
            header::ACCEPT,
            HeaderName::from_static("apollo-require-preflight"),
        ])
        .max_age(std::time::Duration::from_secs(86_400));
    Router::new()
        .route("/graphql", get(graphql::get).post(graphql::post))
        .route("/graphiql", get(graphiql::page))
        .route("/graphiql/examples.json", get(graphiql::examples))
        .route("/graphiql/{file}", get(graphiql::file))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(elsewhere)
        .layer(cors)
        .with_state(app)
}

/// What a path that is none answers: where to go.
async fn elsewhere() -> (StatusCode, &'static str) {
    (
        StatusCode::NOT_FOUND,
        "Nothing is here. GraphQL is at /graphql, and a page to explore it at /graphiql.\n",
    )
}
