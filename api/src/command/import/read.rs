//! The bytes of a file.

use std::{fs::File, io::Read, path::Path};

/// The bytes of a file within the limit. The size is checked while reading: a pipe has none to ask for.
pub(super) fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    within(File::open(path).map_err(|error| format!("cannot be opened: {error}. Check the path"))?, limit)
}

/// What there is to read within the limit.
pub(super) fn within(from: impl Read, limit: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(limit.saturating_add(1))
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
