//! Which files to read.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::backup;

/// The endings of the documents that a folder or an archive is searched for. A file that is named itself is read whatever
/// its name.
const ENDINGS: [&str; 9] = ["txt", "text", "pdf", "docx", "html", "htm", "csv", "json", "tgz"];

/// A file that a path names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Listed {
    /// To be read.
    Document(PathBuf),
    /// A folder that is a backup.
    Backup(PathBuf),
    /// In a folder, and no document by its name.
    LeftOut(PathBuf),
    /// A folder that could not be looked into, and why.
    Unread(PathBuf, String),
}

/// The documents of a path: itself, or those in the folder and below, by their names. Hidden files are no documents.
pub(super) fn documents(path: &Path) -> Vec<Listed> {
    if !path.is_dir() {
        return vec![Listed::Document(path.to_owned())];
    }
    if backup::is_at(path) {
        return vec![Listed::Backup(path.to_owned())];
    }
    let hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    let entries = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
    let files = entries.filter_entry(|entry| !hidden(entry)).filter_map(|entry| match entry {
        Ok(entry) if entry.file_type().is_dir() => None,
        Ok(entry) if !entry.file_type().is_file() => {
            // A pipe that nobody writes to would be waited for without end.
            let why =
                "is a pipe, a socket or a device. Name it itself to read it, or take it out of the folder";
            Some(Listed::Unread(entry.into_path(), why.to_owned()))
        }
        Ok(entry) => Some(told(entry.into_path())),
        Err(error) => {
            let at = error.path().unwrap_or(path).to_owned();
            let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
            Some(Listed::Unread(at, format!("cannot be looked into: {why}. Check its rights")))
        }
    });
    let mut files: Vec<Listed> = files.collect();
    if files.is_empty() {
        let why = "holds no files. Expected documents in it or below".to_owned();
        files.push(Listed::Unread(path.to_owned(), why));
    }
    files
}

fn told(path: PathBuf) -> Listed {
    if is_document(&path) { Listed::Document(path) } else { Listed::LeftOut(path) }
}

/// Whether a file is one by its name.
pub(super) fn is_document(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| ENDINGS.contains(&ending)) || name.ends_with(".tar.gz")
}
