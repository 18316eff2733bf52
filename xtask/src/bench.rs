//! `bench`: what reading costs, printed with ratios.

use crate::failure::Failure;
use crate::shell;
use crate::workspace::Workspace;

/// Builds the benchmarks as the program is released, and runs them.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    shell::run(shell::cargo(workspace).args(["run", "--locked", "--release", "-p", "bench"]))
}
