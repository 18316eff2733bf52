//! Running other programs.

use std::env;
use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::workspace::Workspace;

/// The cargo that runs us, at the workspace's root.
///
/// `cargo run` describes the package xtask in our environment. Some build scripts (ring's) watch
/// those variables and would run again after every switch between `cargo` and `cargo xtask`, so
/// they are not passed on.
pub(crate) fn cargo(workspace: &Workspace) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace.root());
    for (name, _) in env::vars_os() {
        if let Some(text) = name.to_str()
            && (text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_"))
        {
            command.env_remove(name);
        }
    }
    command
}

/// Runs the program with its output on ours. Anything but status 0 is a failure that names it.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::because(format!("`{}` ended with {status}; its own words are above.", words(command))))
}

/// Becomes the program: signals reach it, and its exit code is ours. Returns only where it could not be started.
pub(crate) fn replace(command: &mut Command) -> Failure {
    let error = command.exec();
    not_started(command, &error)
}

/// What the program prints, trimmed; nothing where it cannot be run or ends with another status
/// than 0.
pub(crate) fn read(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

pub(crate) fn not_started(command: &Command, error: &io::Error) -> Failure {
    Failure::because(format!(
        "`{}` could not be started: {error}. Check that it is installed and on PATH.",
        words(command)
    ))
}

/// The command as one would type it, the program without its directory.
pub(crate) fn words(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    for argument in command.get_args() {
        words.push(' ');
        words.push_str(&argument.to_string_lossy());
    }
    words
}
