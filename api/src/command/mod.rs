//! The command line.

mod demo;
mod import;
mod migrate;
mod serve;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use store::{Clock, Store};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

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
    /// What is logged to standard error, as `tracing` filters say it.
    #[arg(
        long,
        global = true,
        env = "HEMICYCLE_LOG",
        default_value = "info,sqlx=warn,sea_orm_migration=warn",
        value_name = "FILTER"
    )]
    log: String,
    /// What time it is, for comparisons: a moment such as 2026-01-31T12:00:00Z.
    #[arg(long, global = true, env = "HEMICYCLE_NOW", value_name = "MOMENT", hide = true)]
    now: Option<chrono::DateTime<chrono::Utc>>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves GraphQL at /graphql, and a page to explore it at /graphiql.
    Serve {
        /// Where to listen. Port 0 is any free port; the log says which.
        #[arg(long, env = "HEMICYCLE_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
        listen: SocketAddr,
    },
    /// Serves opinions of an invented region, from a database of its own that it removes in the end.
    Demo {
        /// Where to listen. Port 0 is any free port; the first lines say which.
        #[arg(long, env = "HEMICYCLE_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
        listen: SocketAddr,
    },
    /// Reads documents and stores what they say. Importing one twice changes nothing.
    Import {
        /// The documents: plain text in UTF-8.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// The INSEE code of the assembly's territory, used where a text names none: 27 is Bourgogne-Franche-Comté.
        #[arg(long, env = "HEMICYCLE_TERRITORY", value_name = "CODE")]
        territory: Option<String>,
        /// Says what would be read, and stores nothing.
        #[arg(long, env = "HEMICYCLE_DRY_RUN")]
        dry_run: bool,
        /// Larger files are refused without being kept, in bytes.
        #[arg(long, env = "HEMICYCLE_SIZE_LIMIT", default_value_t = store::SIZE_LIMIT, value_name = "BYTES")]
        size_limit: u64,
    },
    /// Prints the GraphQL schema.
    Schema,
    /// Makes the database's tables, or brings them up to this version.
    Migrate,
}

/// Runs the command line. Exit 0: done; 1: something was refused, and said; 2: wrong usage.
#[must_use]
pub fn main() -> ExitCode {
    let line = Line::parse();
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
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return refused(&format!("the runtime did not start: {error}")),
    };
    match runtime.block_on(run(line)) {
        Ok(code) => code,
        Err(message) => refused(&message),
    }
}

async fn run(line: Line) -> Result<ExitCode, String> {
    // A limit on the size of files is an error of the write that meets it, not the end of the process.
    let _limit = signal(SignalKind::from_raw(SIGXFSZ)).map_err(|error| error.to_string())?;
    let options = line.options;
    match line.command {
        Command::Serve { listen } => serve::run(&options, listen).await,
        Command::Demo { listen } => demo::run(&options, listen).await,
        Command::Import { paths, territory, dry_run, size_limit } => {
            import::run(&options, import::Import { paths, territory, dry_run, size_limit }).await
        }
        Command::Schema => {
            print!("{}", crate::graphql::sdl());
            Ok(ExitCode::SUCCESS)
        }
        Command::Migrate => migrate::run(&options).await,
    }
}

impl Options {
    /// Connects to the database that the options name.
    async fn store(&self) -> Result<Store, String> {
        let address = self.database.clone().or_else(|| std::env::var("DATABASE_URL").ok());
        let address = address.unwrap_or_else(|| "sqlite://hemicycle.db".to_owned());
        Store::connect(&address, self.clock()).await.map_err(|error| error.to_string())
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
    eprintln!("hemicycle: {message}");
    ExitCode::FAILURE
}
