//! The project's own commands: `cargo xtask <command>`.

mod assets;
mod bench;
mod ci;
mod corpus;
mod demo;
mod failure;
mod fuzz;
mod installed;
mod licences;
mod machete;
mod machine;
mod not_run;
mod npm;
mod postgres;
mod python;
mod reads;
mod setup;
mod shell;
mod soak;
mod tally;
mod test;
mod tool;
mod workspace;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::failure::Failure;
use crate::workspace::Workspace;

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Option<Task>,
}

#[derive(Subcommand)]
enum Task {
    /// Make this machine ready for the tests: PostgreSQL's programs, Python, Node, Chromium and LibreOffice, and with
    /// --ci the gate's tools
    Setup(setup::Options),
    /// Fetch what the page /graphiql is made of from npm, and compress it for the program
    Assets,
    /// Build the release and serve documents of an invented region, with GraphiQL
    Demo(demo::Options),
    /// Run every test, and end with `N passed, N failed`
    Test(test::Options),
    /// Throw bytes at the ingest door for ten minutes, or with --queries queries at the server
    Fuzz(fuzz::Options),
    /// Drive the program at random for long, against a model and with kills
    Soak(soak::Options),
    /// Measure what reads, imports and exports cost, with ratios to a ceiling
    Bench(Box<bench::Options>),
    /// Check the licence of every dependency against those we allow
    Licences,
    /// Run the whole gate: format, lints, documentation, licences, unused dependencies, tests
    Ci,
}

fn main() -> ExitCode {
    // Wrong usage ends here with status 2, and `help` with 0.
    let Some(task) = Cli::parse().command else {
        return if Cli::command().print_help().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    };
    match run(&task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Told) => ExitCode::FAILURE,
        Err(Failure::Because(reason)) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Result<(), Failure> {
    let workspace = Workspace::load()?;
    match task {
        Task::Setup(options) => setup::run(&workspace, options),
        Task::Assets => assets::run(&workspace),
        Task::Demo(options) => demo::run(&workspace, options),
        Task::Test(options) => test::run(&workspace, options),
        Task::Fuzz(options) => fuzz::run(&workspace, options),
        Task::Soak(options) => soak::run(&workspace, options),
        Task::Bench(options) => bench::run(&workspace, options),
        Task::Licences => licences::run(&workspace),
        Task::Ci => ci::run(&workspace),
    }
}
