//! The machine that the commands run on: what it is called, and what may be installed on it.

use std::env;
use std::fs;
use std::process::Command;

use crate::failure::Failure;
use crate::shell;

/// Which packages this machine takes, and whether we may install them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Machine {
    /// Debian or a child of it, and we are root.
    DebianAsRoot,
    /// Debian or a child of it; its user has to install.
    Debian,
    /// Anything else.
    Other,
}

impl Machine {
    pub(crate) fn this() -> Self {
        let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
        if !is_debian(&release) {
            return Self::Other;
        }
        match shell::read(Command::new("id").arg("-u")).as_deref() {
            Some("0") => Self::DebianAsRoot,
            _ => Self::Debian,
        }
    }
}

/// Whether a person is absent: `CI` is set, and not to `false`.
pub(crate) fn is_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// Installs Debian packages without a question, and without what they merely recommend.
pub(crate) fn apt_install(packages: &[&str]) -> Result<(), Failure> {
    shell::run(apt().arg("update"))?;
    shell::run(apt().args(["install", "-y", "--no-install-recommends"]).args(packages))
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Reads os-release(5): `ID`, and `ID_LIKE` for the children.
fn is_debian(release: &str) -> bool {
    release
        .lines()
        .filter_map(|line| line.split_once('='))
        .filter(|(key, _)| matches!(*key, "ID" | "ID_LIKE"))
        .flat_map(|(_, value)| value.trim_matches('"').split_whitespace())
        .any(|name| name == "debian")
}

#[cfg(test)]
mod tests {
    use super::is_debian;

    #[test]
    fn debian_and_its_children_are_recognised() {
        assert!(is_debian("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n"));
        assert!(is_debian("ID=ubuntu\nID_LIKE=debian\n"));
        assert!(is_debian("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian("ID=fedora\nNAME=\"not debian\"\n"));
        assert!(!is_debian(""));
    }
}
