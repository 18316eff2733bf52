//! `demo`: the program as it is released, with documents of an invented region.

use std::env;

use crate::assets;
use crate::failure::Failure;
use crate::shell;
use crate::workspace::Workspace;

/// The variable that names another build profile than `release`.
const PROFILE: &str = "HEMICYCLE_DEMO_PROFILE";

/// What `demo` takes on the command line.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Arguments for `hemicycle demo`: `-- --listen 127.0.0.1:9000`
    #[arg(last = true, value_name = "ARGUMENT")]
    arguments: Vec<String>,
}

/// Prepares the assets, builds the release and runs it. Where the assets cannot be had, it says so and goes on
/// without GraphiQL.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    if let Err(failure) = assets::run(workspace) {
        let Failure::Because(reason) = failure else { return Err(failure) };
        println!("{reason}\nThe demo goes on without GraphiQL; to have it, install Node and npm.");
    }
    // The tests ask for the build that they have.
    let profile = env::var(PROFILE).unwrap_or_else(|_| "release".to_owned());
    let mut command = shell::cargo(workspace);
    command.args(["run", "--locked", "--profile", &profile, "-p", "api", "--bin", "hemicycle", "--", "demo"]);
    Err(shell::replace(command.args(&options.arguments)))
}
