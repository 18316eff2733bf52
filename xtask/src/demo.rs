//! `demo`: the program as it is released, with documents of an invented region.

use crate::assets;
use crate::failure::Failure;
use crate::shell;
use crate::workspace::Workspace;

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
    let mut command = shell::cargo(workspace);
    command.args(["run", "--locked", "--release", "-p", "api", "--bin", "hemicycle", "--", "demo"]);
    shell::run(command.args(&options.arguments))
}
