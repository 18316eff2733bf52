//! What a PDF unpacks to, before anything is unpacked.

use std::collections::HashSet;

use flate2::{Decompress, FlushDecompress, Status};
use pdf_extract::{Document, Object, ObjectId};

use super::broken;
use crate::{Problem, format::refusal};

/// All streams but pictures together unpack to no more: 128 MiB. A megabyte can hold a gigabyte of zeros.
const LIMIT: u64 = 128 * 1024 * 1024;

/// Refuses what would be cut in silence: the library takes as much of a stream as it gets, and says nothing of the rest.
pub(super) fn check(document: &Document) -> Result<(), Problem> {
    let pages: HashSet<ObjectId> =
        document.page_iter().flat_map(|page| document.get_page_contents(page)).collect();
    let mut left = LIMIT;
    for (id, object) in &document.objects {
        let Ok(stream) = object.as_stream() else { continue };
        // Pictures are never unpacked; other filters than this one do not multiply.
        let picture =
            stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image");
        if picture || stream.filters().ok().is_none_or(|filters| filters != [b"FlateDecode".as_slice()]) {
            continue;
        }
        match inflated(&stream.content, left) {
            Some(size) => left = left.checked_sub(size).ok_or_else(too_large)?,
            None if pages.contains(id) => {
                return Err(broken("the text of one of its pages is damaged or cut"));
            }
            None => {}
        }
    }
    Ok(())
}

/// How many bytes a stream unpacks to, as far as the limit and a little; none where it has no end.
fn inflated(bytes: &[u8], limit: u64) -> Option<u64> {
    // Without the header and the checksum: files that were decrypted have wrong ones, and viewers do not mind.
    let packed = bytes.get(2..)?;
    let mut inflate = Decompress::new(false);
    let mut buffer = [0; 32 * 1024];
    loop {
        let (read, written) = (inflate.total_in(), inflate.total_out());
        let rest = packed.get(usize::try_from(read).ok()?..)?;
        let status = inflate.decompress(rest, &mut buffer, FlushDecompress::None).ok()?;
        if status == Status::StreamEnd || inflate.total_out() > limit {
            return Some(inflate.total_out());
        }
        if (inflate.total_in(), inflate.total_out()) == (read, written) {
            return None;
        }
    }
}

fn too_large() -> Problem {
    refusal::whole(
        "EXTRACTION_LIMIT",
        format!(
            "The PDF unpacks to more than {LIMIT} bytes without its pictures. Expected an opinion. If it is one, \
             print it to a new PDF, and import that."
        ),
    )
}
