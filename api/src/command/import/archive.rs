//! The documents of an archive, `.tar.gz`, one after the other.

use std::{
    fs::File,
    io::{BufReader, Read},
    path::{Path, PathBuf},
};

use flate2::read::MultiGzDecoder;
use tar::{Archive, Entry};

use super::{paths::is_document, read::within};

type Packed = MultiGzDecoder<BufReader<File>>;

/// A file of an archive.
pub(super) enum Packing {
    /// Its bytes, or why they could not be read.
    Document(PathBuf, Result<Vec<u8>, String>),
    /// No document by its name.
    LeftOut(PathBuf),
    /// Where the archive can be read no further, and why.
    Broken(String),
}

/// Whether a file begins as what gzip packs does. One that cannot be opened is left to those who read it.
pub(super) fn is_archive(path: &Path) -> bool {
    let mut first = [0; 2];
    // A pipe gives its bytes once: what stands in one is read as a document.
    let file = path.is_file().then(|| File::open(path).ok()).flatten();
    file.is_some_and(|mut file| file.read_exact(&mut first).is_ok()) && first == [0x1f, 0x8b]
}

/// Opens an archive.
pub(super) fn open(path: &Path) -> Result<Archive<Packed>, String> {
    let file = File::open(path).map_err(|error| format!("cannot be opened: {error}. Check the path"))?;
    Ok(Archive::new(MultiGzDecoder::new(BufReader::new(file))))
}

/// How many files an archive holds, as far as it can be read.
pub(super) fn count(path: &Path) -> usize {
    let Ok(mut archive) = open(path) else { return 1 };
    let Ok(entries) = archive.entries() else { return 1 };
    entries.map_while(Result::ok).filter(|entry| entry.header().entry_type().is_file()).count()
}

/// The files of an archive in its order, each read only when it is asked for. What is no file is passed over.
pub(super) fn files(
    archive: &mut Archive<Packed>,
    path: &Path,
    limit: u64,
) -> Result<impl Iterator<Item = Packing>, String> {
    let mut broken = false;
    let path = path.to_owned();
    let entries = archive.entries().map_err(|error| unread(&error))?;
    let whole = entries.take_while(move |entry| {
        // What follows a break is not to be trusted.
        let go_on = !broken;
        broken |= entry.is_err();
        go_on
    });
    Ok(whole.filter_map(move |entry| match entry {
        Err(error) => Some(Packing::Broken(unread(&error))),
        Ok(entry) => file(entry, &path, limit),
    }))
}

fn file(entry: Entry<'_, Packed>, archive: &Path, limit: u64) -> Option<Packing> {
    let inner = entry.path().ok()?.into_owned();
    let hidden = inner.components().any(|part| part.as_os_str().to_string_lossy().starts_with("._"));
    if !entry.header().entry_type().is_file() || hidden {
        return None;
    }
    let path = archive.join(&inner);
    if !is_document(&inner) {
        return Some(Packing::LeftOut(path));
    }
    Some(Packing::Document(path, within(entry, limit)))
}

fn unread(error: &std::io::Error) -> String {
    format!(
        "the archive cannot be read on from here: {error}. Expected a `.tar.gz`; what stood before was imported. Fetch \
         the archive again, and import it again"
    )
}
