//! cargo-machete, which finds dependencies that no code names.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::shell;
use crate::workspace::Workspace;

/// Pinned: a newer one may find more, and the gate must not change by itself.
const VERSION: &str = "0.9.2";

/// Installs the pinned version among the workspace's tools, unless it is there.
pub(crate) fn ensure(workspace: &Workspace) -> Result<(), Failure> {
    let program = program(workspace);
    if shell::read(Command::new(&program).arg("--version")).as_deref() == Some(VERSION) {
        println!("cargo-machete: {VERSION} in {}", workspace.tools().display());
        return Ok(());
    }
    println!("cargo-machete: installing {VERSION} into {}", workspace.tools().display());
    let mut install = shell::cargo(workspace);
    install.args(["install", "--locked", "--force", "--version"]).arg(format!("={VERSION}"));
    install.arg("--root").arg(workspace.tools()).arg("cargo-machete");
    shell::run(&mut install)
}

/// Looks through every crate of the workspace.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    ensure(workspace)?;
    shell::run(Command::new(program(workspace)).arg(workspace.root()))
}

fn program(workspace: &Workspace) -> PathBuf {
    workspace.tools().join("bin").join("cargo-machete")
}
