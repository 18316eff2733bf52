//! Python with the packages that the tests of clients use.

use std::{env, path::PathBuf, process::Command};

use crate::not_run;

/// The environment that `cargo xtask test` makes; without it the summary says that the test did not run.
pub struct Python {
    programs: PathBuf,
}

impl Python {
    pub fn here() -> Option<Self> {
        Self::of("python")
    }

    /// The software of data.gouv.fr.
    pub fn harvester() -> Option<Self> {
        Self::of("harvest")
    }

    /// data.gouv.fr's validator of tables.
    pub fn validata() -> Option<Self> {
        Self::of("validata")
    }

    fn of(name: &str) -> Option<Self> {
        // Tests stand in target/PROFILE/deps, the project's tools in target/tools.
        let target = env::current_exe().unwrap().ancestors().nth(3).unwrap().to_owned();
        let environment = target.join("tools").join(name);
        if !environment.join(".installed").is_file() {
            not_run(&format!("no packages of Python in {name}"));
            return None;
        }
        Some(Self { programs: environment.join("bin") })
    }

    /// A program of the environment: `python`, or one that a package brings.
    pub fn program(&self, name: &str) -> Command {
        Command::new(self.programs.join(name))
    }
}
