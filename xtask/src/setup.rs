//! `setup`: makes the machine ready for the tests. Twice does no more than once.

use crate::failure::Failure;
use crate::machete;
use crate::machine::{self, Machine};
use crate::postgres::Postgres;
use crate::tool;
use crate::workspace::Workspace;

/// What `setup` takes on the command line.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// Also install the gate's tools; the same as CI=true in the environment
    #[arg(long)]
    ci: bool,
}

/// Finds what the tests need, installs what is missing where we may, and says what it found.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    let postgres = match Postgres::find() {
        Some(postgres) => postgres,
        None => Postgres::install(Machine::this())?,
    };
    tool::ensure(Machine::this())?;
    println!("PostgreSQL: {} in {}", postgres.version, postgres.bin.display());
    if options.ci || machine::is_ci() {
        machete::ensure(workspace)?;
    }
    Ok(())
}
