//! Programs that the tests and benchmarks call and Debian has.

use std::env;

use crate::failure::Failure;
use crate::machine::{self, Machine};

/// A program, the package that has it, and what for.
struct Tool {
    program: &'static str,
    package: &'static str,
    purpose: &'static str,
}

/// What the tests and most benchmarks call.
const TOOLS: [Tool; 9] = [
    Tool { program: "python3", package: "python3", purpose: "the tests compare answers with the contract's" },
    Tool {
        program: "setpriv",
        package: "util-linux",
        purpose: "the tests start PostgreSQL as another user than root",
    },
    Tool { program: "node", package: "nodejs", purpose: "the tests drive a browser" },
    Tool { program: "npm", package: "npm", purpose: "the tests fetch GraphiQL and what drives the browser" },
    Tool { program: "chromium", package: "chromium", purpose: "the tests look at the pages" },
    Tool {
        program: "soffice",
        package: "libreoffice-calc-nogui",
        purpose: "the tests open a table as people do",
    },
    Tool { program: "curl", package: "curl", purpose: "the tests run the commands of the pages as printed" },
    Tool {
        program: "pgbouncer",
        package: "pgbouncer",
        purpose: "the tests go to PostgreSQL through a pool of connections",
    },
    Tool { program: "sqlite3", package: "sqlite3", purpose: "the benchmarks compare the import's time" },
];

/// What a primary that fails is measured with: servers that Debian starts where it installs them, so they are installed only
/// for that.
const FAILOVER: [Tool; 3] = [
    Tool {
        program: "patroni",
        package: "patroni",
        purpose: "the benchmark of a primary that fails chooses another one",
    },
    Tool { program: "etcd", package: "etcd-server", purpose: "Patroni keeps there who is the primary" },
    Tool { program: "haproxy", package: "haproxy", purpose: "the benchmark's instances find the primary" },
];

/// Installs those that are missing on Debian as root; elsewhere says what to install.
pub(crate) fn ensure(machine: Machine) -> Result<(), Failure> {
    ensure_all(&TOOLS, machine)
}

/// The same for the benchmark of a primary that fails.
pub(crate) fn ensure_failover(machine: Machine) -> Result<(), Failure> {
    ensure_all(&FAILOVER, machine)
}

fn ensure_all(tools: &[Tool], machine: Machine) -> Result<(), Failure> {
    for tool in tools {
        if !found(tool.program) {
            install(tool, machine)?;
        }
        println!("{}: found", tool.program);
    }
    Ok(())
}

fn install(tool: &Tool, machine: Machine) -> Result<(), Failure> {
    let Tool { program, package, purpose } = tool;
    if machine != Machine::DebianAsRoot {
        return Err(Failure::because(format!(
            "{program} was not found on PATH; {purpose} with it. Install it (Debian's package is \
             {package}), then run this again."
        )));
    }
    println!("{program}: not here; installing Debian's package {package}");
    machine::apt_install(&[package])?;
    if found(program) {
        return Ok(());
    }
    Err(Failure::because(format!(
        "Debian's package {package} was installed, but {program} is not on PATH. Put its directory there, \
         then run this again."
    )))
}

/// Whether the program is on PATH.
pub(crate) fn found(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    // Debian keeps servers where only root's path leads.
    let system = std::iter::once("/usr/sbin".into());
    env::split_paths(&path).chain(system).any(|folder| folder.join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::{FAILOVER, Failure, Machine, TOOLS, found, install};

    #[test]
    fn a_program_is_looked_for_on_the_path() {
        assert!(found("sh"));
        assert!(!found("no-such-program"));
    }

    #[test]
    fn where_nothing_may_be_installed_the_person_is_told_what_to_install() {
        for tool in TOOLS.iter().chain(&FAILOVER) {
            let refused = install(tool, Machine::Other);
            assert!(matches!(refused, Err(Failure::Because(reason)) if reason.contains(tool.package)));
        }
    }
}
