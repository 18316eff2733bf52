//! Packages from npm, as a lock file names them by their hashes.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::shell;

/// Installs what the folder's `package-lock.json` names, unless that is what is installed. npm checks each package
/// against its hash, and no package's script runs.
pub(crate) fn install(folder: &Path) -> Result<(), Failure> {
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|error| {
        Failure::because(format!(
            "{} could not be read: {error}. It belongs to the repository.",
            lock.display()
        ))
    })?;
    let mark = folder.join("node_modules/.installed");
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("npm: installing what {} names", lock.display());
    // Some packages ask for a newer Node than Debian's, and run on it; npm would warn of each.
    shell::run(Command::new("npm").current_dir(folder).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))?;
    fs::write(&mark, wanted)
        .map_err(|error| Failure::because(format!("{} could not be written: {error}.", mark.display())))
}
