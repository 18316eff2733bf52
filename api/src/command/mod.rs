//! The command line.

mod demo;
mod export;
mod import;
mod keys;
mod migrate;
mod serve;
mod verify;

use std::{io::Write, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use store::{Access, Clock, Store};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use crate::{
    extraction::{Limits, WORKER, worker},
    http::Settings,
};

/// The signal's number on Linux, the BSDs and macOS.
const SIGXFSZ: i32 = 25;

/// Opinions of regional assemblies as open data that carry their sources.
#[derive(Debug, Parser)]
#[command(name = "hemicycle", version, propagate_version = true)]
struct Line {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

/// What every command knows.
#[derive(Debug, Args)]
struct Options {
    /// The database: sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME. Without it DATABASE_URL is taken, then
    /// sqlite://hemicycle.db.
    #[arg(long, global = true, env = "HEMICYCLE_DATABASE", hide_env_values = true, value_name = "URL")]
    database: Option<String>,
    /// The database's address leads through a pool that gives a server for one transaction, such as pgbouncer's mode
    /// `transaction`.
    #[arg(long, global = true, env = "HEMICYCLE_TRANSACTION_POOL", hide_env_values = true)]
    transaction_pool: bool,
    /// PostgreSQL itself, where --database leads through a pool: by it those who follow hear of changes at once, and not
    /// by looking four times a second.
    #[arg(
        long,
        global = true,
        env = "HEMICYCLE_DIRECT_DATABASE",
        hide_env_values = true,
        value_name = "URL"
    )]
    direct_database: Option<String>,
    /// What is logged to standard error, as `tracing` filters say it.
    #[arg(
        long,
        global = true,
        env = "HEMICYCLE_LOG",
        hide_env_values = true,
        default_value = "info,sqlx=warn,sea_orm_migration=warn",
        value_name = "FILTER"
    )]
    log: String,
    /// What time it is, for comparisons: a moment such as 2026-01-31T12:00:00Z.
    #[arg(
        long,
        global = true,
        env = "HEMICYCLE_NOW",
        hide_env_values = true,
        value_name = "MOMENT",
        hide = true
    )]
    now: Option<chrono::DateTime<chrono::Utc>>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves GraphQL at /graphql, and a page to explore it at /graphiql.
    Serve {
        /// Where to listen. Port 0 is any free port; the log says which.
        #[arg(
            long,
            env = "HEMICYCLE_LISTEN",
            hide_env_values = true,
            default_value = "127.0.0.1:8080",
            value_name = "ADDRESS"
        )]
        listen: String,
        #[command(flatten)]
        settings: Box<Settings>,
    },
    /// Serves opinions of an invented region, from a database of its own that it removes in the end.
    Demo {
        /// Where to listen. Port 0 is any free port; the first lines say which.
        #[arg(
            long,
            env = "HEMICYCLE_LISTEN",
            hide_env_values = true,
            default_value = "127.0.0.1:8080",
            value_name = "ADDRESS"
        )]
        listen: String,
    },
    /// Reads documents and stores what they say. Importing one twice changes nothing.
    Import(import::Import),
    /// Writes whole datasets as CSV, NDJSON, Parquet or JSON-LD, or all that there is as a backup.
    Export(export::Export),
    /// Prints what the columns of all datasets say: the page docs/data-dictionary.md.
    Dictionary,
    /// Reads one document from standard input for another process of this program.
    #[command(name = WORKER, hide = true)]
    Extract {
        #[command(flatten)]
        extraction: Limits,
    },
    /// Prints the GraphQL schema.
    Schema {
        /// As a subgraph of Apollo Federation 2, with the keys of records.
        #[arg(long)]
        federation: bool,
        /// For Relay's compiler, which takes a field `node` with an id and nothing else: without its `asOf`.
        #[arg(long, conflicts_with = "federation")]
        relay: bool,
    },
    /// Prints the mapping that gives opinions their themes: a table to edit and pass to `import --themes`.
    Themes,
    /// Makes, lists and revokes the keys of those who may write.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Checks that no change of the past was altered, and that the tables are what all changes say.
    Verify(verify::Verify),
    /// Makes the database's tables, or brings them up to this version.
    Migrate,
}

/// Runs the command line. Exit 0: done; 1: something was refused, and said; 2: wrong usage.
#[must_use]
pub fn main() -> ExitCode {
    let line = Line::parse();
    if let Command::Extract { extraction } = &line.command {
        // Before any thread, log or connection: whatever is open, a hostile document might reach.
        return match worker(extraction) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => refused(&format!("the document could not be read within limits: {error}")),
        };
    }
    let filter = match line.options.log.parse::<EnvFilter>() {
        Ok(filter) => filter,
        Err(error) => {
            eprintln!(
                "hemicycle: the log filter {:?} does not parse: {error}. Pass one such as --log info.",
                line.options.log
            );
            return ExitCode::from(2);
        }
    };
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false).init();
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.thread_stack_size(stack(&line.command));
    let runtime = match runtime.enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return refused(&format!("the runtime did not start: {error}")),
    };
    match runtime.block_on(run(line)) {
        Ok(code) => code,
        Err(message) => refused(&message),
    }
}

/// Bytes of a thread's stack. A query is run by recursion, and a stack that overflows ends the process: each level of a
/// query took 220 KiB in a build without optimisation. What is not used is not taken from the memory.
fn stack(command: &Command) -> usize {
    const LEVEL: usize = 512 * 1024;
    let depth = match command {
        Command::Serve { settings, .. } => settings.limits.depth,
        _ => Settings::default().limits.depth,
    };
    depth.saturating_add(12).saturating_mul(LEVEL).min(1024 * 1024 * 1024)
}

async fn run(line: Line) -> Result<ExitCode, String> {
    // A limit on the size of files is an error of the write that meets it, not the end of the process.
    let _limit = signal(SignalKind::from_raw(SIGXFSZ)).map_err(|error| error.to_string())?;
    let options = line.options;
    match line.command {
        Command::Serve { listen, settings } => serve::run(&options, &listen, *settings).await,
        Command::Demo { listen } => demo::run(&options, &listen).await,
        Command::Import(import) => import::run(&options, import).await,
        Command::Export(export) => export::run(&options, export).await,
        Command::Dictionary => print("dictionary", &publish::dictionary()),
        Command::Schema { relay: true, .. } => print("schema", &crate::graphql::relay()),
        Command::Schema { federation: false, .. } => print("schema", &crate::graphql::sdl()),
        Command::Schema { federation: true, .. } => print("schema", crate::graphql::subgraph()),
        Command::Themes => print("mapping", ingest::ThemeMapping::BUNDLED),
        Command::Keys(keys) => keys::run(&options, keys).await,
        Command::Verify(verify) => verify::run(&options, verify).await,
        Command::Migrate => migrate::run(&options).await,
        // `main` has run it by now.
        Command::Extract { .. } => Ok(ExitCode::SUCCESS),
    }
}

/// Writes a line to standard output, where somebody reads it. What was done is done, whoever listens.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Writes a text to standard output.
fn print(what: &str, text: &str) -> Result<ExitCode, String> {
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|error| {
        format!("the {what} could not be written: {error}. Make room, or read to its end")
    })?;
    Ok(ExitCode::SUCCESS)
}

impl Options {
    /// Connects to the database that the options name.
    async fn store(&self) -> Result<Store, String> {
        let connected = Store::connect_by(&self.address(), self.clock(), &self.access()).await;
        connected.map_err(|error| error.to_string())
    }

    /// Connects to the database that the options name, if it is there, and makes nothing.
    async fn existing(&self) -> Result<Option<Store>, String> {
        let existing = Store::existing(&self.address(), self.clock(), &self.access()).await;
        existing.map_err(|error| error.to_string())
    }

    /// An empty database in memory.
    async fn empty(&self) -> Result<Store, String> {
        let made = async {
            let store = Store::connect("sqlite::memory:", self.clock()).await?;
            store.migrate().await?;
            Ok::<_, store::Error>(store)
        };
        made.await.map_err(|error| error.to_string())
    }

    fn address(&self) -> String {
        let set = |address: &String| !address.is_empty();
        let address = self.database.clone().filter(set);
        let address = address.or_else(|| std::env::var("DATABASE_URL").ok().filter(set));
        address.unwrap_or_else(|| "sqlite://hemicycle.db".to_owned())
    }

    /// The address without what may be a password in it.
    fn shown(&self) -> String {
        let address = self.address();
        match address.split_once("://") {
            Some((scheme, _)) if scheme.starts_with("postgres") => format!("the {scheme} address"),
            _ => address,
        }
    }

    /// What is said where the database is not there.
    fn missing(&self) -> String {
        let shown = self.shown();
        format!("there is no database at {shown}: import documents first, or pass another --database")
    }

    fn access(&self) -> Access {
        let direct = self.direct_database.clone().filter(|address| !address.is_empty());
        Access { pooled: self.transaction_pool, direct }
    }

    fn clock(&self) -> Clock {
        self.now.map_or(Clock::System, Clock::Fixed)
    }

    /// Connects, and makes the tables where they are missing.
    async fn migrated(&self) -> Result<Store, String> {
        let store = self.store().await?;
        let migrated = store.migrate().await.map_err(|error| error.to_string())?;
        if migrated.indexed && migrated.migrations == 0 {
            tracing::info!("the search index was of another version: it was made anew");
        }
        Ok(store)
    }
}

fn refused(message: &str) -> ExitCode {
    eprintln!("hemicycle: {message}.");
    ExitCode::FAILURE
}
