//! `soak`: the tests that drive the program at random, for as long as the gate has no time for.

use crate::failure::Failure;
use crate::shell;
use crate::workspace::Workspace;

/// What `soak` takes on the command line.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Steps of each run against the model: imports, corrections, merges, removals, undoings and redactions
    #[arg(long, default_value_t = 3_000)]
    steps: u32,
    /// Runs against the model, each with other figures
    #[arg(long, default_value_t = 3)]
    runs: u32,
    /// Imports that are killed on each database
    #[arg(long, default_value_t = 200)]
    kills: u32,
}

/// Runs the tests that the gate runs with smaller figures.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    shell::run(shell::cargo(workspace).args(["build", "--locked", "-p", "api", "--bin", "hemicycle"]))?;
    let test = |name: &str| {
        let mut test = shell::cargo(workspace);
        test.args(["test", "--locked", "-p", "tests", "--test", "hemicycle", "--", "--nocapture", name]);
        test
    };
    for seed in 0..options.runs {
        let mut model = test("model::");
        model.env("HEMICYCLE_MODEL_STEPS", options.steps.to_string());
        shell::run(model.env("HEMICYCLE_MODEL_SEED", (100 + seed).to_string()))?;
    }
    shell::run(test("crash::").env("HEMICYCLE_KILLS", options.kills.to_string()))
}
