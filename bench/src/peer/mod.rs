//! What answers the same queries from the same rows: this program on both databases, what a user would pick in its place
//! (bench/peers), and two ceilings that are no API. Each is one process with at most as many connections to PostgreSQL.

mod bytes;
mod node;
mod started;
mod statement;

use std::{
    net::SocketAddr,
    num::NonZero,
    path::{Path, PathBuf},
    process::Command,
    thread::available_parallelism,
};

pub(crate) use self::{bytes::Bytes, started::Started, statement::Statements};
use crate::{process::run, report::figures::Peer};

/// Connections that a peer has to PostgreSQL: as many as the program takes where no statement is long (`store/src/line.rs`), so
/// two for each processor and at most eight.
pub(crate) fn connections() -> usize {
    available_parallelism().map_or(1, NonZero::get).saturating_mul(2).min(8)
}

/// What peers are started with.
#[derive(Clone, Debug)]
pub(crate) struct Needs {
    /// The program as it is released.
    pub(crate) program: PathBuf,
    /// The folder `bench/peers`, with what npm installed.
    pub(crate) peers: PathBuf,
    /// The folder `bench/shapes`.
    pub(crate) shapes: PathBuf,
    /// The database of PostgreSQL, filled.
    pub(crate) postgres: String,
    /// The database of SQLite, filled with the same rows.
    pub(crate) sqlite: String,
    /// The answers that [`Peer::Static`] gives: a file `<shape>/<variant>.json` for each.
    pub(crate) answers: PathBuf,
}

/// Starts one of them.
///
/// # Errors
/// Where it does not serve, with its own words.
pub(crate) fn start(peer: Peer, needs: &Needs) -> Result<Started, String> {
    let own = || std::env::current_exe().map(Command::new).map_err(|error| error.to_string());
    let hemicycle = |database: &str| {
        let mut serve = Command::new(&needs.program);
        serve.env_remove("DATABASE_URL").env("HEMICYCLE_LOG", "info").env("HEMICYCLE_RATE_LIMIT", "0");
        serve.env("HEMICYCLE_RESPONSE_CACHE", "0");
        serve.args(["--database", database, "serve", "--listen", "127.0.0.1:0"]);
        serve
    };
    let command = match peer {
        Peer::Postgres => hemicycle(&needs.postgres),
        Peer::Sqlite => hemicycle(&needs.sqlite),
        Peer::Postgraphile => node::command(needs, "postgraphile.js"),
        Peer::Mercurius => node::command(needs, "mercurius.js"),
        Peer::Sql => {
            let mut statements = own()?;
            statements.args(["statements", "--database", &needs.postgres, "--shapes"]).arg(&needs.shapes);
            statements
        }
        Peer::Static => {
            let mut bytes = own()?;
            bytes.args(["bytes", "--answers"]).arg(&needs.answers);
            bytes
        }
    };
    Started::begin(peer, command)
}

/// Adds to a filled database what those need who build on PostgreSQL alone: words to search by, and functions
/// (`bench/peers/setup.sql`). The program does not see it.
///
/// # Errors
/// Where `psql` fails.
pub(crate) fn prepare(peers: &Path, database: &str) -> Result<(), String> {
    let mut psql = Command::new("psql");
    psql.env("PGOPTIONS", "-c client_min_messages=warning");
    psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-f"]).arg(peers.join("setup.sql"));
    run(&mut psql, |_| ()).map(drop)
}

/// Says where a server of this program listens, in the words that [`start`] waits for.
fn say(address: SocketAddr) {
    eprintln!("listening on {address}");
}
