//! HTTP: the routes, and what they share.

mod accept;
mod again;
mod answer;
mod arguments;
mod asked;
mod body;
mod caller;
mod catalogue;
mod changes;
mod client;
mod coding;
mod columns;
mod connection;
mod cors;
mod cost;
mod documents;
mod etag;
mod events;
mod export;
mod follow;
mod followers;
mod gate;
mod graphiql;
mod graphql;
mod health;
mod input;
mod intake;
mod kept;
mod limits;
mod measure;
mod multipart;
mod origins;
mod overlaps;
mod persisted;
mod plain;
mod publications;
mod publishing;
mod rate_limit;
mod refusal;
mod replicating;
mod request_id;
mod revision;
mod saved;
mod scan;
mod selection;
mod settings;
mod socket;
mod syntax;
mod trusted;
mod types;
mod usages;
mod variables;
mod way;
mod webhooks;

use std::sync::Arc;

use axum::{
    Router,
    http::StatusCode,
    middleware,
    routing::{any, get, post},
};
use store::{Replicas, Store};
use tower_http::compression::{
    CompressionLayer, Predicate,
    predicate::{NotForContentType, SizeAbove},
};

pub(crate) use connection::serve;
pub(crate) use documents::OnlyRules;
pub use graphiql::EXAMPLES;
pub use limits::Limits;
pub(crate) use limits::duration;
pub use publishing::Publishing;
pub use settings::{Settings, Switch};

use asked::Asked;
use caller::Caller;
use client::Client;
use gate::Gate;
use replicating::Replicating;
use way::Way;

/// What all requests share.
#[derive(Clone)]
pub struct App(Arc<Gate>);

impl App {
    /// An application over a store whose tables are of this version, which serves as the program does by default.
    ///
    /// # Panics
    /// Never: what can be wrong with settings is their files, and there are none.
    #[must_use]
    pub fn new(store: Store, limits: Limits) -> Self {
        let settings = Settings { limits, ..Settings::default() };
        match Gate::new(Replicas::none(store), settings) {
            Ok(gate) => Self(Arc::new(gate)),
            Err(error) => unreachable!("{error}"),
        }
    }

    /// An application that serves as the settings say.
    ///
    /// # Errors
    /// Where the trusted documents cannot be read, or one of them cannot run; where a replica is none.
    pub async fn with(store: Store, settings: Settings) -> Result<Self, String> {
        let Replicating { addresses, lag } = &settings.replicas;
        let replicas = Replicas::connect(store, addresses, *lag).await.map_err(|error| error.to_string())?;
        let gate = Gate::new(replicas, settings)?.hear();
        gate.check_trusted().await?;
        Ok(Self(Arc::new(gate)))
    }

    /// Answers a query without HTTP, as JSON.
    ///
    /// # Errors
    /// Where the answer cannot be written as JSON.
    pub async fn execute(&self, query: &str) -> serde_json::Result<serde_json::Value> {
        let asked = Asked { query: Some(query.to_owned()), ..Asked::default() };
        let caller = Caller::anyone(Client::Address(0));
        let answer = match self.0.prepare(asked, Way::Post { events: false }, &caller).await {
            Ok(mut prepared) => self.0.run(&mut prepared, None, &mut self.0.replicas.reading()).await,
            Err(refusal) => Err(refusal),
        };
        let response = answer.unwrap_or_else(|refusal| async_graphql::Response::from_errors(refusal.errors));
        serde_json::to_value(response)
    }
}

/// All routes. Public reads answer any origin, without credentials.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/graphql", any(graphql::handle))
        .route("/graphiql", get(graphiql::page))
        .route("/graphiql/examples.json", get(graphiql::examples))
        .route("/graphiql/{file}", get(graphiql::file))
        .route("/documents", post(intake::take))
        .route("/changes", get(changes::list))
        .route("/webhooks", get(webhooks::list))
        .merge(exports())
        .merge(catalogue())
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(elsewhere)
        .layer(cors::layer())
        .layer(middleware::from_fn_with_state(app.clone(), origins::may_send_keys))
        .layer(middleware::from_fn(request_id::give))
        .with_state(app)
}

/// Whole datasets, compressed for those who ask.
fn exports() -> Router<App> {
    // Parquet is compressed already, and read in ranges.
    let worth_it = SizeAbove::default().and(NotForContentType::const_new("application/vnd.apache.parquet"));
    Router::new()
        .route("/export/datapackage.json", get(export::package))
        .route("/export/{file}", get(export::file))
        .route("/publications.{extension}", get(publications::list))
        .route("/q", get(saved::list))
        .route("/q/{file}", get(saved::answer))
        .layer(CompressionLayer::new().compress_when(worth_it))
        .layer(middleware::from_fn(export::weaken))
}

/// What is published, for portals, compressed for those who ask.
fn catalogue() -> Router<App> {
    Router::new()
        .route("/catalog", get(catalogue::negotiated))
        .route("/catalog.jsonld", get(catalogue::json_ld))
        .route("/catalog.ttl", get(catalogue::turtle))
        .route("/dataset/{name}", get(catalogue::dataset))
        .route("/schema.graphql", get(catalogue::schema))
        .layer(CompressionLayer::new())
}

/// What a path that is none answers: where to go.
async fn elsewhere() -> (StatusCode, &'static str) {
    (
        StatusCode::NOT_FOUND,
        "Nothing is here. GraphQL is at /graphql, and a page to explore it at /graphiql.\n",
    )
}
