//! `hemicycle import`.

mod archive;
mod backup;
mod difference;
mod file;
mod paths;
mod progress;
mod read;
mod report;
mod restore;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{ValueEnum, builder::FalseyValueParser};
use ingest::{Form, ThemeMapping};
use store::Store;

use self::{
    archive::Packing,
    file::one,
    paths::{Listed, documents},
    progress::Progress,
    read::bytes,
    report::Report,
    restore::Restored,
};
use super::Options;
use crate::{extraction::Limits, intake::Taken};

/// What to import, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// The documents: opinions in PDF, DOCX, HTML or plain text, and files of votes in Popolo's JSON or SCDL's CSV, told
    /// apart by what they hold. Of a folder or a .tar.gz archive, all in it and below that such a file's name ends like. A
    /// folder of `export all --format ndjson` is a backup: an empty database becomes what was exported, sources and
    /// history with it; another takes the documents that it does not hold.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The assembly's territory, used where a text names none: a region's INSEE code, 27 is Bourgogne-Franche-Comté, or
    /// a level and its code, such as COMMUNE:21231, INTERCOMMUNALITY:242100410 (a SIREN), DEPARTMENT:21 or COUNTRY:FI.
    #[arg(long, env = "HEMICYCLE_TERRITORY", hide_env_values = true, value_name = "[LEVEL:]CODE")]
    territory: Option<String>,
    /// Reads every file as one of votes in this form, whatever it holds: Popolo's JSON, or CSV with the columns of SCDL
    /// Délibérations 2.1.5.
    #[arg(long, env = "HEMICYCLE_FORMAT", hide_env_values = true, value_name = "FORM")]
    format: Option<Format>,
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

/// The forms of files of votes, as the command line names them.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Popolo,
    Scdl,
}

impl Import {
    /// The form of a file of votes that was named; none where the bytes say what it is.
    fn form(&self) -> Option<Form> {
        self.format.map(|format| match format {
            Format::Popolo => Form::Popolo,
            Format::Scdl => Form::Scdl,
        })
    }

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
    /// It was read, if only to be refused.
    Read(Taken),
    /// It is a backup: a folder with its history.
    Restored(Restored),
    /// It was not read, or not written.
    Failed(String),
}

impl Outcome {
    fn refused(&self) -> bool {
        match self {
            Self::Read(taken) => taken.refused(),
            Self::Restored(_) => false,
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
    let mut all = All { store, reader, progress, report: Report::new(import.json), import };
    for each in listed {
        match each {
            Listed::Document(path) if archive::is_archive(&path) => all.archive(&path).await,
            Listed::Document(path) => {
                let bytes = bytes(&path, all.import.size_limit);
                all.document(&path, bytes).await;
            }
            Listed::Backup(path) => all.backup(&path).await,
            Listed::Unread(path, why) => all.said(&path, &Outcome::Failed(why)),
            Listed::LeftOut(path) => all.left_out(&path),
        }
    }
    if !all.import.dry_run {
        all.store.settle().await;
    }
    all.progress.end();
    let code = if all.report.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    all.report.end()?;
    Ok(code)
}

/// An import of many documents.
struct All {
    store: Store,
    reader: ingest::Options,
    import: Import,
    progress: Progress,
    report: Report,
}

impl All {
    /// Imports what a file holds, or says why nothing could be read of it.
    async fn document(&mut self, path: &Path, bytes: Result<Vec<u8>, String>) {
        self.progress.at(path);
        let outcome = match bytes {
            Ok(bytes) => one(&self.store, bytes, &self.import, &self.reader).await,
            Err(why) => Err(why),
        };
        self.said(path, &outcome.unwrap_or_else(Outcome::Failed));
    }

    /// Imports the documents of an archive, each by itself.
    async fn archive(&mut self, path: &Path) {
        self.progress.more(archive::count(path));
        let mut archive = match archive::open(path) {
            Ok(archive) => archive,
            Err(why) => return self.said(path, &Outcome::Failed(why)),
        };
        let files = match archive::files(&mut archive, path, self.import.size_limit) {
            Ok(files) => files,
            Err(why) => return self.said(path, &Outcome::Failed(why)),
        };
        let mut empty = true;
        for file in files {
            empty = false;
            match file {
                Packing::Document(path, bytes) => self.document(&path, bytes).await,
                Packing::LeftOut(path) => self.left_out(&path),
                Packing::Broken(why) => self.said(path, &Outcome::Failed(why)),
            }
        }
        if empty {
            let why = "holds no files. Expected an archive of documents".to_owned();
            self.said(path, &Outcome::Failed(why));
        }
    }

    fn said(&mut self, path: &Path, outcome: &Outcome) {
        let report = &mut self.report;
        self.progress.say(|| report.document(path, outcome));
    }

    fn note(&mut self, path: &Path, why: &str) {
        let report = &mut self.report;
        self.progress.say(|| report.note(path, why));
    }

    fn left_out(&mut self, path: &Path) {
        let report = &mut self.report;
        self.progress.say(|| report.left_out(path));
    }
}

/// What a dry run compares with: the database, or an empty one where there is none. It makes none.
async fn compared_with(options: &Options) -> Result<Store, String> {
    match options.existing().await? {
        Some(store) => Ok(store),
        None => options.empty().await,
    }
}
