//! Cargo's own tools, at versions that we pin.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::shell;
use crate::workspace::Workspace;

/// A tool from crates.io. Pinned: a newer one may find more, and the gate must not change by itself.
pub(crate) struct Installed {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
}

impl Installed {
    /// Installs the pinned version among the workspace's tools, unless it is there.
    pub(crate) fn ensure(&self, workspace: &Workspace) -> Result<(), Failure> {
        let Self { name, version } = self;
        let found = shell::read(Command::new(self.program(workspace)).arg("--version"));
        if found.is_some_and(|found| found.split(' ').next_back() == Some(version)) {
            println!("{name}: {version} in {}", workspace.tools().display());
            return Ok(());
        }
        println!("{name}: installing {version} into {}", workspace.tools().display());
        let mut install = shell::cargo(workspace);
        install.args(["install", "--locked", "--force", "--version"]).arg(format!("={version}"));
        install.arg("--root").arg(workspace.tools()).arg(name);
        shell::run(&mut install)
    }

    /// Where it is, once it is installed.
    pub(crate) fn program(&self, workspace: &Workspace) -> PathBuf {
        workspace.tools().join("bin").join(self.name)
    }
}
