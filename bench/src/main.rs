//! Benchmarks, each beside a ceiling that is measured in the same run: `cargo xtask bench`. Linux only: the figures come
//! from /proc.

mod cost;
mod cursor;
mod data;
mod document;
mod export;
mod failover;
mod flame;
mod follow;
mod load;
mod measure;
mod pdf;
mod peer;
mod postgres;
mod process;
mod reading;
mod reads;
mod report;
mod roll;
mod same;
mod server;
mod shape;
mod sqlite;
mod svg;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand, ValueEnum};

use crate::roll::{Imported, Needs};

/// As the program has it: what is compared with it is not to lose by its allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What the program costs, against a ceiling in the same run.
#[derive(Parser)]
struct Line {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Reads opinions and PDFs
    Reading,
    /// Imports a parliament's votes, and exports them
    Votes(Votes),
    /// Fills an empty database with made-up opinions and votes
    Data(Data),
    /// Reads, on both databases and beside others
    Reads(reads::Needs),
    /// Writes, and waits until those who follow hear of it
    Follow(server::Programs),
    /// Drives a server that runs already, and says what a request costs
    Load(load::by_hand::Needs),
    /// Draws where the processor time of a running server goes
    Flame(flame::Needs),
    /// Makes the page and the chart anew from a run's figures
    Report(report::Needs),
    /// Serves what statements written by hand return
    Statements(peer::Statements),
    /// Serves the bytes of answers from memory
    Bytes(peer::Bytes),
    /// Kills the primary of three servers while two instances write and read
    Failover(server::Programs),
    #[command(flatten)]
    Measure(reading::Task),
}

#[derive(clap::Args)]
struct Votes {
    /// What is measured
    #[arg(required = true)]
    what: Vec<What>,
    /// The program as it is released
    #[arg(long)]
    program: PathBuf,
    /// The files of votes
    #[arg(long)]
    archive: PathBuf,
    /// Their territory
    #[arg(long)]
    territory: String,
    /// The folder of PostgreSQL's programs
    #[arg(long)]
    postgres: PathBuf,
}

#[derive(clap::Args)]
struct Data {
    /// The database, as `hemicycle migrate` left it: postgres://… or sqlite://FILE
    #[arg(long)]
    database: String,
    /// The same seed makes the same rows
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    sizes: data::Sizes,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Roll,
    Export,
}

fn main() -> ExitCode {
    let outcome = match Line::parse().task {
        Task::Reading => reading::report(),
        Task::Votes(votes) => report(votes),
        Task::Data(Data { database, seed, sizes }) => data::fill(&database, &sizes, seed).map(|filled| {
            println!("{} rows in {:.1} s", filled.rows, filled.seconds);
            if !sizes.unsearched {
                println!("Run `hemicycle migrate` on it now: that makes the search index.");
            }
        }),
        Task::Statements(statements) => statements.serve(),
        Task::Bytes(bytes) => bytes.serve(),
        Task::Reads(needs) => reads::report(&needs),
        Task::Follow(needs) => follow::report(&needs),
        Task::Load(needs) => load::by_hand::report(&needs),
        Task::Flame(needs) => flame::report(&needs),
        Task::Report(needs) => report::report(&needs),
        Task::Failover(needs) => failover::report(&needs),
        Task::Measure(task) => {
            println!("{}", reading::run(task));
            Ok(())
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("bench: {message}");
            ExitCode::FAILURE
        }
    }
}

/// One import serves both; the import's report needs the room that its database takes.
fn report(Votes { what, program, archive, territory, postgres }: Votes) -> Result<(), String> {
    let needs = Needs { program, archive, territory, postgres };
    let imported = Imported::new(&needs)?;
    if what.contains(&What::Export) {
        export::report(&needs, &imported)?;
        println!();
    }
    if what.contains(&What::Roll) { roll::report(&needs, imported) } else { Ok(()) }
}
