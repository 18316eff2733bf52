//! A run that stopped and is gone on with.

use std::{fs, path::Path};

use super::What;
use crate::report::figures::Run;

/// What an earlier run has measured, to go on with.
///
/// # Errors
/// Where there is none, or it was another machine, other programs or another command than those of this one.
pub(super) fn resumed(begun: &Run, into: Option<&Path>) -> Result<Run, String> {
    let file = into.ok_or("--resume needs --into, where the figures are")?.join("benchmarks.json");
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let read = fs::read(&file).map_err(|error| named(&error))?;
    let before: Run = serde_json::from_slice(&read).map_err(|error| named(&error))?;
    // The command says the parts, the shapes and the sizes. A build with changes of its own may be any.
    let clean = before.versions.iter().all(|version| !version.version.ends_with('+'));
    let same = before.machine == begun.machine
        && before.versions == begun.versions
        && before.command == begun.command;
    if !(same && clean) {
        let what = "it is of another machine, of other or changed programs, or of another command. Run without --resume";
        return Err(named(&what));
    }
    Ok(Run { resumed: true, ..before })
}

/// Whether a part was measured as a whole.
pub(super) fn has(run: &Run, what: What) -> bool {
    match what {
        What::Uncached => !run.reads.is_empty(),
        What::Repeated => !run.repeated.is_empty(),
        // Both databases, one after the other: the second may be missing.
        What::Growth => {
            super::BOTH.iter().all(|peer| run.service.iter().any(|service| service.peer == *peer))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, What, has, resumed};
    use crate::report::a_run;

    #[test]
    fn a_run_of_the_same_command_is_gone_on_with_and_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("benchmarks.json");
        let whole = serde_json::to_string(&a_run()).expect("what it gives");
        std::fs::write(&file, &whole).expect("what it gives");
        let begun = |command: &str| Run { reads: Vec::new(), command: command.to_owned(), ..a_run() };
        let run = resumed(&begun(&a_run().command), Some(folder.path())).expect("a run");
        assert!(run.resumed && has(&run, What::Uncached));
        assert!(!has(&run, What::Growth), "it has one of the two databases");
        let refused = resumed(&begun("another"), Some(folder.path())).expect_err("a refusal");
        assert!(refused.contains("another command"), "{refused}");
        assert!(resumed(&begun("another"), None).is_err());
    }
}
