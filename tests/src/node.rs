//! Programs for Node that use the service as its clients do.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

use crate::not_run;

/// A folder of the project that has a `package.json`.
pub struct Packages {
    folder: PathBuf,
}

impl Packages {
    /// Its packages, where `cargo xtask test` has installed them; else the summary says that the test did not run.
    pub fn of(folder: &str) -> Option<Self> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder).canonicalize().unwrap();
        if !path.join("node_modules/.installed").is_file() {
            not_run(&format!("no packages from npm in {folder}"));
            return None;
        }
        Some(Self { folder: path })
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// A program that one of the packages brings.
    pub fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.folder.join("node_modules/.bin").join(name));
        command.current_dir(&self.folder).env("CI", "true");
        command
    }

    /// A script of the folder's `package.json`.
    pub fn script(&self, name: &str) -> Output {
        let mut npm = Command::new("npm");
        npm.args(["run", "--silent", name]).current_dir(&self.folder).env("CI", "true").output().unwrap()
    }

    /// Runs a program of the folder to its end, and reads what it prints as JSON.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Value {
        let mut node = Command::new("node");
        let ran = node.arg(program).args(arguments).current_dir(&self.folder).output().unwrap();
        assert!(ran.status.success(), "node {program}: {}", said(&ran));
        serde_json::from_slice(&ran.stdout)
            .unwrap_or_else(|error| panic!("{program}: {error}: {}", said(&ran)))
    }
}

/// What a program printed, for the message of a test that fails.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
