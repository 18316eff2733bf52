//! `bench`: what the program costs, each figure beside a ceiling of the same run.

use std::ffi::{OsStr, OsString};

use clap::ValueEnum;

use crate::corpus;
use crate::failure::Failure;
use crate::machine::Machine;
use crate::postgres::Postgres;
use crate::reads;
use crate::shell;
use crate::tool;
use crate::workspace::Workspace;

/// The votes of a parliament, and their territory as the program takes it.
const VOTES: (&str, &str) = ("eduskunta-popolo.tar.gz", "COUNTRY:FI");

/// What `bench` takes on the command line.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// What is measured; all of it where nothing is named
    #[arg(value_name = "WHAT")]
    what: Vec<What>,
    #[command(flatten)]
    reads: reads::Asked,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Queries over HTTP, of PostGraphile, Mercurius and hand-written SQL too; writes docs/benchmarks.md. All of it takes
    /// hours, and more gigabytes in the temporary folder
    Reads,
    /// Reading opinions and PDFs, beside counting their characters
    Reading,
    /// Importing a parliament's 915,949 votes, beside `sqlite3 .import` and PostgreSQL's COPY; some minutes, and some
    /// gigabytes in the temporary folder
    Roll,
    /// Writing those votes as files, by the command and by the server, beside `sqlite3 -csv`
    Export,
    /// How long it takes until those who follow hear of a write, on both databases
    Follow,
    /// Kills the primary of three servers under load; only where it is named
    Failover,
}

/// Builds the benchmarks and the program as it is released, and runs them.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    let named = |what: What| options.what.contains(&what);
    let chosen = |what: What| options.what.is_empty() || named(what);
    if chosen(What::Reading) {
        bench(workspace, &["reading".as_ref()])?;
    }
    let votes: Vec<&OsStr> = [(What::Roll, "roll"), (What::Export, "export")]
        .into_iter()
        .filter(|(what, _)| chosen(*what))
        .map(|(_, word)| word.as_ref())
        .collect();
    let servers = chosen(What::Follow) || chosen(What::Reads) || named(What::Failover);
    if votes.is_empty() && !servers {
        return Ok(());
    }
    let postgres = Postgres::find().filter(|_| tool::found("sqlite3")).ok_or_else(|| {
        Failure::because(
            "The programs of SQLite and PostgreSQL, which the measures need, were not found. Run `cargo xtask setup`, then \
             this again.",
        )
    })?;
    if named(What::Failover) {
        tool::ensure_failover(Machine::this())?;
    }
    let build = ["build", "--locked", "--release", "-p", "api", "--bin", "hemicycle"];
    shell::run(shell::cargo(workspace).args(build))?;
    let program = workspace.release("hemicycle");
    let programs: [&OsStr; 4] =
        ["--program".as_ref(), program.as_os_str(), "--postgres".as_ref(), postgres.bin.as_os_str()];
    if chosen(What::Reads) {
        let arguments = reads::arguments(workspace, &options.reads, &postgres)?;
        bench(workspace, &arguments.iter().map(OsString::as_os_str).collect::<Vec<_>>())?;
    }
    if chosen(What::Follow) {
        bench(workspace, &[&["follow".as_ref()], &programs[..]].concat())?;
    }
    if named(What::Failover) {
        bench(workspace, &[&["failover".as_ref()], &programs[..]].concat())?;
    }
    if votes.is_empty() {
        return Ok(());
    }
    let archive = corpus::find(workspace)?.join(VOTES.0);
    let files: [&OsStr; 4] =
        ["--archive".as_ref(), archive.as_os_str(), "--territory".as_ref(), VOTES.1.as_ref()];
    bench(workspace, &[&["votes".as_ref()], &votes[..], &programs, &files].concat())
}

fn bench(workspace: &Workspace, arguments: &[&OsStr]) -> Result<(), Failure> {
    let mut command = shell::cargo(workspace);
    command.args(["run", "--locked", "--release", "-p", "bench", "--"]).args(arguments);
    shell::run(&mut command)
}
