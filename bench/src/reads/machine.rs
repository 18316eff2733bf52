//! What the run ran on.

use std::{fs, path::Path, process::Command, thread};

use serde_json::Value;

use crate::{
    process::run,
    report::figures::{Machine, Version},
};

/// The machine, without anything that names it.
pub(super) fn machine() -> Machine {
    let field = |file: &str, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_prefix(':'));
        line.map(|value| value.trim().to_owned())
    };
    let kernel = ["ostype", "osrelease"]
        .map(|name| fs::read_to_string(format!("/proc/sys/kernel/{name}")).unwrap_or_default());
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    Machine {
        model: field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned()),
        cores: thread::available_parallelism().map_or(1, usize::from),
        memory: mebibytes(&memory),
        kernel: kernel.each_ref().map(|text| text.trim()).join(" "),
    }
}

/// `MemTotal` in MiB.
fn mebibytes(meminfo: &str) -> u64 {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}

/// A program's version, as it says it itself: the first of its words that begins with a figure.
///
/// # Errors
/// Where it cannot be run.
pub(super) fn version(name: &str, program: &Path) -> Result<Version, String> {
    let mut said = Vec::new();
    run(Command::new(program).arg("--version"), |bytes| said.extend_from_slice(bytes))?;
    Ok(Version { name: name.to_owned(), version: figure(&String::from_utf8_lossy(&said)) })
}

fn figure(said: &str) -> String {
    let word = said.split_whitespace().map(|word| word.trim_start_matches('v'));
    let mut word = word.filter(|word| word.starts_with(|first: char| first.is_ascii_digit()));
    word.next().unwrap_or(said.trim()).to_owned()
}

/// The version of a package that npm has installed.
///
/// # Errors
/// Where it is not installed.
pub(super) fn package(name: &str, folder: &Path, package: &str) -> Result<Version, String> {
    let file = folder.join("node_modules").join(package).join("package.json");
    let text = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let described: Value =
        serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", file.display()))?;
    let version = described["version"].as_str().unwrap_or("unknown").to_owned();
    Ok(Version { name: name.to_owned(), version })
}

#[cfg(test)]
mod tests {
    use super::{figure, machine, mebibytes};

    #[test]
    fn a_version_is_the_first_word_with_a_figure() {
        assert_eq!(figure("postgres (PostgreSQL) 15.18 (Debian 15.18-0)\n"), "15.18");
        assert_eq!(figure("v24.1.0\n"), "24.1.0");
        assert_eq!(figure("rustc 1.95.0 (abc 2026-01-01)"), "1.95.0");
        assert_eq!(figure("unknown\n"), "unknown");
    }

    #[test]
    fn the_machine_is_told_without_its_name() {
        assert_eq!(mebibytes("MemFree: 1 kB\nMemTotal:       24689664 kB\n"), 24_111);
        let machine = machine();
        assert!(
            machine.cores > 0 && machine.memory > 0 && machine.kernel.starts_with("Linux "),
            "{machine:?}"
        );
    }
}
