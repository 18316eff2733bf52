//! The folder that `hemicycle export all --format ndjson --output FOLDER` writes, read again: the documents as they came
//! and the history, each held against the hash that is told of it.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use publish::{ORIGINALS, original_path};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::entities::{redaction, revision};

use crate::export::{hexadecimal, sha256};

const PACKAGE: &str = "datapackage.json";
const ORIGINALS_FILE: &str = "originals.ndjson";
const REVISIONS_FILE: &str = "revisions.ndjson";

/// What to do about a folder that is not whole.
const AGAIN: &str = "Copy the folder again from where it was exported, or export it again";

/// A backup whose list of documents is whole.
pub(super) struct Backup {
    folder: PathBuf,
    pub(super) originals: Vec<Original>,
    /// The SHA-256 of the history.
    history: String,
}

/// A document as it came, by what the list says of it.
#[derive(Debug, Deserialize)]
pub(super) struct Original {
    pub(super) sha256: String,
    media_type: Option<String>,
    byte_size: u64,
    status: Option<String>,
    /// As `--territory` takes it.
    pub(super) territory: Option<String>,
}

impl Original {
    /// Whether its bytes are gone, because they had a person's name that was taken out: nothing, by a hash that is not that of
    /// nothing.
    pub(super) fn is_gap(&self) -> bool {
        self.byte_size == 0 && self.sha256 != sha256(b"")
    }

    pub(super) fn is_refused(&self) -> bool {
        self.status.as_deref() == Some("REFUSED")
    }
}

/// Whether a folder is a backup: it has the list.
pub(super) fn is_at(folder: &Path) -> bool {
    folder.join(ORIGINALS_FILE).is_file()
}

impl Backup {
    /// Reads what is listed.
    pub(super) fn open(folder: &Path) -> Result<Self, String> {
        let package = read(&folder.join(PACKAGE))?;
        let package: Value = serde_json::from_slice(&package)
            .map_err(|error| format!("its {PACKAGE} is no JSON: {error}. {AGAIN}"))?;
        let listed = |name: &str| {
            let resources = package["resources"].as_array().into_iter().flatten();
            let resource = resources.into_iter().find(|resource| resource["path"] == name);
            let hash = resource.and_then(|resource| resource["hash"].as_str()?.strip_prefix("sha256:"));
            hash.map(str::to_owned).ok_or_else(|| {
                format!("its {PACKAGE} does not say what the SHA-256 of {name} is: it was written by something else. {AGAIN}")
            })
        };
        let originals = read(&folder.join(ORIGINALS_FILE))?;
        if sha256(&originals) != listed(ORIGINALS_FILE)? {
            return Err(changed(ORIGINALS_FILE));
        }
        let lines = originals.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).zip(1..);
        let original = |(line, number): (&[u8], usize)| {
            serde_json::from_slice(line).map_err(|error| {
                format!(
                    "line {number} of its {ORIGINALS_FILE} is no row of {}: {error}. {AGAIN}",
                    ORIGINALS.name
                )
            })
        };
        let originals = lines.map(original).collect::<Result<_, _>>()?;
        Ok(Self { folder: folder.to_owned(), originals, history: listed(REVISIONS_FILE)? })
    }

    /// Where an original stands. What is listed leads nowhere else: a hash that is none leads to the folder of originals.
    pub(super) fn path(&self, original: &Original) -> PathBuf {
        let path = original_path(&original.sha256, original.media_type.as_deref());
        self.folder.join(path.unwrap_or_else(|| "originals".to_owned()))
    }

    /// Its bytes, if they are those that were exported.
    pub(super) fn bytes(&self, original: &Original) -> Result<Vec<u8>, String> {
        if original.is_gap() {
            return Ok(Vec::new());
        }
        let path = self.path(original);
        let hash = &original.sha256;
        if !path.is_file() {
            return Err(format!("is missing. Expected the document with the SHA-256 {hash}. {AGAIN}"));
        }
        let file =
            File::open(&path).map_err(|error| format!("cannot be opened: {error}. Check its rights"))?;
        let mut bytes = Vec::new();
        // One byte more than there should be tells that it is longer.
        let read = file.take(original.byte_size.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| format!("cannot be read: {error}. {AGAIN}"))?;
        if sha256(&bytes) == *hash {
            return Ok(bytes);
        }
        Err(format!(
            "is not the document that was exported: expected {} bytes with the SHA-256 {hash}, found others. {AGAIN}",
            original.byte_size
        ))
    }

    /// The redactions that the history tells of, the last of each revision last.
    pub(super) fn gaps(&self) -> Result<Vec<redaction::Model>, String> {
        let (mut history, mut gaps) = (self.history()?, Vec::new());
        while let Some(revision) = history.next()? {
            let after = revision.after.filter(|_| revision.record_type == "redaction");
            gaps.extend(after.and_then(|after| serde_json::from_str(&after).ok()));
        }
        Ok(gaps)
    }

    /// The history, from its beginning.
    pub(super) fn history(&self) -> Result<History, String> {
        let path = self.folder.join(REVISIONS_FILE);
        let file = File::open(path)
            .map_err(|error| format!("its {REVISIONS_FILE} cannot be opened: {error}. {AGAIN}"))?;
        let expected = self.history.clone();
        Ok(History {
            lines: BufReader::new(file),
            line: Vec::new(),
            number: 0,
            hash: Sha256::new(),
            expected,
        })
    }
}

/// A history that is being read.
pub(super) struct History {
    lines: BufReader<File>,
    line: Vec<u8>,
    number: u64,
    hash: Sha256,
    /// What it has to be in the end.
    expected: String,
}

impl History {
    /// The next revision; none at the end of a history that is whole.
    pub(super) fn next(&mut self) -> Result<Option<revision::Model>, String> {
        self.line.clear();
        let read = self.lines.read_until(b'\n', &mut self.line);
        read.map_err(|error| format!("its {REVISIONS_FILE} cannot be read: {error}. {AGAIN}"))?;
        if self.line.is_empty() {
            let whole = hexadecimal(&self.hash.clone().finalize()) == self.expected;
            return if whole { Ok(None) } else { Err(changed(REVISIONS_FILE)) };
        }
        self.number += 1;
        self.hash.update(&self.line);
        let number = self.number;
        serde_json::from_slice(&self.line).map(Some).map_err(|error| {
            format!("line {number} of its {REVISIONS_FILE} is no revision: {error}. {AGAIN}")
        })
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let name = path.file_name().unwrap_or_default().display();
    std::fs::read(path).map_err(|error| {
        format!("it has a list of originals, and its {name} cannot be read: {error}. {AGAIN}")
    })
}

fn changed(name: &str) -> String {
    format!(
        "its {name} is not the file that its {PACKAGE} tells of: it was changed, or is not whole. {AGAIN}"
    )
}
