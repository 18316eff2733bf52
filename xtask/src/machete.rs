//! cargo-machete, which finds dependencies that no code names.

use std::process::Command;

use crate::failure::Failure;
use crate::installed::Installed;
use crate::shell;
use crate::workspace::Workspace;

const MACHETE: Installed = Installed { name: "cargo-machete", version: "0.9.2" };

/// Installs it, unless it is there.
pub(crate) fn ensure(workspace: &Workspace) -> Result<(), Failure> {
    MACHETE.ensure(workspace)
}

/// Looks through every crate of the workspace.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    ensure(workspace)?;
    shell::run(Command::new(MACHETE.program(workspace)).arg(workspace.root()))
}
