//! The ceiling of those who ask PostgreSQL: one statement for each shape, prepared on every connection, returns the bytes of
//! the answer. No API: it answers what it was written for.

use std::{
    collections::HashMap,
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Router,
    extract::{Path as Shape, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use tokio::net::TcpListener;
use tokio_postgres::{Client, Config, NoTls, Statement, config::Host, types::ToSql};

use super::say;

/// What `bench statements` takes on the command line.
#[derive(clap::Args)]
pub(crate) struct Statements {
    /// The database, filled: postgres://USER@HOST/NAME
    #[arg(long)]
    database: String,
    /// The folder of shapes, each with a statement.sql
    #[arg(long)]
    shapes: PathBuf,
    /// Where it listens
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
}

/// A connection with its statements, each by its shape.
struct Connection {
    client: Client,
    prepared: HashMap<String, Statement>,
}

struct Pool {
    connections: Vec<Connection>,
    next: AtomicUsize,
}

impl Statements {
    /// Serves `POST /<shape>`, whose body is a JSON array with the texts that the statement takes.
    ///
    /// # Errors
    /// Where the database does not answer, a statement does not fit it, or nothing can listen there.
    pub(crate) fn serve(&self) -> Result<(), String> {
        let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
        runtime.block_on(async {
            let statements = statements(&self.shapes)?;
            let config = config(&self.database)?;
            let mut connections = Vec::new();
            for _ in 0..super::connections() {
                connections.push(connect(&config, &statements).await?);
            }
            let pool = Arc::new(Pool { connections, next: AtomicUsize::new(0) });
            let router = Router::new().route("/{shape}", post(answer)).with_state(pool);
            let listener = TcpListener::bind(self.listen).await.map_err(|error| error.to_string())?;
            say(listener.local_addr().map_err(|error| error.to_string())?);
            axum::serve(listener, router).await.map_err(|error| error.to_string())
        })
    }
}

async fn answer(
    State(pool): State<Arc<Pool>>,
    Shape(shape): Shape<String>,
    body: axum::body::Bytes,
) -> Response {
    match asked(&pool, &shape, &body).await {
        Ok(answer) => ([(header::CONTENT_TYPE, "application/json")], answer).into_response(),
        Err(message) => (StatusCode::BAD_REQUEST, message).into_response(),
    }
}

async fn asked(pool: &Pool, shape: &str, body: &[u8]) -> Result<String, String> {
    let texts: Vec<String> = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let values: Vec<&(dyn ToSql + Sync)> = texts.iter().map(|text| text as &(dyn ToSql + Sync)).collect();
    let next = pool.next.fetch_add(1, Ordering::Relaxed) % pool.connections.len();
    let Connection { client, prepared } = &pool.connections[next];
    let statement = prepared.get(shape).ok_or_else(|| format!("no shape is called {shape:?}"))?;
    let row = client.query_one(statement, &values).await.map_err(|error| said(&error))?;
    row.try_get(0).map_err(|error| said(&error))
}

/// The statement of each shape that has one.
fn statements(shapes: &Path) -> Result<HashMap<String, String>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", shapes.display());
    let mut statements = HashMap::new();
    for entry in fs::read_dir(shapes).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if let Ok(statement) = fs::read_to_string(entry.path().join("statement.sql")) {
            statements.insert(entry.file_name().to_string_lossy().into_owned(), statement);
        }
    }
    Ok(statements)
}

/// The address, whose socket's folder outranks its host, as in the program and in libpq.
fn config(address: &str) -> Result<Config, String> {
    let read: Config = address.parse().map_err(|error| format!("{address}: {error}"))?;
    let Some(Host::Unix(folder)) = read.get_hosts().iter().find(|host| matches!(host, Host::Unix(_))) else {
        return Ok(read);
    };
    let mut config = Config::new();
    config.host_path(folder);
    read.get_user().map(|user| config.user(user));
    read.get_dbname().map(|name| config.dbname(name));
    read.get_ports().first().map(|port| config.port(*port));
    Ok(config)
}

async fn connect(config: &Config, statements: &HashMap<String, String>) -> Result<Connection, String> {
    let (client, connection) = config.connect(NoTls).await.map_err(|error| said(&error))?;
    tokio::spawn(connection);
    let mut prepared = HashMap::new();
    for (shape, statement) in statements {
        let made = client.prepare(statement).await.map_err(|error| format!("{shape}: {}", said(&error)))?;
        prepared.insert(shape.clone(), made);
    }
    Ok(Connection { client, prepared })
}

/// What PostgreSQL says, where it says it.
fn said(error: &tokio_postgres::Error) -> String {
    error.as_db_error().map_or_else(|| error.to_string(), ToString::to_string)
}
