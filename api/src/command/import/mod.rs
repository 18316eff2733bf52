//! `hemicycle import`.

mod difference;
mod excerpt;
mod found;
mod paths;
mod progress;
mod read;
mod report;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::builder::FalseyValueParser;
use ingest::{Parsed, ThemeMapping};
use store::{Applied, Preview, Store};

use self::{
    paths::{Listed, documents},
    progress::Progress,
    read::bytes,
    report::Report,
};
use super::Options;
use crate::extraction::{Limits, extract};

/// What to import, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// The documents: PDF, DOCX, HTML or plain text, told apart by what they hold. Of a folder, all in it and below
    /// that such a file's name ends like.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The INSEE code of the assembly's territory, used where a text names none: 27 is Bourgogne-Franche-Comté.
    #[arg(long, env = "HEMICYCLE_TERRITORY", hide_env_values = true, value_name = "CODE")]
    territory: Option<String>,
    /// The mapping from what opinions say to themes, in place of the bundled one, which `hemicycle themes` prints.
    #[arg(long, env = "HEMICYCLE_THEMES", hide_env_values = true, value_name = "FILE")]
    themes: Option<PathBuf>,
    /// Shows what would be read, and how it differs from what is stored; stores nothing.
    #[arg(long, env = "HEMICYCLE_DRY_RUN", hide_env_values = true, value_parser = FalseyValueParser::new())]
    dry_run: bool,
    /// Writes one JSON object a document, for machines, and no other words.
    #[arg(long, env = "HEMICYCLE_JSON", hide_env_values = true, value_parser = FalseyValueParser::new())]
    json: bool,
    /// Larger files are refused without being kept, in bytes.
    #[arg(long, env = "HEMICYCLE_SIZE_LIMIT", hide_env_values = true, default_value_t = store::SIZE_LIMIT, value_name = "BYTES")]
    size_limit: u64,
    #[command(flatten)]
    extraction: Limits,
}

impl Import {
    /// What the reader is told, the mapping read.
    fn reader(&self) -> Result<ingest::Options, String> {
        let territory = self.territory.clone().filter(|code| !code.is_empty());
        let Some(path) = self.themes.as_ref().filter(|path| !path.as_os_str().is_empty()) else {
            return Ok(ingest::Options { territory, ..ingest::Options::default() });
        };
        let name = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| {
            format!("the mapping of themes {name} could not be read: {error}. Pass a file of UTF-8 text with --themes; `hemicycle themes` prints one to start from")
        })?;
        let themes = ThemeMapping::parse(&text).map_err(|error| {
            format!("the mapping of themes {name} does not read: {error}. Nothing was imported")
        })?;
        Ok(ingest::Options { territory, themes })
    }
}

/// What became of one file.
#[derive(Debug)]
enum Outcome {
    /// It was read, if only to be refused, and its records were written.
    Imported(Box<Parsed>, Applied),
    /// It was read, and what it would change is known.
    Previewed(Box<Parsed>, Preview),
    /// It was not read, or not written.
    Failed(String),
}

impl Outcome {
    fn refused(&self) -> bool {
        match self {
            Self::Imported(parsed, _) | Self::Previewed(parsed, _) => parsed.records.is_none(),
            Self::Failed(_) => true,
        }
    }
}

/// Imports every document, whatever becomes of the others. Exit 1 where one was refused.
pub(super) async fn run(options: &Options, import: Import) -> Result<ExitCode, String> {
    let reader = import.reader()?;
    let store = if import.dry_run { compared_with(options).await? } else { options.migrated().await? };
    let listed: Vec<Listed> = import.paths.iter().flat_map(|path| documents(path)).collect();
    let progress = Progress::new(listed.len(), import.json);
    let mut report = Report::new(import.json);
    for each in listed {
        let (path, outcome) = match each {
            Listed::Document(path) => {
                progress.at(&path);
                let outcome = one(&store, &path, &import, &reader).await.unwrap_or_else(Outcome::Failed);
                (path, outcome)
            }
            Listed::Unread(path, why) => (path, Outcome::Failed(why)),
            Listed::LeftOut(path) => {
                progress.say(|| report.left_out(&path));
                continue;
            }
        };
        progress.say(|| report.document(&path, &outcome));
    }
    progress.end();
    let code = if report.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    report.end()?;
    Ok(code)
}

/// What a dry run compares with: the database, or an empty one where there is none. It makes none.
async fn compared_with(options: &Options) -> Result<Store, String> {
    match options.existing().await? {
        Some(store) => Ok(store),
        None => options.empty().await,
    }
}

/// Reads a file and writes its records, or says what they would change.
async fn one(
    store: &Store,
    path: &Path,
    import: &Import,
    reader: &ingest::Options,
) -> Result<Outcome, String> {
    let bytes = bytes(path, import.size_limit)?;
    if import.dry_run {
        let parsed = ingest::read(extract(&bytes, &import.extraction).await?, reader);
        let preview = store::preview(store, &bytes, parsed.clone()).await;
        let preview = preview.map_err(|error| format!("{error}. Nothing was stored"))?;
        return Ok(Outcome::Previewed(Box::new(parsed), preview));
    }
    let again = |error: store::Error| {
        format!(
            "{error}. Then import it again: an import is written whole or not at all, and twice is as good as once"
        )
    };
    // Kept before anything is read: whatever the document does to its reader, it is not lost.
    let kept = store::keep(store, bytes.clone()).await.map_err(again)?;
    let parsed = ingest::read(extract(&bytes, &import.extraction).await?, reader);
    let imported = store::record(store, kept, parsed, "hemicycle import").await.map_err(again)?;
    Ok(Outcome::Imported(Box::new(imported.parsed), imported.applied))
}
