//! PostgreSQL's server programs, with which the tests start clusters of their own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::machine::{self, Machine};
use crate::shell;

/// What the tests call.
const PROGRAMS: [&str; 5] = ["initdb", "postgres", "createdb", "pg_isready", "pg_basebackup"];

/// Where Debian keeps one directory per major version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Read by the scripts of Debian's packages before they create a cluster.
const POLICIES: &str = "/etc/postgresql-common/createcluster.d";

/// A directory that holds all of [`PROGRAMS`].
pub(crate) struct Postgres {
    pub(crate) bin: PathBuf,
    /// As the server says it: `postgres (PostgreSQL) 15.18`.
    pub(crate) version: String,
}

impl Postgres {
    /// Looks on PATH, then at Debian's directories from the newest version on, then asks pg_config.
    pub(crate) fn find() -> Option<Self> {
        let path = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&path).chain(debian_directories()).chain(pg_config()).find_map(Self::at)
    }

    fn at(bin: PathBuf) -> Option<Self> {
        if !PROGRAMS.iter().all(|program| bin.join(program).is_file()) {
            return None;
        }
        let version = shell::read(Command::new(bin.join("postgres")).arg("--version"))?;
        Some(Self { bin, version })
    }

    /// Installs the server on Debian as root, without starting one; elsewhere says what to install.
    pub(crate) fn install(machine: Machine) -> Result<Self, Failure> {
        if machine != Machine::DebianAsRoot {
            return Err(Failure::because(advice(machine)));
        }
        println!("PostgreSQL: no server programs here; installing Debian's package postgresql");
        let _policy = NoCluster::declare()?;
        machine::apt_install(&["postgresql"])?;
        Self::find().ok_or_else(|| {
            Failure::because(format!(
                "Debian's package postgresql was installed, but {} are not under {DEBIAN}. \
                 Run `dpkg --listfiles` on its dependency postgresql-<version> to see where they went, \
                 and put that directory on PATH.",
                PROGRAMS.join(", ")
            ))
        })
    }
}

/// While it lives, Debian's packages create no cluster when they are installed, so none starts.
struct NoCluster {
    file: PathBuf,
}

impl NoCluster {
    fn declare() -> Result<Self, Failure> {
        let file = Path::new(POLICIES).join("hemicycle-xtask.conf");
        fs::create_dir_all(POLICIES)
            .and_then(|()| fs::write(&file, "create_main_cluster = false\n"))
            .map_err(|error| {
                Failure::because(format!(
                    "{} could not be written: {error}. Without it the installation would start a server. \
                     Install the package postgresql yourself, then run `cargo xtask setup` again.",
                    file.display()
                ))
            })?;
        Ok(Self { file })
    }
}

impl Drop for NoCluster {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.file) {
            eprintln!(
                "{} could not be removed: {error}. Remove it by hand, or later installations of PostgreSQL \
                 create no cluster.",
                self.file.display()
            );
        }
    }
}

fn debian_directories() -> Vec<PathBuf> {
    let names = fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    newest_first(names.filter_map(|entry| entry.file_name().into_string().ok()))
        .into_iter()
        .map(|name| Path::new(DEBIAN).join(name).join("bin"))
        .collect()
}

fn pg_config() -> Option<PathBuf> {
    shell::read(Command::new("pg_config").arg("--bindir")).map(PathBuf::from)
}

/// Major versions are numbers: 15 is newer than 9.
fn newest_first(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    let major = |name: &str| name.split('.').next().and_then(|digits| digits.parse::<u32>().ok());
    names.sort_by(|one, other| major(other).cmp(&major(one)).then_with(|| other.cmp(one)));
    names
}

fn advice(machine: Machine) -> String {
    let install = match machine {
        Machine::Debian | Machine::DebianAsRoot => {
            "Run `sudo apt-get install --no-install-recommends postgresql`"
        }
        Machine::Other if cfg!(target_os = "macos") => "Run `brew install postgresql@17`",
        Machine::Other => "Install the PostgreSQL server (its package is often called postgresql-server)",
    };
    format!(
        "PostgreSQL's server programs ({}) were found neither on PATH, nor under {DEBIAN}, nor where \
         pg_config points; the tests start clusters of their own with them. {install}, put the directory of \
         these programs on PATH if it is not, then run `cargo xtask setup` again.",
        PROGRAMS.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::newest_first;

    #[test]
    fn versions_are_compared_as_numbers() {
        let names = ["9.6", "15", "17", "old"].map(str::to_owned);
        assert_eq!(newest_first(names.into_iter()), ["17", "15", "9.6", "old"]);
    }
}
