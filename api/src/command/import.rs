//! `hemicycle import`.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    process::ExitCode,
};

use ingest::{Parsed, Problem, Records, Severity};
use store::{Applied, Store};

use super::Options;
use crate::extraction::{Limits, extract};

/// What to import, and how.
pub(super) struct Import {
    pub(super) paths: Vec<PathBuf>,
    pub(super) territory: Option<String>,
    pub(super) dry_run: bool,
    pub(super) size_limit: u64,
    pub(super) extraction: Limits,
}

/// Imports every file, whatever becomes of the others. Exit 1 where one was refused.
pub(super) async fn run(options: &Options, import: Import) -> Result<ExitCode, String> {
    // A dry run needs no database, and makes none.
    let store = if import.dry_run { None } else { Some(options.migrated().await?) };
    let reader = ingest::Options { territory: import.territory.clone() };
    let mut code = ExitCode::SUCCESS;
    for path in &import.paths {
        match one(store.as_ref(), path, &reader, &import).await {
            Ok((parsed, applied)) => {
                report(path, &parsed, applied.as_ref());
                if parsed.records.is_none() {
                    code = ExitCode::FAILURE;
                }
            }
            Err(message) => {
                eprintln!("{}: refused: {message}.", path.display());
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

/// What was read of a file, and what was written, unless there is no store.
async fn one(
    store: Option<&Store>,
    path: &Path,
    reader: &ingest::Options,
    import: &Import,
) -> Result<(Parsed, Option<Applied>), String> {
    let bytes = read(path, import.size_limit)?;
    let again = |error: store::Error| {
        format!(
            "{error}. Then import it again: an import is written whole or not at all, and twice is as good as once"
        )
    };
    let Some(store) = store else {
        return Ok((ingest::read(extract(&bytes, &import.extraction).await?, reader), None));
    };
    // Kept before anything is read: whatever the document does to its reader, it is not lost.
    let kept = store::keep(store, bytes.clone()).await.map_err(again)?;
    let parsed = ingest::read(extract(&bytes, &import.extraction).await?, reader);
    let imported = store::record(store, kept, parsed, "hemicycle import").await.map_err(again)?;
    Ok((imported.parsed, Some(imported.applied)))
}

/// The bytes of a file within the limit. The size is checked while reading: a pipe has none to ask for.
fn read(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let file = File::open(path).map_err(|error| format!("cannot be opened: {error}. Check the path"))?;
    let mut bytes = Vec::new();
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot be read: {error}. Expected a file"))?;
    if bytes.len() as u64 > limit {
        return Err(format!(
            "1:1: FILE_TOO_LARGE: The file is larger than {limit} bytes, and was not kept. Expected the text of an \
             opinion; raise --size-limit if it is one"
        ));
    }
    Ok(bytes)
}

/// Says what was understood and what was not.
fn report(path: &Path, parsed: &Parsed, applied: Option<&Applied>) {
    let name = path.display();
    for problem in &parsed.problems {
        let line = line(problem);
        eprintln!("{name}:{line}");
    }
    let Some(records) = &parsed.records else {
        let kept =
            if applied.is_none() { "Nothing was kept." } else { "Its bytes are kept; nothing else changed." };
        eprintln!("{name}: refused. {kept}");
        return;
    };
    if let Some(rival) = applied.and_then(|applied| applied.rival.as_ref()) {
        let (decides, adds) = if rival.decides { ("that one", "this one") } else { ("this one", "that one") };
        eprintln!(
            "{name}: warning SECOND_DOCUMENT: The same opinion was imported from the document {}. Of two of the same \
             day the smaller SHA-256 decides: {decides} says what the records hold, and {adds} stands among their \
             sources. Compare the two, and import no draft beside its final text.",
            rival.sha256
        );
    }
    let summary = summary(records);
    match applied.map(|applied| applied.revisions) {
        None => println!("{name}: would read {summary}. Nothing was stored."),
        Some(0) => println!("{name}: read {summary}. Nothing changed."),
        Some(changes) => println!("{name}: read {summary}. {changes} changes."),
    }
}

fn line(problem: &Problem) -> String {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!("{}:{}: {severity} {}: {}", problem.line, problem.column, problem.code, problem.message)
}

fn summary(records: &Records) -> String {
    let opinion = &records.opinion;
    let vote =
        opinion.vote.as_ref().map_or("no vote".to_owned(), |vote| format!("the vote {:?}", vote.formula));
    format!(
        "the opinion {:?} of {}: {}, {}, {}, {}, {vote}",
        opinion.title,
        records.session.held_on,
        count(opinion.rapporteurs.len(), "rapporteur"),
        count(opinion.sections.len(), "section"),
        count(opinion.declarations.len(), "declaration"),
        count(records.organisations.len(), "organisation"),
    )
}

fn count(figure: usize, noun: &str) -> String {
    if figure == 1 { format!("1 {noun}") } else { format!("{figure} {noun}s") }
}
