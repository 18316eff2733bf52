//! `ci`: the gate. `.ci/run` calls it.

use crate::corpus;
use crate::failure::Failure;
use crate::licences;
use crate::machete;
use crate::shell;
use crate::test;
use crate::workspace::Workspace;

/// A step: its name, and what it does.
type Step = (&'static str, fn(&Workspace) -> Result<(), Failure>);

/// In this order: what needs nothing first, what takes longest last.
const STEPS: [Step; 7] = [
    ("corpus", |workspace| {
        corpus::find(workspace).map(|directory| println!("The corpus is {}", directory.display()))
    }),
    ("format", |workspace| cargo(workspace, "fmt --all --check")),
    ("clippy", |workspace| cargo(workspace, "clippy --locked --workspace --all-targets -- -D warnings")),
    ("documentation", documentation),
    ("licences", licences::run),
    ("unused dependencies", machete::run),
    ("test", |workspace| test::run_as(workspace, &test::Options::default(), true)),
];

/// Runs the steps, and stops at the first that fails.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    for (position, (name, step)) in STEPS.iter().enumerate() {
        println!("\n== {name} ({} of {})", position + 1, STEPS.len());
        step(workspace).map_err(|failure| failure.at_step(name))?;
    }
    Ok(())
}

fn cargo(workspace: &Workspace, arguments: &str) -> Result<(), Failure> {
    shell::run(shell::cargo(workspace).args(arguments.split_whitespace()).env("CI", "true"))
}

fn documentation(workspace: &Workspace) -> Result<(), Failure> {
    let mut command = shell::cargo(workspace);
    command.args(["doc", "--locked", "--workspace", "--no-deps"]);
    shell::run(command.env("RUSTDOCFLAGS", "-D warnings").env("CI", "true"))
}
