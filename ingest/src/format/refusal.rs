//! Why a document has no text for us.

use crate::{Problem, Span};

/// The codes of documents that are refused before anything is read of them.
pub const REFUSALS: [&str; 11] = [
    "EMPTY",
    "ENCRYPTED",
    "EXTRACTION_FAILED",
    "EXTRACTION_LIMIT",
    "EXTRACTION_TIMEOUT",
    "INVALID_UTF16",
    "INVALID_UTF8",
    "NOT_TEXT",
    "NO_TEXT_LAYER",
    "UNKNOWN_ENCODING",
    "UNSUPPORTED_FORMAT",
];

impl Problem {
    /// A refusal that another process worked out. A code that is none of [`REFUSALS`] is `EXTRACTION_FAILED`.
    #[must_use]
    pub fn refusal(code: &str, message: String, line: u32, column: u32) -> Self {
        let known = REFUSALS.iter().find(|known| **known == code).copied();
        Self { line, column, ..whole(known.unwrap_or("EXTRACTION_FAILED"), message) }
    }
}

/// A refusal of the whole document: no line of it is to blame.
pub(super) fn whole(code: &'static str, message: impl Into<String>) -> Problem {
    Problem::error(code, message.into(), Span { start: 0, end: 1, page: None })
}

/// A refusal at a place, line and column from 1.
pub(super) fn at(code: &'static str, message: impl Into<String>, line: usize, column: usize) -> Problem {
    let figure = |figure| u32::try_from(figure).unwrap_or(u32::MAX);
    Problem { line: figure(line), column: figure(column), ..whole(code, message) }
}

pub(super) fn empty() -> Problem {
    whole("EMPTY", "The file holds no text. Expected the text of an opinion.")
}

/// A format that we know and do not read.
pub(super) fn unread(name: &str, bytes: &[u8]) -> Problem {
    // Word wraps a DOCX with a password into the container that its files of before 2007 are.
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(locked.len()).any(|window| window == locked) {
        return whole(
            "ENCRYPTED",
            "The file is a document locked with a password. Open it, save it without one, and import that.",
        );
    }
    whole(
        "UNSUPPORTED_FORMAT",
        format!(
            "The file is {name}, which this version cannot read. Save it as DOCX or PDF, and import that."
        ),
    )
}
