//! `fuzz`: throws bytes at the ingest door until time is up, or queries at the server, or until something breaks.

use std::fs;
use std::process::Command;

use crate::failure::Failure;
use crate::installed::Installed;
use crate::python;
use crate::shell;
use crate::workspace::Workspace;

const FUZZ: Installed = Installed { name: "cargo-fuzz", version: "0.13.2" };

/// What `fuzz` takes on the command line.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// For how long, in seconds
    #[arg(long, default_value_t = 600)]
    seconds: u32,
    /// Afterwards, keep of the corpus only what covers more than the rest: what the tests replay
    #[arg(long)]
    minimise: bool,
    /// Instead, ask the server so many queries that schemathesis makes from the schema, new ones each time
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, default_missing_value = "20000")]
    queries: Option<u32>,
}

/// Builds the target with coverage and without a sanitizer, which would want an unstable compiler: the reader is
/// safe Rust. New inputs join the corpus; one that breaks a rule is kept in `ingest/fuzz/artifacts`.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    if let Some(queries) = options.queries {
        return ask(workspace, queries);
    }
    FUZZ.ensure(workspace)?;
    let folder = workspace.root().join("ingest/fuzz");
    let corpus = folder.join("corpus/ingest");
    fs::create_dir_all(&corpus).map_err(|error| {
        Failure::because(format!("{} could not be made: {error}. Check its rights.", corpus.display()))
    })?;
    let fuzz = |task: &str| {
        let mut command = Command::new(FUZZ.program(workspace));
        command.current_dir(workspace.root()).env("CARGO_TARGET_DIR", workspace.tools().join("fuzz"));
        command.arg(task).args(["--sanitizer", "none", "--fuzz-dir"]).arg(&folder).arg("ingest");
        command
    };
    let mut run = fuzz("run");
    run.arg(&corpus).arg(folder.join("seeds")).arg("--");
    run.arg(format!("-max_total_time={}", options.seconds));
    run.args(["-timeout=10", "-rss_limit_mb=2048", "-max_len=16384", "-print_final_stats=1"]);
    shell::run(&mut run)?;
    if options.minimise { shell::run(fuzz("cmin").arg(&corpus)) } else { Ok(()) }
}

/// The test that the gate runs with fewer queries.
fn ask(workspace: &Workspace, queries: u32) -> Result<(), Failure> {
    python::install(workspace, &python::PYTHON)?;
    shell::run(shell::cargo(workspace).args(["build", "--locked", "-p", "api", "--bin", "hemicycle"]))?;
    let mut test = shell::cargo(workspace);
    test.args([
        "test",
        "--locked",
        "-p",
        "tests",
        "--test",
        "hemicycle",
        "--",
        "--nocapture",
        "schemathesis",
    ]);
    shell::run(test.env("HEMICYCLE_QUERIES", queries.to_string()))
}
