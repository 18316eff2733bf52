//! The way of a request: which query it asks for, whether that may run, what it costs, and its run.

use std::{sync::Arc, time::Duration};

use async_graphql::{
    Request, Response, Variables,
    parser::types::{ExecutableDocument, OperationDefinition, OperationType},
};
use futures_util::stream::BoxStream;
use serde_json::Value;
use store::{Followed, Reading, Replicas, Store, Version};
use tokio::time::timeout;

use super::{
    arguments::{check_varying, leave_out},
    asked::Asked,
    caller::Caller,
    client::Client,
    cost::cost,
    documents::{Document, Documents, operation},
    followers::Followers,
    intake::COST as CHANGE,
    kept::Answers,
    persisted::{Persisted, hash, named, sha256},
    rate_limit::{Balance, REQUEST, Rates},
    refusal::Refusal,
    selection::{check_followed, root_fields},
    settings::{Settings, Switch},
    trusted::Trusted,
    types::Types,
    variables::coerce,
    way::Way,
};
use crate::{
    catalogue::Catalogues,
    error::{Code, finish, lost},
    export::{Codes, Exports},
    graphql::{Acting, Executable, Manner, SCOPES, Straight, Upload, Uploads, schema},
    loader::Loaders,
    turn::Turn,
};

/// What all requests share.
pub(super) struct Gate {
    /// The database that is written.
    pub(super) store: Store,
    /// What is read.
    pub(super) replicas: Replicas,
    /// Hears of commits, so that no version is believed for longer.
    heard: Option<Followed>,
    pub(super) settings: Settings,
    /// What addresses may spend, and what keys may.
    rates: [Option<Rates>; 2],
    pub(super) followers: Followers,
    pub(super) exports: Exports,
    pub(super) catalogues: Catalogues,
    /// Changes with the schema and with the program.
    pub(super) schema_version: String,
    pub(super) types: Types,
    pub(super) trusted: Trusted,
    schema: Executable,
    documents: Documents,
    pub(super) answers: Answers,
    persisted: Option<Persisted>,
}

/// A request that may run.
pub(super) struct Prepared {
    pub(super) document: Arc<Document>,
    pub(super) operation_name: Option<String>,
    pub(super) variables: Variables,
    /// Of all of it; of a subscription, of each of its answers.
    pub(super) cost: u64,
    /// Whether its answers go on.
    pub(super) follows: bool,
    /// Who changes something, with the files that come with it; none where it only reads.
    pub(super) acting: Option<(Acting, Uploads)>,
    /// Whether its answer goes out as JSON, and may be written while it is made.
    pub(super) straight: bool,
    /// What it has had of its time, waiting for another who asked the same.
    pub(super) waited: Duration,
}

impl Prepared {
    /// Whether it asks and does nothing else.
    pub(super) fn reads(&self) -> bool {
        operation(&self.document.parsed, self.operation_name.as_deref())
            .is_ok_and(|operation| operation.ty == OperationType::Query)
    }

    /// Whether its answer is the same as long as the data is: what a client has left is another with each request.
    pub(super) fn lasts(&self) -> bool {
        !self.document.text.contains("rateLimit")
    }
}

impl Gate {
    /// Reads the trusted documents, where there are any.
    pub(super) fn new(replicas: Replicas, settings: Settings) -> Result<Self, String> {
        let sdl = crate::graphql::sdl();
        let types = Types::read(&sdl).map_err(|error| format!("the schema does not parse: {error}"))?;
        let trusted =
            settings.trusted_documents.as_deref().map_or_else(|| Ok(Trusted::default()), Trusted::read)?;
        let codes = settings.scdl_codes.as_deref().map(Codes::read).transpose()?;
        // The library counts from 0, and the root's selection too.
        let nesting = settings.limits.nesting() + 1;
        let rules = Manner::Rules { suggestions: settings.suggestions == Switch::On };
        let rates =
            [settings.rate_limit, settings.key_rate_limit].map(|(quota, window)| Rates::new(quota, window));
        let persisted = settings.persisted_queries == Switch::On && !settings.trusted_only;
        Ok(Self {
            schema: schema(Manner::Runs, nesting),
            types,
            documents: Documents::new(schema(rules, nesting), settings.query_cache),
            answers: Answers::new(settings.response_cache),
            persisted: persisted.then(|| Persisted::new(settings.query_cache)),
            trusted,
            rates,
            followers: Followers::new(settings.limits.followers),
            exports: Exports::new(codes),
            catalogues: Catalogues::default(),
            schema_version: sha256(&format!("{} {sdl}", env!("CARGO_PKG_VERSION"))),
            store: replicas.primary().clone(),
            replicas,
            heard: None,
            settings,
        })
    }

    /// Hears of every commit from now on, where the database tells of them.
    pub(super) fn hear(mut self) -> Self {
        self.heard = self.store.hears().then(|| self.store.followed());
        self
    }

    /// Holds every trusted document against the schema, so that whoever wrote it hears before its clients do.
    pub(super) async fn check_trusted(&self) -> Result<(), String> {
        for (id, text) in self.trusted.iter() {
            if let Err(refusal) = self.read(text).await {
                let why = refusal.errors.first().map(|error| error.message.clone()).unwrap_or_default();
                return Err(format!(
                    "the trusted document {id:?} cannot run: {why}. Mend it, or take it out"
                ));
            }
        }
        Ok(())
    }

    /// A query that has been read, or is read now.
    pub(super) async fn read(&self, text: &str) -> Result<Arc<Document>, Refusal> {
        self.documents.read(text, &self.types, &self.settings.limits, |_| Ok(())).await
    }

    /// Finds the query of a request and its price.
    pub(super) async fn prepare(&self, asked: Asked, way: Way, caller: &Caller) -> Result<Prepared, Refusal> {
        let limits = &self.settings.limits;
        let (text, keep) = self.text(&asked)?;
        let name = asked.operation_name.as_deref();
        let by_method = |parsed: &ExecutableDocument| match operation(parsed, name) {
            Ok(operation) => way.allows(operation.ty),
            _ => Ok(()),
        };
        let document = self.documents.read(&text, &self.types, limits, by_method).await?;
        if let (true, Some(persisted)) = (keep, &self.persisted) {
            persisted.keep(&text);
        }
        if document.introspects && self.settings.introspection == Switch::Off {
            let message = "this server does not tell its schema: take `__schema` and `__type` out";
            return Err(Refusal::new(Code::IntrospectionOff, message));
        }
        let operation = operation(&document.parsed, name)?;
        let follows = operation.ty == OperationType::Subscription;
        if follows {
            check_followed(&document.parsed, operation)?;
        }
        let acting = self.acting(&document.parsed, operation, caller, asked.uploads)?;
        let variables = coerce(operation, asked.variables, &self.types, limits)?;
        check_varying(&document.parsed, operation, &variables, &self.types, limits)?;
        let cost = cost(&document.parsed, operation, &variables, &self.types);
        let affordable =
            self.rates(caller.client).map_or(u64::MAX, |rates| rates.quota().saturating_sub(REQUEST));
        let maximum = limits.cost.min(affordable);
        if cost > maximum {
            let what = "the query costs too much, by the pages and fields that it asks for";
            return Err(Refusal::limit("cost", what, maximum, cost));
        }
        // What a change costs is no matter of its size.
        let changes = acting.as_ref().map_or(0, |_| root_fields(&document.parsed, operation).len() as u64);
        let cost = cost.saturating_add(changes.saturating_mul(CHANGE));
        let operation_name = asked.operation_name;
        Ok(Prepared {
            document,
            operation_name,
            variables,
            cost,
            follows,
            acting,
            straight: false,
            waited: Duration::ZERO,
        })
    }

    /// Who changes something, where the key may do all that the operation asks for; none where it only reads.
    fn acting(
        &self,
        document: &ExecutableDocument,
        operation: &OperationDefinition,
        caller: &Caller,
        uploads: Vec<Upload>,
    ) -> Result<Option<(Acting, Uploads)>, Refusal> {
        if operation.ty != OperationType::Mutation {
            return Ok(None);
        }
        let mut key = None;
        for name in root_fields(document, operation) {
            let scope = SCOPES.iter().find(|(known, _)| *known == name).map(|(_, scope)| *scope);
            let Some(scope) = scope else {
                let message = format!("`{name}` is not open to any key: it is missing in the list of scopes");
                return Err(Refusal::new(Code::Forbidden, message));
            };
            key = Some(caller.require(scope)?.clone());
        }
        // Nothing but `__typename`: it takes no key, and does nothing.
        let acting = key.map(|key| {
            let webhooks = self.settings.webhooks.clone();
            (Acting { key, intake: self.settings.intake, webhooks }, Uploads::new(uploads))
        });
        Ok(acting)
    }

    /// The text of the query, and whether it is to be kept for those who send its hash.
    fn text(&self, asked: &Asked) -> Result<(String, bool), Refusal> {
        if let Some(id) = &asked.document_id {
            let known = self.trusted.text(id).map(|text| (text.to_owned(), false));
            let shown: String = id.chars().take(80).collect();
            let message = format!("this server has no trusted document {shown:?}");
            return known.ok_or_else(|| Refusal::new(Code::DocumentNotFound, message));
        }
        let named = named(&asked.extensions)?;
        let query = asked.query.as_deref().filter(|query| !query.trim().is_empty());
        // A trusted document's id may be a hash or anything else.
        let id = named.and_then(Value::as_str).filter(|_| query.is_none());
        if let Some(text) =
            id.and_then(|id| self.trusted.text(id).or_else(|| self.trusted.text(&id.to_ascii_lowercase())))
        {
            return Ok((text.to_owned(), false));
        }
        if self.settings.trusted_only {
            return match query {
                Some(query) if self.trusted.has(query) => Ok((query.to_owned(), false)),
                _ => Err(Refusal::new(
                    Code::DocumentNotTrusted,
                    "this server runs trusted documents only: send the `documentId` of one",
                )),
            };
        }
        let hash = named.map(hash).transpose()?;
        let persisted = || {
            let refusal = || Refusal::new(Code::PersistedQueryNotSupported, "PersistedQueryNotSupported");
            self.persisted.as_ref().ok_or_else(refusal)
        };
        match (hash, query) {
            (Some(hash), None) => Ok((persisted()?.text(&hash)?, false)),
            (Some(hash), Some(query)) => {
                persisted()?;
                Persisted::verify(&hash, query)?;
                Ok((query.to_owned(), true))
            }
            (None, Some(query)) => Ok((query.to_owned(), false)),
            (None, None) => {
                let message = "the request has no `query`: expected a GraphQL query in it";
                Err(Refusal::new(Code::InvalidRequest, message))
            }
        }
    }

    fn rates(&self, client: Client) -> Option<&Rates> {
        let [addresses, keys] = &self.rates;
        match client {
            Client::Address(_) => addresses.as_ref(),
            Client::Key(_) => keys.as_ref(),
        }
    }

    /// Spends what a client asks for.
    pub(super) fn spend(&self, client: Client, cost: u64) -> (Option<Balance>, Result<(), Refusal>) {
        match self.rates(client) {
            None => (None, Ok(())),
            Some(rates) => {
                let (balance, spent) = rates.spend(client, cost);
                (Some(balance), spent)
            }
        }
    }

    /// Reads, and reads elsewhere where a replica does not answer.
    pub(super) async fn read_from<T, F>(
        &self,
        reading: &mut Reading,
        read: impl Fn(Store) -> F,
    ) -> Result<T, store::Error>
    where
        F: Future<Output = Result<T, store::Error>>,
    {
        loop {
            match read(reading.store().clone()).await {
                Ok(read) => return Ok(read),
                Err(error) => *reading = self.replicas.elsewhere(reading, &error).await.ok_or(error)?,
            }
        }
    }

    /// The version of what is read.
    pub(super) async fn version(&self, reading: &mut Reading) -> Result<Version, store::Error> {
        self.read_from(reading, |store| async move { store.version().await }).await
    }

    /// Runs a request, within its time. Where a replica ends meanwhile, it is run again on another.
    pub(super) async fn run(
        &self,
        prepared: &mut Prepared,
        balance: Option<&Balance>,
        reading: &mut Reading,
    ) -> Result<Response, Refusal> {
        loop {
            let response = self.run_once(prepared, balance, reading.store()).await?;
            let other = match lost(&response) {
                Some(error) => self.replicas.elsewhere(reading, error).await,
                None => None,
            };
            match other {
                Some(other) => *reading = other,
                None => return Ok(finish(response)),
            }
        }
    }

    async fn run_once(
        &self,
        prepared: &mut Prepared,
        balance: Option<&Balance>,
        store: &Store,
    ) -> Result<Response, Refusal> {
        let mut time = self.settings.limits.query_time;
        if prepared.acting.is_some() {
            time = time.max(self.settings.intake.import_time);
        }
        let (request, turn) = self.request(prepared, balance, store);
        match timeout(time.saturating_sub(prepared.waited), turn.run(self.schema.execute(request))).await {
            Ok(response) => Ok(response),
            Err(_) => {
                let milliseconds = time.as_millis();
                let message = format!("the query took longer than {milliseconds} ms: ask for less at once");
                tracing::warn!(milliseconds, query = prepared.document.text, "a query was stopped");
                Err(Refusal::new(Code::Timeout, message)
                    .with("limit", "time")
                    .with("maximum", milliseconds as u64))
            }
        }
    }

    /// Follows what a subscription asks for: on the database that is written, whose commits are heard of.
    pub(super) fn subscribe(&self, prepared: &mut Prepared) -> BoxStream<'static, Response> {
        let (request, turn) = self.request(prepared, None, &self.store);
        turn.follow(self.schema.execute_stream(request))
    }

    /// A request for the library, with what resolvers need, and what must run it.
    fn request(&self, prepared: &mut Prepared, balance: Option<&Balance>, store: &Store) -> (Request, Turn) {
        let document = &prepared.document;
        let mut parsed = document.parsed.clone();
        if document.defaults {
            leave_out(&mut parsed, &prepared.variables);
        }
        let mut request = Request::new(document.text.as_str()).variables(prepared.variables.clone());
        if let Some(name) = &prepared.operation_name {
            request = request.operation_name(name);
        }
        request.set_parsed_query(parsed);
        let loaders = Loaders::new(store, self.settings.limits.past_rows);
        let turn = loaders.turn();
        let mut request = request.data(loaders);
        if let Some(balance) = balance {
            request = request.data(balance.field(self.store.now(), prepared.cost + REQUEST));
        }
        if prepared.straight && !document.merged {
            request = request.data(Straight);
        }
        if let Some((acting, uploads)) = prepared.acting.take() {
            request = request.data(acting).data(uploads);
        }
        (request, turn)
    }
}
