//! `test`: every test of the workspace, with a summary.

use std::io::{self, BufRead, BufReader, Write};
use std::process::{ChildStdout, Command, Stdio};

use crate::assets;
use crate::corpus;
use crate::failure::Failure;
use crate::machine;
use crate::not_run::{self, NotRun};
use crate::npm;
use crate::python;
use crate::setup;
use crate::shell;
use crate::tally::Tally;
use crate::workspace::Workspace;

/// What `test` takes on the command line.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// Arguments for `cargo test`: `-- -p store`, `-- opinion`, `-- -- --nocapture`
    #[arg(last = true, value_name = "ARGUMENT")]
    arguments: Vec<String>,
}

/// Runs the tests in the machine's own mode: with `CI` set, a test that could not run is a failure.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    run_as(workspace, options, machine::is_ci())
}

/// Runs the tests. The last line that it prints is `N passed, N failed`, once tests have begun.
pub(crate) fn run_as(workspace: &Workspace, options: &Options, ci: bool) -> Result<(), Failure> {
    setup::run(workspace, &setup::Options::default())?;
    assets::run(workspace)?;
    npm::install(&workspace.root().join("tests/browser"))?;
    npm::install(&workspace.root().join("tests/audits"))?;
    clients(workspace)?;
    build_binary(workspace)?;

    let not_run = NotRun::new()?;
    let mut command = command(workspace, options);
    command.env(not_run::VARIABLE, not_run.file.path());
    if ci {
        // insta then compares snapshots and writes none.
        command.env("CI", "true");
    }
    if let Ok(directory) = corpus::find(workspace) {
        command.env(corpus::VARIABLE, directory);
    }
    let (mut tally, succeeded) = watch(&mut command)?;
    let left_out = not_run.read()?;
    let complaints = complaints(&mut tally, succeeded, ci, &left_out);

    println!();
    for (line, times) in not_run::distinct(&left_out) {
        println!("{line}{}", if times > 1 { format!(" ({times} times)") } else { String::new() });
    }
    complaints.iter().for_each(|complaint| println!("{complaint}"));
    if tally.ignored > 0 {
        println!("{} ignored", tally.ignored);
    }
    println!("{tally}");
    if complaints.is_empty() { Ok(()) } else { Err(Failure::Told) }
}

/// Where the tests of clients have packages from npm.
const CLIENTS: [&str; 2] = ["tests/clients", "examples/react"];

/// Installs what the tests of clients are made of. Where it cannot be had, those tests say that they did not run,
/// which is a failure in CI alone.
fn clients(workspace: &Workspace) -> Result<(), Failure> {
    let packages = CLIENTS.iter().map(|folder| npm::install(&workspace.root().join(folder)));
    let python = [python::PYTHON, python::HARVEST, python::VALIDATA]
        .map(|packages| python::install(workspace, &packages));
    for installed in packages.chain(python) {
        match installed {
            Err(Failure::Because(reason)) => println!("{reason}\nThe tests that need it do not run."),
            installed => installed?,
        }
    }
    Ok(())
}

/// Tests start the program itself, and `cargo test` builds binaries for their own package only.
fn build_binary(workspace: &Workspace) -> Result<(), Failure> {
    if !workspace.has_binary("api", "hemicycle") {
        return Ok(());
    }
    shell::run(shell::cargo(workspace).args(["build", "--locked", "-p", "api", "--bin", "hemicycle"]))
}

fn command(workspace: &Workspace, options: &Options) -> Command {
    let mut command = shell::cargo(workspace);
    command.args(["test", "--locked", "--no-fail-fast"]);
    if !names_packages(&options.arguments) {
        command.arg("--workspace");
    }
    command.args(&options.arguments);
    command
}

/// Whether cargo's own arguments choose packages; `--workspace` would overrule them.
fn names_packages(arguments: &[String]) -> bool {
    arguments
        .iter()
        .take_while(|argument| *argument != "--")
        .any(|argument| argument.starts_with("--package") || argument.starts_with("-p"))
}

/// Runs the command, shows its output as it comes and counts in it. Says also whether it ended well.
fn watch(command: &mut Command) -> Result<(Tally, bool), Failure> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().map_err(|error| shell::not_started(command, &error))?;
    let lost = |error: io::Error| {
        Failure::because(format!("The output of `cargo test` was lost: {error}. Run it again."))
    };
    let tally = child.stdout.take().map(show).transpose().map_err(lost)?.unwrap_or_default();
    let status = child.wait().map_err(lost)?;
    Ok((tally, status.success()))
}

/// By bytes: what a test prints need not be UTF-8.
fn show(output: ChildStdout) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let mut output = BufReader::new(output);
    let mut screen = io::stdout().lock();
    let mut line = Vec::new();
    while output.read_until(b'\n', &mut line)? > 0 {
        screen.write_all(&line)?;
        tally.read(&String::from_utf8_lossy(&line));
        line.clear();
    }
    screen.flush()?;
    tally.end();
    Ok(tally)
}

/// Why this run is no success; nothing where it is one. What libtest did not count as a failure
/// is added to the tally, so that the last line never says `0 failed` about a run that failed.
fn complaints(tally: &mut Tally, succeeded: bool, ci: bool, left_out: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    if tally.failed > 0 {
        complaints.push("Tests failed; their output is above.".to_owned());
    }
    if tally.unfinished > 0 {
        tally.failed += tally.unfinished;
        complaints.push(format!(
            "Test programs that ended before they had counted: {}. Each is counted as one failure. The error \
             above says which; a stack overflow or an abort are the usual causes.",
            tally.unfinished
        ));
    }
    if !succeeded && complaints.is_empty() {
        tally.failed += 1;
        complaints.push(
            "cargo test failed although no test did, which is counted as one failure: something did not \
             build or did not start. Read the first error above."
                .to_owned(),
        );
    }
    let lines = left_out.lines().filter(|line| !line.trim().is_empty()).count();
    if ci && lines > 0 {
        tally.failed += lines as u64;
        complaints.push(format!(
            "Tests that did not run: {lines}, for the reasons above. In CI every test has to run, and each of \
             these is counted as a failure."
        ));
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::{complaints, names_packages};
    use crate::tally::Tally;

    fn arguments(words: &str) -> Vec<String> {
        words.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn packages_are_recognised_among_cargos_own_arguments() {
        assert!(names_packages(&arguments("-p store")));
        assert!(names_packages(&arguments("name --package=store")));
        assert!(!names_packages(&arguments("opinion -- -p")));
    }

    #[test]
    fn a_run_that_did_not_build_has_a_failure_in_its_last_line() {
        let mut tally = Tally::default();
        assert_eq!(complaints(&mut tally, false, false, "").len(), 1);
        assert_eq!(tally.to_string(), "0 passed, 1 failed");
    }

    #[test]
    fn a_test_that_did_not_run_is_a_failure_in_ci_alone() {
        let mut tally = Tally::default();
        tally.read("test result: ok. 3 passed; 0 failed; 0 ignored");
        assert!(complaints(&mut tally, true, false, "not run: no corpus\n").is_empty());
        assert_eq!(complaints(&mut tally, true, true, "not run: no corpus\n").len(), 1);
        assert_eq!(tally.to_string(), "3 passed, 1 failed");
    }
}
