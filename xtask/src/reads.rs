//! `bench reads`: what each shape of query costs, beside what a user would pick instead and beside the ceilings.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::npm;
use crate::postgres::Postgres;
use crate::shell;
use crate::workspace::Workspace;

/// What `reads` takes; the benchmark checks the values and says what it takes where nothing is named.
#[derive(clap::Args, Default)]
pub(crate) struct Asked {
    /// Of reads: `uncached`, `repeated`, `growth`, with commas
    #[arg(long, value_name = "PARTS")]
    part: Option<String>,
    /// Of reads: the shapes, by the names of bench/shapes, with commas
    #[arg(long, value_name = "NAMES")]
    shape: Option<String>,
    /// Of reads: opinions in the database
    #[arg(long, value_name = "N")]
    opinions: Option<String>,
    /// Of reads: positions of votes in it
    #[arg(long, value_name = "N")]
    positions: Option<String>,
    /// Of reads: opinions of the databases that growth is measured on, with commas
    #[arg(long, value_name = "SIZES")]
    grown: Option<String>,
    /// Of reads: the same seed makes the same rows
    #[arg(long, value_name = "N")]
    seed: Option<String>,
    /// Of reads: the folder where the databases stay, so that the next run need not fill them
    #[arg(long, value_name = "FOLDER")]
    kept: Option<PathBuf>,
    /// Of reads: go on with the run that stopped, whose figures are in docs/; what it has measured is not measured again
    #[arg(long)]
    resume: bool,
    /// Of reads: rounds
    #[arg(long, value_name = "N")]
    rounds: Option<String>,
    /// Of reads: seconds of each who is driven in a round
    #[arg(long, value_name = "S")]
    seconds: Option<String>,
    /// Of reads: connections that send at once
    #[arg(long, value_name = "N")]
    connections: Option<String>,
}

impl Asked {
    /// The options that were given, by their names on our command line.
    fn given(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("part", &self.part),
            ("shape", &self.shape),
            ("opinions", &self.opinions),
            ("positions", &self.positions),
            ("grown", &self.grown),
            ("seed", &self.seed),
            ("rounds", &self.rounds),
            ("seconds", &self.seconds),
            ("connections", &self.connections),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))).collect()
    }

    /// The command as one types it, for the page; without where the databases stay, which changes no figure.
    fn typed(&self) -> String {
        let given = self.given().into_iter().map(|(name, value)| format!(" --{name} {value}"));
        format!("cargo xtask bench reads{}", given.collect::<String>())
    }

    /// The same for the benchmark, which calls parts otherwise.
    fn passed(&self) -> Vec<OsString> {
        let named = |(name, value): (&str, &str)| {
            let name = if name == "part" { "what" } else { name };
            [OsString::from(format!("--{name}")), OsString::from(value)]
        };
        let resume = self.resume.then(|| "--resume".into());
        let kept = self.kept.iter().flat_map(|folder| [OsString::from("--kept"), folder.into()]);
        self.given().into_iter().flat_map(named).chain(kept).chain(resume).collect()
    }
}

/// Installs the peers, and says what the benchmark is to be called with. Its page goes to docs/.
pub(crate) fn arguments(
    workspace: &Workspace,
    options: &Asked,
    postgres: &Postgres,
) -> Result<Vec<OsString>, Failure> {
    let folder = workspace.root().join("bench");
    npm::install(&folder.join("peers"))?;
    let mut arguments: Vec<OsString> = vec![
        "reads".into(),
        "--program".into(),
        workspace.release("hemicycle").into(),
        "--postgres".into(),
        postgres.bin.clone().into(),
        "--folder".into(),
        folder.into(),
        "--into".into(),
        workspace.root().join("docs").into(),
        "--commit".into(),
        commit(workspace).into(),
        "--command".into(),
        options.typed().into(),
    ];
    arguments.extend(options.passed());
    Ok(arguments)
}

/// The commit that is built, with a plus where files of it were changed.
fn commit(workspace: &Workspace) -> String {
    let git =
        |arguments: &[&str]| shell::read(Command::new("git").current_dir(workspace.root()).args(arguments));
    let Some(commit) = git(&["rev-parse", "--short", "HEAD"]) else { return "unknown".to_owned() };
    // The page of the run before is no change of what is measured.
    let changed = git(&["status", "--porcelain", "--untracked-files=no", "--", ":!docs"]);
    if changed.is_none_or(|files| files.is_empty()) { commit } else { commit + "+" }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Asked;

    #[test]
    fn no_two_options_of_the_command_line_have_one_name() {
        crate::Cli::command().debug_assert();
    }

    #[test]
    fn what_was_typed_is_passed_on_and_shown() {
        let options =
            Asked { part: Some("growth".to_owned()), rounds: Some("7".to_owned()), ..Asked::default() };
        assert_eq!(options.typed(), "cargo xtask bench reads --part growth --rounds 7");
        assert_eq!(options.passed(), ["--what", "growth", "--rounds", "7"]);
        assert_eq!(Asked::default().typed(), "cargo xtask bench reads");
        let options = Asked { kept: Some("data".into()), ..Asked::default() };
        assert_eq!(
            (options.typed(), options.passed()),
            (Asked::default().typed(), vec!["--kept".into(), "data".into()])
        );
    }
}
