//! What a run says: a page in Markdown and a chart, from the figures of one run.

mod aims;
mod chart;
mod digits;
pub(crate) mod figures;
mod markdown;
mod median;
mod page;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use self::tests::run as a_run;

use std::{
    fs,
    path::{Path, PathBuf},
};

use self::figures::Run;

/// What `bench report` needs.
#[derive(clap::Args)]
pub(crate) struct Needs {
    /// The figures of a run
    #[arg(value_name = "FILE")]
    figures: PathBuf,
    /// The folder of benchmarks.md and benchmarks.svg
    #[arg(long)]
    into: PathBuf,
}

/// Makes the page and the chart anew from the figures of a run that has been.
///
/// # Errors
/// Where the file holds none, or the folder takes none.
pub(crate) fn report(needs: &Needs) -> Result<(), String> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", needs.figures.display());
    let read = fs::read(&needs.figures).map_err(|error| named(&error))?;
    write(&serde_json::from_slice(&read).map_err(|error| named(&error))?, &needs.into)
}

/// Writes the page and the chart of a run.
///
/// # Errors
/// Where the folder takes none, or the run has a shape without rounds.
pub(crate) fn write(run: &Run, folder: &Path) -> Result<(), String> {
    let empty = run.reads.iter().find(|reads| {
        reads.peers.is_empty() || reads.peers.iter().any(|measured| measured.rounds.len() < run.terms.rounds)
    });
    if let Some(reads) = empty {
        return Err(format!(
            "{}: a peer has fewer than {} rounds, so that no report is written. Run all of them again.",
            reads.name, run.terms.rounds
        ));
    }
    for (name, text) in [("benchmarks.md", page::page(run)), ("benchmarks.svg", chart::chart(&run.reads))] {
        let file = folder.join(name);
        fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}
