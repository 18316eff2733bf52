//! Python's packages, in environments of their own among the workspace's tools.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::machine::{self, Machine};
use crate::shell;
use crate::workspace::Workspace;

/// Packages that are installed together.
pub(crate) struct Environment {
    /// Its folder among the tools.
    name: &'static str,
    /// What names the packages.
    requirements: &'static [&'static str],
}

/// What the tests of clients and of exports use.
pub(crate) const PYTHON: Environment = Environment {
    name: "python",
    requirements: &[
        "examples/python/requirements.txt",
        "tests/exports/requirements.txt",
        "tests/schemathesis/requirements.txt",
        "tests/webhooks/requirements.txt",
    ],
};

/// The software of data.gouv.fr, which wants other versions of much.
pub(crate) const HARVEST: Environment =
    Environment { name: "harvest", requirements: &["tests/harvest/requirements.txt"] };

/// data.gouv.fr's validator of tables, which wants an older frictionless.
pub(crate) const VALIDATA: Environment =
    Environment { name: "validata", requirements: &["tests/validata/requirements.txt"] };

/// Installs what the requirements name, unless that is what is installed.
pub(crate) fn install(workspace: &Workspace, environment: &Environment) -> Result<(), Failure> {
    let Environment { name, requirements } = environment;
    let files: Vec<PathBuf> = requirements.iter().map(|file| workspace.root().join(file)).collect();
    let mut wanted = String::new();
    for file in &files {
        wanted += &fs::read_to_string(file).map_err(|error| {
            Failure::because(format!(
                "{} could not be read: {error}. It belongs to the repository.",
                file.display()
            ))
        })?;
    }
    let folder = workspace.tools().join(name);
    let mark = folder.join(".installed");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("Python: installing what {} name into {}", requirements.join(" and "), folder.display());
    let make = || shell::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
    if let Err(failure) = make() {
        // Debian has the module that makes environments in a package of its own.
        if Machine::this() != Machine::DebianAsRoot {
            return Err(failure);
        }
        machine::apt_install(&["python3-venv"])?;
        make()?;
    }
    let mut pip = Command::new(folder.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]);
    for file in &files {
        pip.arg("-r").arg(file);
    }
    shell::run(&mut pip)?;
    fs::write(&mark, wanted)
        .map_err(|error| Failure::because(format!("{} could not be written: {error}.", mark.display())))
}
